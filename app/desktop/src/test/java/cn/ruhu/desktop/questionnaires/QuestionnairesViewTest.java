package cn.ruhu.desktop.questionnaires;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.xlsform.ShippedBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questionnaires of a case at the desk of the street's reviewer, who may fill in every one.
class QuestionnairesViewTest extends DesktopTest {
  private static final UUID CASE = new UUID(1, 100);
  private static final String NUMBER = "110108007202600100012";
  private static final List<FormPackage> FORMS =
      List.of(ShippedBook.SATISFACTION.form(), ShippedBook.APPRAISAL.form(), FarmForm.load());

  @TempDir static Path home;
  private TestDesk at;
  private QuestionnairesViewModel model;
  private QuestionnairesView view;

  private static FormSource source() {
    return new FormSource() {
      @Override
      public List<FormPackage> all() {
        return FORMS;
      }

      @Override
      public Optional<FormPackage> of(String hash) {
        return FORMS.stream().filter(f -> f.hash().equals(hash)).findFirst();
      }
    };
  }

  @Override
  protected Parent open(Kit kit) throws Exception {
    at =
        TestDesk.open(
            home.resolve("m" + UUID.randomUUID()), TestDesk.REVIEWER, "何志强", Role.STREET_REVIEWER);
    at.receive(
        of(
            RecordType.APPLICATION,
            CASE,
            Map.of(
                "number",
                NUMBER,
                "street",
                TestDesk.STREET,
                "applicant",
                new UUID(4, 1).toString(),
                "stage",
                "VISITING",
                "residenceAddress",
                "北下关街道大慧寺社区12号院3号楼2单元501室")),
        of(RecordType.PERSON, new UUID(4, 1), Map.of("name", "王建国")));
    model = new QuestionnairesViewModel(at.desk(), kit.background(), source());
    view = new QuestionnairesView(kit, model);
    kit.shortcuts().use("questionnaires.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void chosen() {
    until("the case", () -> model.rows.size() == 1);
    fx(() -> model.choose(model.rows.getFirst()));
    until("its questionnaires", () -> !lookup("#questionnaire-open-farm").queryAll().isEmpty());
  }

  private void fire(String id) {
    until(id, () -> !lookup("#" + id).queryAll().isEmpty());
    fx(() -> lookup("#" + id).<ButtonBase>query().fire());
  }

  private Filling opened(String button) {
    fire(button);
    until("it is open", () -> model.filling.get() != null);
    return Objects.requireNonNull(ask(() -> model.filling.get()));
  }

  private void answer(String path, String value) {
    fx(() -> {
      SurveyModel survey = Objects.requireNonNull(model.filling.get()).survey;
      Answer answer = survey.answer(path, value);
      if (answer instanceof Answer.Rejected no) throw new AssertionError(path + ": " + no);
    });
  }

  private void line() {
    fx(() -> Objects.requireNonNull(model.filling.get()).survey.add("/field", Optional.empty()));
  }

  private List<CaseRecord> filled() {
    return at.desk().caseFile(CASE).all(RecordType.FORM_ANSWERS);
  }

  private void farmFilled(String village, String crop, String kg) {
    answer("/village", village);
    line();
    answer("/field[1]/crop", crop);
    answer("/field[1]/kg", kg);
  }

  @Test
  void aQuestionnaireGoesOnWhereItWasLeftAndIsFinished() {
    chosen();
    pictures("questionnaires-list");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("questionnaires-list"));
    opened("questionnaire-open-farm");
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("what is open", () -> !lookup("#questionnaire-problem").queryAll().isEmpty());
    assertTrue(filled().isEmpty());
    farmFilled("李家庄", "m", "320");
    pictures("questionnaires-form");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    push(KeyCode.F7);
    until("back", () -> model.filling.get() == null);
    until(
        "begun",
        () -> lookup("#questionnaire-open-farm").<Labeled>query().getText().startsWith("继续填写"));
    Filling again = opened("questionnaire-open-farm");
    assertEquals("320", ask(() -> again.session().question("/field[1]/kg").orElseThrow().value()));
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("finished", () -> filled().size() == 1);
    CaseRecord record = filled().getFirst();
    assertEquals(
        List.of("farm", "李家庄", "m", "320", "320", TestDesk.REVIEWER.toString()),
        List.of(
            record.text("formId"),
            record.text("q:village"),
            record.text("q:field:1:crop"),
            record.text("q:field:1:kg"),
            record.text("q:all"),
            record.text("by")));
    assertTrue(at.store().files().file(record.text("answers")).isPresent());
    assertTrue(
        Finished.lines(record).stream()
            .anyMatch(l -> l.label().equals("作物") && l.value().equals("玉米")));
    until("it is listed", () -> !lookup("#questionnaire-read-" + record.id()).queryAll().isEmpty());
    fire("questionnaire-read-" + record.id());
    until("it is read", () -> !lookup("#dialog").queryAll().isEmpty());
    pictures("questionnaires-read");
    fire("dialog-close");
  }

  /// Nobody has to leave a field before a key that ends the form.
  @Test
  void whatIsBeingTypedBelongsToTheForm() throws Exception {
    chosen();
    opened("questionnaire-open-farm");
    typed("village", "李家");
    push(KeyCode.F7);
    until("back", () -> model.filling.get() == null);
    Filling again = opened("questionnaire-open-farm");
    assertEquals("李家", ask(() -> again.session().question("/village").orElseThrow().value()));
    typed("village", "李家庄");
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("finished", () -> filled().size() == 1 && model.filling.get() == null);
    assertEquals("李家庄", filled().getFirst().text("q:village"));
    assertFalse(Filling.begun(at.store().drafts(), again.key));
    fx(() -> again.survey.answer("/village", "later"));
    assertFalse(Filling.begun(at.store().drafts(), again.key), "what comes later starts no draft");
  }

  /// What the form does not take is no answer: it is not dropped with the form.
  @Test
  void whatIsTypedAndRefusedEndsNothing() {
    chosen();
    Filling now = opened("questionnaire-open-farm");
    answer("/village", "李家庄");
    typed("village", "李".repeat(40));
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until(
        "told",
        () ->
            lookup(".question .field-problem").queryAll().stream().anyMatch(DesktopTest::inSight));
    assertTrue(filled().isEmpty());
    assertEquals(now, ask(() -> model.filling.get()));
    typed("village", "李家村");
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("finished", () -> filled().size() == 1);
    assertEquals("李家村", filled().getFirst().text("q:village"));
  }

  /// Types into the field of a question, which keeps the keyboard.
  private void typed(String question, String words) {
    until(question, () -> field(question).isPresent());
    fx(() -> {
      TextInputControl field = field(question).orElseThrow();
      field.requestFocus();
      field.setText(words);
    });
  }

  private Optional<TextInputControl> field(String question) {
    return lookup(".text-input").queryAll().stream()
        .filter(
            n -> n.getId() != null && n.getId().matches(".*\\b" + question + "\\b.*-field-input"))
        .map(TextInputControl.class::cast)
        .findFirst();
  }

  /// Power may go at any moment: the draft is the log of answers.
  @Test
  void nothingAnsweredIsLostWithTheWindow() throws Exception {
    chosen();
    Filling now = opened("questionnaire-open-farm");
    farmFilled("李家庄", "m", "320");
    until("kept", () -> now.log.settled.get());
    at.restart();
    Filling.Ready again = Filling.open(at.desk(), source(), CASE, FORMS.getLast());
    Filling back = ask(() -> again.take(kit.background()));
    assertEquals("李家庄", back.session().question("/village").orElseThrow().value());
    assertEquals("320", back.session().question("/all").orElseThrow().value());
  }

  /// A paper entered twice: each difference is settled by a key, both entries are kept.
  @Test
  void aPaperEnteredTwiceIsComparedAndSettled() throws Exception {
    chosen();
    opened("questionnaire-open-farm");
    farmFilled("李家庄", "m", "320");
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("finished", () -> filled().size() == 1);
    CaseRecord first = filled().getFirst();
    opened("questionnaire-second-" + first.id());
    farmFilled("李家庄", "w", "230");
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("two differences", () -> model.differences.size() == 2);
    pictures("questionnaires-differences");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("questionnaires-differences"));
    push(KeyCode.CONTROL, KeyCode.ENTER);
    assertEquals(1, filled().size(), "each is settled first");
    fx(() -> lookup("#difference-0-1").<ToggleButton>query().requestFocus());
    push(KeyCode.DIGIT1); // the paper says maize
    until("the first is settled", () -> model.open() == 1);
    push(KeyCode.DIGIT2); // and 230
    until("both are", () -> model.open() == 0);
    push(KeyCode.CONTROL, KeyCode.ENTER);
    until("finished", () -> filled().size() == 2);
    CaseRecord second =
        filled().stream().filter(r -> !r.id().equals(first.id())).findFirst().orElseThrow();
    assertEquals(
        List.of("m", "230", "230", first.text("answers")),
        List.of(
            second.text("q:field:1:crop"),
            second.text("q:field:1:kg"),
            second.text("q:all"),
            second.text("first")));
    assertEquals("q:field:1:crop\tm\tw\t1\nq:field:1:kg\t320\t230\t2\n", second.text("settled.0"));
    assertFalse(second.text("answers").equals(first.text("answers")));
    for (CaseRecord r : List.of(first, second))
      assertTrue(at.store().files().file(r.text("answers")).isPresent());
    until("both are listed", () -> lookup(".questionnaire-open").queryAll().size() == 3);
    until(
        "no third entry", () -> lookup("#questionnaire-second-" + first.id()).queryAll().isEmpty());
  }

  /// The record of an appraisal is the fact its gate asks for, with its picture.
  @Test
  void anAppraisalIsRecordedForItsGate() throws Exception {
    chosen();
    Filling now = opened("questionnaire-open-appraisal");
    assertEquals(
        NUMBER, ask(() -> now.session().question("/meeting/application").orElseThrow().value()));
    String address = at.store().files().put(Files.readAllBytes(picture()), CASE, "image/png");
    fx(() -> answerAll(now, address));
    pictures("questionnaires-appraisal");
    fx(model::finish);
    until(
        "finished, not " + model.hindrance.get(),
        () -> filled().stream().anyMatch(r -> r.text("formId").equals("appraisal")));
    CaseFile file = at.desk().caseFile(CASE);
    CaseRecord fact =
        file.all(RecordType.GATE_FACT).stream()
            .filter(f -> f.text("kind").equals("APPRAISAL_RECORD"))
            .findFirst()
            .orElseThrow();
    assertEquals("1", fact.text("value"));
    CaseRecord page = file.record(fact.ref("page").orElseThrow()).orElseThrow();
    assertEquals(List.of("D21", address), List.of(page.text("slot"), page.text("file")));
  }

  private static Path picture() throws IOException {
    var image = new java.awt.image.BufferedImage(64, 48, java.awt.image.BufferedImage.TYPE_INT_RGB);
    Path file = Files.createTempFile(home, "p", ".png");
    javax.imageio.ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /// Answers whatever is asked, the way the rules of the form allow.
  private static void answerAll(Filling now, String address) {
    for (String roster : List.of("/people/attendee", "/vote/motion"))
      for (var r : now.session().rosters(roster.split("/", -1)[1]))
        for (int i = r.instances().size(); i < r.minimum(); i++)
          now.survey.add(roster, Optional.empty());
    for (int pass = 0; pass < 4; pass++)
      for (var section : now.session().sections())
        for (Question q : now.session().questions(section.id())) {
          if (!q.relevant() || q.readOnly() || !q.value().isEmpty()) continue;
          now.survey.answer(q.path(), value(q, address));
        }
  }

  private static String value(Question q, String address) {
    return switch (q.id()) {
      case "steps" -> "1 2 3 4 5";
      case "chair" -> "周卫东";
      case "recorder" -> "何志强";
      case "role" -> "5";
      case "relative" -> "false";
      case "agree" -> "3";
      case "disagree", "abstain" -> "0";
      case "held_at" -> "2026-11-20T10:00:00.000+08:00";
      default ->
          switch (q.kind()) {
            case PHOTO, SIGNATURE -> address;
            case SELECT_ONE, SELECT_MULTI, BOOL -> q.options().getFirst().code();
            case INT, DECIMAL -> "1";
            default -> "会上宣读了调查情况，大家没有意见。";
          };
    };
  }
}
