package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.shell.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseSearchTest {
  private static final UUID CASE = new UUID(5, 1);
  private static final ApplicationNumber NUMBER =
      ApplicationNumber.of(TestDesk.STREET, 2026, "013", 1);

  @TempDir Path home;
  private TestDesk at;
  private CaseSearch search;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    search = new CaseSearch(at.store(), at.desk().people(), "intake");
    UUID person = new UUID(6, 1);
    at.receive(
        CaseRecord.of(RecordType.APPLICATION, CASE, TestDesk.STREET, CASE, Map.of())
            .with("number", NUMBER.text())
            .with("applicant", person.toString())
            .with("residenceAddress", "大慧寺路8号2单元301")
            .with("phone", "13810012345")
            .with("stage", "ACCEPTED"),
        CaseRecord.of(
            RecordType.PERSON,
            person,
            TestDesk.STREET,
            CASE,
            Map.of("name", "陈䶮", "idNumber", "11019919780512011X")));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "陈䶮",
        "cy",
        "chenyan",
        "011X",
        "011x",
        "13810012345",
        "138 1001 2345",
        "2345",
        "110199 19780512 011X",
        "110108 07 2026 013 00001",
        "大慧寺路8号"
      })
  void aCaseIsFoundByWhateverOneRemembers(String typed) {
    assertEquals(
        List.of(
            new Session.Hit(
                "陈䶮", "已受理 · 大慧寺路8号2单元301 · " + NUMBER.grouped(), "intake", CASE.toString())),
        search.find(typed));
  }

  @Test
  void whatFitsNothingFindsNothing() {
    assertEquals(List.of(), search.find("9999"));
    assertEquals(List.of(), search.find(" "));
  }

  @Test
  void codeOnAPrintedPageLeadsToItsCaseAndAForgedOneNowhere() throws Exception {
    CaseRecord record = PrintedCase.pageKey();
    at.receive(record);
    PageKey key = PageKey.all(List.of(record)).getFirst();
    String code = PageCode.page(CASE, "D02", 1, 1, 2).write(key);
    assertEquals(CASE.toString(), search.find(code).getFirst().argument());
    String notice = PageCode.notice(CASE, "D06", 1, 1, 1).write(key);
    assertEquals(CASE + "/papers", search.find(notice).getFirst().argument());
    assertEquals(
        CASE.toString(),
        new CaseSearch(at.store(), at.desk().people(), "review").find(notice).getFirst().argument(),
        "other screens open the case as it is");
    String forged =
        code.substring(0, 60) + (code.charAt(60) == 'A' ? 'B' : 'A') + code.substring(61);
    assertEquals(List.of(), search.find(forged));
  }
}
