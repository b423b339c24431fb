package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.linking.LinkKind;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.linking.Survivorship;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/// What was found in the registry, one pair after the other: one person, two, or later. Every word
/// is an op of its own and can be taken back. Window thread only.
final class LinkingViewModel {
  /// What the list shows.
  enum Shelf {
    /// somebody has to look
    WAITING,
    /// a person said something
    SETTLED,
    /// linked by the numbers alone
    CERTAIN;

    boolean holds(Pair p) {
      boolean said = p.link().get("by").isPresent();
      return switch (this) {
        case WAITING -> p.state().waits();
        case SETTLED -> !p.state().waits() && said;
        case CERTAIN -> p.state() == LinkState.LINKED && !said;
      };
    }
  }

  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final Latest weighing;
  private final Pairs reader;
  private List<Pair> all = List.of();

  /// what was said last, the newest first: link, and the state before with its reason
  private final Deque<Said> said = new ArrayDeque<>();

  /// of which something was just said
  private Optional<UUID> leaving = Optional.empty();

  final ObservableList<Pair> rows = FXCollections.observableArrayList();
  final ObjectProperty<Shelf> shelf = new SimpleObjectProperty<>(Shelf.WAITING);
  final ObjectProperty<@Nullable Pair> selected = new SimpleObjectProperty<>();

  /// what stands about the person in hand, field by field
  final ObservableList<Survivorship.Standing> standing = FXCollections.observableArrayList();

  final IntegerProperty waiting = new SimpleIntegerProperty();
  final StringProperty reason = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");
  final BooleanProperty busy = new SimpleBooleanProperty();
  final BooleanProperty undoable = new SimpleBooleanProperty();

  private record Said(UUID link, String name, LinkState before, String reason) {}

  LinkingViewModel(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    this.weighing = new Latest(background);
    this.reader = new Pairs(desk);
    shelf.subscribe(_ -> show());
  }

  void refresh() {
    latest.read(
        reader::all,
        found -> {
          all = found;
          waiting.set((int) found.stream().filter(Shelf.WAITING::holds).count());
          show();
        },
        this::failed);
  }

  /// How many pairs a shelf holds.
  int count(Shelf which) {
    return (int) all.stream().filter(which::holds).count();
  }

  /// The one in hand stays, unless something was just said of it: then the next one comes.
  private void show() {
    @Nullable Pair was = selected.get();
    int at = was == null ? 0 : Math.max(0, index(was.id()));
    Optional<UUID> done = leaving;
    leaving = Optional.empty();
    List<Pair> now = all.stream().filter(shelf.get()::holds).toList();
    if (!rows.equals(now)) rows.setAll(now);
    List<Pair> others = now.stream().filter(p -> done.filter(p.id()::equals).isEmpty()).toList();
    List<Pair> from = others.isEmpty() ? now : others;
    choose(
        from.stream()
            .filter(p -> was != null && p.id().equals(was.id()))
            .findFirst()
            .orElse(from.isEmpty() ? null : from.get(Math.min(at, from.size() - 1))));
  }

  private int index(UUID link) {
    for (int i = 0; i < rows.size(); i++) if (rows.get(i).id().equals(link)) return i;
    return -1;
  }

  /// Another pair is looked at: words begun for the last one are forgotten.
  void choose(@Nullable Pair pair) {
    @Nullable Pair was = selected.get();
    boolean same = was != null && pair != null && was.id().equals(pair.id());
    if (!same) {
      reason.set("");
      problem.set(null);
    }
    selected.set(pair);
    stands(pair);
  }

  /// Reads which word stands about the person in hand.
  private void stands(@Nullable Pair pair) {
    if (pair == null) {
      standing.clear();
      return;
    }
    weighing.read(
        () -> weighed(pair.link()),
        found -> {
          if (!standing.equals(found)) standing.setAll(found);
        },
        this::failed);
  }

  private List<Survivorship.Standing> weighed(CaseRecord link) {
    Optional<UUID> application = link.ref("application");
    Optional<UUID> person = link.ref("person");
    return application.isEmpty() || person.isEmpty()
        ? List.of()
        : Survivorship.of(desk.caseFile(application.get()), person.get());
  }

  /// Whether this word on the pair in hand asks for a reason.
  boolean needsReason(LinkState state) {
    @Nullable Pair p = selected.get();
    return p != null && Links.needsReason(p.link(), state);
  }

  /// Says what the pair in hand is.
  ///
  /// @return false when something is missing; [#problem] says what
  boolean settle(LinkState state) {
    @Nullable Pair p = selected.get();
    if (p == null || busy.get() || p.state() == state) return false;
    problem.set(null);
    if (needsReason(state) && reason.get().isBlank()) {
      problem.set(
          Message.of(
              p.kind() == LinkKind.ALERT ? "linking.problem.alert" : "linking.problem.apart"));
      return false;
    }
    var word = new Said(p.id(), p.name(), p.state(), p.link().text("reason"));
    save(
        p.link(),
        state,
        reason.get().strip(),
        Message.of("linking.done." + state, p.name()),
        () -> {
          leaving = Optional.of(p.id());
          said.push(word);
        },
        () -> {});
    return true;
  }

  /// Takes the last word back: what stood before stands again, with the reason it had.
  void undo() {
    if (said.isEmpty() || busy.get()) return;
    Said last = said.pop();
    undoable.set(!said.isEmpty());
    Optional<CaseRecord> link = desk.store().record(last.link());
    if (link.isEmpty()) return;
    String why = Links.needsReason(link.get(), last.before()) ? last.reason() : "";
    save(
        link.get(),
        last.before(),
        why,
        Message.of("linking.undone", last.name()),
        () -> {},
        () -> said.push(last));
  }

  private void save(
      CaseRecord link, LinkState to, String why, Message told, Runnable then, Runnable otherwise) {
    CaseRecord after = Links.settled(link, to, desk.actor(), desk.now(), why);
    busy.set(true);
    background.perform(
        () -> desk.save("link", why, false, RecordChange.between(link, after).stream().toList()),
        () -> {
          busy.set(false);
          trouble.set("");
          then.run();
          undoable.set(!said.isEmpty());
          done.set(told);
          refresh();
        },
        cause -> {
          busy.set(false);
          otherwise.run();
          undoable.set(!said.isEmpty());
          failed(cause);
        });
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
