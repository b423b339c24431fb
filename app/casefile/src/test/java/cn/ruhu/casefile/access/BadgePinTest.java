package cn.ruhu.casefile.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.BadgePin.Problem;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgePinTest {
  @ParameterizedTest
  @CsvSource({
    "49381,SHORT",
    "4938174938174,LONG",
    "49381a,DIGITS",
    "四九三八一七,DIGITS",
    "000000,REPEATED",
    "112211,REPEATED",
    "123123,REPEATED",
    "49384938,REPEATED",
    "123456,SEQUENCE",
    "876543,SEQUENCE",
    "901234,SEQUENCE",
    "135791,SEQUENCE",
    "19800412,DATE",
    "800412,DATE",
    "041280,DATE",
    "230480,DATE",
    "198004,DATE",
    "138027,PHONE",
    "147258,COMMON"
  })
  void whatIsTriedFirstIsRefusedWithItsReason(String pin, Problem why) {
    assertEquals(Optional.of(why), BadgePin.problem(pin, "138 0274 9381"));
  }

  @ParameterizedTest
  @CsvSource({"493817", "806194", "4938174", "49381749", "493817493816", "138047"})
  void anotherIsTaken(String pin) {
    assertEquals(Optional.empty(), BadgePin.problem(pin, "138 0274 9381"));
    assertEquals(Optional.empty(), BadgePin.problem(pin, ""));
  }

  /// What is left of a million decides how long a thief tries (decision 0043).
  @Test
  void nineInTenOfSixDigitsAreLeft() {
    long left =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> Integer.toString(1_000_000 + i).substring(1))
            .filter(pin -> BadgePin.problem(pin, "").isEmpty())
            .count();
    assertTrue(left > 880_000 && left < 920_000, () -> left + " left");
  }
}
