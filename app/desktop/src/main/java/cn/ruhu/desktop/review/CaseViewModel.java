package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
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
import org.jspecify.annotations.Nullable;

/// One case at the reviewer's desk. Window thread only; reads and writes leave it through the
/// background.
final class CaseViewModel {
  /// A line of the comparison: a heading, or a fact.
  sealed interface Line {
    /// @param topic name of a topic, `DIFFERENCES` for those on top
    record Heading(String topic, int facts) implements Line {}

    record Fact(FactRow row) implements Line {}
  }

  private record Loaded(
      CaseSheet sheet,
      List<Asked> asked,
      List<Verdict> verdicts,
      Set<UUID> opened,
      String reason,
      Optional<Looked> before) {}

  private final ReviewWork work;
  private final SeenCases cases;
  private final Background background;
  private final Latest latest;
  private final Latest rechecks;
  private final PageShelf shelf;
  private final CountedAmounts amounts = new CountedAmounts();

  /// the way through the facts and pages of the open case
  final CaseTour tour;

  private @Nullable UUID open;
  private boolean fetching;

  /// the round the verdicts belong to: until the next one they are what was typed here
  private String judged = "";

  final ObjectProperty<@Nullable CaseSheet> sheet = new SimpleObjectProperty<>();
  final ObservableList<Line> lines = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable FactRow> selected = new SimpleObjectProperty<>();
  final ObservableList<Asked> asked = FXCollections.observableArrayList();
  final StringProperty returnReason = new SimpleStringProperty("");
  final ObservableList<Verdict> verdicts = FXCollections.observableArrayList();
  final ObservableList<Hindrance> hindrances = FXCollections.observableArrayList();
  final ObservableList<Hindrance> returnHindrances = FXCollections.observableArrayList();

  /// pages looked at, of this case and those before it: once seen is seen
  final Set<UUID> openedPages = new HashSet<>();

  /// counts up when a page was looked at
  final IntegerProperty looked = new SimpleIntegerProperty();

  /// the pages that are open in place
  final PageReel pages;

  final EvidenceExport evidence;
  final BooleanProperty busy = new SimpleBooleanProperty();

  /// what is missing in the last request, key of words, empty for nothing
  final StringProperty problem = new SimpleStringProperty("");

  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// @param seen what this person saw of each case at the last look
  CaseViewModel(Desk desk, SeenCases seen, PageFiles files, Background background) {
    this.work = new ReviewWork(desk);
    this.cases = seen;
    this.tour = new CaseTour(this, seen, background, this::failed);
    this.background = background;
    this.latest = new Latest(background);
    this.rechecks = new Latest(background);
    this.shelf = new PageShelf(desk, files);
    this.pages = new PageReel(shelf, background, this::seen, this::failed);
    this.evidence = new EvidenceExport(desk, files, background);
    selected.subscribe(_ -> pages.close());
    files.onChange(pages::changed);
  }

  Desk desk() {
    return work.desk();
  }

  /// Opens a case; another one is closed. Drafts of this person come back.
  void open(UUID id) {
    tour.left();
    open = id;
    fetching = false;
    judged = "";
    selected.set(null);
    refresh();
  }

  void close() {
    tour.left();
    open = null;
    pages.close();
    evidence.clear();
    shelf.quietly(List.of());
    sheet.set(null);
    lines.clear();
  }

  boolean isOpen() {
    return open != null;
  }

  void refresh() {
    @Nullable UUID id = open;
    if (id != null) latest.read(() -> load(id), this::show, this::failed);
  }

  private Optional<Loaded> load(UUID id) throws Exception {
    Optional<CaseSheet> found = CaseSheet.read(work.desk(), cases, id);
    if (found.isEmpty()) return Optional.empty();
    CaseSheet s = found.get();
    return Optional.of(
        new Loaded(
            s,
            work.asked(id),
            work.verdicts(s.file()),
            work.opened(id),
            work.returnReason(id),
            cases.looked(id)));
  }

  private void show(Optional<Loaded> loaded) {
    if (loaded.isEmpty()) {
      problem.set("review.problem.gone");
      return;
    }
    Loaded now = loaded.get();
    if (!now.sheet().id().equals(open)) return;
    trouble.set("");
    if (!fetching) tour.begins(now.before());
    asked.setAll(now.asked());
    returnReason.set(now.reason());
    boolean same = now.sheet().round().equals(judged);
    verdicts.setAll(amounts.follow(now.sheet(), same ? List.copyOf(verdicts) : now.verdicts()));
    judged = now.sheet().round();
    // what was seen meanwhile may not be written yet
    openedPages.addAll(now.opened());
    @Nullable FactRow was = selected.get();
    lines.setAll(CompareLines.of(now.sheet().comparison()));
    sheet.set(now.sheet());
    selected.set(
        Optional.ofNullable(was)
            .flatMap(w -> now.sheet().comparison().row(w.key()))
            .or(() -> facts().stream().findFirst())
            .orElse(null));
    recheck();
    if (!fetching) shelf.quietly(CompareLines.byWeight(now.sheet()));
    fetching = true;
  }

  List<FactRow> facts() {
    return CompareLines.facts(lines);
  }

  /// J and K.
  void move(int by) {
    List<FactRow> facts = facts();
    if (facts.isEmpty()) return;
    @Nullable FactRow now = selected.get();
    int at = now == null ? -1 : facts.indexOf(now);
    selected.set(facts.get(Math.clamp(at + (long) by, 0, facts.size() - 1)));
  }

  /// The next fact whose columns differ; false behind the last of them.
  boolean nextDifference() {
    @Nullable CaseSheet s = sheet.get();
    if (s == null) return false;
    List<FactRow> apart = s.comparison().differences();
    @Nullable FactRow now = selected.get();
    int next = now == null ? 0 : apart.indexOf(now) + 1;
    if (next >= apart.size()) return false;
    selected.set(apart.get(next));
    return true;
  }

  /// The first fact whose columns differ; false when none does.
  boolean firstDifference() {
    selected.set(null);
    return nextDifference();
  }

  // rights

  boolean mayAdopt() {
    @Nullable CaseSheet s = sheet.get();
    return s != null && work.mayAdopt() && (mayJudge() || mayReturn());
  }

  boolean mayDispose(Flag flag) {
    return work.mayDispose(flag);
  }

  boolean mayReturn() {
    @Nullable CaseSheet s = sheet.get();
    return s != null && work.mayReturn(s.file());
  }

  boolean mayJudge() {
    @Nullable CaseSheet s = sheet.get();
    return s != null && work.mayJudge(s.file());
  }

  boolean maySettle() {
    return work.maySettle();
  }

  boolean decides() {
    return work.decides();
  }

  // adopting

  /// The stored text a key would adopt for the chosen fact; empty when it may not or there is none.
  Optional<String> adoptable(Column column) {
    @Nullable FactRow row = selected.get();
    if (row == null || !row.adoptable() || !mayAdopt()) return Optional.empty();
    return Optional.of(row.of(column)).filter(v -> !v.isEmpty());
  }

  /// Whether adopting this value needs words: it is not what the rules take.
  boolean needsReason(String value) {
    @Nullable FactRow row = selected.get();
    return row != null && !value.equals(row.byRule());
  }

  /// Adopts a value for the chosen fact.
  void adopt(String value, String reason) {
    @Nullable FactRow row = selected.get();
    @Nullable CaseSheet s = sheet.get();
    if (row == null || s == null || !row.adoptable() || !mayAdopt()) return;
    if (needsReason(value) && reason.isBlank()) {
      problem.set("review.problem.reason");
      return;
    }
    perform(() -> work.adopt(s.file(), row, value, reason), "review.done.adopted");
  }

  // questions

  /// Adds a question about the chosen fact to the return; durable at once.
  void ask(String words, String sample) {
    @Nullable FactRow row = selected.get();
    if (row == null || words.isBlank()) {
      problem.set("review.problem.words");
      return;
    }
    ask(new Asked(row.path(), row.key(), row.subject(), words, sample));
  }

  /// One question a fact, or a page.
  private void ask(Asked question) {
    var all = new ArrayList<>(asked);
    all.removeIf(a -> a.fact().equals(question.fact()));
    all.add(question);
    keepAsked(all);
  }

  /// Asks for the open page to be taken again; durable at once.
  void askPage(CaseRecord page, String words) {
    @Nullable FactRow row = selected.get();
    if (words.isBlank()) return;
    String path = row != null && page.text("path").isEmpty() ? row.path() : page.text("path");
    ask(new Asked(path, Asked.PAGE + page.id(), page.ref("member"), words, ""));
  }

  boolean mayAsk() {
    return work.mayAsk() && mayReturn();
  }

  void dropQuestion(Asked question) {
    var all = new ArrayList<>(asked);
    all.remove(question);
    keepAsked(all);
  }

  private void keepAsked(List<Asked> all) {
    @Nullable UUID id = open;
    if (id == null) return;
    asked.setAll(all);
    problem.set("");
    background.perform(() -> work.keepAsked(id, all), () -> {}, this::failed);
  }

  /// The reason of the return, kept when its field is left.
  void reasonLeft(String words) {
    @Nullable UUID id = open;
    if (id == null) return;
    returnReason.set(words);
    background.perform(() -> work.keepReturnReason(id, words), () -> {}, this::failed);
  }

  void sendBack() {
    @Nullable CaseSheet s = sheet.get();
    if (s == null || busy.get()) return;
    var questions = List.copyOf(asked);
    String reason = returnReason.get();
    act(
        () -> {
          Outcome o = work.sendBack(s.file(), questions, reason);
          if (o instanceof Performed) work.keepReturnReason(s.id(), "");
          return o;
        },
        returnHindrances,
        "review.done.returned");
  }

  /// 已复核: the answer settles the question.
  void settle(CaseRecord question) {
    perform(() -> work.settle(question, "SETTLED"), "review.done.settled");
  }

  /// The answer does not convince.
  void rebut(CaseRecord question) {
    perform(() -> work.settle(question, "REBUTTED"), "review.done.rebutted");
  }

  // doubts

  void dispose(Flag flag, String reason) {
    @Nullable CaseSheet s = sheet.get();
    if (s == null) return;
    if (reason.isBlank()) {
      problem.set("review.problem.reason");
      return;
    }
    perform(() -> work.dispose(s.file(), flag, reason.strip()), "review.done.disposed");
  }

  // verdicts

  /// What stands in a field while it is typed: what is missing is told at once, kept it is by
  /// [#write].
  void typed(Verdict verdict) {
    put(verdict);
    recheck();
  }

  private void put(Verdict verdict) {
    for (int i = 0; i < verdicts.size(); i++)
      if (verdicts.get(i).scheme().equals(verdict.scheme())) verdicts.set(i, verdict);
  }

  /// Replaces what is written for one scheme; durable at once.
  void write(Verdict verdict) {
    @Nullable UUID id = open;
    if (id == null) return;
    put(verdict);
    var all = amounts.kept(id, List.copyOf(verdicts));
    background.perform(() -> work.keepVerdicts(id, all), this::recheck, this::failed);
  }

  Verdict verdict(String scheme) {
    return verdicts.stream()
        .filter(v -> v.scheme().equals(scheme))
        .findFirst()
        .orElse(Verdict.blank(scheme));
  }

  /// What stands in the way of a signature now.
  void recheck() {
    @Nullable CaseSheet s = sheet.get();
    if (s == null || !mayJudge()) {
      hindrances.clear();
      return;
    }
    var all = List.copyOf(verdicts);
    var seen = Set.copyOf(openedPages);
    rechecks.read(
        () -> work.desk().check(s.id(), work.judgeAct(s.file()), work.signing(s.file(), all, seen)),
        ruling ->
            hindrances.setAll(
                ruling instanceof Ruling.Refused(List<Hindrance> why) ? why : List.of()),
        this::failed);
  }

  void sign() {
    @Nullable CaseSheet s = sheet.get();
    if (s == null || busy.get()) return;
    var all = List.copyOf(verdicts);
    var seen = Set.copyOf(openedPages);
    act(
        () -> work.sign(s.file(), all, seen),
        hindrances,
        decides() ? "review.done.decided" : "review.done.opinion");
  }

  /// Opens a page of the chosen fact in place; the fact's other pages are leafed through.
  void openPage(CaseRecord page) {
    if (open != null) pages.open(evidence().contains(page) ? evidence() : List.of(page), page);
  }

  /// Opens a page among those of its kind.
  void openAmongItsKind(CaseRecord page) {
    @Nullable CaseSheet s = sheet.get();
    if (open == null || s == null) return;
    pages.open(
        s.file().pages().stream().filter(p -> p.text("slot").equals(page.text("slot"))).toList(),
        page);
  }

  /// The picture of a page stood on the screen: it counts as looked at, for ever.
  private void seen(CaseRecord page) {
    @Nullable UUID id = open;
    if (id == null || !openedPages.add(page.id())) return;
    looked.set(looked.get() + 1);
    background.perform(() -> work.looked(id, page), this::recheck, this::failed);
  }

  List<CaseRecord> evidence() {
    @Nullable FactRow row = selected.get();
    @Nullable CaseSheet s = sheet.get();
    if (row == null || s == null) return List.of();
    return row.evidence().stream().flatMap(p -> s.file().record(p).stream()).toList();
  }

  int unopened() {
    @Nullable CaseSheet s = sheet.get();
    return s == null
        ? 0
        : (int) s.file().pages().stream().filter(p -> !openedPages.contains(p.id())).count();
  }

  private void perform(Background.Act act, String doneKey) {
    problem.set("");
    busy.set(true);
    background.perform(
        act,
        () -> {
          busy.set(false);
          done.set(Message.of(doneKey));
          refresh();
        },
        this::failed);
  }

  private void act(Callable<Outcome> act, ObservableList<Hindrance> why, String doneKey) {
    busy.set(true);
    background.run(
        act,
        outcome -> {
          busy.set(false);
          if (outcome instanceof Ruling.Refused(List<Hindrance> found)) {
            why.setAll(found);
          } else {
            why.clear();
            done.set(Message.of(doneKey));
            refresh();
          }
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    busy.set(false);
    trouble.set(Words.troubleCode(cause));
  }
}
