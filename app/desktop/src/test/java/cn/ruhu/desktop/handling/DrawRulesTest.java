package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Lots;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Commit–reveal, and who is drawn to check.
class DrawRulesTest extends HandlingDesks {
  private static final UUID OTHER = new UUID(9, 77);

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
    assertTrue(d.holds());
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
    assertFalse(forged.holds(), "another number than the one that was drawn");
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
    done(
        Role.DISTRICT_REVIEWER,
        Deed.OTHER_INSPECTOR,
        Map.of("person", OTHER.toString(), "reason", "徐慧敏休假"));
    assertEquals(List.of("INSPECTOR_NOT_DRAWN"), blocked(), "somebody else was named instead");
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
    CaseRecord income =
        records.stream().filter(r -> r.text("kind").equals("INCOME")).findFirst().orElseThrow();
    done(
        Role.DISTRICT_INSPECTOR,
        Deed.SPOT_AFTER,
        Map.of("second", "李建军", "item:" + income.id(), "990000", "reason", "另有收入"));
    assertEquals("IN_BENEFIT", stage(), "aid goes on");
    done(Role.STREET_REVIEWER, Deed.CHECK_DIFFERS, Map.of("reason", "区级抽查发现收入不符"));
    assertEquals("REVIEWING", stage());
  }
}
