package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.SealedVisit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceCommandTest {
  @TempDir private Path folder;
  private final SealedVisit visit = new SealedVisit();

  private Path bundle() throws Exception {
    return Files.write(folder.resolve("visit-1.ruhu-evidence"), visit.bundle());
  }

  private Ask ask(Path bundle, String... more) {
    var words = new java.util.ArrayList<>(List.of("evidence", bundle.toString()));
    words.addAll(List.of(more));
    return Ask.of(words.toArray(String[]::new));
  }

  @Test
  void aSoundBundleIsOkAndSaysWhatWasSealed() throws Exception {
    Ask asked = ask(bundle(), "--seal", visit.sealHash());
    assertEquals(0, asked.code(), asked.out());
    assertEquals(visit.sealHash(), asked.text("seal"));
    assertEquals(5, asked.json().get("files").asInt());
    assertEquals(4, asked.json().get("answers").asInt());
    assertTrue(asked.json().get("compared").asBoolean());
    assertTrue(asked.json().get("differences").isEmpty());
    assertFalse(asked.out().contains("陈设简单"), "no word of an answer");
  }

  @Test
  void theMachineThatVouchesForALaterSignatureIsNamed() throws Exception {
    String key = visit.signedLater();
    Ask asked = ask(bundle(), "--seal", visit.sealHash());
    assertEquals(0, asked.code(), asked.out());
    assertEquals(key, asked.text("secondDeviceKey"));
    assertEquals(2, asked.json().get("secondHow").size(), "in both languages");
  }

  @Test
  void aSignatureByBadgeIsToldWithItsNumber() throws Exception {
    assertTrue(ask(bundle(), "--seal", visit.sealHash()).json().get("secondBadge").isNull());
    String number = visit.byBadge();
    Ask asked = ask(bundle(), "--seal", visit.sealHash());
    assertEquals(0, asked.code(), asked.out());
    assertEquals(number, asked.text("secondBadge"));
    assertEquals(2, asked.json().get("secondBadgeHow").size(), "in both languages");
    assertTrue(asked.json().get("secondSignedAt").isNull(), "at the seal, not later");
  }

  @Test
  void theDistrictsReceiptIsToldAndSoIsItsAbsence() throws Exception {
    Ask early = ask(bundle(), "--seal", visit.sealHash());
    assertEquals(0, early.code(), "a visit the district has not heard of is no less sound");
    assertTrue(early.json().get("receivedAt").isNull());
    assertTrue(early.json().get("receivedHow").get(0).asString().contains("尚未收到"));
    String key = visit.received();
    Ask asked = ask(bundle(), "--seal", visit.sealHash());
    assertEquals(0, asked.code(), asked.out());
    assertEquals(key, asked.text("receivedKey"));
    assertFalse(asked.json().get("receivedAt").isNull());
    assertEquals(2, asked.json().get("receivedHow").size(), "in both languages");
  }

  @Test
  void whatDiffersIsNamedAndShownOnlyWhenAskedFor() throws Exception {
    visit.now.put("R05", "家境优越");
    visit.keepNow();
    Ask asked = ask(bundle(), "--seal", visit.sealHash());
    assertEquals(1, asked.code());
    var one = asked.json().get("differences").get(0);
    assertEquals("RECORD_ANSWER", one.get("kind").asString());
    assertEquals("R05", one.get("name").asString());
    assertEquals("ALTERED", one.get("how").asString());
    assertFalse(asked.out().contains("家境优越"));
    var shown =
        ask(bundle(), "--seal", visit.sealHash(), "--show").json().get("differences").get(0);
    assertEquals("陈设简单", shown.get("sealed").asString());
    assertEquals("家境优越", shown.get("now").asString());
  }

  @Test
  void whatCannotBeOpenedIsSaid() throws Exception {
    Path bundle = bundle();
    assertEquals("SEAL_NEEDED", ask(bundle).text("error"));
    assertEquals("SEAL", ask(bundle, "--seal", "sha256-" + "0".repeat(64)).text("error"));
    assertEquals("SEAL", ask(bundle, "--seal", "x").text("error"));
    assertEquals("NO_FILE", ask(folder.resolve("none")).text("error"));
    Path other = Files.writeString(folder.resolve("other"), "no bundle");
    Ask asked = ask(other, "--seal", visit.sealHash());
    assertEquals("NO_BUNDLE", asked.text("error"));
    assertEquals(1, asked.code());
    assertEquals(2, Ask.of("evidence").code());
  }

  @Test
  void anUnpackedFolderIsCheckedToo() throws Exception {
    Path out = folder.resolve("out");
    Ask asked = ask(bundle(), "--seal", visit.sealHash(), "--unpack", out.toString());
    assertEquals(0, asked.code(), asked.out());
    assertEquals(0, ask(out).code());
    assertEquals("first", Files.readString(out.resolve("photo/H20/1")));
    Ask twice = ask(bundle(), "--seal", visit.sealHash(), "--unpack", out.toString());
    assertEquals("UNPACK_EXISTS", twice.text("error"));
    Files.delete(out.resolve("photo/H20/1"));
    Ask missing = ask(out);
    assertEquals(1, missing.code());
    assertEquals("MISSING", missing.json().get("differences").get(0).get("how").asString());
    assertEquals("photo/H20/1", missing.json().get("differences").get(0).get("name").asString());
  }
}
