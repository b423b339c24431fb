package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Commitment;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Lots;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Commit–reveal, and who is drawn to check.
class DrawRulesTest extends HandlingDesks {
  private static final UUID OTHER = new UUID(9, 77);
  private static final UUID THIRD = new UUID(9, 78);

  private void people() {
    records =
        Stream.concat(
                records.stream(),
                Stream.of(
                    inspector(PEOPLE.get(Role.DISTRICT_INSPECTOR), "徐慧敏"), inspector(OTHER, "高远")))
            .toList();
  }

  private static CaseRecord inspector(UUID id, String name) {
    return CaseRecord.of(
        RecordType.STAFF,
        id,
        CaseRecord.PUBLIC,
        id,
        Map.of("name", name, "role", "DISTRICT_INSPECTOR", "active", "true"));
  }

  private HandlingViewModel drawn() throws Exception {
    reported();
    people();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    assertTrue(batch.frozen().isEmpty());
    district.freeze(batch, "福彩双色球第2018033期", new Told());
    Batch again = district.batches.getFirst();
    Frozen frozen = again.frozen().orElseThrow();
    assertEquals(batch.population(), frozen.population());
    CaseRecord noted =
        desks
            .get(Role.DISTRICT_REVIEWER)
            .desk()
            .caseFile(id)
            .gateFacts(GateKind.DRAW_COMMITTED)
            .getLast();
    assertEquals(frozen.population(), noted.text("subject"));
    assertTrue(noted.text("reason").startsWith(frozen.commitment().hash()));
    assertFalse(noted.toString().contains(frozen.commitment().secret()), "kept until the draw");
    district.reveal(again, frozen, "0312172226", new Told());
    Drawn d = district.result.get();
    assertEquals(frozen.commitment().secret() + "0312172226", d.seed());
    assertEquals(
        Lots.sha256(frozen.commitment().secret()), d.revealed().orElseThrow().commitment());
    assertEquals("福彩双色球第2018033期", d.words());
    assertTrue(d.holds(district.desk()));
    return district;
  }

  @Test
  void theListIsCommittedToBeforeThePublicNumberAndRevealedAfter() throws Exception {
    HandlingViewModel district = drawn();
    assertEquals(List.of(), List.copyOf(district.batches));
    String published = district.result.get().published(district.desk());
    for (String field : List.of("commitment", "reveal", "public", "inspectors", "assigned"))
      assertTrue(published.contains('"' + field + '"'), published);
    assertFalse(published.contains("徐慧敏") || published.contains("赵德福"), "nobody's name");
    Drawn d = district.result.get();
    var forged =
        new Drawn(
            d.batch(),
            d.seed(),
            d.population(),
            d.reason().replace("0312172226", "9"),
            d.at(),
            d.by(),
            d.cases(),
            d.forced(),
            d.lot());
    assertFalse(forged.holds(district.desk()), "another number than the one that was drawn");
    var early =
        new Drawn(
            d.batch(),
            d.seed(),
            d.population(),
            d.reason(),
            d.at().minus(Duration.ofDays(1)),
            d.by(),
            d.cases(),
            d.forced(),
            d.lot());
    assertFalse(early.holds(district.desk()), "committed to after it was drawn");
  }

  /// Whoever could choose among two secrets could choose the result.
  @Test
  void aListIsCommittedToOnceWhicheverMachineIsAsked() throws Exception {
    reported();
    people();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    district.freeze(district.batches.getFirst(), "福彩双色球第2018033期", new Told());
    leaves(Role.DISTRICT_REVIEWER);
    HandlingViewModel other = sits(Role.DISTRICT_REVIEWER);
    Batch batch = other.batches.getFirst();
    assertTrue(batch.frozen().isEmpty(), "the secret is not here");
    var told = new Told();
    other.freeze(batch, "福彩双色球第2018034期", told);
    assertEquals(List.of("handling.freeze.before"), told.why());
    assertTrue(other.batches.getFirst().frozen().isEmpty());
    leaves(Role.DISTRICT_REVIEWER);
    assertEquals(1, facts(GateKind.DRAW_COMMITTED).size());
  }

  /// As after a disk that was full between the two.
  @Test
  void aSecretWhoseCommitmentNobodyPublishedDrawsNothing() throws Exception {
    reported();
    people();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    var kept =
        new Frozen(new Commitment("0123456789abcdef"), "第1期", batch.cases(), Optional.empty());
    district.desk().store().drafts().put("draw-frozen:" + batch.name(), kept.write());
    district.refresh();
    assertTrue(district.batches.getFirst().frozen().isEmpty());
    district.freeze(batch, "福彩双色球第2018033期", new Told());
    Frozen frozen = district.batches.getFirst().frozen().orElseThrow();
    assertNotEquals(kept.commitment(), frozen.commitment());
  }

  /// A complaint that forces the case reaches the district.
  private void complained() throws Exception {
    desks
        .get(Role.DISTRICT_REVIEWER)
        .receive(
            CaseRecord.of(
                RecordType.GATE_FACT,
                new UUID(78, 9),
                TestDesk.STREET,
                id,
                Map.of(
                    "application", id.toString(),
                    "kind", GateKind.COMPLAINT_OPENED.name(),
                    "subject", "1",
                    "by", TestDesk.CLERK.toString(),
                    "at", now.toString())));
  }

  /// Whoever could force a case once the number is known could take the lot from another.
  @Test
  void whoIsForcedIsFrozenWithTheListWhateverComesInAfterwards() throws Exception {
    reported();
    people();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    assertEquals(Set.of(), batch.forced());
    district.freeze(batch, "福彩双色球第2018033期", new Told());
    complained();
    district.refresh();
    Batch later = district.batches.getFirst();
    assertEquals(Set.of(id), later.forced(), "now it would be");
    district.reveal(later, later.frozen().orElseThrow(), "0312172226", new Told());
    Drawn d = district.result.get();
    assertEquals(Set.of(), d.forced());
    assertEquals(Set.of(id), d.lot());
    assertTrue(d.holds(district.desk()));
    assertTrue(d.published(district.desk()).contains('"' + "forcedPopulation" + '"'));
    var forged =
        new Drawn(
            d.batch(),
            d.seed(),
            d.population(),
            d.reason(),
            d.at(),
            d.by(),
            d.cases(),
            Set.of(id),
            Set.of());
    assertFalse(forged.holds(district.desk()), "others forced than were committed to");
  }

  /// What came in while the card stood open counts: the list is frozen as the cases are.
  @Test
  void whoIsForcedWhenTheListIsFrozenIsFrozenThoughTheScreenIsOlder() throws Exception {
    reported();
    people();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    assertEquals(Set.of(), batch.forced());
    complained();
    district.freeze(batch, "福彩双色球第2018033期", new Told());
    Frozen frozen = district.batches.getFirst().frozen().orElseThrow();
    assertEquals(Optional.of(Set.of(id)), frozen.forced());
  }

  /// DOMAIN §6.3: nobody checks a case of the street or the agency they came from.
  @Test
  void anInspectorOfTheStreetChecksNoCaseOfIt() throws Exception {
    reported();
    records =
        Stream.concat(
                records.stream(),
                Stream.of(
                    inspector(PEOPLE.get(Role.DISTRICT_INSPECTOR), "徐慧敏"),
                    inspector(OTHER, "高远").with("street", TestDesk.STREET),
                    inspector(THIRD, "许文静")))
            .toList();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    district.draw(district.batches.getFirst(), "2026139-417", "本月集中抽签", new Told());
    Drawn d = district.result.get();
    assertEquals(
        Set.of(PEOPLE.get(Role.DISTRICT_INSPECTOR), THIRD),
        Set.copyOf(d.inspectors(district.desk()).get(id)));
    assertTrue(d.published(district.desk()).contains("\"street\" : \"" + TestDesk.STREET + "\""));
  }

  /// What came into a case after its draw makes no dishonest draw of it.
  @Test
  void whatIsPublishedOfADrawIsOfItsDay() throws Exception {
    HandlingViewModel district = drawn();
    Drawn d = district.result.get();
    String before = d.published(district.desk());
    TestDesk desk = desks.get(Role.DISTRICT_REVIEWER);
    desk.receive(
        CaseRecord.of(
            RecordType.RELATIVE,
            new UUID(78, 2),
            TestDesk.STREET,
            id,
            Map.of("application", id.toString(), "name", "徐慧敏", "relation", "31")),
        CaseRecord.of(
            RecordType.VISIT,
            new UUID(78, 3),
            TestDesk.STREET,
            id,
            Map.of(
                "application", id.toString(),
                "purpose", "SPOT_CHECK",
                "finishedAt", desk.desk().now().toString(),
                "investigatorA", OTHER.toString())));
    assertEquals(before, d.published(district.desk()));
    assertTrue(
        DrawWork.visited(desk.desk(), id, desk.desk().now())
            .barred()
            .contains(PEOPLE.get(Role.DISTRICT_INSPECTOR).toString()),
        "from now on a relative does not go");
  }

  @Test
  void aReasonOfTwoLinesIsShownAndWhatAMachineWroteIsNot() {
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(78, 4),
            TestDesk.STREET,
            new UUID(78, 1),
            Map.of("kind", GateKind.INSPECTORS_DRAWN.name()));
    assertFalse(Drawn.isChosen(fact.with("reason", "徐慧敏休假\n由高远代替")));
    String chosen =
        Drawn.chosen(
            TestDesk.STREET + "/2018-03",
            List.of(new Lots.Inspector("a", "", ""), new Lots.Inspector("b", "110108008", "")),
            new Lots.Visited("c", "", "", Set.of()));
    assertTrue(Drawn.isChosen(fact.with("reason", chosen)));
    assertFalse(
        Drawn.isChosen(fact.with("reason", chosen).with("kind", GateKind.COMPLAINT_OPENED.name())));
  }

  @Test
  void whoChecksIsDrawnAndNobodyElseRecordsTheCheck() throws Exception {
    drawn();
    List<UUID> people =
        models
            .get(Role.DISTRICT_REVIEWER)
            .result
            .get()
            .inspectors(desks.get(Role.DISTRICT_REVIEWER).desk())
            .get(id);
    assertEquals(2, people.size(), "both are free");
    leaves(Role.DISTRICT_REVIEWER);
    done(Role.DISTRICT_REVIEWER, Deed.TAKE, Map.of());
    assertEquals("SPOT_CHECK", stage());
    assertNotEquals(List.of("INSPECTOR_NOT_DRAWN"), blocked(), "the one who was drawn may");
    records = Stream.concat(records.stream(), Stream.of(inspector(THIRD, "许文静"))).toList();
    done(
        Role.DISTRICT_REVIEWER,
        Deed.OTHER_INSPECTOR,
        Map.of("replaced", OTHER.toString(), "person", THIRD.toString(), "reason", "高远休假"));
    assertNotEquals(List.of("INSPECTOR_NOT_DRAWN"), blocked(), "who was drawn beside stays");
    String me = PEOPLE.get(Role.DISTRICT_INSPECTOR).toString();
    done(
        Role.DISTRICT_REVIEWER,
        Deed.OTHER_INSPECTOR,
        Map.of("replaced", me, "person", OTHER.toString(), "reason", "徐慧敏休假"));
    assertEquals(List.of("INSPECTOR_NOT_DRAWN"), blocked(), "somebody else was named instead");
    assertEquals(
        Set.of(THIRD.toString(), OTHER.toString()),
        Set.copyOf(Draw.inspectors(desks.get(Role.DISTRICT_INSPECTOR).desk().caseFile(id))));
  }

  private List<String> blocked() throws Exception {
    return sits(Role.DISTRICT_INSPECTOR).rows.getFirst().offers().stream()
        .filter(o -> o.deed() == Deed.SPOT_CHECK)
        .flatMap(o -> o.blocked().stream())
        .map(h -> h.code())
        .toList();
  }

  /// C1: what an entrusted street decided is checked afterwards, and nothing waits for it.
  @Test
  void whatAStreetDecidedIsDrawnAndCheckedAfterwardsAndADifferenceOpensAReview() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    people();
    HandlingViewModel district = sits(Role.DISTRICT_REVIEWER);
    Batch batch = district.batches.getFirst();
    assertEquals(List.of(id), batch.cases());
    district.draw(batch, "2026139-417", "本月集中抽签", new Told());
    leaves(Role.DISTRICT_REVIEWER);
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DB", "number", "北准〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N05:DB"));
    assertEquals("IN_BENEFIT", stage(), "the letter does not wait for the check");
    var named =
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(78, 5),
            TestDesk.STREET,
            id,
            Map.of(
                "application", id.toString(),
                "kind", GateKind.INSPECTORS_DRAWN.name(),
                "value", OTHER.toString(),
                "by", PEOPLE.get(Role.DISTRICT_REVIEWER).toString(),
                "at", now.toString()));
    List<CaseRecord> before = records;
    records = Stream.concat(records.stream(), Stream.of(named)).toList();
    assertFalse(
        offered(Role.DISTRICT_INSPECTOR, Deed.SPOT_AFTER), "who was not drawn records no check");
    records = before;
    assertTrue(offered(Role.DISTRICT_INSPECTOR, Deed.SPOT_AFTER));
    checked(Map.of("P08", "1"));
    assertEquals("IN_BENEFIT", stage(), "aid goes on");
    done(Role.STREET_REVIEWER, Deed.CHECK_DIFFERS, Map.of("reason", "区级抽查发现收入不符"));
    assertEquals("REVIEWING", stage());
  }

  /// A review renews the stage of a case, not the decision its street is checked for.
  @Test
  void whatAStreetDecidedLongAgoIsNotDrawnBecauseOfAReview() throws Exception {
    opinionGiven();
    noticeHangsAndEnds();
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    people();
    assertEquals(1, sits(Role.DISTRICT_REVIEWER).batches.size());
    days(100);
    records =
        records.stream()
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stageSince", now.toString()) : r)
            .toList();
    assertEquals(List.of(), List.copyOf(sits(Role.DISTRICT_REVIEWER).batches));
  }
}
