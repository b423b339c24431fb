package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// A household is registered in one street and lives in another (人户分离): the street that handles the
/// case asks the other for help, and the answer comes back, both by sync (DOMAIN §0.2 C4, §3.3).
@OnEachStore
final class InquiriesTest {
  @Parameter private Store store;
  @TempDir private Path data;
  private District district;
  private TestMachine clerk;
  private TestMachine reviewer;
  private TestMachine there;
  private CaseRecord app;
  private CaseRecord asked;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    district.server.addPerson(
        "reviewerThere", District.PASSWORD, "r", Role.STREET_REVIEWER, District.THERE, null);
    clerk = district.machine("clerk");
    reviewer = district.machine("reviewer");
    there = district.machine("reviewerThere");
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow();
    reviewer.pull();
    asked =
        fact(reviewer, app, GateKind.OTHER_PLACE_ASKED)
            .with("value", District.THERE)
            .with("reason", "住回龙观东大街30号，请核实同住人员和住房");
  }

  @AfterEach
  void close() {
    for (TestMachine m : Set.of(clerk, reviewer, there)) m.close();
    district.close();
  }

  private static CaseRecord fact(TestMachine by, CaseRecord head, GateKind kind) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        District.IDS.next(),
        head.scope(),
        head.id(),
        Map.of(
            "application", head.id().toString(),
            "kind", kind.name(),
            "by", by.staff().toString(),
            "at", Instant.now().toString()));
  }

  private static Verdict save(TestMachine at, CaseRecord record) throws Exception {
    return at.save(RecordChange.create(record));
  }

  private static void applied(Verdict verdict) {
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict(), verdict::toString);
  }

  private static Optional<WireRecord> seen(TestMachine machine, UUID id) throws Exception {
    machine.pull();
    return Optional.ofNullable(machine.copies.get(id)).filter(r -> !r.deleted());
  }

  private CaseRecord inquiry() throws Exception {
    WireRecord r = seen(there, Inquiry.id(asked.id())).orElseThrow();
    return CaseRecord.of(RecordType.INQUIRY, r.id(), r.scope(), r.caseId(), r.fields());
  }

  private CaseRecord reply(CaseRecord inquiry) {
    return fact(there, inquiry, GateKind.OTHER_PLACE_REPLY)
        .with("value", "赵敏,钱强")
        .with("reason", "9月起与女儿同住，住房两居室，无出租");
  }

  @Test
  void theOtherStreetIsAskedAndSeesNothingElseOfTheCase() throws Exception {
    there.pull();
    Set<UUID> before = new TreeSet<>(there.copies.keySet());
    applied(save(reviewer, asked));
    CaseRecord inquiry = inquiry();
    assertEquals(District.THERE, inquiry.scope());
    assertEquals(asked.text("reason"), inquiry.text("what"));
    assertEquals(app.text("number"), inquiry.text("number"));
    assertEquals("王芳", inquiry.text("applicant"));
    Set<UUID> news = new TreeSet<>(there.copies.keySet());
    news.removeAll(before);
    assertEquals(Set.of(inquiry.id()), news, "one record");
    try (TestMachine window = district.machine("clerkThere")) {
      assertTrue(seen(window, inquiry.id()).isEmpty(), "for the reviewers alone");
    }
  }

  @Test
  void theAnswerComesBackOnceAndNobodyWritesItForThem() throws Exception {
    applied(save(reviewer, asked));
    CaseRecord inquiry = inquiry();
    assertEquals(
        "INQUIRY_REPLY_INCOMPLETE",
        save(there, reply(inquiry).with("value", "赵敏")).reason(),
        "two people went there");
    assertEquals(
        "INQUIRY_ONLY", save(there, fact(there, inquiry, GateKind.STREET_PHONED)).reason());
    CaseRecord reply = reply(inquiry);
    applied(save(there, reply));
    WireRecord here = seen(reviewer, Inquiry.mirrored(reply.id())).orElseThrow();
    assertEquals(app.id(), here.caseId());
    assertEquals(District.HERE, here.scope());
    assertEquals("赵敏,钱强", here.fields().get("value"));
    assertEquals(inquiry.id().toString(), here.fields().get("subject"));
    assertEquals(there.staff().toString(), here.fields().get("by"), "who did it stays named");
    long seq = here.seq();
    applied(save(there, reply(inquiry).with("reason", "补充：房屋为女儿所有")));
    assertEquals(seq, seen(reviewer, Inquiry.mirrored(reply.id())).orElseThrow().seq(), "and once");
    CaseRecord forged =
        fact(reviewer, app, GateKind.OTHER_PLACE_REPLY)
            .with("value", "赵敏,钱强")
            .with("reason", "编的")
            .with("subject", inquiry.id().toString());
    assertEquals("INQUIRY_FORGED", save(reviewer, forged).reason());
    applied(save(reviewer, forged.with("subject", null)));
  }

  @Test
  void whatIsNotARequestIsRefused() throws Exception {
    assertEquals(
        "INQUIRY_STREET", save(reviewer, asked.with("value", District.HERE)).reason(), "its own");
    assertEquals("INQUIRY_STREET", save(reviewer, asked.with("value", "999")).reason());
    assertEquals("INQUIRY_STREET", save(reviewer, asked.with("reason", "")).reason());
    assertEquals("RIGHTS", save(clerk, asked.with("by", clerk.staff().toString())).reason());
    UUID own = District.IDS.next();
    CaseRecord mine =
        CaseRecord.of(
            RecordType.INQUIRY,
            own,
            District.HERE,
            own,
            Map.of(
                "street",
                District.HERE,
                "handling",
                District.THERE,
                "application",
                app.id().toString(),
                "what",
                "x",
                "askedAt",
                Instant.now().toString(),
                "by",
                reviewer.staff().toString()));
    assertEquals("RIGHTS", save(reviewer, mine).reason(), "the server alone makes them");
    assertFalse(seen(there, own).isPresent());
  }
}
