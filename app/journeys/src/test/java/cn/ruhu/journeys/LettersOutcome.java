package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.wire.FileAddress;
import java.util.List;
import java.util.Set;

/// What the district holds of a case at the end of its journey.
final class LettersOutcome {
  private final LettersInTheWindow window;

  LettersOutcome(LettersInTheWindow window) {
    this.window = window;
  }

  private static String stage(CaseFile file) {
    return file.application().orElseThrow().text("stage");
  }

  private static List<String> numbers(CaseFile file) {
    return Letter.of(file).stream().map(Letter::number).toList();
  }

  private static List<String> registered(CaseFile file, String paper) {
    return file.documents().stream()
        .filter(d -> d.text("paper").equals(paper) && d.get("copyOf").isEmpty())
        .map(d -> d.text("documentNumber"))
        .toList();
  }

  private static CaseRecord register(CaseFile file, Letter letter) {
    return file.documents().stream()
        .filter(d -> d.text("paper").equals(letter.paper()))
        .filter(d -> d.text("documentNumber").equals(letter.number()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean did(CaseFile file, Act act) {
    return file.lastEvent(act.name()).isPresent();
  }

  private static String number(CaseFile file) {
    return file.application().orElseThrow().text("number");
  }

  /// Every letter has a number, stands in the register under it, and lies on the disk as a PDF.
  void lettersStandInTheRegister(CaseFile file) throws Exception {
    for (Letter letter : Letter.of(file)) {
      assertFalse(letter.number().isBlank());
      assertTrue(
          registered(file, letter.paper()).contains(letter.number()),
          letter.number() + " in " + registered(file, letter.paper()));
      assertTrue(registered(file, "N11").contains(letter.number()), "its receipt bears the number");
      CaseRecord row = register(file, letter);
      assertTrue(Integer.parseInt(row.text("pages")) >= 1);
      assertEquals(
          row.text("file"),
          FileAddress.of(window.saved(letter.paper(), number(file))).text(),
          "the file on the disk is the registered paper, byte for byte");
    }
    assertEquals(Letter.of(file).size(), file.gateFacts(GateKind.LETTER_ISSUED).size());
    assertEquals(Letter.of(file).size(), Set.copyOf(numbers(file)).size());
  }

  void granted(CaseFile file) throws Exception {
    assertEquals("IN_BENEFIT", stage(file));
    assertEquals("CN-2021", file.application().orElseThrow().text("ruleSet"));
    assertEquals("34500", file.decision("DB").orElseThrow().text("monthlyFen"));
    assertFalse(did(file, Act.TAKE), "the district filed it, it did not decide");
    assertEquals(1, file.gateFacts(GateKind.FILED).size());
    assertEquals(1, file.gateFacts(GateKind.COMPLAINT_CLOSED).size());
    lettersStandInTheRegister(file);
  }

  void refusedWithoutVisit(CaseFile file) throws Exception {
    assertEquals("REJECTED", stage(file));
    assertEquals(List.of(), file.visits());
    assertFalse(did(file, Act.POST), "a refusal is not posted");
    assertTrue(did(file, Act.REFUSAL_LETTER));
    assertEquals("R08", file.decision("DB").orElseThrow().text("reasonCode"));
    lettersStandInTheRegister(file);
  }

  void inPart(CaseFile file) throws Exception {
    assertEquals("IN_BENEFIT", stage(file));
    assertEquals("REJECTED", file.decision("DB").orElseThrow().text("outcome"));
    assertEquals("APPROVED", file.decision("DS").orElseThrow().text("outcome"));
    assertEquals(List.of("N06", "N05"), Letter.of(file).stream().map(Letter::paper).toList());
    lettersStandInTheRegister(file);
  }
}
