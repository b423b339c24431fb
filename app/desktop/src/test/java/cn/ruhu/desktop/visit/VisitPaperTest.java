package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Papers shown at the table go where their originals go.
class VisitPaperTest {
  private static final UUID M = Household.member(1);

  @ParameterizedTest
  @CsvSource({
    "I08@m#1, image/jpeg, D06, true",
    "I08@m#2, image/jpeg, D07, true",
    "I08@m#3, image/jpeg, D06, true",
    "D04@m, image/png, D08, true",
    "F12@f, image/png, D05, false",
    "F12@g, image/png, D19, false",
    "E04P, image/jpeg, D19, false",
    "H20, image/jpeg, D19, false",
    "V13P, image/jpeg, D19, false",
    "H20, '', D19, false",
    "V17, audio/wav, D99, false",
    "I08@m#1, application/pdf, D06, true"
  })
  void aFileIsFiledByTheQuestionItAnswers(String key, String mime, String slot, boolean whose) {
    UUID father = new UUID(12, 1);
    UUID son = new UUID(12, 2);
    var facts =
        Map.of(
            "I01@" + M + "#1", "101",
            "I01@" + M + "#2", "401",
            "F03@" + father, "2",
            "F03@" + son, "1");
    String at = key.replace("@m", "@" + M).replace("@f", "@" + father).replace("@g", "@" + son);
    var file = new Sealing.Attachment(at, "", "sha256-a", false, false);
    assertEquals(
        new VisitPaper(slot, whose ? Optional.of(M) : Optional.empty()),
        VisitPaper.of(file, facts, mime));
  }

  @ParameterizedTest
  @CsvSource({"R07@m", "N09#1", "R09"})
  void aSignatureIsNoPaper(String key) {
    var file = new Sealing.Attachment(key, "", "sha256-a", true, false);
    assertEquals(
        new VisitPaper("D99", Optional.empty()), VisitPaper.of(file, Map.of(), "image/png"));
  }
}
