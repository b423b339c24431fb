package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Whether the sheet in hand was scanned before ([TwinLook]): said while the paper is still on the
/// counter, and kept to whoever decides. Nothing is put aside by itself. What reading told of the
/// sheet follows: a sheet whose other went meanwhile is kept back no longer. Window thread only.
final class Doubles {
  private final Desk desk;
  private final ScanTray tray;
  private final Background background;
  private final Runnable changed;
  private final Consumer<? super Throwable> failed;
  private @Nullable ScanPage asked;

  /// where the same content lies, in words; null for nowhere, and where somebody keeps both
  final ObjectProperty<@Nullable Message> found = new SimpleObjectProperty<>();

  /// @param changed told when the tray says otherwise of the sheet than before
  Doubles(
      Desk desk,
      ScanTray tray,
      Background background,
      Runnable changed,
      Consumer<? super Throwable> failed) {
    this.desk = desk;
    this.tray = tray;
    this.background = background;
    this.changed = changed;
    this.failed = failed;
  }

  /// This sheet is in hand now.
  void of(@Nullable TrayRow row) {
    @Nullable ScanPage page = row == null ? null : row.page();
    if (page != null && page.equals(asked)) return;
    boolean same = page != null && asked != null && page.id().equals(asked.id());
    asked = page;
    if (!same) found.set(null);
    if (page == null || !TwinLook.asks(page)) {
      found.set(null);
      return;
    }
    background.run(
        () -> look(page),
        seen -> {
          if (page.equals(asked)) found.set(seen.where().orElse(null));
          if (seen.news()) changed.run();
        },
        failed);
  }

  /// @param news the tray said otherwise
  private record Seen(Optional<Message> where, boolean news) {}

  private Seen look(ScanPage page) throws StoreException {
    Optional<Message> where = new TwinLook(desk, tray).of(page);
    boolean news = page.look().read() && page.look().alike() != where.isPresent();
    if (news) tray.alike(page.id(), where.isPresent());
    return new Seen(where, news);
  }

  /// The sheet in hand shows something else now: it was cut otherwise.
  void again(@Nullable TrayRow row) {
    asked = null;
    of(row);
  }
}
