package cn.ruhu.device.escl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EsclAddressTest {
  @ParameterizedTest
  @CsvSource({
    "escl+http://10.1.2.3,                 escl+http://10.1.2.3/eSCL",
    "escl+http://10.1.2.3/,                escl+http://10.1.2.3/eSCL",
    "' ESCL+HTTP://scanner.local:8080/eSCL/ ', escl+http://scanner.local:8080/eSCL",
    "escl+https://[fe80::1]:443/x/eSCL,    escl+https://[fe80::1]/x/eSCL",
    "escl+http://127.0.0.1:60000/eSCL,     escl+http://127.0.0.1:60000/eSCL"
  })
  void readsWhatPeopleAndAnnouncementsWrite(String typed, String kept) {
    assertEquals(kept, EsclAddress.parse(typed).orElseThrow().toString());
  }

  @Test
  void carriesTheCertificateSomebodyAgreedTo() {
    String print = "0123456789abcdef".repeat(4);
    var address = EsclAddress.parse("escl+https://h/eSCL").orElseThrow().pinned(print);
    assertEquals("escl+https://h/eSCL?sha256=" + print, address.toString());
    assertEquals(address, EsclAddress.parse(address.toString()).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://h/eSCL",
        "escl+ftp://h/eSCL",
        "escl+http://",
        "escl+http://user:pass@h/eSCL",
        "escl+https://h/eSCL?sha256=abc",
        "escl+https://h/eSCL?x=1",
        "escl+http://h/eSCL?sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "escl+http://a b/eSCL"
      })
  void refusesWhatIsNone(String typed) {
    assertTrue(EsclAddress.parse(typed).isEmpty(), typed);
  }

  @ParameterizedTest
  @CsvSource({
    "/eSCL/ScanJobs/1,                          /eSCL/ScanJobs/1",
    "http://localhost/eSCL/ScanJobs/1/,         /eSCL/ScanJobs/1",
    "https://192.0.2.7:8080/eSCL/ScanJobs/a-b,  /eSCL/ScanJobs/a-b",
    "http://fe80::2a0:1:80/eSCL/ScanJobs/7?x=1, /eSCL/ScanJobs/7",
    "eSCL/ScanJobs/9,                           /eSCL/ScanJobs/9"
  })
  void ofAJobsAddressOnlyThePathCounts(String location, String path) {
    assertEquals(path, EsclLocation.path(location));
  }
}
