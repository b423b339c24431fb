package cn.ruhu.casefile.copying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.copying.CopyFault.What;
import cn.ruhu.casefile.copying.CopyOrder.Reading;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An office's order of fields, and the values in the form another system wants.
class CopyOrderTest {
  private static final String HEAD = "块\t名称\t字段\t格式\t参数\t最长\n";
  private static final UUID CASE = new UUID(0, 1);

  private static CaseRecord record(RecordType type, int id, Map<String, String> fields) {
    return CaseRecord.of(type, new UUID(1, id), "110108007", CASE, fields);
  }

  private static final CaseFile FILE =
      CaseFile.of(
          List.of(
              CaseRecord.of(
                  RecordType.APPLICATION,
                  CASE,
                  "110108007",
                  CASE,
                  Map.of(
                      "applicant", new UUID(1, 1).toString(),
                      "schemes", "DB,TK",
                      "firstTime", "true",
                      "reason", "家里困难𠮷祥",
                      "submitDate", "2026-11-03",
                      "stageSince", "2026-11-02T17:30:00Z")),
              record(RecordType.PERSON, 1, Map.of("name", "陈䶮", "idNumber", "110199197805120013")),
              record(RecordType.PERSON, 2, Map.of("name", "欧阳秀兰", "sex", "2")),
              record(RecordType.PERSON, 3, Map.of("name", "陈小小", "sex", "1")),
              record(
                  RecordType.MEMBER,
                  11,
                  Map.of("person", new UUID(1, 1).toString(), "relation", "01", "order", "1")),
              record(
                  RecordType.MEMBER,
                  12,
                  Map.of("person", new UUID(1, 2).toString(), "relation", "12", "order", "2")),
              record(
                  RecordType.MEMBER,
                  13,
                  Map.of("person", new UUID(1, 3).toString(), "relation", "20", "order", "3")),
              record(
                  RecordType.ITEM,
                  21,
                  Map.of(
                      "kind", "INCOME",
                      "code", "101",
                      "member", new UUID(1, 12).toString(),
                      "declared", "180050")),
              record(
                  RecordType.ITEM,
                  31,
                  Map.of("kind", "HOUSING", "code", "H06", "basis", "CODE", "declared", "2")),
              record(
                  RecordType.ITEM,
                  32,
                  Map.of("kind", "HOUSING", "code", "H07", "basis", "AREA", "declared", "455"))));

  private static CopyOrder order(String rows) {
    Reading read = CopyOrderReader.read((HEAD + rows).getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(Reading.Read.class, read, read::toString).order();
  }

  private static List<String> values(String rows) {
    return order(rows).of(FILE).stream().map(CopyLine::value).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "申请|类别|schemes|文字|~低保、特困供养",
        "申请|类别|schemes|代码|~DB,TK",
        "申请|类别|schemes|对照|DB=1;*=9~1,9",
        "申请|日期|submitDate|文字|~2026-11-03",
        "申请|日期|submitDate|日期|yyyy/MM/dd~2026/11/03",
        "申请|日期|submitDate|日期|yyyy年M月d日~2026年11月3日",
        "申请|日期|stageSince|日期|yyyyMMdd~20261103",
        "申请|首次|firstTime|文字|~是",
        "收入|金额|declared|文字|~1800.50",
        "收入|金额|declared|元|0~1801",
        "收入|金额|declared|元|1~1800.5",
        "收入|谁|member|文字|~欧阳秀兰",
        "申请人|姓名|name|文字|~陈䶮",
        "家庭|社区|community|文字|~",
      })
  void everyFormIsWritten(String row, String value) {
    List<String> got = values(row.replace('|', '\t') + "\n");
    assertEquals(value == null ? List.of() : List.of(value), got);
  }

  @Test
  void yesAndNoAreWrittenAsGivenAndLongTextsAreCutBetweenCharacters() {
    assertEquals(List.of("1"), values("申请\t首次\tfirstTime\t是否\t1|0\t\n"));
    assertEquals(List.of("家里困难𠮷"), values("申请\t理由\treason\t文字\t\t5\n"));
  }

  @Test
  void whatIsNoMoneyIsWrittenInItsOwnUnit() {
    assertEquals(List.of("平房", "45.5"), values("住房\t内容\tdeclared\t文字\n"));
    assertEquals(List.of("房屋类型", "建筑面积"), values("住房\t项目\tcode\t文字\n"));
    assertEquals(List.of("工资薪金"), values("收入\t项目\tcode\t文字\n"));
  }

  @Test
  void aRosterRepeatsItsBlockForEveryEntry() {
    List<CopyLine> lines =
        order("申请人\t姓名\tname\t文字\n成员\t姓名\tname\t文字\n成员\t性别\tsex\t代码\n收入\t项目\tcode\t代码\n").of(FILE);
    assertEquals(
        List.of("陈䶮", "欧阳秀兰", "2", "陈小小", "1", "101"),
        lines.stream().map(CopyLine::value).toList());
    assertEquals(List.of(0, 1, 1, 2, 2, 1), lines.stream().map(CopyLine::entry).toList());
    assertEquals(2, lines.get(1).entries());
  }

  @Test
  void numbersAreSecretAndNoLinePrintsItsValue() {
    CopyLine line = order("申请人\t证件\tidNumber\t文字\n").of(FILE).getFirst();
    assertTrue(line.secret());
    assertEquals("110199197805120013", line.value());
    assertFalse(line.toString().contains("1978"), line.toString());
    assertFalse(order("申请人\t姓名\tname\t文字\n").of(FILE).getFirst().secret());
  }

  @Test
  void csvWithMarkQuotesAndWindowsLinesIsReadToo() {
    String csv = "\uFEFF# 备注\r\n字段,块,名称,格式,参数\r\nschemes,申请,\"类别,\"\"甲\"\"\",MAP,DB=1;*=9\r\n";
    Reading read = CopyOrderReader.read(csv.getBytes(StandardCharsets.UTF_8));
    CopyOrder order = assertInstanceOf(Reading.Read.class, read, read::toString).order();
    CopyLine line = order.of(FILE).getFirst();
    assertEquals("类别,\"甲\"", line.label());
    assertEquals("1,9", line.value());
  }

  private static List<CopyFault> faults(byte[] bytes) {
    return assertInstanceOf(Reading.Wrong.class, CopyOrderReader.read(bytes)).faults();
  }

  private static List<CopyFault> faults(String text) {
    return faults(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyFaultNamesItsLineItsColumnAndWhatStandsThere() {
    assertEquals(
        List.of(
            new CopyFault(2, 1, What.BLOCK, "客厅"),
            new CopyFault(3, 2, What.LABEL, ""),
            new CopyFault(4, 3, What.FIELD, "nmae"),
            new CopyFault(5, 4, What.FORMAT, "大写"),
            new CopyFault(6, 4, What.FORMAT_UNFIT, "日期"),
            new CopyFault(7, 5, What.GIVEN, "yyyy-QX-bb"),
            new CopyFault(8, 5, What.GIVEN, "01"),
            new CopyFault(9, 5, What.GIVEN, "3"),
            new CopyFault(10, 6, What.LENGTH, "很长"),
            new CopyFault(11, 7, What.CELLS, "多")),
        faults(
            HEAD
                + "客厅\t姓名\tname\t文字\t\t\n"
                + "申请人\t\tname\t文字\t\t\n"
                + "申请人\t姓名\tnmae\t文字\t\t\n"
                + "申请人\t姓名\tname\t大写\t\t\n"
                + "申请人\t姓名\tname\t日期\t\t\n"
                + "申请人\t生日\tbirthDate\t日期\tyyyy-QX-bb\t\n"
                + "申请人\t性别\tsex\t对照\t01\t\n"
                + "收入\t金额\tdeclared\t元\t3\t\n"
                + "申请人\t姓名\tname\t文字\t\t很长\n"
                + "申请人\t姓名\tname\t文字\t\t5\t多\n"));
  }

  @Test
  void aFileThatIsNoneIsToldAsAWhole() {
    assertEquals(List.of(new CopyFault(0, 0, What.EMPTY, "")), faults("# nur\n\n"));
    assertEquals(List.of(new CopyFault(0, 0, What.EMPTY, "")), faults(HEAD));
    assertEquals(
        List.of(new CopyFault(0, 0, What.ENCODING, "")),
        faults("块".getBytes(java.nio.charset.Charset.forName("GBK"))));
    assertEquals(
        List.of(new CopyFault(0, 0, What.TOO_LONG, "")),
        faults(new byte[CopyOrderReader.BYTES_MAX + 1]));
    assertEquals(
        List.of(
            new CopyFault(1, 3, What.COLUMN_UNKNOWN, "大小"),
            new CopyFault(1, 0, What.COLUMN_MISSING, "字段"),
            new CopyFault(1, 0, What.COLUMN_MISSING, "格式")),
        faults("块,名称,大小\n申请,a,b\n"));
    assertEquals(What.QUOTE, faults("块,名称,字段,格式\n申请,\"a,number,文字\n").getFirst().what());
    String many = HEAD + "客厅\ta\tb\tc\n".repeat(40);
    assertTrue(faults(many).size() <= CopyOrderReader.FAULTS + 3);
    String longOne = HEAD + "申请\t号\tnumber\t文字\n".repeat(CopyOrderReader.ROWS_MAX + 1);
    assertEquals(What.TOO_LONG, faults(longOne).getFirst().what());
  }
}
