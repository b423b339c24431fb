package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.errand.Moves;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Leads are files of their own: the office of their street works on them, a clerk takes one in for
/// another street, and one that belongs elsewhere goes there whole (DOMAIN C7).
@OnEachStore
final class LeadsAcrossStreetsTest {
  @Parameter private Store store;
  @TempDir private Path data;
  private District district;
  private TestMachine clerk;
  private TestMachine reviewer;
  private TestMachine there;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    reviewer = district.machine("reviewer");
    there = district.machine("clerkThere");
  }

  @AfterEach
  void stop() {
    there.close();
    reviewer.close();
    clerk.close();
    district.close();
  }

  private static CaseRecord lead(String street, TestMachine by) {
    UUID id = District.IDS.next();
    return CaseRecord.of(
        RecordType.LEAD,
        id,
        street,
        id,
        Map.of(
            "street", street,
            "channel", "HOTLINE",
            "personName", "赵某",
            "personPhone", "13800000001",
            "about", "独居老人三天没有出门",
            "reporter", "邻居钱某",
            "receivedAt", "2026-11-23T01:30:00Z",
            "contactDue", "2026-11-24",
            "by", by.staff().toString(),
            "state", "NEW"));
  }

  private static Optional<WireRecord> seen(TestMachine machine, UUID id) throws Exception {
    machine.pull();
    return Optional.ofNullable(machine.copies.get(id)).filter(r -> !r.deleted());
  }

  @Test
  void theOfficeOfTheStreetWorksOnItAndOnWhatIsHandedOn() throws Exception {
    CaseRecord lead = lead(District.HERE, clerk);
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(lead)).verdict());
    WireRecord read = seen(reviewer, lead.id()).orElseThrow();
    assertEquals("邻居钱某", read.fields().get("reporter"));
    assertTrue(seen(there, lead.id()).isEmpty());

    CaseRecord given = lead.with("state", "DISPATCHED").with("handler", clerk.staff().toString());
    CaseRecord slip =
        CaseRecord.of(
            RecordType.REFERRAL,
            District.IDS.next(),
            District.HERE,
            lead.id(),
            Map.of(
                "lead", lead.id().toString(),
                "kind", "ASSIGN",
                "toStaff", clerk.staff().toString(),
                "facts", "请今天上门",
                "due", "2026-11-26",
                "by", reviewer.staff().toString(),
                "at", "2026-11-23T02:00:00Z",
                "state", "SENT"));
    assertEquals(
        Verdict.Kind.APPLIED,
        reviewer
            .save(RecordChange.between(lead, given).orElseThrow(), RecordChange.create(slip))
            .verdict());
    assertEquals("DISPATCHED", seen(clerk, lead.id()).orElseThrow().fields().get("state"));
    assertEquals("请今天上门", seen(clerk, slip.id()).orElseThrow().fields().get("facts"));

    CaseRecord closed = given.with("state", "CLOSED");
    Verdict refused = clerk.save(RecordChange.between(given, closed).orElseThrow());
    assertEquals(Verdict.Kind.REJECTED, refused.verdict(), "an end without a reason");
    assertEquals("RIGHTS", refused.reason());
  }

  @Test
  void aClerkTakesOneInForAnotherStreetAndReadsNothingOfIt() throws Exception {
    CaseRecord lead = lead(District.THERE, clerk);
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(lead)).verdict());
    assertTrue(seen(clerk, lead.id()).isEmpty());
    assertTrue(seen(there, lead.id()).isPresent());
    assertEquals(
        Verdict.Kind.REJECTED,
        clerk.save(RecordChange.between(lead, lead.with("address", "x")).orElseThrow()).verdict(),
        "it is theirs now");
    assertEquals(
        Verdict.Kind.REJECTED,
        reviewer.save(RecordChange.create(lead(District.THERE, reviewer))).verdict(),
        "a reviewer takes nothing in elsewhere");
  }

  private static List<RecordChange> move(CaseRecord lead, TestMachine by) {
    return Moves.move(
        lead,
        new Moves.There(District.IDS.next(), "海甘线〔2026〕001-0001号", District.THERE, "住在彼街道"),
        District.actor(by),
        Instant.parse("2026-11-23T03:00:00Z"),
        LocalDate.of(2026, 11, 23));
  }

  private static Verdict take(TestMachine machine, boolean atomic, List<RecordChange> op)
      throws Exception {
    return machine.take(
        machine.op("lead.move", atomic, TestMachine.wire(op.toArray(RecordChange[]::new))));
  }

  @Test
  void oneThatBelongsElsewhereGoesThereWholeOrNotAtAll() throws Exception {
    CaseRecord lead = lead(District.HERE, clerk);
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(lead)).verdict());
    List<RecordChange> op = move(lead, reviewer);
    assertEquals("MOVE_HALF", take(reviewer, true, op.subList(0, 1)).reason());
    assertEquals("MOVE_HALF", take(reviewer, true, op.subList(1, 2)).reason());
    assertEquals("MOVE_HALF", take(reviewer, false, op).reason(), "both or none");
    assertEquals(Verdict.Kind.APPLIED, take(reviewer, true, op).verdict());

    assertEquals("MOVED", seen(clerk, lead.id()).orElseThrow().fields().get("state"));
    UUID moved = op.get(1).id();
    WireRecord theirs = seen(there, moved).orElseThrow();
    assertEquals(lead.id().toString(), theirs.fields().get("movedFrom"));
    assertEquals("独居老人三天没有出门", theirs.fields().get("about"));
    assertFalse(theirs.fields().containsKey("reporter"), "the window that took it in was another");
    assertTrue(seen(clerk, moved).isEmpty());
    assertTrue(seen(reviewer, moved).isEmpty());
  }

  @Test
  void aMoveAfterSomebodyElseEndedItIsDisputedAndBeginsNothing() throws Exception {
    CaseRecord lead = lead(District.HERE, clerk);
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(lead)).verdict());
    CaseRecord closed =
        lead.with("state", "CLOSED")
            .with("closeReason", "本人已接走")
            .with("closedBy", clerk.staff().toString())
            .with("closedAt", "2026-11-23T02:00:00Z");
    assertEquals(
        Verdict.Kind.APPLIED,
        clerk.save(RecordChange.between(lead, closed).orElseThrow()).verdict());
    List<RecordChange> op = move(lead, reviewer);
    assertEquals(Verdict.Kind.CONFLICT, take(reviewer, true, op).verdict());
    assertTrue(seen(there, op.get(1).id()).isEmpty());
    assertEquals("CLOSED", seen(clerk, lead.id()).orElseThrow().fields().get("state"));
  }
}
