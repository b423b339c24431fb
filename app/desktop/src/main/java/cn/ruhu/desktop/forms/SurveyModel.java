package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Beforehand;
import cn.ruhu.survey.NoAnswer;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import cn.ruhu.survey.SurveySession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// A questionnaire being filled in, as screens share it: acts go through here, and whoever listens
/// hears which paths to draw again. Refusals are kept beside their question until it is answered.
///
/// One thread at a time, as the session: the window's.
public final class SurveyModel {
  /// What an act did.
  ///
  /// @param paths questions to draw again, and rosters whose instances came or went
  /// @param structure rosters changed; with no path at all everything is drawn anew: another
  ///   language, another person
  public record Changed(Set<String> paths, boolean structure) {}

  private final SurveySession session;
  private final Predicate<Question> locked;
  private final List<Consumer<Changed>> listeners = new ArrayList<>();
  private final Map<String, String> refusals = new HashMap<>();
  private Map<String, String> suffixes = Map.of();
  private Optional<UUID> viewer = Optional.empty();
  private Function<UUID, String> names = _ -> "";
  private Function<Question, Optional<Message>> origins = _ -> Optional.empty();

  private BiPredicate<String, String> takes = (_, _) -> false;

  /// rosters a person wants as a table or not, by their path without numbers
  private final Map<String, Boolean> tables = new HashMap<>();

  /// what an act changed while several are done at once; told when the last is done
  private final Set<String> gathered = new HashSet<>();

  private boolean gathering;
  private boolean gatheredStructure;

  /// answers still being read or kept
  private int awaited;

  /// @param locked questions that may be read and not answered, whatever the form says
  public SurveyModel(SurveySession session, Predicate<Question> locked) {
    this.session = session;
    this.locked = locked;
    readSuffixes();
  }

  public SurveySession session() {
    return session;
  }

  /// Says from now on where a value comes from that stands in a question before anybody asked.
  ///
  /// @param of empty where there is nothing to say but that it was known before
  public void origins(Function<Question, Optional<Message>> of) {
    origins = of;
  }

  /// Whatever is typed into a question is offered there from now on, before it is its answer: a gun
  /// types codes where an answer belongs.
  ///
  /// @param takes of the path and what was typed, whether that is dealt with and no answer
  public void takes(BiPredicate<String, String> takes) {
    this.takes = takes;
  }

  /// Whether what was typed was something else than an answer, and is dealt with.
  boolean isTaken(String path, String typed) {
    return takes.test(path, typed);
  }

  /// Where the value of a question comes from, in words.
  public Optional<Message> origin(Question question) {
    return origins.apply(question);
  }

  /// Tells `listener` after each act; run the answer to stop.
  public Runnable onChanged(Consumer<Changed> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Whether a question may be answered now.
  public boolean open(Question question) {
    return !question.readOnly() && question.relevant() && !locked.test(question);
  }

  public Answer answer(String path, String value) {
    return done(path, session.answer(path, value));
  }

  public Answer confirm(String path) {
    return done(path, session.confirm(path));
  }

  /// Fills in what the device knows, where nobody writes.
  ///
  /// @param key as facts name it
  public Answer given(String key, String value) {
    return done("", new Beforehand(session).given(key, value));
  }

  /// Says why there is no answer; empty takes it back.
  public Answer noAnswer(String path, Optional<NoAnswer> why) {
    return done(path, session.margin().noAnswer(path, why));
  }

  /// Says why an unusual answer is right.
  public Answer reason(String path, String text) {
    return done(path, session.margin().reason(path, text));
  }

  /// Writes a note on a question.
  public Answer remark(String path, String text) {
    return done(path, session.margin().remark(path, text));
  }

  /// Answers a remark; a settled one is open again.
  ///
  /// @param path the question it stands beside
  /// @param number which of the session's
  public Answer reply(String path, int number, String text) {
    return done(path, session.margin().reply(number, text));
  }

  /// Settles a remark.
  ///
  /// @param path the question it stands beside
  /// @param number which of the session's
  public Answer settle(String path, int number) {
    return done(path, session.margin().settle(number));
  }

  /// Who people of the log and of remarks are; nobody has a name before this is called.
  public void names(Function<UUID, String> who) {
    names = who;
  }

  /// The name of a member of staff; empty when nobody knows.
  public String name(UUID staff) {
    return names.apply(staff);
  }

  /// Whether a roster is shown as a table: as the person wants it, else as the form does.
  public boolean asTable(Roster roster) {
    return tables.getOrDefault(plain(roster.path()), roster.table());
  }

  /// Shows a roster, and those of its kind inside other instances, as a table or one by one.
  public void asTable(Roster roster, boolean table) {
    tables.put(plain(roster.path()), table);
    tell(new Changed(Set.of(roster.path()), true));
  }

  private static String plain(String path) {
    return path.replaceAll("\\[\\d+]", "");
  }

  /// Does several acts and tells once what they changed.
  public void together(Runnable acts) {
    if (gathering) {
      acts.run();
      return;
    }
    gathering = true;
    try {
      acts.run();
    } finally {
      gathering = false;
      var all = new Changed(Set.copyOf(gathered), gatheredStructure);
      gathered.clear();
      gatheredStructure = false;
      if (!all.paths().isEmpty() || all.structure()) tell(all);
    }
  }

  /// Speaks another language of the form from now on; every screen of it is drawn anew.
  public void speak(String language) {
    if (session.speak(language)) tell(new Changed(Set.of(), true));
  }

  /// An answer is on its way: a file being kept, a code being read. Run what is handed back when it
  /// came or failed, once.
  public Runnable await() {
    awaited++;
    return () -> awaited--;
  }

  /// Whether an answer is on its way. It will be put in by its path: lines must not move meanwhile.
  public boolean waiting() {
    return awaited > 0;
  }

  /// Confirms everything of a section or instance that one key may confirm.
  public Answer confirmAll(String sectionOrInstance) {
    return done(sectionOrInstance, session.confirmAll(sectionOrInstance));
  }

  public Answer add(String roster, Optional<UUID> owner) {
    return done(roster, session.add(roster, owner));
  }

  /// Takes an instance away. What was refused in its roster is forgotten: lines move up, and a
  /// refusal would stand beside another line.
  public Answer remove(String instance) {
    Answer answer = session.remove(instance);
    if (answer instanceof Answer.Answered(List<String> paths))
      refusals.keySet().removeIf(q -> paths.stream().anyMatch(r -> q.startsWith(r + "[")));
    return done(instance, answer);
  }

  /// Puts back the instance that was removed last, with its answers.
  public Answer putBack() {
    return done("", session.putBack());
  }

  /// Who is at the keyboard since [#viewAs]; empty for who opened the form.
  public Optional<UUID> viewer() {
    return viewer;
  }

  /// Another person is at the keyboard.
  public void viewAs(UUID staff) {
    if (viewer.filter(staff::equals).isPresent()) return;
    viewer = Optional.of(staff);
    session.viewAs(staff);
    readSuffixes();
    tell(new Changed(Set.of(), true));
  }

  /// What was wrong with the last value given to a question; empty once it is answered.
  public Optional<String> refusal(String path) {
    return Optional.ofNullable(refusals.get(path));
  }

  /// What still keeps the form from being finished.
  public List<Problem> problems() {
    return session.validate();
  }

  private Answer done(String path, Answer answer) {
    switch (answer) {
      case Answer.Rejected(String _, String message) -> {
        refusals.put(path, message);
        tell(new Changed(Set.of(path), false));
      }
      case Answer.Answered(List<String> paths) -> {
        refusals.remove(path);
        var changed = new HashSet<>(paths);
        if (!path.isEmpty()) changed.add(path);
        boolean structure = paths.stream().anyMatch(this::noQuestion);
        if (structure) readSuffixes();
        tell(new Changed(changed, structure));
      }
    }
    return answer;
  }

  private boolean noQuestion(String path) {
    return suffixes.containsKey(path) || !session.has(path);
  }

  private void tell(Changed changed) {
    if (gathering) {
      gathered.addAll(changed.paths());
      gatheredStructure |= changed.structure();
      return;
    }
    List.copyOf(listeners).forEach(l -> l.accept(changed));
  }

  /// The fact a question's answer becomes: `H04`, `M12@<member>`, `I04@<member>#1`.
  public String key(Question question) {
    var key = new StringBuilder(question.id());
    String path = question.path();
    for (int end = path.indexOf(']'); end >= 0; end = path.indexOf(']', end + 1)) {
      String instance = path.substring(0, end + 1);
      String number = instance.substring(instance.lastIndexOf('[') + 1, end);
      key.append(suffixes.getOrDefault(instance, "#" + number));
    }
    return key.toString();
  }

  /// Instances that belong to somebody, by path; rosters by path with an empty suffix.
  private void readSuffixes() {
    var found = new HashMap<String, String>();
    for (var section : session.sections())
      for (Roster roster : session.rosters(section.id())) {
        for (Roster.Instance i : roster.instances())
          i.owner().ifPresent(o -> found.put(i.path(), "@" + o));
        found.put(roster.path(), "");
      }
    suffixes = found;
  }
}
