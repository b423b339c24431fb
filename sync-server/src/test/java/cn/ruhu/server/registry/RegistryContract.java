package cn.ruhu.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.log.LineEncoder;
import cn.ruhu.server.registry.RegistryImport.Insist;
import cn.ruhu.server.registry.RegistryImport.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What an import promises, on every database.
abstract class RegistryContract extends RegistryHarness {
  /// Lets the database fail at a row of people.
  abstract void failAt(long row) throws Exception;

  /// Lets the database fail when a row of people is taken away.
  abstract void failSweeps() throws Exception;

  abstract void healSweeps() throws Exception;

  @Test
  void onePercentOfGarbageIsToleratedAndNamedByRow() throws Exception {
    var lines = new ArrayList<>(People.lines(1_000));
    for (int i = 0; i < 10; i++) lines.set(i * 90, "垃圾,12345,\n");
    Outcome.Taken taken = taken(Kind.PERSON, file(People.HEADINGS + String.join("", lines)));
    assertEquals(990, taken.kept());
    assertEquals(10, taken.bad());
    assertEquals(
        Stream.iterate(0, i -> i + 1).limit(10).map(i -> i * 90 + 2 + ",B,证件号码,ID_LENGTH").toList(),
        told(taken.report()));
    assertEquals(990, count("registry_person"));
  }

  @Test
  void aRowThatSaysWhatAnEarlierOneSaidIsLeftOutAndNamed() throws Exception {
    String doubled = People.file(150) + People.line(7);
    Outcome.Taken taken = taken(Kind.PERSON, file(doubled));
    assertEquals(List.of("152,B,证件号码,DUPLICATE"), told(taken.report()));
    assertEquals(150, taken.kept());
    assertEquals(150, count("registry_person"));
  }

  @Test
  void aRowThatContradictsAnEarlierOneIsToldFromOneThatSaysTheSame() throws Exception {
    String rows =
        People.file(2)
            + "王芳,"
            + People.number(1)
            + ",H99\n"
            + "王方,"
            + People.number(0)
            + ",H0\n"
            + People.line(1)
            + People.line(7);
    Outcome.Taken taken =
        assertInstanceOf(Outcome.Taken.class, run(Kind.PERSON, file(rows), null, "50"));
    assertEquals(
        List.of("4,B,证件号码,CONTRADICTS", "5,B,证件号码,CONTRADICTS", "6,B,证件号码,DUPLICATE"),
        told(taken.report()));
    List<String> report = Files.readAllLines(taken.report().orElseThrow());
    for (int i = 1; i <= 3; i++) {
      String earlier = i == 2 ? "2" : "3";
      assertTrue(report.get(i).contains("第 " + earlier + " 行"), report.get(i));
      assertTrue(report.get(i).contains("row " + earlier + " "), report.get(i));
    }
    String benefits = "姓名,证件号码,救助类别,开始日期,月金额\n王芳," + People.number(1) + ",01,2026-01-01,";
    String more = "\n王芳," + People.number(1) + ",01,2026-01-01,";
    taken =
        assertInstanceOf(
            Outcome.Taken.class,
            run(
                Kind.BENEFIT,
                file(
                    benefits
                        + "12.5"
                        + more
                        + "12.50"
                        + more
                        + "13\n王芳,"
                        + People.number(2)
                        + ",01,2026-01-01,\n"),
                null,
                "50"));
    assertEquals(List.of("3,B,证件号码,DUPLICATE", "4,B,证件号码,CONTRADICTS"), told(taken.report()));
  }

  @Test
  void theListOfNowIsTakenAgainWhenTheOperatorInsists() throws Exception {
    Path list = file(People.file(5) + "垃圾,1,\n");
    assertEquals(1, ((Outcome.Taken) run(Kind.PERSON, list, null, "20")).bad());
    assertEquals(new Outcome.Unchanged(1, 5, 1), run(Kind.PERSON, list));
    Outcome.Taken again =
        assertInstanceOf(Outcome.Taken.class, run(Kind.PERSON, list, null, "20", Insist.AGAIN));
    assertEquals(2, again.number());
    assertEquals(List.of("7,B,证件号码,ID_LENGTH"), told(again.report()));
    assertEquals(5, count("registry_person_row"));
  }

  @Test
  void oneRowMoreRefusesTheFileAndChangesNothing() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    List<String> before = state();
    var lines = new ArrayList<>(People.lines(1_000));
    for (int i = 0; i < 11; i++) lines.set(i * 90, "垃圾,12345,\n");
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class,
            run(Kind.PERSON, file(People.HEADINGS + String.join("", lines))));
    assertEquals(Refusal.of(Refusal.Code.TOO_MANY_BAD, 1_000, 11, "1"), refused.refusal());
    assertEquals(11, told(refused.report()).size());
    assertEquals(before, state());
    assertEquals(1, count("audit"));
  }

  @Test
  void theSameFileAgainChangesNothingAndAnOlderOneComesBack() throws Exception {
    Path first = file(People.file(5));
    Path second = file(People.file(3));
    taken(Kind.PERSON, first);
    List<String> before = state();
    assertEquals(new Outcome.Unchanged(1, 5, 0), run(Kind.PERSON, first));
    assertEquals(new Outcome.Unchanged(1, 5, 0), run(Kind.PERSON, file(People.file(5))));
    assertEquals(before, state());
    assertEquals(2, taken(Kind.PERSON, second, Insist.FEWER).number());
    assertEquals(People.names(0, 3), names());
    assertEquals(3, taken(Kind.PERSON, first).number());
    assertEquals(People.names(0, 5), names());
    assertEquals(5, count("registry_person_row"), "nobody of older imports is left");
    assertTrue(database.read(audit::brokenAt).isEmpty());
    assertEquals(3, count("audit WHERE what = 'REGISTRY_IMPORT'"));
  }

  @Test
  void aFaultHalfWayLeavesTheImportBefore() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    List<String> before = state();
    failAt(2_500);
    Path next = file(People.file(3_000));
    assertThrows(StorageException.class, () -> run(Kind.PERSON, next));
    assertEquals(before, state());
    assertEquals(Set.of(), reports());
  }

  @Test
  void aFileThatBreaksOffHalfWayLeavesTheImportBefore() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    List<String> before = state();
    String broken = People.file(2_500) + "\"王芳," + People.number(2_600) + ",H9\n";
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, run(Kind.PERSON, file(broken)));
    assertEquals(Refusal.of(Refusal.Code.QUOTES, 2_502), refused.refusal());
    assertEquals(before, state());
  }

  @Test
  void aSweepThatFailsLeavesTheNewListCurrentAndIsDoneByTheNextImport() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    Path next = file(People.file(7));
    failSweeps();
    assertEquals(7, taken(Kind.PERSON, next).kept());
    assertEquals(People.names(0, 7), names());
    assertEquals(12, count("registry_person_row"));
    assertEquals(new Outcome.Unchanged(2, 7, 0), run(Kind.PERSON, next));
    healSweeps();
    assertEquals(new Outcome.Unchanged(2, 7, 0), run(Kind.PERSON, next));
    assertEquals(7, count("registry_person_row"));
  }

  @Test
  void whatCannotBeTakenAwayDoesNotHideWhyAnImportFailed() throws Exception {
    failAt(1_500);
    failSweeps();
    Path fails = file(People.file(1_600));
    StorageException first = assertThrows(StorageException.class, () -> run(Kind.PERSON, fails));
    assertTrue(String.valueOf(first.getMessage()).contains("INSERT"), first::getMessage);
    healSweeps();
    Path bad = file(People.HEADINGS + People.line(1) + "王芳,1,\n");
    failSweeps();
    assertEquals(Refusal.Code.TOO_MANY_BAD, refused(Kind.PERSON, bad).code());
    healSweeps();
    taken(Kind.PERSON, file(People.file(3)));
    assertEquals(3, count("registry_person_row"));
  }

  @Test
  void othersGetTheirTurnBetweenTheRowsThatAreTakenAway() throws Exception {
    registry =
        new RegistryImport(
            database,
            vault,
            audit,
            CLOCK,
            new RegistryImport.Rules(4, 3, 80, 50, RULES.file()),
            () -> pauses++);
    taken(Kind.PERSON, file(People.file(10)));
    assertEquals(0, pauses, "nothing to take away");
    taken(Kind.PERSON, file(People.file(11)));
    assertEquals(4, pauses, "3, 3, 3 and 1 of 10 rows");
    assertEquals(11, count("registry_person_row"));
  }

  @Test
  void aRowNumberThatComesTwiceIsAFaultAndNoRowThatWasSaidBefore() throws Exception {
    var staging = staging();
    long id = staging.begin(Kind.PERSON, "2".repeat(64), "UTF-8");
    add(staging, id, 0, 3);
    var check = new RowCheck(Layout.find(Kind.PERSON, csv(People.HEADINGS)), TODAY);
    var again = check.check(new SourceRow(2, List.of("王芳", People.number(9), "")));
    assertThrows(StorageException.class, () -> staging.add(Kind.PERSON, id, List.of(again), TODAY));
  }

  @Test
  void aListThatLostManyRowsIsRefusedUnlessTheOperatorInsists() throws Exception {
    taken(Kind.PERSON, file(People.file(100)));
    List<String> before = state();
    Path fewer = file(People.file(79));
    assertEquals(Refusal.of(Refusal.Code.FEWER, 79, 100, 80), refused(Kind.PERSON, fewer));
    assertEquals(before, state());
    assertEquals(79, taken(Kind.PERSON, fewer, Insist.FEWER).kept());
    taken(Kind.PERSON, file(People.file(100)));
    assertEquals(80, taken(Kind.PERSON, file(People.file(80))).kept());
    taken(Kind.OFFICIAL, file("姓名,证件号码,单位,职务\n王芳," + People.number(1) + ",某街道,科员\n"));
  }

  @Test
  void aLastLineThatBreaksOffRefusesTheFileHoweverFewRowsAreBad() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    List<String> before = state();
    String whole = People.file(200);
    for (int cut : List.of(5, 12, 20)) {
      Path torn = file(whole.substring(0, whole.length() - cut));
      assertEquals(Refusal.of(Refusal.Code.TORN, 201), refused(Kind.PERSON, torn), "" + cut);
      assertEquals(before, state());
    }
    assertEquals(200, taken(Kind.PERSON, file(whole.strip())).kept(), "only the line end is away");
    assertEquals(200, taken(Kind.PERSON, file(whole + "  ")).kept(), "an empty line");
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsRefused() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    List<String> before = state();
    Path growing = file(People.file(100));
    InstantSource writing =
        () -> {
          try {
            Files.writeString(growing, People.line(200), StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return CLOCK.instant();
        };
    registry = registry(writing);
    assertEquals(Refusal.of(Refusal.Code.CHANGED), refused(Kind.PERSON, growing));
    assertEquals(before, state());
  }

  @Test
  void whatAKilledImportLeftIsNeverSeenAndGoesWithTheNext() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    var staging = staging();
    long killed = staging.begin(Kind.PERSON, "0".repeat(64), "UTF-8");
    add(staging, killed, 10, 20);
    assertEquals(5, count("registry_person"));
    assertEquals(15, count("registry_person_row"));
    taken(Kind.PERSON, file(People.file(7)));
    assertEquals(7, count("registry_person"));
    assertEquals(7, count("registry_person_row"));
    assertThrows(FileRefused.class, () -> add(staging, killed, 20, 30), "overtaken");
    assertThrows(FileRefused.class, () -> staging.complete(Kind.PERSON, killed, 10, 0, _ -> {}));
    assertEquals(7, count("registry_person_row"));
  }

  @Test
  void everyKindIsFoundExactlyByNumberThroughItsView() throws Exception {
    String number = People.number(1);
    taken(
        Kind.PERSON,
        file(
            "姓名,证件号码,户编号,与户主关系,街道代码,地址,死亡日期\n王芳,"
                + number
                + ",H1,户主,110108007,某路１号,2026/5/1\n李四,"
                + People.number(2)
                + ",,,,,\n"));
    taken(Kind.HOUSEHOLD, file("户编号,户主姓名,户主证件号码,人数,地址\nＨ１,王芳," + number + ",３,\"某路1号,乙\"\n"));
    taken(
        Kind.BENEFIT,
        file(
            "姓名,证件号码,救助类别,开始日期,停止日期,月金额\n王芳,"
                + number
                + ",低保,20260102,,\"1,245.50\"\n王芳,"
                + number
                + ",9,2026.2.1,2026/3/1,\n"));
    taken(Kind.OFFICIAL, file("姓名,证件号码,单位,职务\n王芳," + number + ",某街道,科员\n"));
    String mac = vault.lookup(number);
    for (Kind kind : Kind.values()) {
      String view = kind.table().replace("_row", "");
      List<String> numbers =
          database.read(tx ->
              tx.all(
                  "SELECT import_id, row_no, id_sealed, name FROM " + view + " WHERE mac = ?",
                  row -> {
                    assertEquals("王芳", row.text("name"));
                    String place =
                        Staging.place(kind, row.number("import_id"), row.number("row_no"));
                    return new String(
                        vault.open(place, row.bytes("id_sealed")), StandardCharsets.UTF_8);
                  },
                  mac));
      assertEquals(kind == Kind.BENEFIT ? List.of(number, number) : List.of(number), numbers);
    }
    assertEquals(
        List.of("H1|户主|110108007|某路１号|2026-05-01", "null|null|null|null|null"),
        columns("registry_person", "household", "relation", "street", "address", "died"));
    assertEquals(
        List.of("H1|3|null|某路1号,乙"),
        columns("registry_household", "household", "members", "street", "address"));
    assertEquals(
        List.of("01|2026-01-02|null|124550|null", "09|2026-02-01|2026-03-01|null|null"),
        columns("registry_benefit", "benefit", "since", "until", "monthly_fen", "household"));
    assertEquals(List.of("某街道|科员|null"), columns("registry_official", "unit", "post", "street"));
  }

  @Test
  void aHouseholdNumberedByAnIdentityNumberLinksWithoutLyingOpen() throws Exception {
    String head = People.number(1);
    taken(
        Kind.PERSON,
        file(
            People.HEADINGS + "王芳," + head + "," + head + "\n李四," + People.number(2) + "," + head));
    taken(Kind.HOUSEHOLD, file("户编号,户主姓名,户主证件号码,人数\n" + head + ",王芳," + head + ",2\n"));
    assertEquals(
        2,
        count(
            "registry_person p JOIN registry_household h ON h.household = p.household"
                + " AND h.mac = '"
                + vault.lookup(head)
                + "'"));
    assertEquals(0, count("registry_person WHERE household = '" + head + "'"));
  }

  @Test
  void encodingsAreFoundOutAndRareCharactersSurvive() throws Exception {
    String text =
        People.HEADINGS + "䶮𠅤㛃," + People.number(1) + ",户１\n阿依古丽·买买提," + People.number(2) + ",\n";
    assertEquals("UTF-8", taken(Kind.PERSON, file(text)).charset());
    List<String> names = List.of("䶮𠅤㛃", "阿依古丽·买买提");
    assertEquals(names, names());
    assertEquals("GB18030", taken(Kind.PERSON, file(text.getBytes(NATIONAL))).charset());
    assertEquals(names, names());
    assertEquals("UTF-8", taken(Kind.PERSON, file("\uFEFF" + text)).charset());
    assertEquals(names, names());
    Path said = file((text + "\n").getBytes(NATIONAL));
    Outcome.Taken gbk = assertInstanceOf(Outcome.Taken.class, run(Kind.PERSON, said, "gbk", "1"));
    assertEquals("GB18030", gbk.charset());
    assertEquals(names, names());
  }

  @Test
  void noNumberAndNoNameReachesTheLogTheReportOrARefusal() throws Exception {
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(heard);
    String marked = People.number(77);
    String name = "欧阳标记";
    var said = new StringBuilder();
    try {
      for (String content :
          List.of(
              name + "," + marked + ",H1\n",
              People.HEADINGS + name + "," + marked + "7,H1\n",
              People.HEADINGS + name + marked + "," + marked + "," + marked + marked + "\n",
              People.HEADINGS + name + "," + marked + ",H1\n" + name + "," + marked + ",H1\n",
              "姓名,证件号码," + marked + "\n" + name + "," + marked + ",\n",
              People.HEADINGS + "\"" + name + "," + marked + "\n")) {
        Outcome outcome = run(Kind.PERSON, file(content));
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcome);
        said.append(refused).append(refused.refusal().chinese() + refused.refusal().english());
        if (refused.report().isPresent()) said.append(Files.readString(refused.report().get()));
      }
      said.append(taken(Kind.PERSON, file(People.HEADINGS + name + "," + marked + ",H1\n")));
      failAt(3);
      Path fails = file(People.file(1) + name + "," + marked + ",H1\n");
      StorageException fault = assertThrows(StorageException.class, () -> run(Kind.PERSON, fails));
      said.append(fault.getMessage());
      root.error("a fault", fault);
    } finally {
      root.detachAppender(heard);
    }
    var encoder = new LineEncoder();
    heard.list.removeIf(e -> e.getLoggerName().startsWith("io.zonky")); // PostgreSQL's own log
    for (ILoggingEvent event : heard.list)
      said.append(new String(encoder.encode(event), StandardCharsets.UTF_8));
    assertTrue(said.toString().contains("\"text\":\"a fault\""), said.toString());
    assertTrue(heard.list.stream().anyMatch(e -> e.getFormattedMessage().contains("1 rows kept")));
    assertFalse(said.toString().contains(marked.substring(4, 16)), said.toString());
    assertFalse(said.toString().contains(name), said.toString());
  }

  @Test
  void theOlderImportIsShownUntilTheNewOneIsWhole() throws Exception {
    taken(Kind.PERSON, file(People.file(5)));
    var staging = staging();
    long next = staging.begin(Kind.PERSON, "1".repeat(64), "UTF-8");
    add(staging, next, 5, 12);
    assertEquals(People.names(0, 5), names());
    staging.complete(
        Kind.PERSON, next, 7, 0, _ -> assertEquals(People.names(0, 5), names(), "not yet"));
    assertEquals(People.names(5, 12), names());
  }
}
