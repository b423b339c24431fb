package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.xlsform.ShippedBook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The visit of a periodic review (article 14) is asked with the district's review form, once it
/// published one.
class ReviewVisitTest {
  @TempDir Path home;
  private TestDesk at;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(
        Arrays.stream(Household.records(2))
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "REVIEWING") : r)
            .toArray(CaseRecord[]::new));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private Visit begun() {
    var forms = VisitForms.published(at.store(), VisitForms.builtIn());
    var model =
        new VisitViewModel(
            at.desk(), Background.inline(), forms, FieldMachine.of(at.machineInUse()));
    model.open(Household.ASSIGNMENT);
    Visit visit = model.visit.get();
    assertNotNull(visit, () -> model.trouble.get() + model.hindrances);
    return visit;
  }

  // ---- where a review begins

  private static final UUID FIRST = new UUID(5, 1);
  private static final Instant THEN = Instant.parse("2026-05-12T03:00:00Z");

  /// A visit of half a year ago, and what was declared then.
  private void visited(Map<String, String> answers, Map<String, String> fields) throws Exception {
    var visit =
        new TreeMap<>(
            Map.of(
                "disposition",
                "10",
                "purpose",
                "FIRST",
                "startedAt",
                THEN.minusSeconds(1800).toString(),
                "finishedAt",
                THEN.toString()));
    visit.putAll(fields);
    var said = new TreeMap<>(answers);
    said.put("visit", FIRST.toString());
    at.receive(
        Household.of(RecordType.VISIT, FIRST, visit),
        Household.of(RecordType.VISIT_ANSWERS, new UUID(5, 2), said));
  }

  private String sums() {
    return LastVisit.sums(at.desk().caseFile(Household.CASE));
  }

  private static Map<String, String> found() {
    String one = Household.at(1);
    var said = new TreeMap<String, String>();
    said.put("I00" + one, "true");
    said.put("I01" + one + "#1", "101");
    said.put("I03" + one + "#1", "1");
    said.put("I04" + one + "#1", "350000");
    said.put("I05" + one + "#1", "12");
    said.put("M17" + one, "3");
    said.put("M12" + one, "1");
    said.put("M02" + one, "1");
    said.put("H07", "45.5");
    said.put("P02", "90000");
    said.put("H20", "sha256-" + "a".repeat(64));
    said.put("K03", "true");
    said.put("N04#1", "1");
    return said;
  }

  private Question question(Visit visit, String key) {
    return visit.session().question(visit.session().pathOf(key).orElseThrow()).orElseThrow();
  }

  private String mark(Visit visit, String key) {
    return visit.survey.origin(question(visit, key)).map(Message::toString).orElse("");
  }

  @Test
  void aReviewBeginsWithWhatTheLastVisitFoundAndSaysSo() throws Exception {
    visited(found(), Map.of("declared", sums()));
    Visit visit = begun();
    visit.survey.answer(visit.session().pathOf("V09D").orElseThrow(), "1");
    String one = Household.at(1);
    assertEquals("350000", visit.value("I04" + one + "#1"), "found, though 3,000 was declared");
    assertEquals("90000", visit.value("P02"));
    assertEquals("45.5", visit.value("H07"));
    assertEquals("3", visit.value("M17" + one));
    assertEquals(Question.Origin.PREFILLED, question(visit, "I04" + one + "#1").origin());
    assertEquals(
        Message.of("visit.origin.visited", "2026-05-12").toString(),
        mark(visit, "I04" + one + "#1"));
    assertEquals("1", visit.value("M10" + one), "only declared");
    assertTrue(mark(visit, "M10" + one).contains("visit.origin."), mark(visit, "M10" + one));
    for (String anew : List.of("M12" + one, "M02" + one, "K03", "H20", "P12"))
      assertEquals("", visit.value(anew), anew);
    at.restart();
    Visit again = begun();
    assertEquals("350000", again.value("I04" + one + "#1"));
    assertEquals(
        Message.of("visit.origin.visited", "2026-05-12").toString(),
        mark(again, "I04" + one + "#1"));
  }

  @Test
  void whatWasDeclaredSinceStandsBeforeWhatTheVisitFound() throws Exception {
    visited(found(), Map.of("declared", sums()));
    at.receive(
        at.store().record(Household.WAGE).orElseThrow().with("declared", "420000"),
        at.store().record(Household.SAVINGS).orElseThrow());
    Visit visit = begun();
    visit.survey.answer(visit.session().pathOf("V09D").orElseThrow(), "1");
    String one = Household.at(1);
    assertEquals("420000", visit.value("I04" + one + "#1"));
    assertEquals(Message.of("visit.origin.since").toString(), mark(visit, "I04" + one + "#1"));
    assertEquals("90000", visit.value("P02"), "nothing newer was declared of it");
  }

  @Test
  void ofAVisitSealedWithoutCheckSumsOnlyNewRecordsAreNewer() throws Exception {
    visited(found(), Map.of());
    UUID pension = at.desk().newId();
    at.receive(
        Household.of(
            RecordType.ITEM,
            pension,
            Map.of(
                "kind", "INCOME",
                "code", "401",
                "member", Household.member(2).toString(),
                "basis", "MONTHLY",
                "declared", "90000")));
    Visit visit = begun();
    visit.survey.answer(visit.session().pathOf("V09D").orElseThrow(), "1");
    assertEquals("350000", visit.value("I04" + Household.at(1) + "#1"));
    assertEquals("90000", visit.value("I04" + Household.at(2) + "#1"));
  }

  @Test
  void whatIsSaidOfAMemberNowStandsBeforeAVisitSealedWithoutCheckSums() throws Exception {
    var said = found();
    said.put("M10" + Household.at(1), "1");
    visited(said, Map.of());
    at.receive(at.store().record(Household.member(1)).orElseThrow().with("livingTogether", "7"));
    Visit visit = begun();
    visit.survey.answer(visit.session().pathOf("V09D").orElseThrow(), "1");
    assertEquals("7", visit.value("M10" + Household.at(1)));
  }

  @Test
  void whatWasDeclaredSinceAndIsNotFoundIsNothing() throws Exception {
    visited(found(), Map.of("declared", sums()));
    String pension = new UUID(6, 1).toString();
    var line =
        Map.of(
            "kind", "INCOME",
            "code", "401",
            "member", Household.member(1).toString(),
            "basis", "MONTHLY",
            "declared", "90000");
    at.receive(Household.of(RecordType.ITEM, UUID.fromString(pension), line));
    var facts = new TreeMap<>(Map.of("I00" + Household.at(1), "false"));
    var changes =
        Findings.of(at.desk().caseFile(Household.CASE), facts, new UUID(5, 9), at.desk()::newId);
    assertTrue(
        changes.stream()
            .anyMatch(c -> c.id().toString().equals(pension) && c.toString().contains("after=0")),
        changes::toString);
  }

  @Test
  void aSecondPairOfTheSameReviewIsNotToldWhatTheFirstFound() throws Exception {
    visited(
        found(),
        Map.of("purpose", "REVIEW", "finishedAt", at.desk().now().minusSeconds(86_400).toString()));
    Visit visit = begun();
    assertEquals("300000", visit.value("I04" + Household.at(1) + "#1"));
  }

  @Test
  void withoutOneAReviewAsksWhatAFirstVisitAsks() {
    assertEquals("home-visit", begun().form.id());
  }

  @Test
  void aReviewBeginsWithTheDistrictsOwnFormAndEndsWithIt() throws Exception {
    byte[] bytes = ShippedBook.REVIEW_VISIT.form().xform();
    Editions.published(at, "review-visit", bytes, "1", "PUBLISHED");
    Visit visit = begun();
    assertEquals("review-visit", visit.form.id());
    assertEquals(List.of(), visit.session().refusedPrefill());
    String path = visit.session().pathOf("V09D").orElseThrow();
    visit.survey.answer(path, "1");
    List<String> sections = visit.session().sections().stream().map(Section::id).toList();
    assertTrue(sections.contains("Q") && !sections.contains("A"), sections::toString);
    at.restart();
    assertEquals("review-visit", begun().form.id(), "a visit begun with it goes on with it");
    assertEquals("1", begun().value("V09D"));
  }
}
