package cn.ruhu.desktop.journal;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Where;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The lines of the journal under a filter, and what waits. Window thread only.
public final class JournalViewModel {
  /// Which lines.
  enum Filter {
    ALL,
    WAITING,
    ARRIVED,
    CONFLICT,
    REFUSED,
    RECEIVED;

    boolean takes(Ledger.Entry entry) {
      return switch (entry) {
        case Ledger.Came _ -> this == ALL || this == RECEIVED;
        case Ledger.Line l -> takes(l.where());
      };
    }

    private boolean takes(Where where) {
      return switch (this) {
        case ALL -> true;
        case RECEIVED -> false;
        case WAITING -> where == Where.SAVED || where == Where.SENT || where == Where.TYPING;
        case ARRIVED -> where == Where.ARRIVED;
        case CONFLICT -> where == Where.CONFLICT;
        case REFUSED -> where == Where.REFUSED;
      };
    }
  }

  /// changes of the store within this time are read once
  private static final Duration SETTLE = Duration.ofMillis(250);

  private final Ledger ledger;
  private final Background background;
  private final Latest latest;
  private final InstantSource clock;
  final ObservableList<Ledger.Entry> lines = FXCollections.observableArrayList();
  final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
  final ReadOnlyObjectWrapper<Message> summary =
      new ReadOnlyObjectWrapper<>(Message.of("journal.summary.none"));
  final ReadOnlyObjectWrapper<@Nullable Message> trouble = new ReadOnlyObjectWrapper<>();
  final ReadOnlyObjectWrapper<List<Message>> salvages = new ReadOnlyObjectWrapper<>(List.of());
  final ReadOnlyObjectWrapper<Map<Filter, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
  final ReadOnlyBooleanWrapper metered = new ReadOnlyBooleanWrapper();
  final ReadOnlyBooleanWrapper filesWait = new ReadOnlyBooleanWrapper();
  private List<Ledger.Entry> all = List.of();
  private Runnable stop = () -> {};
  private Background.Job planned = () -> {};

  public JournalViewModel(Ledger ledger, Background background, InstantSource clock) {
    this.clock = clock;
    this.ledger = ledger;
    this.background = background;
    this.latest = new Latest(background);
    filter.subscribe(this::show);
  }

  void open() {
    stop.run();
    stop = ledger.onChange(() -> background.window(this::soon));
    refresh();
  }

  void close() {
    stop.run();
    planned.cancel();
  }

  private void soon() {
    planned.cancel();
    planned = background.after(SETTLE, this::refresh);
  }

  void syncNow() {
    ledger.syncNow();
  }

  void filesNow() {
    ledger.filesNow();
  }

  void metered(boolean yes) {
    ledger.metered(yes);
  }

  private void refresh() {
    latest.read(ledger::read, this::read, _ -> trouble.set(Message.of("journal.trouble.STORAGE")));
  }

  private void read(Ledger.Page page) {
    all =
        Stream.<Ledger.Entry>concat(page.lines().stream(), page.came().stream())
            .sorted(Comparator.comparing(Ledger.Entry::at).reversed())
            .toList();
    metered.set(page.metered());
    filesWait.set(page.metered() && page.filesWaiting() > 0);
    var found = new EnumMap<Filter, Integer>(Filter.class);
    for (Filter f : Filter.values()) found.put(f, (int) all.stream().filter(f::takes).count());
    counts.set(found);
    summary.set(summary(page));
    salvages.set(page.salvages().reversed().stream().map(SalvageWords::of).toList());
    trouble.set(page.trouble().map(t -> Message.of("journal.trouble." + t)).orElse(null));
    show();
  }

  /// Evening: everything done today lies in the district by its receipts, the machine may go off.
  private Optional<Message> allIn(Ledger.Page page) {
    LocalDate today = Show.day(clock.instant());
    List<Ledger.Line> done =
        page.lines().stream().filter(l -> Show.day(l.at()).equals(today)).toList();
    boolean all =
        !done.isEmpty() && page.lines().stream().allMatch(l -> l.where() == Where.ARRIVED);
    if (!all || page.trouble().isPresent()) return Optional.empty();
    long cases =
        done.stream().map(Ledger.Line::caseNumber).filter(n -> !n.isEmpty()).distinct().count();
    int files = done.stream().mapToInt(Ledger.Line::files).sum();
    return Optional.of(
        Message.of("journal.summary.evening", String.valueOf(cases), String.valueOf(files)));
  }

  private Message summary(Ledger.Page page) {
    if (page.opsWaiting() == 0 && page.filesWaiting() == 0) {
      Optional<Message> evening = allIn(page);
      if (evening.isPresent()) return evening.get();
      return page.lastSync()
          .map(at -> Message.of("journal.summary.none.at", Show.shortMinute(at)))
          .orElse(Message.of("journal.summary.none"));
    }
    Message waiting =
        page.filesWaiting() == 0
            ? Message.of("journal.summary.ops", String.valueOf(page.opsWaiting()))
            : Message.of(
                "journal.summary.waiting",
                String.valueOf(page.opsWaiting()),
                String.valueOf(page.filesWaiting()),
                Show.bytes(page.bytesWaiting()));
    if (page.left().isPresent())
      return Message.of("journal.left", waiting, Show.left(page.left().get()));
    return page.metered() && page.filesWaiting() > 0
        ? Message.of("journal.summary.metered", waiting)
        : waiting;
  }

  private void show() {
    lines.setAll(all.stream().filter(filter.get()::takes).toList());
  }
}
