package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.NoAnswer;
import cn.ruhu.survey.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The views of the home a visit has to show.
class ViewsTest {
  @TempDir private Path home;
  @TempDir private Path pictures;
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin(VisitForms forms) {
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), Background.inline(), forms, machine);
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private Visit visit() {
    return Objects.requireNonNull(model.visit.get());
  }

  /// A form that wants two pictures in one answer, as the third version did.
  @Test
  void theFirstOfTwoWantedPicturesIsKeptUntilTheSecondComes() throws Exception {
    FormPackage three = FormPackage.homeVisit(3);
    VisitForms forms =
        new VisitForms() {
          @Override
          public FormPackage current() {
            return three;
          }

          @Override
          public Optional<FormPackage> of(String hash) {
            return Optional.of(three);
          }
        };
    begin(forms);
    tell.answer("V09D", "1").photo("H20");
    assertEquals("", tell.question("H20").value());
    at.restart();
    begin(forms);
    assertEquals(1, model.pictures(tell.path("H20")).size());
    tell.photo("H20").photo("H20");
    assertEquals(2, tell.question("H20").value().split(" ", -1).length);
    assertEquals(2, model.pictures(tell.path("H20")).size());
  }

  @Test
  void picturesOfTheHomeChosenAtOnceGoToItsViewsInTheirOrder() throws Exception {
    begin(VisitForms.builtIn());
    tell.answer("V09D", "1");
    assertEquals(List.of("H20A", "H20B"), views());
    var four = new ArrayList<Path>();
    for (int n = 1; n <= 4; n++) four.add(Teller.picture(pictures, n));
    model.photos(tell.path("H20A"), four);
    assertEquals(
        List.of(1, 1, 2),
        Stream.of("H20A", "H20B", "H20").map(v -> model.pictures(tell.path(v)).size()).toList());
    assertEquals(List.of(), views());
    model.photos(tell.path("E04P"), four.subList(0, 2));
    assertEquals(2, model.pictures(tell.path("E04P")).size(), "no view: all go to it");
  }

  @Test
  void aViewThatIsMissingIsNamedBeforeTheSealAndMayHaveAReason() throws Exception {
    begin(VisitForms.builtIn());
    tell.table(4).household(4);
    model.files().removePhoto(tell.path("H20B"), model.pictures(tell.path("H20B")).getFirst());
    assertEquals(List.of("H20B"), views());
    model.finish();
    assertTrue(
        model.hindrances.contains(Message.of("visit.finish.view", "厨房照片")),
        model.hindrances::toString);
    visit().survey.noAnswer(tell.path("H20B"), Optional.of(NoAnswer.REFUSED));
    assertEquals(List.of(), views());
  }

  @Test
  void photosBeyondWhatAQuestionTakesStandInTheWayOfTheSeal() throws Exception {
    begin(VisitForms.builtIn());
    tell.table(4).household(4);
    String rest = tell.path("H20");
    model.photos(tell.path("H20A"), made(12));
    assertEquals(11, model.pictures(rest).size());
    assertEquals(8, tell.question("H20").value().split(" ", -1).length, "more it does not take");
    model.finish();
    assertTrue(waiting(), model.hindrances::toString);
    at.restart();
    begin(VisitForms.builtIn());
    model.finish();
    assertTrue(waiting(), "also by who goes on later");
    for (String beyond : model.pictures(rest).subList(8, 11))
      model.files().removePhoto(rest, beyond);
    assertEquals(8, tell.question("H20").value().split(" ", -1).length);
    model.finish();
    assertFalse(waiting(), model.hindrances::toString);
  }

  /// Between a photo's note, its answer and the end of the note a program may be killed.
  @Test
  void aPhotoThatWasTakenWhenTheProgramEndedStandsInNoWayOfTheSeal() throws Exception {
    begin(VisitForms.builtIn());
    tell.table(4).household(4);
    String taken = tell.path("H20A");
    String untaken = tell.path("H20B");
    String photo = tell.question("H20B").value();
    visit().draft.note(Visit.PHOTOS + taken, tell.question("H20A").value());
    model.files().removePhoto(untaken, photo);
    visit().draft.note(Visit.PHOTOS + untaken, photo);
    at.restart();
    begin(VisitForms.builtIn());
    assertEquals(photo, tell.question("H20B").value());
    assertEquals(List.of(photo), model.pictures(untaken));
    model.finish();
    assertFalse(waiting(), model.hindrances::toString);
  }

  private boolean waiting() {
    return model.hindrances.stream().anyMatch(m -> m.key().equals("visit.finish.waiting"));
  }

  private List<Path> made(int pictures) throws Exception {
    var all = new ArrayList<Path>();
    for (int n = 1; n <= pictures; n++) all.add(Teller.picture(this.pictures, 40 + n));
    return all;
  }

  @Test
  void aReasonForHavingNoPictureStaysWhenSeveralAreChosen() throws Exception {
    begin(VisitForms.builtIn());
    tell.answer("V09D", "1");
    visit().survey.noAnswer(tell.path("H20B"), Optional.of(NoAnswer.REFUSED));
    model.photos(tell.path("H20A"), made(2));
    assertEquals(
        List.of(1, 0, 1),
        Stream.of("H20A", "H20B", "H20").map(v -> model.pictures(tell.path(v)).size()).toList());
    assertEquals(Optional.of(NoAnswer.REFUSED), tell.question("H20B").standing().noAnswer());
  }

  private List<String> views() {
    return Views.missing(visit()).stream().map(Question::id).toList();
  }
}
