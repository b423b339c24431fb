package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnlockCodeTest {
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final UUID DEVICE = new UUID(1, 1);
  private static final UUID PERSON = new UUID(2, 2);

  private final Random random = new Random(7);

  @Test
  void bothEndsFindTheSameSecretFromWhatEnrolmentLeft() {
    for (int i = 0; i < 20; i++) {
      SigningKey machine = SigningKey.generate(random);
      byte[] recovery = SealedBox.newSecret(random);
      assertArrayEquals(
          UnlockCode.ofDistrict(recovery, machine.publicHex()),
          UnlockCode.ofMachine(machine, SealedBox.publicHex(recovery)));
    }
  }

  @Test
  void aChallengeIsHeardAsItWasShownInAnyCaseAndSpacing() {
    for (int i = 0; i < 200; i++) {
      var challenge = UnlockCode.challenge(i * 4 + 3, i % 20, random);
      String text = challenge.text();
      assertEquals(11, text.length());
      assertEquals(Optional.of(challenge), UnlockCode.parse(text));
      String heard = text.toLowerCase(Locale.ROOT).replace("-", "  ");
      assertEquals(Optional.of(challenge), UnlockCode.parse(heard));
    }
    assertEquals(15, UnlockCode.challenge(1, 99, random).locks());
  }

  @Test
  void everyWrongLetterAndEveryExchangeIsNoticed() {
    String plain = UnlockCode.challenge(417, 2, random).text().replace("-", "");
    for (int i = 0; i < plain.length(); i++) {
      for (char c : LETTERS.toCharArray()) {
        if (c == plain.charAt(i)) continue;
        var wrong = new StringBuilder(plain);
        wrong.setCharAt(i, c);
        assertFalse(UnlockCode.isSound(wrong.toString()), wrong.toString());
      }
      for (int k = i + 1; k < 8; k++) {
        if (plain.charAt(i) == plain.charAt(k)) continue;
        var wrong = new StringBuilder(plain);
        wrong.setCharAt(i, plain.charAt(k));
        wrong.setCharAt(k, plain.charAt(i));
        assertFalse(UnlockCode.isSound(wrong.toString()), wrong.toString());
      }
    }
    assertFalse(UnlockCode.isSound(plain.substring(1)));
    assertFalse(UnlockCode.isSound("O0O0O-1I1L1"));
  }

  @Test
  void aResponseHoldsForItsChallengePersonAndMachineAlone() {
    byte[] secret = SealedBox.newSecret(random);
    var challenge = new UnlockCode.Challenge(7, 1, 99);
    String response = UnlockCode.response(secret, challenge, DEVICE, PERSON);
    assertTrue(UnlockCode.isSound(response));
    assertTrue(UnlockCode.matches(response.replace("-", " ").toLowerCase(Locale.ROOT), response));
    var others = new HashSet<String>();
    others.add(UnlockCode.response(secret, challenge, PERSON, PERSON));
    others.add(UnlockCode.response(secret, challenge, DEVICE, DEVICE));
    others.add(UnlockCode.response(secret, new UnlockCode.Challenge(7, 2, 99), DEVICE, PERSON));
    others.add(UnlockCode.response(secret, new UnlockCode.Challenge(7, 1, 98), DEVICE, PERSON));
    others.add(UnlockCode.response(SealedBox.newSecret(random), challenge, DEVICE, PERSON));
    assertEquals(5, others.size());
    for (String other : others) assertNotEquals(response, other);
    assertEquals(response, UnlockCode.response(secret, challenge, DEVICE, PERSON));
  }
}
