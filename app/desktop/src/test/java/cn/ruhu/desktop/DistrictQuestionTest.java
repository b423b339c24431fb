package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.shell.Session.DistrictSaid;
import cn.ruhu.desktop.shell.Session.Why;
import cn.ruhu.store.RegistryCopy;
import cn.ruhu.wire.Registry.RegistryQuery;
import cn.ruhu.wire.RegistryTable.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One question to the snapshot of the district, noted with why.
class DistrictQuestionTest {
  private static final String NUMBER = TestCards.number("19780512", 11);
  private static final UUID CASE = new UUID(50, 1);

  @TempDir Path home;
  private TestDesk at;
  private DistrictQuestion question;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home.resolve("m"));
    at.receive(
        CaseRecord.of(
            RecordType.APPLICATION,
            CASE,
            TestDesk.STREET,
            CASE,
            Map.of("number", ApplicationNumber.of(TestDesk.STREET, 2026, "001", 1).text())));
    question = new DistrictQuestion(at.store(), at.clock());
  }

  private void snapshot() throws Exception {
    new TestRegistry()
        .knows(NUMBER, Kind.BENEFIT, TestRegistry.month(2024, 3))
        .knows(NUMBER, Kind.HOUSEHOLD, 7)
        .give(at.store().registry(), at.desk().now(), at.desk().now(), Set.of());
  }

  private DistrictSaid.Said said(String number, Why why) {
    return assertInstanceOf(DistrictSaid.Said.class, question.ask(number, why));
  }

  @Test
  void threeWordsAndTheirAge() throws Exception {
    snapshot();
    DistrictSaid.Said said = said(NUMBER, new Why.Reason("CONSULT"));
    assertEquals(
        List.of("work.known.BENEFIT"), said.lines().stream().map(l -> l.words().key()).toList());
    assertEquals("work.known.age", said.age().key());
    assertTrue(said.sure());
    assertEquals(
        List.of(), said(TestCards.number("19800307", 22), new Why.Reason("CONSULT")).lines());
  }

  @Test
  void everyQueryIsNotedWithItsCaseOrReasonAndWithoutTheNumber() throws Exception {
    snapshot();
    said(NUMBER, new Why.Reason("LEAD"));
    String grouped = ApplicationNumber.of(TestDesk.STREET, 2026, "001", 1).grouped();
    said(NUMBER, new Why.Case(grouped));
    List<RegistryQuery> noted = at.store().registry().ask(false).asked();
    assertEquals("LEAD", noted.getFirst().reason());
    assertEquals(CASE.toString(), noted.getLast().application());
    assertFalse(noted.toString().contains(NUMBER));
    assertEquals(new DistrictSaid.NoSuchCase(), question.ask(NUMBER, new Why.Case("1")));
    assertEquals(2, at.store().registry().ask(false).asked().size());
  }

  @Test
  void withoutASnapshotOrWithTooManyQueriesThatIsSaid() throws Exception {
    assertEquals("work.known.age.missing", said(NUMBER, new Why.Reason("CONSULT")).age().key());
    snapshot();
    for (int i = 0; i < RegistryCopy.HOUR_MAX; i++)
      said(TestCards.number("19800307", i + 1), new Why.Reason("CONSULT"));
    DistrictSaid.Said last = said(NUMBER, new Why.Reason("CONSULT"));
    assertEquals("work.known.age.toomany", last.age().key());
    assertFalse(last.sure());
  }

  @Test
  void everyReasonCanTravel() {
    assertTrue(
        CodeTables.table("registryReason").entries().stream()
            .allMatch(e -> e.code().matches("[A-Z_]{2,30}")));
  }
}
