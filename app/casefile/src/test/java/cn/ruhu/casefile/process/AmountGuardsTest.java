package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a decision grants is what the means test comes to, or the decision says why not. One person
/// without income in March 2023: 1,320 yuan.
class AmountGuardsTest {
  private static final String COUNTED = "132000";

  private final Road road = Road.entrusted().onward();

  private CaseRecord granted(String fen) {
    return road.decision(Road.CHIEF, "DB", "APPROVED", "").with("monthlyFen", fen);
  }

  private List<Hindrance> against(CaseRecord decision) {
    return road.ask(Act.DECIDE, Road.CHIEF, road.opinions(decision)) instanceof Ruling.Refused r
        ? r.hindrances()
        : List.of();
  }

  private String code(CaseRecord decision) {
    List<Hindrance> found = against(decision);
    assertTrue(found.size() <= 1, found::toString);
    return found.isEmpty() ? "" : found.getFirst().code();
  }

  @Test
  void theComputedAmountNeedsNoReason() {
    assertEquals("", code(granted(COUNTED)));
    assertEquals(
        "", code(granted(COUNTED).with("computedFen", "")), "of a program before this one");
  }

  @Test
  void anApprovalWithoutAnAmountNamesWhatWasComputed() {
    assertEquals(
        List.of(new Hindrance("AMOUNT_MISSING", "§5.5", List.of("DB", "1,320.00"))),
        against(granted("")));
  }

  @Test
  void anotherAmountIsSaidWhyBesideTheComputedOne() {
    assertEquals(
        List.of(new Hindrance("AMOUNT_DIFFERS", "§5.5", List.of("DB", "1,320.00", "1,320.01"))),
        against(granted("132001")));
    assertEquals("", code(granted("132001").with("amountReason", "rent arrears")));
    assertEquals("AMOUNT_DIFFERS", code(granted("132001").with("amountReason", " ")));
  }

  @Test
  void aReasonWrittenBesideAnotherFigureDoesNotCount() {
    CaseRecord stale = granted("100000").with("amountReason", "as agreed");
    assertEquals("AMOUNT_RECOUNTED", code(stale.with("computedFen", "124500")));
    assertEquals("AMOUNT_RECOUNTED", code(stale.with("computedFen", "")));
    assertEquals("", code(stale.with("computedFen", COUNTED)));
  }

  @Test
  void nothingAMonthIsGrantedOnlyWhereItIsComputed() {
    assertEquals("AMOUNT_ZERO", code(granted("0").with("amountReason", "why not")));
    CaseRecord item =
        road.make(
            RecordType.ITEM,
            Map.of(
                "member", Road.MEMBER.toString(),
                "kind", "INCOME",
                "code", "401",
                "basis", "YEARLY",
                "declared", "1583999",
                "verified", "1583999"));
    road.put(item);
    assertEquals("", code(granted("0")), "below the line by one fen: entitled, nothing to pay");
  }

  @Test
  void anAmountNobodyCanComputeNeedsItsGround() {
    road.drop(r -> r.type() == RecordType.ITEM);
    road.put(
        road.make(
            RecordType.ITEM,
            Map.of(
                "member", Road.MEMBER.toString(),
                "kind", "INCOME",
                "code", "401",
                "basis", "MONTHLY",
                "declared", "500000",
                "verified", "500000")));
    assertEquals("AMOUNT_NOT_COUNTED", code(granted("50000").with("amountReason", "")));
    CaseRecord ruled = granted("50000").with("amountReason", "ruled by the meeting");
    assertEquals("", code(ruled.with("computedFen", "")));
  }

  @Test
  void anUpliftOfAPartOfAPerCentIsCountedExactly() {
    road.set(RecordType.MEMBER, "upliftPercent", "12.5");
    assertEquals("", code(granted("148500")));
    assertEquals("AMOUNT_DIFFERS", code(granted("147840")), "twelve per cent were too little");
  }

  @Test
  void aSchemeThatPaysNothingAMonthNeedsNoAmount() {
    Road low = Road.of(LocalDate.of(2022, 3, 1), "YB").districtFor("YB");
    CaseRecord granted = low.decision(Road.DISTRICT, "YB", "APPROVED", "");
    assertEquals("", granted.text("monthlyFen"));
    assertInstanceOf(
        Ruling.Allowed.class, low.ask(Act.DECIDE, Road.DISTRICT, low.opinions(granted)));
  }

  /// The server asks the same of an op, whatever the window let through.
  @Test
  void theServerHoldsItToo() {
    var input = road.opinions(granted(COUNTED));
    var changes = road.changesOf(Act.DECIDE, Road.CHIEF, input);
    assertInstanceOf(Ruling.Allowed.class, recheck(changes, input));
    var forged =
        changes.stream()
            .map(c -> c.type() == RecordType.DECISION ? RecordChange.create(granted("900000")) : c)
            .toList();
    var refused = assertInstanceOf(Ruling.Refused.class, recheck(forged, input));
    assertEquals("AMOUNT_DIFFERS", refused.hindrances().getFirst().code());
  }

  private Ruling recheck(List<RecordChange> changes, ActInput input) {
    return Process.recheck(
        road.file, Act.DECIDE, Road.CHIEF, changes, Set.copyOf(input.filesThere()), road.today());
  }
}
