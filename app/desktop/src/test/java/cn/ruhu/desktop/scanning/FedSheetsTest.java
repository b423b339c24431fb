package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FedSheetsTest {
  private static ScanPage page(String file, int length, int sheet) {
    return new ScanPage(
        new UUID(sheet, length),
        file,
        "image/jpeg",
        length,
        sheet,
        0,
        "SCANNER",
        ScanLook.NONE,
        ScanChoice.NONE,
        ScanMake.NONE);
  }

  private static List<String> files(List<ScanPage> pages) {
    return pages.stream().map(ScanPage::file).toList();
  }

  @Test
  void theFirstFilesThatWaitAreTakenOnceEachInTheirOrder() {
    var unread = new ArrayList<ScanPage>();
    for (int i = 0; i < 20; i++)
      for (int sheet = 0; sheet < 3; sheet++) unread.add(page("f" + i, 1000, sheet));
    assertEquals(
        IntStream.range(0, FedSheets.FILES_MAX).mapToObj(i -> "f" + i).toList(),
        files(FedSheets.next(unread)));
    assertEquals(List.of(), FedSheets.next(List.of()));
  }

  @Test
  void aLargeFileGoesAloneAndSmallOnesDoNotOvertakeIt() {
    int large = (int) FedSheets.BYTES_MAX + 1;
    var unread = List.of(page("a", large, 0), page("b", 10, 0));
    assertEquals(List.of("a"), files(FedSheets.next(unread)));
    var later = List.of(page("b", 10, 0), page("a", large, 0), page("c", 10, 0));
    assertEquals(List.of("b"), files(FedSheets.next(later)));
  }
}
