package cn.ruhu.desktop.questionnaires;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.ShakyBackground;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.SurveySession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionnairesViewModelTest {
  private static final UUID FIRST = new UUID(1, 100);
  private static final UUID SECOND = new UUID(1, 101);
  private static final FormPackage FARM = FarmForm.load();

  @TempDir private Path home;
  private final List<FormPackage> forms = new ArrayList<>();
  private final ShakyBackground shaky = new ShakyBackground();
  private TestDesk at;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    at.receive(application(FIRST, "1"), application(SECOND, "2"));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static CaseRecord application(UUID id, String last) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        id,
        TestDesk.STREET,
        id,
        Map.of(
            "number",
            "11010800720260010001" + last,
            "street",
            TestDesk.STREET,
            "stage",
            "VISITING"));
  }

  private QuestionnairesViewModel model(Background background) {
    return new QuestionnairesViewModel(
        at.desk(),
        background,
        new FormSource() {
          @Override
          public List<FormPackage> all() {
            return List.copyOf(forms);
          }

          @Override
          public Optional<FormPackage> of(String hash) {
            return forms.stream().filter(f -> f.hash().equals(hash)).findFirst();
          }
        });
  }

  private static QuestionnairesViewModel.Row row(QuestionnairesViewModel model, UUID application) {
    return model.rows.stream()
        .filter(r -> r.application().equals(application))
        .findFirst()
        .orElseThrow();
  }

  private static UUID shown(QuestionnairesViewModel model) {
    return Objects.requireNonNull(model.beside.get()).row().application();
  }

  private List<CaseRecord> filled() {
    return at.desk().caseFile(FIRST).all(RecordType.FORM_ANSWERS);
  }

  @Test
  void aFormThatArrivesIsOfferedForTheCaseInHand() {
    QuestionnairesViewModel model = model(Background.inline());
    model.refresh();
    model.choose(row(model, FIRST));
    assertEquals(List.of(), Objects.requireNonNull(model.beside.get()).offers());
    forms.add(FARM);
    model.fresh();
    assertEquals(1, Objects.requireNonNull(model.beside.get()).offers().size());
    QuestionnairesViewModel.Beside now = model.beside.get();
    model.fresh();
    assertSame(now, model.beside.get());
  }

  @Test
  void theCaseChosenLastIsTheOneShown() {
    var late = new LateBackground();
    QuestionnairesViewModel model = model(late);
    model.refresh();
    late.settle();
    model.choose(row(model, FIRST));
    late.settle();
    model.refresh();
    model.choose(row(model, SECOND));
    late.settle();
    assertEquals(SECOND, shown(model));
    model.want(FIRST);
    model.refresh();
    late.settle();
    assertEquals(FIRST, shown(model));
    assertEquals(FIRST, Objects.requireNonNull(model.chosen.get()).application());
  }

  private static void answer(QuestionnairesViewModel model, String crop, String kg) {
    Filling now = Objects.requireNonNull(model.filling.get());
    now.survey.answer("/village", "李家庄");
    now.survey.add("/field", Optional.empty());
    now.survey.answer("/field[1]/crop", crop);
    now.survey.answer("/field[1]/kg", kg);
  }

  private QuestionnairesViewModel begun() {
    forms.add(FARM);
    QuestionnairesViewModel model = model(shaky);
    model.refresh();
    model.choose(row(model, FIRST));
    model.open(FARM);
    return model;
  }

  @Test
  void nobodyLeavesAnswersTheDiskDidNotTake() {
    QuestionnairesViewModel model = begun();
    shaky.refused = true;
    answer(model, "m", "320");
    model.leave();
    assertNotNull(model.filling.get());
    model.finish();
    assertFalse(model.busy.get());
    assertFalse(model.trouble.get().isEmpty());
    shaky.refused = false;
    model.leave();
    assertNull(model.filling.get());
    model.open(FARM);
    Filling again = Objects.requireNonNull(model.filling.get());
    assertEquals("320", again.session().question("/field[1]/kg").orElseThrow().value());
  }

  @Test
  void aSecondEntryThatIsNotKeptStaysAsItWasEntered() throws Exception {
    QuestionnairesViewModel model = begun();
    answer(model, "m", "320");
    model.finish();
    CaseRecord first = filled().getFirst();
    model.second(first);
    answer(model, "w", "320");
    model.finish();
    assertEquals(1, model.differences.size());
    model.settle(model.differences.getFirst(), SecondEntry.Taken.FIRST);
    Filling now = Objects.requireNonNull(model.filling.get());
    int entries = at.store().drafts().entries(now.key).size();
    shaky.refused = true;
    model.finish();
    assertFalse(model.busy.get());
    assertEquals(1, filled().size());
    assertEquals("w", now.session().question("/field[1]/crop").orElseThrow().value());
    shaky.refused = false;
    assertEquals(entries, at.store().drafts().entries(now.key).size());
    model.finish();
    CaseRecord second =
        filled().stream().filter(r -> !r.id().equals(first.id())).findFirst().orElseThrow();
    assertEquals("m", second.text("q:field:1:crop"));
    SurveySession entered =
        SurveySession.restore(
            FARM,
            at.store().files().bytes(second.text("answers")),
            TestDesk.REVIEWER,
            at.clock(),
            _ -> {});
    assertEquals("w", entered.question("/field[1]/crop").orElseThrow().value());
    assertFalse(Filling.begun(at.store().drafts(), now.key));
  }
}
