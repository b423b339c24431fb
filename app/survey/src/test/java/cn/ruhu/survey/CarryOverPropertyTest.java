package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Whatever a district does to its form and whatever was answered: no answer is lost.
final class CarryOverPropertyTest {
  private static final int WORLDS = 250;

  @Test
  void noEditOfAFormLosesAnAnswer() throws SurveyException {
    int aside = 0;
    int carried = 0;
    for (int seed = 1; seed <= WORLDS; seed++) {
      Random random = new Random(seed);
      RandomForm form = new RandomForm(random);
      SurveySession draft = Scenario.of(form.form()).session;
      RandomForm.answer(draft, random);
      for (int edition = 0; edition < 3; edition++) {
        form.edit();
        SurveySession next = moved(form.form(), draft, "world " + seed + " edition " + edition);
        aside += next.aside().size();
        carried += held(next).size();
        RandomForm.answer(next, random);
        draft = next;
      }
    }
    assertTrue(aside > WORLDS / 2, "the edits are worth something: " + aside);
    assertTrue(carried > WORLDS * 3, "and so are the answers: " + carried);
  }

  private static SurveySession moved(FormPackage to, SurveySession from, String world)
      throws SurveyException {
    byte[] before = from.snapshot();
    Carried preview = CarryOver.preview(to, from, Scenario.JIA, Scenario.CLOCK);
    assertArrayEquals(before, from.snapshot(), world + ": the draft is not touched by a look");
    List<AnswerEvent> log = new ArrayList<>();
    SurveySession now = CarryOver.to(to, from, Scenario.JIA, Scenario.CLOCK, log::add);
    assertEquals(preview.events(), log, world + ": the look is what will be");
    List<String> wanted = values(held(from));
    wanted.addAll(values(from.aside()));
    List<String> there = values(held(now));
    there.addAll(values(now.aside()));
    for (String one : there) wanted.remove(one);
    assertEquals(List.of(), wanted, world + ": lost");
    Map<String, String> elsewhere = new TreeMap<>(held(now));
    elsewhere.values().removeAll(new TreeSet<>(values(held(from))));
    elsewhere.values().removeAll(new TreeSet<>(values(from.aside())));
    assertEquals(Map.of(), elsewhere, world + ": nothing is made up");
    SurveySession back = SurveySession.replay(to, log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(now.facts(), back.facts(), world);
    assertEquals(now.aside(), back.aside(), world);
    told(preview, from, world);
    return now;
  }

  /// Every answer is in the list a person looks at, with its words before; what goes aside says so.
  private static void told(Carried preview, SurveySession from, String world) {
    List<String> shown = new ArrayList<>();
    for (Carried.Change c : preview.changes())
      c.before().map(Question::value).ifPresent(shown::add);
    List<String> all = values(held(from));
    for (String one : shown) all.remove(one);
    assertEquals(List.of(), all, world + ": shown before it is done");
    long aside = preview.of(Carried.Kind.ASIDE).size();
    assertTrue(aside <= preview.session().aside().size(), world);
  }

  /// Everything the form holds, asked now or not.
  private static Map<String, String> held(SurveySession session) {
    Map<String, String> held = new TreeMap<>();
    for (Section s : session.sections())
      for (Question q : session.questions(s.id()))
        if (!q.value().isEmpty() && q.origin() != Question.Origin.COMPUTED)
          held.put(q.path(), q.value());
    return held;
  }

  private static List<String> values(Map<String, String> held) {
    return new ArrayList<>(held.values());
  }
}
