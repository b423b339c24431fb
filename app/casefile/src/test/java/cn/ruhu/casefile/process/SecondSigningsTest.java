package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.evidence.SecondSignature.Proof;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecondSigningsTest {
  private static final UUID CASE = new UUID(1, 1);
  private static final UUID VISIT = new UUID(1, 2);
  private static final UUID SECOND = new UUID(9, 2);
  private static final Instant SEALED = Instant.parse("2026-11-24T02:00:00Z");
  private static final String SEAL = "sha256-" + "a".repeat(64);

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", CASE, new TreeMap<>(fields));
  }

  private static CaseRecord visit(UUID id, String signatureB, Instant at) {
    return of(
        RecordType.VISIT,
        id,
        Map.of(
            "disposition",
            "10",
            "investigatorA",
            new UUID(9, 1).toString(),
            "investigatorB",
            SECOND.toString(),
            "signatureA",
            "ed25519:00 " + at,
            "signatureB",
            signatureB,
            "sealHash",
            SEAL,
            "startedAt",
            at.minusSeconds(3_600).toString(),
            "finishedAt",
            at.toString()));
  }

  private static CaseRecord signed(Instant at, UUID by, String seal) {
    var proof = new Proof("ed25519:11", at, "b".repeat(64), new UUID(3, 3), "c".repeat(64), "s");
    return of(
        RecordType.GATE_FACT,
        new UUID(5, at.getEpochSecond()),
        new SecondSignature(VISIT, by, seal, proof).fields());
  }

  private static Optional<SecondSignings.State> state(Instant now, CaseRecord... facts) {
    var all = new ArrayList<>(List.of(facts));
    CaseRecord visit = visit(VISIT, "", SEALED);
    all.add(visit);
    return SecondSignings.of(CaseFile.of(all), visit, now);
  }

  @Test
  void aVisitWaitsForADayAndThenAsksTheStreet() {
    Instant end = SEALED.plus(Duration.ofHours(24));
    assertEquals(SecondSignings.Standing.OPEN, state(end).orElseThrow().standing());
    assertEquals(end, state(end).orElseThrow().until());
    assertEquals(SecondSignings.Standing.OVER, state(end.plusMillis(1)).orElseThrow().standing());
    CaseRecord answered =
        of(
            RecordType.GATE_FACT,
            new UUID(5, 1),
            Map.of(
                "kind", "ALERT_ANSWERED",
                "subject", VISIT.toString(),
                "at", end.plusSeconds(60).toString()));
    var again = state(end.plusSeconds(120), answered).orElseThrow();
    assertEquals(SecondSignings.Standing.OPEN, again.standing());
    assertEquals(end.plusSeconds(60).plus(SecondSignings.OPEN), again.until());
  }

  @Test
  void theSignatureCountsInTimeByTheRightPersonOverThisSeal() {
    Instant end = SEALED.plus(SecondSignings.OPEN);
    Instant later = end.plusSeconds(9_000);
    assertEquals(
        SecondSignings.Standing.SIGNED,
        state(later, signed(end, SECOND, SEAL)).orElseThrow().standing());
    assertEquals(
        SecondSignings.Standing.OVER,
        state(later, signed(end.plusSeconds(1), SECOND, SEAL)).orElseThrow().standing());
    for (CaseRecord wrong :
        List.of(signed(end, new UUID(9, 7), SEAL), signed(end, SECOND, "sha256-" + "b".repeat(64))))
      assertTrue(state(end, wrong).orElseThrow().signature().isEmpty(), wrong.toString());
  }

  @Test
  void aVisitThatWasSignedOrFollowedByAnotherWaitsForNobody() {
    CaseRecord both = visit(VISIT, "ed25519:22 x", SEALED);
    assertEquals(Optional.empty(), SecondSignings.of(CaseFile.of(List.of(both)), both, SEALED));
    CaseRecord alone = visit(VISIT, "", SEALED);
    CaseRecord next = visit(new UUID(1, 9), "ed25519:22 x", SEALED.plusSeconds(90_000));
    assertEquals(
        Optional.empty(), SecondSignings.of(CaseFile.of(List.of(alone, next)), alone, SEALED));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    CaseRecord fact = signed(SEALED, SECOND, SEAL);
    SecondSignature read = SecondSignature.of(fact).orElseThrow();
    assertEquals(fact.fields(), read.fields());
    assertEquals(Optional.empty(), Proof.read("ed25519:11 2026-11-24T02:00:00Z"));
    assertEquals(Optional.empty(), SecondSignature.of(fact.with("value", "a b c d e f")));
  }

  @Test
  void aSpotCheckGivesNobodyACase() {
    CaseRecord visit = visit(VISIT, "", SEALED);
    assertEquals(
        Optional.of(new SecondSignings.Grant(VISIT, SECOND, true)), SecondSignings.grant(visit));
    assertEquals(Optional.empty(), SecondSignings.grant(visit.with("purpose", "SPOT_CHECK")));
  }
}
