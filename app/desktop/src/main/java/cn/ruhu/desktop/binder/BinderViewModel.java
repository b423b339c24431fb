package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.NearLook;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The pages of one case on the desk, the one in hand with its picture, and what a person does to
/// them. Window thread only; everything on the disk happens elsewhere.
final class BinderViewModel {
  private final Desk desk;
  private final Prints prints;
  private final Background background;
  private final Latest latest;
  private final PageActs acts;
  private final PageShelf shelf;

  /// the page in hand with its picture
  final PageReel reel;

  final ObjectProperty<@Nullable CaseFile> file = new SimpleObjectProperty<>();
  final ObservableList<Leaf> leaves = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable Leaf> selected = new SimpleObjectProperty<>();

  /// whether earlier versions and pages taken out are listed
  final BooleanProperty history = new SimpleBooleanProperty();

  /// whether the story of the household is read instead of its pages
  final BooleanProperty story = new SimpleBooleanProperty();

  /// the page in hand lies in another place too: where, in words for the screen; null for nowhere
  final ObjectProperty<@Nullable Message> twin = new SimpleObjectProperty<>();

  /// a failure of the disk: code, `""` for none
  final StringProperty trouble = new SimpleStringProperty("");

  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  private @Nullable UUID application;

  /// a page that comes into hand when its case was read
  private Optional<UUID> wanted = Optional.empty();

  /// what is restored comes into hand, not the version it was
  private boolean head;

  BinderViewModel(Desk desk, PageFiles files, Prints prints, Background background) {
    this.desk = desk;
    this.prints = prints;
    this.background = background;
    this.latest = new Latest(background);
    this.acts = new PageActs(desk);
    this.shelf = new PageShelf(desk, files);
    this.reel = new PageReel(shelf, background, _ -> {}, this::failed);
    files.onChange(reel::changed);
    history.subscribe((_, _) -> refresh());
  }

  Desk desk() {
    return desk;
  }

  /// Whether this person may change pages at all.
  boolean mayChange() {
    return Rights.mayCreate(desk.actor().role(), RecordType.PAGE);
  }

  @Nullable UUID application() {
    return application;
  }

  /// Opens a case.
  void open(UUID id) {
    open(id, Optional.empty());
  }

  /// Opens a case.
  ///
  /// @param page comes into hand, where it is listed
  void open(UUID id, Optional<UUID> page) {
    wanted = page;
    if (!id.equals(application)) {
      application = id;
      selected.set(null);
      reel.close();
    }
    refresh();
  }

  /// Reads the case again; the page in hand stays, or the one that took its place.
  void refresh() {
    @Nullable UUID id = application;
    if (id == null) return;
    latest.read(() -> desk.caseFile(id), this::show, this::failed);
  }

  private void show(CaseFile now) {
    @Nullable UUID shown = application;
    if (shown == null || now.head().filter(h -> h.id().equals(shown)).isEmpty()) return;
    boolean first = file.get() == null || selected.get() == null;
    file.set(now);
    List<Leaf> list = Leaf.of(now, history.get());
    if (!leaves.equals(list)) leaves.setAll(list);
    if (first) shelf.quietly(now.pages());
    hold(next(now, list));
  }

  private @Nullable Leaf next(CaseFile now, List<Leaf> list) {
    Optional<UUID> asked = wanted;
    wanted = Optional.empty();
    for (Leaf l : list) if (asked.isPresent() && l.id().equals(asked.get())) return l;
    @Nullable Leaf held = selected.get();
    if (held != null) {
      UUID id = held.id();
      boolean same = !head;
      head = false;
      for (Leaf l : list) if (same && l.id().equals(id) && l.stands() == held.stands()) return l;
      for (Leaf l : list)
        if (l.stands() && now.earlier(l.page()).stream().anyMatch(e -> e.id().equals(id))) return l;
      for (Leaf l : list) if (l.id().equals(id)) return l;
    }
    return list.isEmpty() ? null : list.getFirst();
  }

  /// Takes a page in hand.
  void hold(@Nullable Leaf leaf) {
    @Nullable Leaf before = selected.get();
    selected.set(leaf);
    if (leaf == null) {
      reel.close();
      twin.set(null);
      return;
    }
    boolean same = before != null && before.page().equals(leaf.page()) && reel.now().get() != null;
    if (same) return;
    reel.open(leaves.stream().map(Leaf::page).toList(), leaf.page());
    twins(leaf.page());
  }

  private void twins(CaseRecord page) {
    twin.set(null);
    background.run(
        () -> lies(page),
        found -> {
          @Nullable Leaf held = selected.get();
          if (held != null && held.page().equals(page)) twin.set(found.orElse(null));
        },
        this::failed);
  }

  /// Where the page in hand lies too: the very bytes, else the same paper in another scan.
  private Optional<Message> lies(CaseRecord page) throws StoreException {
    Optional<Message> same =
        Twins.of(desk, page.text("file"), page.text("sheet"), page.text("corners"), page.id())
            .stream()
            .findFirst()
            .map(t -> words("binder.twin", t));
    if (same.isPresent()) return same;
    var near = new NearLook(desk, NearLook.Sheet.of(page));
    for (CaseRecord t : Twins.like(desk, prints, page.id()))
      if (!near.tellsApart(t)) return Optional.of(words("binder.twin.like", t));
    return Optional.empty();
  }

  private Message words(String key, CaseRecord there) {
    return Message.of(
        key, Twins.whose(desk, there), CodeTables.label("docType", there.text("slot")));
  }

  /// Leafs to the page after or before the one in hand.
  void step(int by) {
    @Nullable Leaf held = selected.get();
    int at = held == null ? -1 : leaves.indexOf(held);
    int to = at + by;
    if (to >= 0 && to < leaves.size()) hold(leaves.get(to));
  }

  // ---- acts on the page in hand

  void place(CaseRecord page, PageActs.Place to, String reason) {
    run(() -> acts.place(page, to, reason), "binder.done.placed");
  }

  void withdraw(CaseRecord page, String reason) {
    run(() -> acts.withdraw(page, reason), "binder.done.withdrawn");
  }

  void shift(int by) {
    @Nullable Leaf leaf = selected.get();
    if (leaf != null && leaf.stands() && mayChange())
      run(() -> acts.shift(leaf.page(), by), "binder.done.shifted");
  }

  void stamp() {
    @Nullable Leaf leaf = selected.get();
    if (leaf == null || !leaf.stands() || !mayChange() || !seen()) return;
    boolean off = !leaf.page().text("checkedBy").isEmpty();
    run(() -> acts.stamp(leaf.page()), off ? "binder.done.unstamped" : "binder.done.stamped");
  }

  /// Nobody says of a page what they do not see.
  boolean seen() {
    PageReel.@Nullable Now now = reel.now().get();
    return now != null && now.hasPicture();
  }

  void restore() {
    @Nullable Leaf leaf = selected.get();
    if (leaf == null || leaf.stands() || !mayChange()) return;
    head = true;
    run(() -> acts.restore(leaf.page()), "binder.done.restored");
  }

  void reshape(CaseRecord page, int sheet, Corners corners, int turns) {
    run(() -> acts.reshape(page, sheet, corners, turns), "binder.done.reshaped");
  }

  void replace(CaseRecord page, Path from, String reason) {
    run(() -> acts.replace(page, Files.readAllBytes(from), reason), "binder.done.replaced");
  }

  void insert(CaseRecord after, Path from) {
    run(() -> acts.insert(after, Files.readAllBytes(from)), "binder.done.inserted");
  }

  /// Bytes of a page's file; touches the disk.
  byte[] bytes(CaseRecord page) throws StoreException {
    return desk.store().files().bytes(page.text("file"));
  }

  private void run(Callable<PageActs.Outcome> act, String words) {
    trouble.set("");
    background.run(
        act,
        outcome -> {
          done.set(
              outcome == PageActs.Outcome.DONE
                  ? Message.of(words)
                  : Message.of("binder.outcome." + outcome));
          refresh();
        },
        this::failed);
  }

  void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }

  // ---- words

  String nameOf(UUID member) {
    @Nullable CaseFile f = file.get();
    if (f == null) return "";
    return f.record(member)
        .map(r ->
            r.type() == RecordType.MEMBER
                ? f.personOf(r).map(p -> p.text("name")).orElse("")
                : r.text("name"))
        .orElse("");
  }

  Optional<String> applicant() {
    return Optional.ofNullable(file.get()).flatMap(CaseFile::applicant).map(p -> p.text("name"));
  }
}
