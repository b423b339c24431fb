package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.compare.DraftAnswers;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The household was taken over while a pair was on the road without a network: what it had asked
/// reaches those who took over, on their machine, value by value, and the supervisor.
class HandedDraftTest {
  private static final VisitForms FORMS = VisitForms.builtIn();
  private static final UUID ANEW = new UUID(1, 301);
  private static final UUID THIRD = new UUID(9, 8);
  private static final UUID FOURTH = new UUID(9, 9);

  @TempDir private Path home;
  @TempDir private Path otherHome;
  @TempDir private Path pictures;
  private TestDesk at;
  private TestDesk others;
  private MyDayViewModel day;

  private static VisitViewModel model(TestDesk at) {
    return new VisitViewModel(
        at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
  }

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    others = TestDesk.open(otherHome, THIRD, "赵一鸣", Role.INVESTIGATOR);
    VisitViewModel model = model(at);
    var tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    tell.answer("V09D", "1").answer("H13", "3").answer("H03", "17");
    tell.answer("M12" + Household.at(2), "3").answer("P01", "4200").photo("H20").photo("H20");
    model.observeAs(TestDesk.FIRST);
    tell.answer("O01@" + TestDesk.FIRST, "2");
    model.leave();
    CaseRecord old = at.store().record(Household.ASSIGNMENT).orElseThrow();
    at.receive(anew(old), old.with("state", "WITHDRAWN"));
    day =
        new MyDayViewModel(
            at.desk(), Background.inline(), FORMS, FieldMachine.of(at.machineInUse()));
    day.refresh();
  }

  private static CaseRecord anew(CaseRecord old) {
    return CaseRecord.of(RecordType.ASSIGNMENT, ANEW, old.scope(), old.caseId(), old.fields())
        .with("investigatorA", THIRD.toString())
        .with("investigatorB", FOURTH.toString())
        .with("state", "ASSIGNED");
  }

  @AfterEach
  void close() throws Exception {
    at.close();
    others.close();
  }

  private CaseRecord handed() {
    day.handOver(day.left.getFirst(), Text.chinese());
    return at.desk().caseFile(Household.CASE).all(RecordType.VISIT_DRAFT).getLast();
  }

  private VisitViewModel takenOver(CaseRecord handed) throws Exception {
    CaseRecord[] records = Household.records(4);
    for (int i = 0; i < records.length; i++)
      if (records[i].type() == RecordType.ASSIGNMENT) records[i] = anew(records[i]);
    others.receive(records);
    others.receive(handed);
    VisitViewModel model = model(others);
    model.open(ANEW);
    new Teller(model, pictures).answer("V09D", "1").answer("H13", "2");
    return model;
  }

  @Test
  void whatWasAskedOnTheOtherMachineIsTakenValueByValue() throws Exception {
    assertEquals(1, day.left.size());
    assertTrue(day.left.getFirst().takenOver());
    VisitViewModel model = takenOver(handed());
    assertEquals(1, model.beside.size());
    OtherDraft other = model.beside.getFirst();
    assertEquals("林晓东", other.by());
    Visit visit = Objects.requireNonNull(model.visit.get());
    List<String> apart = other.apart(visit).stream().map(OtherDraft.Said::fact).toList();
    assertTrue(
        apart.containsAll(List.of("H13", "H03", "P01", "M12" + Household.at(2))), apart::toString);
    OtherDraft.Said rooms =
        other.said().stream().filter(s -> s.fact().equals("H03")).findFirst().orElseThrow();
    assertEquals(Optional.empty(), OtherDraft.take(visit, rooms));
    assertEquals("17", visit.value("H03"));
    assertEquals("2", visit.value("H13"), "one by one");
  }

  @Test
  void observationsSignaturesAndPhotosStayWithThoseWhoMadeThem() throws Exception {
    CaseRecord handed = handed();
    VisitViewModel model = takenOver(handed);
    for (OtherDraft.Said s : model.beside.getFirst().said()) {
      assertFalse(s.fact().startsWith("O") || s.fact().startsWith("V"), s.fact());
      assertFalse(s.fact().equals("H20"), "the photo is not on this machine");
    }
    assertFalse(
        DraftAnswers.of(handed, Answers.NONE).stream().anyMatch(l -> l.fact().startsWith("O")));
  }

  @Test
  void theDraftStaysAndCanBeHandedOverAgain() throws Exception {
    String key = day.left.getFirst().key();
    int entries = VisitDraft.read(at.store().drafts(), key).events().size();
    CaseRecord first = handed();
    assertEquals(Optional.of(at.desk().now()), day.left.getFirst().handed());
    assertEquals(
        Message.of("visit.left.given", Integer.parseInt(first.text("answered"))), day.done.get());
    assertEquals(entries, VisitDraft.read(at.store().drafts(), key).events().size());
    VisitViewModel again = model(at);
    again.openKept(key);
    new Teller(again, pictures).answer("H03", "18");
    again.leave();
    at.pass(java.time.Duration.ofMinutes(3));
    CaseRecord second = handed();
    VisitViewModel model = takenOver(first);
    others.receive(second);
    model.leave();
    model.open(ANEW);
    assertEquals(1, model.beside.size(), "the newest of a draft");
    assertEquals(
        "18",
        model.beside.getFirst().said().stream()
            .filter(s -> s.fact().equals("H03"))
            .findFirst()
            .orElseThrow()
            .question()
            .value());
  }

  @Test
  void whoHandedItOverIsNotOfferedTheirOwn() throws Exception {
    handed();
    assertEquals(
        1,
        OtherDraft.of(at.desk(), FORMS, Household.CASE, "visit:none", TestDesk.FIRST).size(),
        "the draft itself");
  }

  /// A character outside the first plane is two chars; cut between them it is lost for good.
  @Test
  void noCharacterIsCutInTwo() {
    String rare = new String(Character.toChars(0x2C1DF));
    for (int before : List.of(7_998, 7_999, 8_000)) {
      String text = "x".repeat(before) + rare.repeat(8_001) + "\n";
      var fields = new TreeMap<String, String>();
      HandedDraft.pieces(fields, "text.", text);
      for (String piece : fields.values()) {
        assertTrue(piece.length() <= 8_000, () -> "" + piece.length());
        assertFalse(Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
      }
      CaseRecord record = Household.of(RecordType.VISIT_DRAFT, new UUID(1, 557), fields);
      assertEquals(text, HandedDraft.joined(record, "text."));
    }
  }

  /// A draft holds one line an answer; the sealed one keeps its own.
  @Test
  void anAnswerOfSeveralLinesIsTheSameAnswer() {
    var draft =
        Household.of(
            RecordType.VISIT_DRAFT,
            new UUID(1, 558),
            new TreeMap<>(Map.of("text.0", "N01\t\t备注\t东屋漏雨 西屋空\t东屋漏雨 西屋空\n")));
    var sealed =
        Answers.of(
            Household.of(
                RecordType.VISIT_ANSWERS,
                new UUID(1, 559),
                new TreeMap<>(Map.of("N01", "东屋漏雨\n西屋空"))));
    assertEquals(
        List.of(DraftAnswers.Against.SAME),
        DraftAnswers.of(draft, sealed).stream().map(DraftAnswers.Line::against).toList());
  }

  @Test
  void theSupervisorSeesWhatDiffersFromWhatWasSealed() throws Exception {
    CaseRecord handed = handed();
    var sealed =
        Answers.of(
            Household.of(
                RecordType.VISIT_ANSWERS,
                new UUID(1, 555),
                new TreeMap<>(
                    Map.of("visit", new UUID(1, 556).toString(), "H13", "3", "H03", "20"))));
    List<DraftAnswers.Line> lines = DraftAnswers.of(handed, sealed);
    Map<String, DraftAnswers.Line> by = new TreeMap<>();
    lines.forEach(l -> by.put(l.fact(), l));
    assertEquals(DraftAnswers.Against.SAME, Objects.requireNonNull(by.get("H13")).against());
    DraftAnswers.Line rooms = Objects.requireNonNull(by.get("H03"));
    assertEquals(
        List.of(DraftAnswers.Against.OTHER, "20"), List.of(rooms.against(), rooms.sealed()));
    assertEquals("李秀兰", Objects.requireNonNull(by.get("M12" + Household.at(2))).whose());
    assertEquals(DraftAnswers.Against.SAME, lines.getLast().against(), "what differs comes first");
    assertEquals(
        DraftAnswers.Against.ALONE, DraftAnswers.of(handed, Answers.NONE).getFirst().against());
  }
}
