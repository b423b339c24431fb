package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.SealReceipts;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// What the district notes when a sealed visit arrives. It is never refused: a clock that was ahead
/// is a sign for supervisors, a signature by none of a person's known keys is told to the street
/// and held by the gate, and each seal gets a receipt. Stateless, thread-safe.
final class Arrivals {
  /// Beyond this a clock is called wrong (DOMAIN V03).
  static final Duration AHEAD = Duration.ofMinutes(10);

  private final Optional<SigningKey> district;
  private final Ids ids;

  /// @param district signs receipts; empty where nobody asks for any
  Arrivals(Optional<SigningKey> district, Ids ids) {
    this.district = district;
    this.ids = ids;
  }

  /// Where a push comes from.
  ///
  /// @param journal it came in
  record Origin(String journal, UUID device) {}

  /// Facts for what came of the case with this push.
  ///
  /// @param came what the push brought
  List<RecordChange> facts(Workspace work, List<Held> came, UUID caseId, Origin origin, Instant now)
      throws StorageException {
    var found = new ArrayList<RecordChange>();
    for (Held held : came) {
      Optional<CaseRecord> record = held.caseRecord();
      if (!caseId.equals(held.caseId()) || held.deleted() || record.isEmpty()) continue;
      if (held.seq() > 0) continue; // it is here since another push
      if (record.get().type() == RecordType.VISIT) {
        Optional<CaseRecord> late = lateWork(work, held.id(), caseId);
        Instant here = late.flatMap(c -> CaseFile.instant(c, "receivedAt")).orElse(now);
        ahead(record.get(), here).ifPresent(f -> found.add(fact(record.get(), f, now)));
        receipt(record.get(), now).ifPresent(f -> found.add(fact(record.get(), f, now)));
        Optional<UUID> machine =
            late.isPresent()
                ? Texts.uuid(late.get().text("authorDevice"))
                : machine(work, held, origin);
        for (Map<String, String> f : doubted(work, record.get(), machine))
          found.add(fact(record.get(), f, now));
      } else if (record.get().type() == RecordType.GATE_FACT) {
        Optional<Map<String, String>> f = strangeKey(work, record.get());
        if (f.isPresent()) found.add(fact(record.get(), f.get(), now));
      }
    }
    return found;
  }

  /// What came too late and is taken over now by somebody else, on another machine and another day:
  /// the late work as it came.
  private static Optional<CaseRecord> lateWork(Workspace work, UUID record, UUID caseId)
      throws StorageException {
    return work.ofCase(caseId).stream()
        .filter(h -> h.type().equals(RecordType.CONFLICT.name()))
        .filter(h -> h.text("record").equals(record.toString()) && h.text("kind").equals("LATE"))
        .flatMap(h -> h.caseRecord().stream())
        .reduce((_, later) -> later);
  }

  // ---- the clock

  /// @param here when it came to the district
  private static Optional<Map<String, String>> ahead(CaseRecord visit, Instant here) {
    return CaseFile.instant(visit, "finishedAt")
        .map(end -> Duration.between(here, end))
        .filter(d -> d.compareTo(AHEAD) > 0)
        .map(d -> about(GateKind.CLOCK_AHEAD, visit.id(), Long.toString(d.toSeconds()), ""));
  }

  // ---- the receipt

  private Optional<Map<String, String>> receipt(CaseRecord visit, Instant now) {
    String seal = visit.text("sealHash");
    if (seal.isEmpty()) return Optional.empty();
    return district
        .map(key -> SealReceipts.make(visit.id(), seal, now, key))
        .map(SealReceipt::fields);
  }

  // ---- who signed

  /// The machine a record was made on: that of the push, or of the journal that waited here.
  private static Optional<UUID> machine(Workspace work, Held held, Origin origin)
      throws StorageException {
    return held.journal().equals(origin.journal())
        ? Optional.of(origin.device())
        : work.rows().journals().machine(held.journal());
  }

  private static List<Map<String, String>> doubted(
      Workspace work, CaseRecord visit, Optional<UUID> machine) throws StorageException {
    var found = new ArrayList<Map<String, String>>();
    if (machine.isEmpty() || visit.text("sealHash").isEmpty()) return found;
    if (strangeSeal(work, visit, SealText.Place.A, machine.get()))
      found.add(doubt(visit.id(), visit.text("investigatorA"), SealText.Place.A.name()));
    boolean badge = visit.get("badge").isPresent(); // BadgeRules asks about those
    if (!badge && strangeSeal(work, visit, SealText.Place.B, machine.get()))
      found.add(doubt(visit.id(), visit.text("investigatorB"), SealText.Place.B.name()));
    return found;
  }

  /// Whether somebody's keys on this machine are known and none of them made the signature.
  private static boolean strangeSeal(
      Workspace work, CaseRecord visit, SealText.Place place, UUID machine)
      throws StorageException {
    Optional<UUID> who = visit.ref("investigator" + place.name());
    String made = visit.text("signature" + place.name());
    if (who.isEmpty() || made.isEmpty()) return false;
    List<String> keys = work.rows().grants().personKeys(who.get(), machine);
    if (keys.isEmpty()) return false;
    String[] words = made.split(" ", -1);
    Optional<Instant> at = words.length == 2 ? Texts.instant(words[1]) : Optional.empty();
    if (at.isEmpty()) return true;
    byte[] text = SealText.of(place, who.get(), visit.text("sealHash"), at.get());
    return keys.stream().noneMatch(key -> Signatures.verify(key, text, words[0]));
  }

  /// A later signature by a key that is not its person's on the machine it names; that the key
  /// signed was asked before it was kept.
  private static Optional<Map<String, String>> strangeKey(Workspace work, CaseRecord fact)
      throws StorageException {
    Optional<SecondSignature> made = SecondSignature.of(fact);
    if (made.isEmpty()) return Optional.empty();
    SecondSignature.Proof proof = made.get().proof();
    List<String> keys = work.rows().grants().personKeys(made.get().investigator(), proof.device());
    return keys.isEmpty() || keys.contains(proof.key())
        ? Optional.empty()
        : Optional.of(doubt(made.get().visit(), made.get().investigator().toString(), "LATER"));
  }

  private static Map<String, String> doubt(UUID visit, String who, String place) {
    return about(GateKind.SIGNATURE_DOUBTED, visit, who, place);
  }

  private static Map<String, String> about(GateKind kind, UUID visit, String value, String reason) {
    return Map.of(
        "kind", kind.name(), "subject", visit.toString(), "value", value, "reason", reason);
  }

  private RecordChange fact(CaseRecord of, Map<String, String> said, Instant now) {
    UUID caseId = of.ref("application").orElse(of.id());
    var fields = new TreeMap<>(said);
    fields.put("application", caseId.toString());
    fields.put("by", Actor.NOBODY.toString());
    fields.putIfAbsent("at", now.toString());
    return RecordChange.create(
        CaseRecord.of(RecordType.GATE_FACT, ids.next(), of.scope(), caseId, fields));
  }
}
