package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.store.Drafts;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Carried;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A visit under way and a new version of its form.
class ChangeoverTest {
  private static final Text TEXT = Text.chinese();

  @TempDir Path home;
  @TempDir Path pictures;
  private TestDesk at;
  private VisitViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    begin();
    new Teller(model, pictures).table(4);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    begin(Background.inline());
  }

  private void begin(Background background) {
    var forms = VisitForms.published(at.store(), VisitForms.builtIn());
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), background, forms, machine);
    model.open(Household.ASSIGNMENT);
    if (background instanceof LateBackground late) late.settle();
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
  }

  private Visit visit() {
    Visit now = model.visit.get();
    assertNotNull(now);
    return now;
  }

  private void published(String version) throws Exception {
    Editions.published(at, Editions.edited(version), version, "PUBLISHED");
    model.leave();
    begin();
  }

  @Test
  void aDraftChangesOverWithEveryAnswerAfterAPersonLookedAtIt() throws Exception {
    assertTrue(visit().offered().isEmpty());
    SortedMap<String, String> before = new TreeMap<>(visit().session().facts());
    String kept = before.get("H03");
    assertNotNull(kept);
    published("5");
    assertEquals("4", visit().form.version(), "nothing happens by itself");
    assertEquals("5", visit().offered().orElseThrow().version());
    model.lookAtChange();
    Changeover.Look look = model.look.get();
    assertNotNull(look);
    List<Carried.Change> aside = look.carried().of(Carried.Kind.ASIDE);
    assertEquals(List.of("H03"), aside.stream().map(Carried.Change::key).toList());
    assertTrue(look.carried().of(Carried.Kind.NEW).stream().anyMatch(c -> c.key().equals("H93")));
    assertEquals("4", visit().form.version(), "a look changes nothing");
    model.change(TEXT);
    assertNull(model.look.get());
    assertEquals("5", visit().form.version());
    Map<String, String> lost = new TreeMap<>(before);
    lost.entrySet().removeAll(visit().session().facts().entrySet());
    assertEquals(Map.of("H03", kept), lost);
    assertEquals(Map.of("H03", kept), visit().session().aside());
    assertEquals(1, Changeover.aside(visit()).size());
    assertFalse(Changeover.aside(visit()).getFirst().question().equals("H03"), "in words");
    assertTrue(visit().offered().isEmpty());
    String path = visit().session().pathOf("H93").orElseThrow();
    assertTrue(visit().survey.answer(path, kept) instanceof Answer.Answered);
    at.restart();
    begin();
    assertEquals("5", visit().form.version());
    assertEquals(kept, visit().value("H93"), "and goes on");
    assertEquals(Map.of("H03", kept), visit().session().aside());
  }

  @Test
  void aPersonMayGoOnWithTheOldVersionAndIsNotAskedAgain() throws Exception {
    published("5");
    model.lookAtChange();
    model.stay();
    assertNull(model.look.get());
    assertTrue(visit().offered().isEmpty());
    at.restart();
    begin();
    assertEquals("4", visit().form.version());
    assertTrue(visit().offered().isEmpty());
    published("6");
    assertEquals("6", visit().offered().orElseThrow().version(), "a newer one is another question");
  }

  @Test
  void aProgramThatEndsHalfWayThroughLeavesTheDraftAsItWas() throws Exception {
    Map<String, String> before = visit().session().facts();
    published("5");
    Drafts drafts = at.store().drafts();
    String key = visit().draft.key();
    drafts.append(key + "/half", "half".getBytes(StandardCharsets.UTF_8));
    at.restart();
    begin();
    assertEquals("4", visit().form.version());
    assertEquals(before, visit().session().facts());
    model.lookAtChange();
    model.change(TEXT);
    assertEquals("5", visit().form.version());
    VisitDraft.remove(at.store().drafts(), key);
    assertEquals(List.of(), at.store().drafts().keys(), "no version of it is left behind");
  }

  @Test
  void answersGivenMeanwhileAreLookedAtAgain() throws Exception {
    published("5");
    model.lookAtChange();
    Changeover.Look look = model.look.get();
    assertNotNull(look);
    String path = visit().session().pathOf("H09").orElseThrow();
    assertTrue(visit().survey.answer(path, "3") instanceof Answer.Answered);
    model.change(TEXT);
    assertEquals("4", visit().form.version());
    assertNotNull(model.look.get(), "shown anew");
    model.change(TEXT);
    assertEquals("5", visit().form.version());
    assertEquals("3", visit().value("H09"));
  }

  @Test
  void aPictureOnItsWayIsWaitedForAndTheVisitIsClosedWhileItChangesOver() throws Exception {
    published("5");
    var late = new LateBackground();
    begin(late);
    model.lookAtChange();
    late.settle();
    assertNotNull(model.look.get());
    String path = visit().session().pathOf("H20").orElseThrow();
    model.photos(path, List.of(Teller.picture(pictures, 77)));
    model.change(TEXT);
    assertEquals(
        List.of("visit.change.wait"), model.hindrances.stream().map(Message::key).toList());
    late.settle();
    assertEquals("4", visit().form.version());
    List<String> shown = model.pictures(path);
    model.change(TEXT);
    late.settle();
    model.change(TEXT);
    late.ends.removeFirst().run();
    assertNull(model.visit.get(), "nothing is answered into the draft before");
    late.settle();
    assertEquals("5", visit().form.version());
    assertEquals(shown, model.pictures(visit().session().pathOf("H20").orElseThrow()));
    at.restart();
    begin();
    assertEquals(shown, model.pictures(visit().session().pathOf("H20").orElseThrow()));
  }

  @Test
  void whatTheOtherInvestigatorObservedIsNotReadAsideEither() {
    assertTrue(visit().doorOpen());
    for (String key : List.of("O03@" + TestDesk.FIRST, "O03@" + TestDesk.SECOND, "H03"))
      assertTrue(visit().session().keepAside(key, "of " + key) instanceof Answer.Answered);
    assertEquals(List.of("H03", "O03@" + TestDesk.FIRST), aside());
    visit().survey.viewAs(TestDesk.SECOND);
    assertEquals(List.of("H03", "O03@" + TestDesk.SECOND), aside());
  }

  private List<String> aside() {
    return Changeover.aside(visit()).stream().map(Changeover.Aside::question).sorted().toList();
  }

  @Test
  void aVisitThatWasLeftIsNotLookedAt() throws Exception {
    published("5");
    var late = new LateBackground();
    begin(late);
    model.lookAtChange();
    model.leave();
    late.settle();
    assertNull(model.look.get());
    assertFalse(model.busy.get());
  }

  @Test
  void nothingIsFinishedBehindALook() throws Exception {
    published("5");
    model.lookAtChange();
    model.finish();
    assertEquals(List.of(), List.copyOf(model.hindrances), "not even tried");
    model.next();
    model.lookAway();
    model.finish();
    assertFalse(model.hindrances.isEmpty(), "the table alone is no visit");
  }
}
