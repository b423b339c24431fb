package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The sheets a person's word is for, and the word on its way to the disk: when it is there the
/// next sheet comes into hand. Window thread only.
final class Hands {
  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;
  private final Set<UUID> chosen = new HashSet<>();
  private Set<UUID> decided = Set.of();
  private Runnable onward = () -> {};

  Hands(ScanningViewModel model, ScanTray tray, Background background) {
    this.model = model;
    this.tray = tray;
    this.background = background;
  }

  /// Those marked in the strip; none for the one in hand.
  void choose(List<TrayRow> marked) {
    chosen.clear();
    marked.forEach(r -> chosen.add(r.id()));
  }

  /// Rows of all sheets marked, or of the one in hand.
  List<TrayRow> of(List<TrayRow> rows, @Nullable TrayRow held) {
    if (chosen.isEmpty())
      return rows.stream().filter(r -> held != null && r.id().equals(held.id())).toList();
    return rows.stream().filter(r -> chosen.contains(r.id())).toList();
  }

  /// Sheets that are not filed yet.
  static Set<UUID> open(List<TrayRow> sheets) {
    var ids = new HashSet<UUID>();
    for (TrayRow r : sheets) if (r.state() != TrayRow.State.FILED) ids.add(r.id());
    return ids;
  }

  void say(Set<UUID> pages, UnaryOperator<ScanChoice> said, Runnable then) {
    var all = new HashMap<UUID, UnaryOperator<ScanChoice>>();
    pages.forEach(id -> all.put(id, said));
    say(all, then);
  }

  /// @param then run when it is on the disk and the tray was read again, unless another sheet is in
  ///   hand by then
  void say(Map<UUID, UnaryOperator<ScanChoice>> said, Runnable then) {
    if (said.isEmpty()) return;
    model.begun();
    background.perform(
        () -> tray.say(said),
        () -> {
          chosen.clear();
          decided = said.keySet();
          onward = then;
          model.refresh();
        },
        model::failed);
  }

  /// After a decision the next sheet comes into hand; whoever moved on meanwhile stays there.
  void onward(@Nullable TrayRow held) {
    Set<UUID> pages = decided;
    decided = Set.of();
    if (held != null && pages.contains(held.id())) onward.run();
  }
}
