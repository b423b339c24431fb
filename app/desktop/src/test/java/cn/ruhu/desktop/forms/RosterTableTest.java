package cn.ruhu.desktop.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Pasted;
import cn.ruhu.survey.Question;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A roster as a table, without a window.
class RosterTableTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-29T02:00:00Z"));

  private SurveyModel model;
  private RosterTable table;

  @BeforeEach
  void open() throws Exception {
    model = Rosters.opened(NOW, 2);
    table = Rosters.table(model);
    model.onChanged(c -> {
      if (c.structure()) table.refresh(Rosters.roster(model), model.session().questions("H"));
      else
        c.paths()
            .forEach(
                p -> model.session().question(p).filter(table::holds).ifPresent(table::changed));
    });
  }

  private List<String> columns() {
    return table.asked().stream().map(RosterTable.Column::below).toList();
  }

  private boolean answer(int row, int column, String text) {
    Question q = table.cell(row, column).orElseThrow();
    return table.answer(q, text, RosterTable.stored(q, text), "不是有效的内容");
  }

  @Test
  void simpleQuestionsAreColumnsAndTheRestStandsBelow() {
    assertTrue(Rosters.roster(model).table(), "the form asks for a table");
    assertEquals(List.of("/name", "/sex", "/born", "/work"), columns());
    answer(0, 3, "在职");
    assertEquals(List.of("/name", "/sex", "/born", "/work", "/wage"), columns());
    assertFalse(table.cell(1, 4).orElseThrow().relevant(), "nobody else has a wage");
    model.asTable(Rosters.roster(model), false);
    assertFalse(model.asTable(Rosters.roster(model)));
  }

  @Test
  void theKeyboardGoesFromOpenCellToOpenCell() {
    answer(0, 3, "在职");
    table.go(0, 3);
    assertTrue(table.next());
    assertEquals(new RosterTable.At(0, 4), table.place());
    assertTrue(table.next());
    assertEquals(new RosterTable.At(1, 0), table.place());
    table.go(1, 3);
    assertFalse(table.next(), "the wage of the second is not asked");
    assertTrue(table.previous());
    assertEquals(new RosterTable.At(1, 2), table.place());
    table.go(9, 9);
    assertEquals(new RosterTable.At(1, 4), table.place());
  }

  @Test
  void whatIsNotTakenStaysInItsCellWithTheReason() {
    answer(0, 3, "在职");
    assertFalse(answer(0, 4, "60000"));
    assertEquals("月工资应低于 50000 元", typed(0, 4).problem());
    assertFalse(answer(0, 2, "昨天"));
    assertEquals("昨天", typed(0, 2).text());
    assertEquals("", table.cell(0, 4).orElseThrow().value());
    assertTrue(answer(0, 4, "6,000"));
    assertEquals(Optional.empty(), table.typed(table.cell(0, 4).orElseThrow()));
    assertEquals("6000", Rosters.value(model, "/H/total"));
  }

  private RosterTable.Typed typed(int row, int column) {
    return table.typed(table.cell(row, column).orElseThrow()).orElseThrow();
  }

  @Test
  void wrongTextMovesUpWithItsRow() {
    answer(1, 2, "昨天");
    table.going("/H/person[1]");
    model.remove("/H/person[1]");
    assertEquals("昨天", typed(0, 2).text());
  }

  @Test
  void choicesAreReachedByDigitLabelAndCode() {
    Question sex = table.cell(0, 1).orElseThrow();
    assertEquals(Optional.of("f"), RosterTable.taken(sex, "2"));
    assertEquals("2", RosterTable.offered(sex, "f"));
    assertEquals(Optional.empty(), RosterTable.taken(sex, "7"));
    assertEquals(Optional.of("f"), RosterTable.stored(sex, "女"));
    assertEquals(Optional.of("m"), RosterTable.stored(sex, "m"));
    assertEquals(Optional.empty(), RosterTable.stored(sex, "不详"));
  }

  @Test
  void copiedLinesGoUnderTheirHeadingAndMakeRows() {
    String copied =
        "性别\t姓名\t出生日期\t民族\r\n男\t王建国\t1961/3/2\t汉\r\n女\t李秀英\t前年\t汉\r\n女\t王芳\t19900501\t汉\r\n";
    PastedRows rows = PastedRows.read(Pasted.of(copied), table, new RosterTable.At(0, 0));
    assertEquals(1, rows.adds());
    assertEquals(List.of("民族"), rows.strangers());
    assertEquals(8, rows.good().size());
    assertEquals(List.of(new PastedRows.Cell(1, "/born", "前年", Optional.empty())), rows.wrong());
    assertEquals(
        new PastedRows.Cell(0, "/born", "1961/3/2", Optional.of("1961-03-02")), rows.good().get(2));
  }

  @Test
  void copiedCellsWithoutAHeadingGoWhereTheKeyboardIs() {
    PastedRows rows =
        PastedRows.read(Pasted.of("女\t19900501\n男\t20000101"), table, new RosterTable.At(1, 1));
    assertEquals(1, rows.adds());
    assertEquals(List.of(1, 1, 2, 2), rows.cells().stream().map(PastedRows.Cell::row).toList());
    assertEquals(
        List.of("/sex", "/born", "/sex", "/born"),
        rows.cells().stream().map(PastedRows.Cell::below).toList());
    assertEquals(List.of(), rows.wrong());
  }

  @Test
  void copiedCellsBesideTheTableAreNamed() {
    String copied = "19900501\t在职\t街道代填\n20000101\t退休\t街道代填";
    PastedRows rows = PastedRows.read(Pasted.of(copied), table, new RosterTable.At(0, 2));
    assertEquals(4, rows.good().size());
    assertEquals(List.of("街道代填"), rows.strangers());
  }

  @Test
  void aRowTakenAwayComesBackWithAllOfIt() {
    answer(0, 0, "王建国");
    answer(0, 3, "在职");
    answer(0, 4, "4000");
    model.answer("/H/person[1]/story", "夜班\n腿伤");
    model.add("/H/person[1]/aid", Optional.empty());
    model.add("/H/person[1]/aid", Optional.empty());
    model.answer("/H/person[1]/aid[2]/what", "医疗救助");
    model.remark("/H/person[1]/name", "户口本上是王建囯");
    answer(1, 0, "李秀英");
    model.remove("/H/person[1]");
    assertEquals("0", Rosters.value(model, "/H/total"));
    assertEquals("李秀英", Rosters.value(model, "/H/person[1]/name"));
    model.putBack();
    assertEquals("李秀英", Rosters.value(model, "/H/person[1]/name"));
    assertEquals("王建国", Rosters.value(model, "/H/person[2]/name"));
    assertEquals("夜班\n腿伤", Rosters.value(model, "/H/person[2]/story"));
    assertEquals("医疗救助", Rosters.value(model, "/H/person[2]/aid[2]/what"));
    assertEquals("4000", Rosters.value(model, "/H/total"));
    assertEquals(
        1, model.session().question("/H/person[2]/name").orElseThrow().standing().remarks().size());
    assertFalse(model.session().canPutBack());
  }
}
