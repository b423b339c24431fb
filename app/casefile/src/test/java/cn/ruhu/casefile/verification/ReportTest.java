package cn.ruhu.casefile.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String WANG = "110199195203070013";
  private static final String LI = "110199195509120028";
  private static final List<String> HEADINGS =
      List.of("序号", "姓名", "证件号码", "核对项目", "核对值（元）", "数据来源", "数据日期");

  @SafeVarargs
  @SuppressWarnings("varargs") // rows are only read
  private static Report read(List<String>... rows) {
    var cells = new ArrayList<List<String>>();
    cells.add(List.of("北京市居民经济状况核对报告"));
    cells.add(HEADINGS);
    cells.addAll(List.of(rows));
    return Report.read(cells, TODAY);
  }

  private static List<String> row(String name, String number, String item, String value) {
    return List.of("1", name, number, item, value, "社保", "2026-10-31");
  }

  @Test
  @SuppressWarnings("unchecked")
  void valuesAreReadByLabelOrCodeInTheUnitOfTheItem() {
    Report report =
        read(
            row("王芳", WANG, "工资薪金", "2,300.50"),
            row("王芳", WANG, "P08", "1"),
            row("李雷", LI, "银行存款", "无记录"));
    assertTrue(report.usable());
    assertEquals(
        List.of("101 230050", "P08 1", "P02 "),
        report.rows().stream().map(r -> r.code() + " " + r.value()).toList());
    assertEquals(List.of(), report.bad());
  }

  @Test
  void whatIsMissingIsNamedAndNothingIsUsed() {
    Report report =
        Report.read(List.of(List.of("姓名", "证件号码", "数据来源"), List.of("王芳", WANG, "社保")), TODAY);
    assertEquals(List.of("核对项目", "核对值"), report.missing());
    assertFalse(report.usable());
    assertFalse(Report.read(List.of(List.of("甲", "乙")), TODAY).usable());
    assertFalse(Report.read(List.of(), TODAY).usable());
  }

  @ParameterizedTest
  @CsvSource({
    "'',110199195203070013,工资薪金,100,NAME",
    "王?,110199195203070013,工资薪金,100,NAME",
    "王芳,110199195203070014,工资薪金,100,NUMBER",
    "王芳,110199195203070013,飞机,100,ITEM",
    "王芳,110199195203070013,工资薪金,很多,VALUE",
    "王芳,110199195203070013,机动车,1.5,VALUE",
    "王芳,110199195203070013,机动车,85000,VALUE",
    "王芳,110199195203070013,机动车,100,VALUE",
  })
  @SuppressWarnings("unchecked")
  void aBadLineIsNamedByItsRow(String name, String number, String item, String value, String why) {
    Report report = read(row("李雷", LI, "工资薪金", "100"), row(name, number, item, value));
    assertEquals(List.of(new RowProblem(4, RowProblem.Why.valueOf(why))), report.bad());
    assertEquals(1, report.rows().size());
    assertTrue(report.usable(), "one bad line stops nobody");
  }

  @Test
  @SuppressWarnings("unchecked")
  void ofWhomALineWasRefusedIsKeptWhereItCanBeTold() {
    Report report =
        read(
            row("王芳", WANG, "工资薪金", "100"),
            row("王芳", WANG, "银行存款", "很多"),
            row("李雷", LI, "工资薪金", "100"),
            row("李雷", LI, "工资薪金", "100"),
            row("某人", "12345", "工资薪金", "100"));
    assertEquals(Set.of(WANG), numbers(report), "a line said twice is no doubt");
    Report other = read(row("李雷", LI, "工资薪金", "100"), row("李雷", LI, "工资薪金", "200"));
    assertEquals(Set.of(LI), numbers(other));
    assertFalse(other.toString().contains(LI));
  }

  private static Set<String> numbers(Report report) {
    return report.doubtful().stream().map(IdNumber::text).collect(Collectors.toSet());
  }

  @Test
  @SuppressWarnings("unchecked")
  void ofTwoLinesThatContradictEachOtherNeitherIsUsed() {
    Report report =
        read(
            row("王芳", WANG, "工资薪金", "100"),
            row("李雷", LI, "工资薪金", "50"),
            row("王芳", WANG, "工资薪金", "200"));
    assertEquals(
        List.of(
            new RowProblem(3, RowProblem.Why.CONTRADICTS),
            new RowProblem(5, RowProblem.Why.CONTRADICTS)),
        report.bad());
    Report doubled = read(row("王芳", WANG, "工资薪金", "100"), row("王芳", WANG, "工资薪金", "100"));
    assertEquals(List.of(new RowProblem(4, RowProblem.Why.DOUBLED)), doubled.bad());
    assertEquals(1, doubled.rows().size());
  }

  @Test
  void onePercentOfGarbageIsToleratedAndMoreRefusesTheTable() {
    var cells = new ArrayList<List<String>>();
    cells.add(HEADINGS);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    for (int i = 0; i < 300; i++) {
      String body = "1101991952%02d%02d%03d".formatted(1 + i / 28 % 12, 1 + i % 28, i);
      int sum = 0;
      for (int d = 0; d < 17; d++) sum += weights[d] * (body.charAt(d) - '0');
      cells.add(row("王芳", body + "10X98765432".charAt(sum % 11), "工资薪金", "100"));
    }
    for (int i = 0; i < 3; i++) cells.set(1 + i * 90, row("垃圾", "12345", "", ""));
    Report report = Report.read(cells, TODAY);
    assertTrue(report.usable());
    assertEquals(297, report.rows().size());
    assertEquals(List.of(2L, 92L, 182L), report.bad().stream().map(RowProblem::row).toList());
    cells.set(280, row("垃圾", "12345", "", ""));
    assertTrue(Report.read(cells, TODAY).tooMany());
  }

  private static List<String> from(String source, String item, String value) {
    return List.of("1", "王芳", WANG, item, value, source, "2026-10-31");
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatTwoOfficesSayIsTwoThings() {
    Report equal = read(from("工行", "银行存款", "50,000"), from("建行", "银行存款", "50,000"));
    assertEquals(List.of(), equal.bad());
    assertEquals(List.of("5000000", "5000000"), values(equal));
    Report apart = read(from("工行", "银行存款", "50,000"), from("建行", "银行存款", "30,000"));
    assertEquals(List.of(), apart.bad());
    assertEquals(Set.of(), apart.doubtful());
    assertEquals(List.of("5000000", "3000000"), values(apart));
    Report again = read(from("工行", "银行存款", "50,000"), from(" 工行 ", "银行存款", "50,000"));
    assertEquals(List.of(new RowProblem(4, RowProblem.Why.DOUBLED)), again.bad());
  }

  @Test
  @SuppressWarnings("unchecked")
  void anOfficeThatFoundNothingContradictsNoOther() {
    Report report = read(from("工行", "银行存款", "50,000"), from("建行", "银行存款", "无记录"));
    assertEquals(List.of(), report.bad());
    assertEquals(List.of("5000000", ""), values(report));
  }

  private static List<String> values(Report report) {
    return report.rows().stream().map(ReportRow::value).toList();
  }

  @Test
  void aHeadingThatSaysHowOftenIsKeptWithTheValue() {
    var cells = new ArrayList<List<String>>();
    cells.add(List.of("姓名", "证件号码", "核对项目", "月均金额"));
    cells.add(List.of("王芳", WANG, "工资薪金", "3,500"));
    cells.add(List.of("王芳", WANG, "银行存款", "900"));
    Report report = Report.read(cells, TODAY);
    assertEquals(List.of("MONTHLY", ""), report.rows().stream().map(ReportRow::basis).toList());
  }
}
