package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdCommandTest {
  @ParameterizedTest
  @CsvSource({
    "110108194912310029, RESIDENT, 1949-12-31, 2",
    "150102880730303, RESIDENT, 1988-07-30, 1",
    "33010219200403064x, RESIDENT, 1920-04-03, 2",
    "810000199003070015, HMT_PERMIT, 1990-03-07, 1",
    "931586198001010028, FOREIGNER, 1980-01-01, 2",
    "CAN110081080310, FOREIGNER_OLD, 1981-08-03, 9",
  })
  void soundNumbersTellKindBirthAndSex(String number, String kind, String birth, String sex) {
    var asked = Ask.of("id", number);
    assertEquals(0, asked.code(), asked.out());
    assertEquals(
        "{\"valid\":true,\"kind\":\"%s\",\"birthDate\":\"%s\",\"sex\":\"%s\",\"reasons\":[]}"
            .formatted(kind, birth, sex),
        asked.out().strip());
  }

  @ParameterizedTest
  @CsvSource({
    "110108194912310028, ID_CHECK_DIGIT",
    "11010819491331002X, ID_BIRTH_IMPOSSIBLE",
    "12345, ID_LENGTH",
  })
  void wrongNumbersTellWhyAndAreNotRepeated(String number, String reason) {
    var asked = Ask.of("id", number);
    assertEquals(1, asked.code());
    assertEquals(List.of("valid", "kind", "birthDate", "sex", "reasons"), asked.keys());
    assertEquals(reason, asked.json().get("reasons").get(0).asString());
    assertFalse(asked.out().contains(number));
  }

  @Test
  void numberIsNeeded() {
    assertEquals(new Ask(2, ""), Ask.of("id"));
  }
}
