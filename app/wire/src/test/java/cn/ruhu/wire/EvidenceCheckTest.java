package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.wire.EvidenceCheck.Difference;
import cn.ruhu.wire.EvidenceCheck.How;
import cn.ruhu.wire.EvidenceCheck.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCheckTest {
  private SealedVisit visit = new SealedVisit();

  private List<Difference> check() throws IOException, WireException {
    return EvidenceCheck.of(read(visit.bundle()), visit.sealHash()).differences();
  }

  private EvidencePieces read(byte[] bundle) throws IOException, WireException {
    return EvidencePieces.read(new ByteArrayInputStream(bundle), visit.sealHash(), null);
  }

  private static List<Difference> only(Kind kind, String name, How how) {
    return List.of(new Difference(kind, name, how));
  }

  @Test
  void whatWasSealedIsSound() throws Exception {
    var result = EvidenceCheck.of(read(visit.bundle()), visit.sealHash());
    assertEquals(List.of(), result.differences());
    assertTrue(result.ok() && result.compared());
    assertEquals(List.of("A", "B", "DEVICE"), List.copyOf(result.keys().keySet()));
  }

  @Test
  void anotherFileIsNamed() throws Exception {
    visit.pieces.put("photo/H20/1", "another".getBytes(StandardCharsets.UTF_8));
    assertEquals(only(Kind.FILE, "photo/H20/1", How.ALTERED), check());
    visit.pieces.remove("photo/H20/1");
    assertEquals(only(Kind.FILE, "photo/H20/1", How.MISSING), check());
  }

  @Test
  void aFileThatWasNotSealedIsNamed() throws Exception {
    visit.pieces.put("photo/H20/3", new byte[] {1});
    assertEquals(only(Kind.FILE, "photo/H20/3", How.ADDED), check());
  }

  @Test
  void anotherAnswerIsNamedByItsPath() throws Exception {
    visit.facts.put("P01", "2001");
    visit.facts.remove("H04");
    visit.facts.put("P02", "1");
    visit.keepFacts();
    assertEquals(
        List.of(
            new Difference(Kind.FILE, "facts", How.ALTERED),
            new Difference(Kind.ANSWER, "H04", How.MISSING),
            new Difference(Kind.ANSWER, "P01", How.ALTERED),
            new Difference(Kind.ANSWER, "P02", How.ADDED)),
        check());
  }

  @Test
  void whatTodaysRecordSaysOtherwiseIsNamed() throws Exception {
    visit.now.put("P01", "2001");
    visit.record.put("finishedAt", "2022-03-05T05:00:00Z");
    visit.record.put("place", "");
    visit.keepNow();
    assertEquals(
        List.of(
            new Difference(Kind.RECORD_ANSWER, "P01", How.ALTERED),
            new Difference(Kind.RECORD, "finishedAt", How.ALTERED),
            new Difference(Kind.RECORD, "place", How.ALTERED)),
        check());
  }

  @Test
  void theDistrictsReceiptIsOfThisSealOrNamed() throws Exception {
    assertNull(EvidenceCheck.of(read(visit.bundle()), visit.sealHash()).receipt(), "not yet");
    String key = visit.received();
    var result = EvidenceCheck.of(read(visit.bundle()), visit.sealHash());
    assertEquals(List.of(), result.differences());
    assertEquals(key, Objects.requireNonNull(result.receipt()).key());
    String line = Objects.requireNonNull(visit.receipt);
    String other = "sha256-" + "0".repeat(64);
    for (String forged :
        List.of(
            line.replace(visit.sealHash(), other),
            line.replace(SealedVisit.VISIT.toString(), new UUID(3, 3).toString()),
            line.replace(key, SealedVisit.A_KEY.publicHex()),
            line.replaceFirst("T\\d\\d", "T01"),
            "no receipt")) {
      visit.receipt = forged;
      visit.keepNow();
      assertEquals(only(Kind.RECEIPT, "", How.WRONG), check(), forged);
    }
  }

  @Test
  void aSignatureOfAnotherIsNone() throws Exception {
    visit.signatures.put("B", visit.signatures.get("A"));
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "B", How.WRONG), check());
    visit.signatures.remove("B");
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "B", How.MISSING), check());
  }

  @Test
  void aSignatureByBadgeIsSoundAndSaysSo() throws Exception {
    String number = visit.byBadge();
    var result = EvidenceCheck.of(read(visit.bundle()), visit.sealHash());
    assertEquals(List.of(), result.differences());
    assertEquals(List.of("A", "BADGE", "DEVICE"), List.copyOf(result.keys().keySet()));
    assertEquals(number, Badge.number(result.keys().get("BADGE")));
  }

  @Test
  void aSignatureByBadgeIsWorthNothingAsOneOfASignInAndTheOtherWayRound() throws Exception {
    visit.byBadge();
    String byBadge = visit.signatures.get("BADGE");
    visit.sign("B", SealedVisit.BADGE_KEY);
    visit.signatures.put("BADGE", visit.signatures.remove("B"));
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "BADGE", How.WRONG), check(), "signed as a sign-in");
    visit.signatures.put("BADGE", byBadge);
    visit.signatures.put("B", byBadge);
    visit.keepSeal();
    assertTrue(
        check().contains(new Difference(Kind.SIGNATURE, "B", How.WRONG)), "and beside it as well");
    visit.signatures.clear();
    visit.sign("DEVICE", SealedVisit.DEVICE_KEY);
    visit.sign("A", SealedVisit.A_KEY);
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "BADGE", How.MISSING), check());
    visit.sign("BADGE", SealedVisit.A_KEY);
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "BADGE", How.WRONG), check(), "by the first investigator");
  }

  @Test
  void aBadgeTheRecordDoesNotNameIsNamed() throws Exception {
    visit.byBadge();
    visit.record.remove("badge");
    visit.keepNow();
    assertEquals(only(Kind.RECORD, "badge", How.ALTERED), check());
    visit = new SealedVisit();
    visit.record.put("badge", "0000-0000");
    visit.keepNow();
    assertEquals(only(Kind.RECORD, "badge", How.ALTERED), check());
  }

  @Test
  void anAttemptWithoutTheSecondSignInIsSoundAndAFinishedVisitIsNot() throws Exception {
    visit.alone("30");
    var result = EvidenceCheck.of(read(visit.bundle()), visit.sealHash());
    assertEquals(List.of(), result.differences());
    assertEquals(List.of("A", "DEVICE"), List.copyOf(result.keys().keySet()));
    visit.sign("B", SealedVisit.A_KEY);
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "B", How.WRONG), check());
    visit.alone("10");
    assertEquals(only(Kind.SIGNATURE, "B", How.MISSING), check());
  }

  private SecondSignature later(SigningKey person, SigningKey machine) {
    return SecondSigning.sign(
        SealedVisit.VISIT,
        SealedVisit.B,
        visit.sealHash(),
        person,
        new SecondSigning.Station(new UUID(8, 8), machine.publicHex(), machine::sign),
        SealedVisit.NOON.plusSeconds(3_600));
  }

  /// 乙未签: sealed by the first, signed by the second on another machine within the day.
  @Test
  void aSecondSignatureMadeAfterTheSealCountsByItsOwnKeyAndMachine() throws Exception {
    var machine = SigningKey.generate(new SecureRandom());
    visit.alone("10");
    SecondSignature made = later(SealedVisit.B_KEY, machine);
    visit.signatures.put("B", made.proof().text());
    visit.keepSeal();
    var result = EvidenceCheck.of(read(visit.bundle()), visit.sealHash());
    assertEquals(List.of(), result.differences());
    assertEquals(made, result.second());
    assertEquals(SealedVisit.B_KEY.publicHex(), result.keys().get("B"));
    for (int word = 0; word < 6; word++) {
      String[] words = made.proof().text().split(" ", -1);
      words[word] =
          later(SigningKey.generate(new SecureRandom()), SigningKey.generate(new SecureRandom()))
              .proof()
              .text()
              .split(" ", -1)[word];
      if (word == 1) words[word] = "2022-03-05T09:00:00Z";
      if (word == 3) words[word] = new UUID(8, 9).toString();
      visit.signatures.put("B", String.join(" ", words));
      visit.keepSeal();
      assertEquals(only(Kind.SIGNATURE, "B", How.WRONG), check(), "word " + word);
    }
    visit.signatures.put("B", later(SealedVisit.A_KEY, machine).proof().text());
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "B", How.WRONG), check(), "one person is not two");
    for (SecondSignature none :
        List.of(
            later(SealedVisit.B_KEY, SealedVisit.A_KEY), // the first vouches for nobody
            later(SealedVisit.DEVICE_KEY, machine), // a machine is no person
            later(SealedVisit.B_KEY, SealedVisit.DEVICE_KEY))) { // by another name
      assertTrue(SecondSigning.holds(none));
      visit.signatures.put("B", none.proof().text());
      visit.keepSeal();
      assertEquals(only(Kind.SIGNATURE, "B", How.WRONG), check());
    }
  }

  @Test
  void aVisitSealedByBothTakesNoOtherSignature() throws Exception {
    visit.signatures.put(
        "B", later(SealedVisit.B_KEY, SigningKey.generate(new SecureRandom())).proof().text());
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "B", How.WRONG), check());
  }

  @Test
  void theMachinesKeyDoesNotSignAsAPerson() throws Exception {
    visit.sign("A", SealedVisit.DEVICE_KEY);
    visit.keepSeal();
    assertEquals(only(Kind.SIGNATURE, "A", How.WRONG), check());
  }

  @Test
  void aVisitMadeUpAnewHasAnotherNumber() throws Exception {
    var other = new SealedVisit();
    other.facts.put("P01", "2001");
    other.sealAnew();
    var own = EvidencePieces.read(new ByteArrayInputStream(other.bundle()), other.sealHash(), null);
    assertTrue(EvidenceCheck.of(own, null).ok(), "sound by itself");
    var result = EvidenceCheck.of(own, visit.sealHash());
    assertTrue(
        result.differences().contains(new Difference(Kind.MANIFEST, "", How.ALTERED)),
        () -> result.differences().toString());
    assertThrows(
        WireException.class,
        () ->
            EvidencePieces.read(new ByteArrayInputStream(other.bundle()), visit.sealHash(), null));
  }

  @Test
  void aFlippedBitAnywhereIsNoticed() throws Exception {
    byte[] sound = visit.bundle();
    for (int i = 0; i < sound.length; i += i < 140 ? 1 : 3) {
      byte[] altered = sound.clone();
      altered[i] ^= (byte) (1 << (i % 8));
      try {
        var result = EvidenceCheck.of(read(altered), visit.sealHash());
        int at = i;
        assertFalse(result.ok(), () -> "byte " + at);
      } catch (WireException _) {
        assertTrue(i < 140, "only the beginning keeps a bundle from being opened");
      }
    }
  }

  @Test
  void aBundleCutAnywhereIsNoticed() throws Exception {
    byte[] sound = visit.bundle();
    for (int i = 140; i < sound.length; i += 31)
      assertFalse(EvidenceCheck.of(read(Arrays.copyOf(sound, i)), visit.sealHash()).ok(), "cut");
    byte[] longer = Arrays.copyOf(sound, sound.length + 1);
    assertEquals(
        only(Kind.BUNDLE, "", How.CUT),
        EvidenceCheck.of(read(longer), visit.sealHash()).differences());
  }

  @Test
  void aDamagedPhotoLeavesTheRestSound() throws Exception {
    byte[] sound = visit.bundle();
    int inPhoto = visit.placeOf("photo/H20/2");
    sound[inPhoto] ^= 1;
    assertEquals(
        only(Kind.FILE, "photo/H20/2", How.ALTERED),
        EvidenceCheck.of(read(sound), visit.sealHash()).differences());
  }

  @Test
  void aFolderIsCheckedLikeABundle(@TempDir Path folder) throws Exception {
    for (var piece : visit.all().entrySet()) {
      Path file = folder.resolve(piece.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, piece.getValue());
    }
    assertTrue(EvidenceCheck.of(EvidencePieces.read(folder), null).ok());
    Path photo = folder.resolve("photo/H20/1");
    byte[] bytes = Files.readAllBytes(photo);
    bytes[0] ^= 1;
    Files.write(photo, bytes);
    Files.writeString(folder.resolve("note.txt"), "x");
    assertEquals(
        List.of(
            new Difference(Kind.FILE, "photo/H20/1", How.ALTERED),
            new Difference(Kind.FILE, "note.txt", How.ADDED)),
        EvidenceCheck.of(EvidencePieces.read(folder), null).differences());
  }

  @Test
  void everyPieceOfAFolderCounts(@TempDir Path folder) throws Exception {
    for (String name : visit.all().keySet()) {
      var pieces = new TreeMap<>(visit.all());
      byte[] bytes = pieces.get(name).clone();
      bytes[bytes.length / 2] ^= 4;
      pieces.put(name, bytes);
      Path at = folder.resolve("x" + name.hashCode());
      for (var piece : pieces.entrySet()) {
        Path file = at.resolve(piece.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, piece.getValue());
      }
      assertFalse(EvidenceCheck.of(EvidencePieces.read(at), visit.sealHash()).ok(), name);
    }
  }

  @Test
  void aVisitSealedBeforeKeysOfPersonsIsStillChecked() throws Exception {
    visit.old();
    var result = EvidenceCheck.of(read(visit.bundle()), visit.sealHash());
    assertEquals(List.of(), result.differences());
    visit.pieces.put("answers", new byte[] {7});
    assertEquals(only(Kind.FILE, "answers", How.ALTERED), check());
  }
}
