package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class PlainTableTest {
  @Test
  void rowsKeepTheirNumbersAndCellsTheirPlaces() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "test", "1.0")) {
      var sheet = book.newWorksheet("报告");
      sheet.value(0, 0, "姓名");
      sheet.value(0, 2, "核对值");
      sheet.value(2, 0, "王芳");
      sheet.value(2, 1, LocalDate.of(2026, 10, 31));
      sheet.style(2, 1).format("yyyy-MM-dd").set();
      sheet.value(2, 2, 2300.5);
    }
    assertEquals(
        List.of(List.of("姓名", "", "核对值"), List.of(), List.of("王芳", "2026-10-31", "2300.5")),
        PlainTable.read(out.toByteArray()).orElseThrow());
  }

  @Test
  void whatIsNoWorkbookIsNoTable() {
    assertTrue(PlainTable.read(new byte[0]).isEmpty());
    assertTrue(PlainTable.read(new byte[] {'P', 'K', 3, 4, 1, 2, 3}).isEmpty());
    assertTrue(
        PlainTable.read("姓名,核对值".getBytes(java.nio.charset.StandardCharsets.UTF_8)).isEmpty());
  }
}
