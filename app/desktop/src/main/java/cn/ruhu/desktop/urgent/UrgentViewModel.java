package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.urgent.UrgentRules;
import cn.ruhu.casefile.urgent.UrgentState;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.DraftPen;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.desktop.work.Words;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// Aid before papers: the list by deadline, and one form at a time: the window's or the chief's.
/// What is typed is a draft of its own and comes back after a power cut. Window thread only.
final class UrgentViewModel {
  /// problems that belong to no field
  static final String FORM = "";

  private final UrgentWork work;
  private final Background background;
  private final CardEar ear;
  private final Latest latest;
  private final DraftPen pen;
  private final Map<String, StringProperty> fields = new HashMap<>();
  private Map<String, String> base = Map.of();
  private CaseRecord fresh;

  final ObservableList<UrgentRow> rows = FXCollections.observableArrayList();
  final BooleanProperty read = new SimpleBooleanProperty();
  final ObjectProperty<@Nullable UrgentRow> selected = new SimpleObjectProperty<>();
  final ObjectProperty<Form> form = new SimpleObjectProperty<>(Form.NONE);

  /// what waits for this role
  final IntegerProperty waiting = new SimpleIntegerProperty();

  final ObservableMap<String, Message> problems = FXCollections.observableHashMap();

  /// what is known of the number that was typed
  final ObjectProperty<UrgentWork.@Nullable Known> known = new SimpleObjectProperty<>();

  /// fields a card has just filled
  final ObjectProperty<List<String>> filled = new SimpleObjectProperty<>(List.of());

  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// a sheet is to be printed now: aid was recorded
  final ObjectProperty<@Nullable UrgentRow> print = new SimpleObjectProperty<>();

  final BooleanProperty busy = new SimpleBooleanProperty();

  UrgentViewModel(UrgentWork work, Background background, SharedCards cards) {
    this.work = work;
    this.background = background;
    latest = new Latest(background);
    pen = new DraftPen(background, this::failed);
    ear = new CardEar(cards, background, this::today, this::heard);
    fresh = work.blank();
  }

  boolean isChief() {
    return work.desk().actor().role() == Role.STREET_CHIEF;
  }

  LocalDate today() {
    return work.desk().today();
  }

  /// The text of a field of the form.
  StringProperty field(String name) {
    return fields.computeIfAbsent(name, _ -> new SimpleStringProperty(""));
  }

  private String typed(String name) {
    return field(name).get().strip();
  }

  void refresh() {
    latest.read(
        work::all,
        found -> {
          rows.setAll(found);
          read.set(true);
          waiting.set(
              (int)
                  found.stream()
                      .filter(r ->
                          r.due()
                              .filter(d -> d.what().role() == work.desk().actor().role())
                              .isPresent())
                      .count());
          again(found);
        },
        this::failed);
  }

  /// The chosen record as it is now; a form in hand stays while its record is where it was.
  private void again(List<UrgentRow> found) {
    if (form.get() == Form.REGISTER) return;
    @Nullable UrgentRow was = selected.get();
    Optional<UrgentRow> now =
        found.stream().filter(r -> was != null && r.id().equals(was.id())).findFirst();
    if (now.isPresent()) choose(now.get());
    else if (!found.isEmpty()) choose(found.getFirst());
    else {
      selected.set(null);
      open(Form.NONE);
    }
  }

  /// Another record is looked at.
  void choose(UrgentRow row) {
    @Nullable UrgentRow was = selected.get();
    boolean same =
        was != null
            && was.id().equals(row.id())
            && was.state() == row.state()
            && form.get() != Form.REGISTER;
    if (!same) keep();
    selected.set(row);
    if (!same) open(first(row));
  }

  /// Brings the record with this id into hand, as soon as it is read.
  void bring(UUID id) {
    keep();
    form.set(Form.NONE);
    background.run(
        work::all,
        all -> all.stream().filter(r -> r.id().equals(id)).findFirst().ifPresent(this::choose),
        this::failed);
  }

  private Form first(UrgentRow row) {
    if (isChief()) return row.state() == UrgentState.REGISTERED ? Form.SIGN : Form.NONE;
    return switch (row.state()) {
      case SIGNED -> Form.GIVE;
      case GIVEN -> Form.PAPERS;
      case REGISTERED, REFUSED, FILED, CLOSED -> Form.NONE;
    };
  }

  /// Opens the window's form for somebody new; what was begun comes back.
  void begin() {
    if (isChief() || form.get() == Form.REGISTER) return;
    keep();
    selected.set(null);
    open(Form.REGISTER);
  }

  /// Leaves a form that is beside the road; what was typed stays a draft.
  void back() {
    keep();
    form.set(Form.NONE);
    @Nullable UrgentRow row = selected.get();
    if (row != null) open(first(row));
    else if (!rows.isEmpty()) choose(rows.getFirst());
    else open(Form.NONE);
  }

  /// Opens a form beside the road for the record in hand.
  void aside(Form next) {
    keep();
    open(next);
  }

  /// Opens a form for the record in hand.
  private void open(Form next) {
    problems.clear();
    known.set(null);
    @Nullable UrgentRow row = selected.get();
    base = row == null ? Map.of() : next.proposed(row);
    for (String f : next.fields()) field(f).set(base.getOrDefault(f, ""));
    form.set(next);
    ear.listen(next.asksWho());
    if (next == Form.NONE) return;
    String key = key();
    pen.whenQuiet(
        () -> background.run(() -> work.draft(key), kept -> resume(key, kept), this::failed));
  }

  /// What was begun comes back into fields nobody has touched meanwhile.
  private void resume(String key, Map<String, String> kept) {
    if (!key.equals(key())) return;
    kept.forEach((name, value) -> {
      if (field(name).get().equals(base.getOrDefault(name, ""))) field(name).set(value);
    });
    seek();
  }

  private String key() {
    @Nullable UrgentRow row = selected.get();
    String of = form.get() == Form.REGISTER || row == null ? "new" : row.id().toString();
    return "urgent:" + of + ":" + form.get().name();
  }

  /// A field was left: what the form holds is on the disk soon.
  void left(String name) {
    problems.remove(name);
    keep();
    if (name.equals(Form.NUMBER)) seek();
  }

  /// Makes what is typed durable; the screen goes to the back or the window closes.
  void keep() {
    if (form.get() == Form.NONE) return;
    var differs = new TreeMap<String, String>();
    for (String f : form.get().fields())
      if (!field(f).get().equals(base.getOrDefault(f, ""))) differs.put(f, field(f).get());
    String key = key();
    pen.write(key, () -> work.keep(key, differs));
  }

  private void seek() {
    Optional<String> number = number();
    if (number.isEmpty()) {
      known.set(null);
      return;
    }
    background.run(
        () -> work.known(number.get()),
        found -> {
          if (number().equals(number)) known.set(found);
        },
        this::failed);
  }

  /// The number in stored form, when it is one.
  private Optional<String> number() {
    if (!form.get().asksWho()) return Optional.empty();
    return IdNumber.parse(typed(Form.NUMBER), today()).toOptional().map(IdNumber::text);
  }

  /// The screen comes to the front or goes to the back: only in front it asks for cards.
  void shown(boolean front) {
    ear.listen(front && form.get().asksWho());
    if (!front) keep();
  }

  void readAgain() {
    if (form.get().asksWho()) ear.again();
  }

  /// A card says who somebody is; where they are is told by themselves unless nobody said it.
  private void heard(Map<String, String> said) {
    if (!form.get().asksWho()) return;
    if (said.isEmpty()) {
      problems.put(Form.NUMBER, Message.of("urgent.problem.card"));
      return;
    }
    var taken = new TreeMap<>(said);
    if (!typed("address").isEmpty()) taken.remove("address");
    taken.forEach((f, v) -> {
      field(f).set(v);
      problems.remove(f);
    });
    filled.set(List.copyOf(taken.keySet()));
    keep();
    seek();
  }

  // acts ---------------------------------------------------------------------------------------

  /// The main act of the form in hand.
  ///
  /// @return false when something is missing; [#problems] says what
  boolean submit() {
    return switch (form.get()) {
      case NONE -> false;
      case REGISTER -> told(Optional.empty(), fresh, "urgent.done.registered");
      case AMEND -> told(before(), before().orElseThrow(), "urgent.done.amended");
      case IDENTIFY -> identify();
      case SIGN -> sign();
      case GIVE -> give();
      case PAPERS -> papers(true);
      case CLOSE -> close();
    };
  }

  private Optional<CaseRecord> before() {
    return Optional.ofNullable(selected.get()).map(UrgentRow::aid);
  }

  private boolean told(Optional<CaseRecord> before, CaseRecord on, String words) {
    problems.clear();
    who();
    for (String f : List.of("cause", "facts", "proposedKind")) need(f);
    amount("proposedFen", Long.MAX_VALUE, "");
    if (!problems.isEmpty()) return false;
    CaseRecord after = identified(on);
    for (String f : List.of("householdSize", "cause", "facts", "proposedKind", "proposedFen"))
      after = after.with(f, typed(f));
    if (before.isEmpty()) after = after.with("registeredAt", work.now());
    return save(before, after, Message.of(words));
  }

  private boolean identify() {
    problems.clear();
    who();
    if (!problems.isEmpty()) return false;
    CaseRecord on = before().orElseThrow();
    return save(before(), identified(on), Message.of("urgent.done.identified"));
  }

  private CaseRecord identified(CaseRecord on) {
    CaseRecord after = on;
    for (String f : List.of(Form.NAME, Form.NOTE, "personPhone", "address"))
      after = after.with(f, typed(f));
    after = after.with(Form.NUMBER, number().orElse(""));
    return after.with("nameUnknown", typed(Form.NAME).isEmpty() ? "true" : null);
  }

  private void who() {
    if (typed(Form.NAME).isEmpty() && typed(Form.NOTE).isEmpty())
      problems.put(Form.NAME, Message.of("urgent.problem.who"));
    if (typed(Form.NUMBER).isEmpty()) return;
    if (IdNumber.parse(typed(Form.NUMBER), today()) instanceof IdNumber.Invalid(var reasons))
      problems.put(Form.NUMBER, Message.of("work.problem." + reasons.getFirst().code()));
  }

  private void need(String f) {
    if (typed(f).isEmpty()) problems.put(f, Message.of("urgent.problem." + f));
  }

  private void amount(String f, long most, String words) {
    long fen = Texts.whole(typed(f)).orElse(0L);
    if (fen <= 0) problems.put(f, Message.of("urgent.problem.amount"));
    else if (fen > most) problems.put(f, Message.of(words, most));
  }

  private boolean sign() {
    problems.clear();
    UrgentRow row = java.util.Objects.requireNonNull(selected.get());
    if (!(row.ceiling() instanceof Figure.Known k)) {
      problems.put("approvedFen", Message.of("urgent.hindrance.URGENT_CEILING_UNKNOWN"));
      return false;
    }
    amount("approvedFen", k.amount().value(), "urgent.problem.ceiling");
    if (!problems.isEmpty()) return false;
    CaseRecord after =
        judged(row.aid(), true)
            .with("approvedFen", typed("approvedFen"))
            .with("ceilingFen", k.amount().text())
            .with("state", UrgentState.SIGNED.name());
    return save(before(), after, Message.of("urgent.done.signed"));
  }

  /// The chief does not agree; the reason is what the window tells the person.
  boolean refuse() {
    if (form.get() != Form.SIGN) return false;
    problems.clear();
    need("approveReason");
    if (!problems.isEmpty()) return false;
    CaseRecord after =
        judged(before().orElseThrow(), false).with("state", UrgentState.REFUSED.name());
    return save(before(), after, Message.of("urgent.done.refused"));
  }

  private CaseRecord judged(CaseRecord aid, boolean yes) {
    return aid.with("approved", Boolean.toString(yes))
        .with("approvedBy", work.me())
        .with("approvedAt", work.now())
        .with("approveReason", typed("approveReason"));
  }

  private boolean give() {
    problems.clear();
    CaseRecord aid = before().orElseThrow();
    need("givenKind");
    need("receiver");
    amount("givenFen", UrgentRow.fen(aid, "approvedFen"), "urgent.problem.signed");
    if (!problems.isEmpty()) return false;
    CaseRecord after =
        aid.with("givenAt", work.now())
            .with("givenBy", work.me())
            .with("state", UrgentState.GIVEN.name());
    for (String f : Form.GIVE.fields()) after = after.with(f, typed(f));
    return save(before(), due(after), Message.of("urgent.done.given"));
  }

  private static CaseRecord due(CaseRecord aid) {
    return UrgentRules.papersDue(aid)
        .map(d -> aid.with("papersDue", d.date().toString()))
        .orElse(aid);
  }

  /// The day the emergency was over alone: the papers are due from then.
  boolean over() {
    return form.get() == Form.PAPERS && papers(false);
  }

  private boolean papers(boolean all) {
    problems.clear();
    Optional<LocalDate> over = Texts.date(typed("emergencyOver"));
    if (over.filter(d -> d.isAfter(today())).isPresent())
      problems.put("emergencyOver", Message.of("urgent.problem.future"));
    if (all) need("papersNote");
    else need("emergencyOver");
    if (!problems.isEmpty()) return false;
    UrgentRow row = java.util.Objects.requireNonNull(selected.get());
    CaseRecord after = due(row.aid().with("emergencyOver", typed("emergencyOver")));
    if (!all) return save(before(), after, Message.of("urgent.done.over"));
    after =
        after
            .with("papersAt", work.now())
            .with("papersBy", work.me())
            .with("papersNote", typed("papersNote"))
            .with("state", UrgentState.FILED.name());
    if (row.application().isPresent())
      after = after.with("application", row.application().get().toString());
    return save(before(), after, Message.of("urgent.done.filed"));
  }

  private boolean close() {
    problems.clear();
    need("closeReason");
    if (!problems.isEmpty()) return false;
    CaseRecord after =
        before()
            .orElseThrow()
            .with("closeReason", typed("closeReason"))
            .with("closedAt", work.now())
            .with("closedBy", work.me())
            .with("state", UrgentState.CLOSED.name());
    return save(before(), after, Message.of("urgent.done.closed"));
  }

  private boolean save(Optional<CaseRecord> before, CaseRecord after, Message words) {
    if (busy.get()) return false;
    busy.set(true);
    String draft = key();
    boolean prints = form.get() == Form.GIVE;
    pen.finished(
        draft,
        () ->
            background.run(
                () -> work.save(before, after, draft),
                found -> saved(after.id(), found, words, prints),
                cause -> {
                  busy.set(false);
                  failed(cause);
                }));
    return true;
  }

  private void saved(UUID id, List<Hindrance> found, Message words, boolean prints) {
    busy.set(false);
    if (!found.isEmpty()) {
      Hindrance first = found.getFirst();
      problems.put(FORM, Message.of("urgent.hindrance." + first.code(), first.args().toArray()));
      return;
    }
    trouble.set("");
    done.set(words);
    fresh = work.blank();
    latest.read(
        work::all,
        all -> {
          form.set(Form.NONE);
          selected.set(null);
          rows.setAll(all);
          all.stream().filter(r -> r.id().equals(id)).findFirst().ifPresent(this::choose);
          refresh();
          if (prints) print.set(selected.get());
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    trouble.set("");
    trouble.set(Words.troubleCode(cause));
  }
}
