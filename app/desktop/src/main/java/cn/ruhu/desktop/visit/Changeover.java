package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.Carried;
import cn.ruhu.survey.CarryOver;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Roster;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// A visit's draft brought to another version of its form: looked at first, then taken over whole.
/// Works on what lies on the disk, off the window's thread; the visit is closed meanwhile. Nothing
/// of the draft before is removed until the visit is sealed. Stateless.
final class Changeover {
  /// note with the hash of the version a person chose not to change over to
  static final String DECLINED = "form.declined";

  /// notes of what the form has no place for: by key, the question and the answer in words
  static final String ASIDE = "aside.";

  /// between the question and the answer
  private static final String BETWEEN = "\t";

  /// What a person looks at before they choose.
  ///
  /// @param key of the draft
  /// @param events entries of the draft when it was looked at: it is taken over only as it was seen
  /// @param whose names of the people and lines of the old form, by path of their instance
  record Look(
      String key,
      UUID viewer,
      FormPackage from,
      FormPackage to,
      int events,
      Carried carried,
      Map<String, String> whose) {}

  /// An answer the form has no place for.
  ///
  /// @param question in the words of the form it was given under; its key where nobody knows them
  record Aside(String question, String answer) {}

  private Changeover() {}

  /// What would become of a draft; nothing is written.
  ///
  /// @param viewer the investigator at the keyboard
  static Look look(Desk desk, FormPackage from, FormPackage to, String key, UUID viewer)
      throws StoreException, SurveyException {
    VisitDraft.Kept kept = VisitDraft.read(desk.store().drafts(), key);
    SurveySession draft = SurveySession.replay(from, kept.events(), viewer, desk::now, _ -> {});
    Carried carried = CarryOver.preview(to, draft, viewer, desk::now);
    return new Look(key, viewer, from, to, kept.events().size(), carried, whose(draft));
  }

  /// Names of people and lines, by path of their instance.
  static Map<String, String> whose(SurveySession session) {
    var names = new HashMap<String, String>();
    for (Section s : session.sections())
      for (Roster r : session.rosters(s.id()))
        for (Roster.Instance i : r.instances()) names.put(i.path(), i.title());
    return Map.copyOf(names);
  }

  /// Takes over what was looked at.
  ///
  /// @param text for the words of what is kept aside
  /// @return false when the draft went on meanwhile: then it is looked at again
  static boolean take(Desk desk, Look look, Text text) throws StoreException, SurveyException {
    VisitDraft.Kept kept = VisitDraft.read(desk.store().drafts(), look.key());
    if (kept.events().size() != look.events()) return false;
    List<AnswerEvent> events = new ArrayList<>(look.carried().events());
    SurveySession to =
        SurveySession.replay(
            look.to(), look.carried().events(), look.viewer(), desk::now, events::add);
    SurveySession from =
        SurveySession.replay(look.from(), kept.events(), look.viewer(), desk::now, _ -> {});
    SortedMap<String, String> notes = new TreeMap<>(kept.notes());
    notes.remove(DECLINED);
    words(look.carried(), text, notes);
    photos(from, to, text, notes);
    VisitDraft.goOn(desk.store().drafts(), look.key(), desk.newId().toString(), events, notes);
    return true;
  }

  /// What each answer aside was an answer to: the new form has no words for it.
  private static void words(Carried carried, Text text, SortedMap<String, String> notes) {
    for (Carried.Change c : carried.of(Carried.Kind.ASIDE)) {
      Question was = c.before().orElseThrow();
      notes.put(ASIDE + c.key(), was.label() + BETWEEN + Answers.words(text, was));
    }
  }

  /// Pictures that wait until there are enough of them move to their question, or beside the form.
  private static void photos(
      SurveySession from, SurveySession to, Text text, SortedMap<String, String> notes) {
    var keys = new SurveyModel(from, _ -> false);
    for (String name : List.copyOf(notes.keySet())) {
      if (!name.startsWith(Visit.PHOTOS)) continue;
      String path = name.substring(Visit.PHOTOS.length());
      String waiting = String.valueOf(notes.remove(name));
      Optional<Question> was = from.question(path);
      String key = was.map(keys::key).orElse(path);
      Optional<Question> place =
          to.pathOf(key)
              .flatMap(to::question)
              .filter(q -> q.kind() == was.map(Question::kind).orElse(QuestionKind.NOTE));
      if (place.isPresent()) {
        if (to.answer(place.get().path(), waiting) instanceof Answer.Rejected)
          notes.put(Visit.PHOTOS + place.get().path(), waiting);
        continue;
      }
      int pictures = waiting.split(" ", -1).length;
      String words = text.of("forms.photos", pictures);
      notes.put(ASIDE + key, was.map(Question::label).orElse(path) + BETWEEN + words);
      to.keepAside(key, waiting);
    }
  }

  /// What stands beside a visit's form; while the door part is open without what the other
  /// investigator observed.
  static List<Aside> aside(Visit visit) {
    SortedMap<String, String> words = visit.draft.notes(ASIDE);
    List<Aside> found = new ArrayList<>();
    if (visit.session().aside().isEmpty()) return found;
    boolean apart = visit.doorOpen();
    for (Map.Entry<String, String> one : visit.session().aside().entrySet()) {
      if (apart && othersOwn(visit, one.getKey())) continue;
      String key = one.getKey().replace(SurveySession.COUNTED, "");
      String said = words.getOrDefault(one.getKey(), key + BETWEEN + one.getValue());
      int at = said.indexOf(BETWEEN);
      found.add(new Aside(said.substring(0, at), said.substring(at + BETWEEN.length())));
    }
    return List.copyOf(found);
  }

  /// Whether a key is of the observations of the investigator who is not at the keyboard: its
  /// fact's owner, or its path, where only paths tell questions apart.
  private static boolean othersOwn(Visit visit, String key) {
    boolean second = visit.survey.viewer().filter(visit.pair.b()::equals).isPresent();
    if (key.contains("@" + (second ? visit.pair.a() : visit.pair.b()))) return true;
    for (Section s : visit.session().sections())
      for (Roster r : visit.session().rosters(s.id())) {
        boolean own = r.instances().stream().anyMatch(i -> key.contains(i.path() + "/"));
        if (r.owners() == Roster.Owners.STAFF && key.contains(r.path() + "[") && !own) return true;
      }
    return false;
  }
}
