package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.wire.Pairing.Side;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A short code makes keys of both ends or of neither, and tells nobody else anything.
class PairingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PairingCode CODE = new PairingCode("48217360");

  private final Pairing waits = new Pairing(Side.WAITS, CODE, RANDOM);

  private static Pairing caller(String digits) {
    return new Pairing(Side.CALLS, new PairingCode(digits), RANDOM);
  }

  private void talk(Pairing calls) throws Exception {
    waits.first(calls.first());
    calls.first(waits.first());
    waits.second(calls.second());
    calls.second(waits.second());
  }

  @Test
  void oneCodeMakesOnePairOfKeys() throws Exception {
    Pairing calls = caller("48217360");
    talk(calls);
    waits.proof(calls.proof());
    calls.proof(waits.proof());
    assertArrayEquals(waits.keys().mine(), calls.keys().theirs());
    assertArrayEquals(waits.keys().theirs(), calls.keys().mine());
    assertFalse(Arrays.equals(waits.keys().mine(), waits.keys().theirs()));
  }

  @Test
  void anotherCodeProvesNothing() throws Exception {
    Pairing calls = caller("48217361");
    talk(calls);
    var wrong = assertThrows(WireException.class, () -> waits.proof(calls.proof()));
    assertEquals(WireException.Code.SIGNATURE, wrong.code());
  }

  @Test
  void nothingOfAnExchangeIsTakenThatWasAlteredOrIsNone() throws Exception {
    byte[] good = caller("48217360").first();
    for (int at = 0; at < good.length; at += 97) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      var fresh = new Pairing(Side.WAITS, CODE, RANDOM);
      assertThrows(WireException.class, () -> fresh.first(bad), "byte " + at);
    }
    assertThrows(WireException.class, () -> waits.first(new byte[Pairing.FIRST]));
    byte[] ones = new byte[Pairing.FIRST];
    Arrays.fill(ones, (byte) 0xff);
    assertThrows(WireException.class, () -> new Pairing(Side.WAITS, CODE, RANDOM).first(ones));
    assertThrows(WireException.class, () -> waits.first(new byte[7]));
  }

  @Test
  void oneEndsOwnWordsAreNotTheOthers() {
    byte[] own = waits.first();
    assertThrows(WireException.class, () -> waits.first(own));
  }

  @Test
  void aCodeIsReadAsPeopleTypeIt() {
    assertEquals("48 217 360", CODE.spoken());
    assertEquals("48", CODE.name());
    for (String typed : new String[] {"48217360", " 48 217 360", "48-217-360", "４８２１７３６０"})
      assertEquals(Optional.of(CODE), PairingCode.parse(typed), typed);
    for (String typed : new String[] {"", "4821736", "482173601", "4821736a", "四八二一七三六〇"})
      assertEquals(Optional.empty(), PairingCode.parse(typed), typed);
    assertNotEquals(PairingCode.draw(RANDOM), PairingCode.draw(RANDOM));
    assertFalse(CODE.toString().contains("4821"), "a code is in no log");
  }
}
