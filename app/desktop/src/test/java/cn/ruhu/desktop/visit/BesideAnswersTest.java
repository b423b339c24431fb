package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Change;
import cn.ruhu.survey.Observer;
import cn.ruhu.survey.Remark;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a visit holds besides its answers: remarks, how answers came to be, the language it is read
/// in, what a supervisor asked before, what two observers keep from each other.
class BesideAnswersTest {
  private static final UUID QUESTION = new UUID(0x51, 9);

  @TempDir Path home;
  @TempDir Path pictures;
  private final InlineBackground background = Background.inline();
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(2));
    begin();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    model =
        new VisitViewModel(
            at.desk(), background, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private Visit visit() {
    return Objects.requireNonNull(model.visit.get());
  }

  private static void done(Answer answer) {
    assertInstanceOf(Answer.Answered.class, answer, answer::toString);
  }

  @Test
  void aPersonReadsTheNextFormInTheLanguageChosenLast() throws Exception {
    assertTrue(visit().session().spoken().endsWith("(zh)"), visit().session()::spoken);
    String english =
        visit().session().languages().stream()
            .filter(l -> l.endsWith("(en)"))
            .findFirst()
            .orElseThrow();
    visit().survey.speak(english);
    model.spoke(english);
    String title = visit().session().sections().getFirst().title();
    at.restart();
    begin();
    assertEquals(english, visit().session().spoken());
    assertEquals(title, model.stations.getFirst().title());
    assertTrue(model.stations.contains(Objects.requireNonNull(model.station.get())));
  }

  @Test
  void aLanguageChosenUnderAnOlderVersionIsSpokenUnderTheNextOne() throws Exception {
    String english =
        visit().session().languages().stream()
            .filter(l -> l.endsWith("(en)"))
            .findFirst()
            .orElseThrow();
    model.spoke("en"); // what version 2 of the form calls it
    at.restart();
    begin();
    assertEquals(english, visit().session().spoken());
  }

  @Test
  void aNoteWrittenAtTheDoorIsThereAfterTheLaptopWasShut() throws Exception {
    tell.answer("V09D", "1");
    done(visit().survey.remark(tell.path("H04"), "房本上是公房"));
    done(visit().survey.reply(tell.path("H04"), 1, "已看租约"));
    at.restart();
    begin();
    Remark remark = tell.question("H04").standing().remarks().getFirst();
    assertEquals("房本上是公房", remark.text());
    assertEquals(Remark.State.ANSWERED, remark.state());
    assertEquals(at.desk().displayName(), visit().survey.name(remark.by()));
    done(visit().survey.settle(remark.path(), remark.number()));
    assertEquals(
        Remark.State.SETTLED, tell.question("H04").standing().remarks().getFirst().state());
  }

  @Test
  void howAnAnswerCameToBeIsKnownAfterARestart() throws Exception {
    tell.answer("V09D", "1").answer("H09", "3").answer("H09", "2");
    at.restart();
    begin();
    List<Change> changes = visit().session().margin().history(tell.path("H09"));
    assertEquals(List.of("3", "2"), changes.stream().map(Change::after).toList());
    assertEquals(TestDesk.FIRST, changes.getFirst().by());
  }

  @Test
  void twoObserversKnowHowFarTheOtherIsAndNothingElse() throws Exception {
    VisitViewModelTest.partner(at, "battery staple".toCharArray());
    tell.table(2);
    model.prove("battery staple".toCharArray());
    assertTrue(model.proven.get(), () -> model.hindrances.toString());
    tell.door();
    List<Observer> both = visit().session().observers();
    assertEquals(
        List.of(TestDesk.FIRST, TestDesk.SECOND), both.stream().map(Observer::staff).toList());
    assertTrue(both.stream().allMatch(Observer::done), both::toString);
    String other = tell.pathSeenBy(TestDesk.SECOND, "O10@" + TestDesk.SECOND);
    done(visit().survey.answer(other, ""));
    assertFalse(visit().session().observers().getLast().done());
    model.observeAs(TestDesk.FIRST);
    assertTrue(visit().session().question(other).isEmpty());
    assertTrue(
        visit().session().margin().jumps().stream().noneMatch(j -> j.path().equals(other)),
        "the list names no question of the other's");
    assertEquals(List.of(), visit().session().margin().history(other));
  }

  @Test
  void whatWasAskedBeforeStandsBesideItsQuestion() throws Exception {
    var q = new TreeMap<String, String>();
    q.put("path", "H04");
    q.put("words", "租约到期没有？");
    q.put("state", "SETTLED");
    q.put("answer", "到明年三月。");
    q.put("round", "1");
    at.receive(Household.of(RecordType.QUESTION, QUESTION, q));
    begin();
    tell.answer("V09D", "1");
    assertEquals(1, model.asking().past(tell.question("H04")).size());
    assertEquals(List.of(), model.asking().asked(tell.question("H04")));
    assertEquals(List.of(), model.asking().past(tell.question("H05")));
  }
}
