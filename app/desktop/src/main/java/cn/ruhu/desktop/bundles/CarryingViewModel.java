package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.store.Carried;
import cn.ruhu.store.Imports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The bundles of the journal's screen: own work out, others' work in, receipts back. Window thread
/// only.
public final class CarryingViewModel extends ExportViewModel {
  private static final Duration LONG = Duration.ofHours(6);
  private static final Duration SETTLE = Duration.ofMillis(250);
  private static final int TROUBLES_SHOWN = 4;

  /// A bundle the district did not take whole.
  ///
  /// @param name the first of its digits
  record Trouble(String id, String name, Message why, boolean again) {}

  private final Carrying carrying;
  private final Latest latest;

  /// what is carried; null for nothing
  final ReadOnlyObjectWrapper<@Nullable Message> summary = new ReadOnlyObjectWrapper<>();

  /// receipts are here
  final ReadOnlyBooleanWrapper receipts = new ReadOnlyBooleanWrapper();

  final ObservableList<Trouble> troubles = FXCollections.observableArrayList();

  /// troubles beyond those shown; told before [#troubles] changes
  final ReadOnlyIntegerWrapper more = new ReadOnlyIntegerWrapper();

  private Runnable stop = () -> {};
  private Background.Job planned = () -> {};

  public CarryingViewModel(Carrying carrying, Background background) {
    super(carrying, background);
    this.carrying = carrying;
    this.latest = new Latest(background);
  }

  void open() {
    stop.run();
    stop = carrying.onChange(() -> background.window(this::soon));
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

  /// A machine beside this one gave or took something.
  void met() {
    refresh();
  }

  private void refresh() {
    latest.read(carrying::carried, this::show, this::failed);
  }

  private void show(List<Carried.Item> items) {
    receipts.set(items.stream().anyMatch(Carried.Item::receipts));
    List<Carried.Item> open = items.stream().filter(i -> i.doneAt().isEmpty()).toList();
    long all = open.stream().mapToLong(Carried.Item::bytes).sum();
    double there = open.stream().mapToDouble(i -> i.bytes() * i.share()).sum();
    long arrived =
        items.stream().filter(i -> i.doneAt().isPresent() && i.refused().isEmpty()).count();
    if (!open.isEmpty())
      summary.set(
          Message.of(
              "bundles.carried",
              String.valueOf(open.size()),
              String.valueOf(all == 0 ? 0 : (int) (100 * there / all)),
              String.valueOf(arrived)));
    else
      summary.set(
          arrived == 0 ? null : Message.of("bundles.carried.done", String.valueOf(arrived)));
    var found = new ArrayList<Trouble>();
    for (Carried.Item i : items) trouble(i, found);
    more.set(Math.max(0, found.size() - TROUBLES_SHOWN));
    troubles.setAll(found.subList(0, Math.min(found.size(), TROUBLES_SHOWN)));
  }

  private static void trouble(Carried.Item i, List<Trouble> found) {
    String name = i.id().substring(0, 8);
    int left = i.counts().opsLeft() + i.counts().filesLeft();
    if (i.refused().isPresent())
      found.add(
          new Trouble(i.id(), name, Message.of("bundles.refused." + i.refused().get()), i.again()));
    else if (i.doneAt().isPresent() && left > 0)
      found.add(
          new Trouble(i.id(), name, Message.of("bundles.partly", String.valueOf(left)), i.again()));
    else if (!i.whole()) found.add(new Trouble(i.id(), name, Message.of("bundles.cut"), false));
  }

  /// Takes in what a folder has.
  void take(Path folder) {
    if (busy.get()) return;
    begin(false);
    background.run(
        LONG,
        () -> carrying.take(folder),
        found -> {
          end();
          taken(found);
          refresh();
        },
        e -> {
          failed(e);
          refresh();
        });
  }

  private void taken(Imports.Found f) {
    if (f.isNothing()) {
      problem.set(Message.of("bundles.found.nothing"));
      return;
    }
    var parts = new ArrayList<Message>();
    if (f.bundles() > 0) parts.add(NearWords.count("bundles.found.taken", f.bundles()));
    if (f.known() > 0) parts.add(NearWords.count("bundles.found.known", f.known()));
    if (f.receipts() > 0) parts.add(NearWords.count("bundles.found.receipts", f.receipts()));
    if (f.own() > 0) parts.add(NearWords.count("bundles.found.own", f.own()));
    told.set(NearWords.joined(parts));
    var bad = new ArrayList<Message>();
    if (f.cut() > 0) bad.add(NearWords.count("bundles.found.cut", f.cut()));
    if (f.foreign() > 0) bad.add(NearWords.count("bundles.found.foreign", f.foreign()));
    if (f.unreadable() > 0) bad.add(NearWords.count("bundles.found.unreadable", f.unreadable()));
    if (f.strange() > 0) bad.add(NearWords.count("bundles.found.strange", f.strange()));
    problem.set(NearWords.joined(bad));
  }

  /// Writes the receipts into a folder.
  void giveBack(Path folder) {
    if (busy.get()) return;
    begin(false);
    background.run(
        () -> carrying.giveBack(folder),
        n -> {
          end();
          told.set(Message.of("bundles.back", String.valueOf(n)));
        },
        this::failed);
  }

  /// Hands one in once more.
  void again(String id) {
    background.perform(() -> carrying.again(id), this::refresh, this::failed);
  }
}
