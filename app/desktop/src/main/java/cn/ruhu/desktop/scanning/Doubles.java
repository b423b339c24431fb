package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.NearLook;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Whether the sheet in hand was scanned before, the very bytes or the same paper, in this
/// household or another, filed or in the tray: said while the paper is still on the counter, and
/// kept to whoever decides. Nothing is put aside by itself. Window thread only.
final class Doubles {
  private final Desk desk;
  private final ScanTray tray;
  private final Background background;
  private final Consumer<? super Throwable> failed;
  private @Nullable ScanPage asked;

  /// where the same content lies, in words; null for nowhere, and where somebody keeps both
  final ObjectProperty<@Nullable Message> found = new SimpleObjectProperty<>();

  Doubles(Desk desk, ScanTray tray, Background background, Consumer<? super Throwable> failed) {
    this.desk = desk;
    this.tray = tray;
    this.background = background;
    this.failed = failed;
  }

  /// This sheet is in hand now.
  void of(@Nullable TrayRow row) {
    @Nullable ScanPage page = row == null ? null : row.page();
    if (page != null && page.equals(asked)) return;
    boolean same = page != null && asked != null && page.id().equals(asked.id());
    asked = page;
    if (!same) found.set(null);
    if (page == null || !asks(page)) {
      found.set(null);
      return;
    }
    background.run(
        () -> look(page),
        there -> {
          if (page.equals(asked)) found.set(there.orElse(null));
        },
        failed);
  }

  /// The sheet in hand shows something else now: it was cut otherwise.
  void again(@Nullable TrayRow row) {
    asked = null;
    of(row);
  }

  private static boolean asks(ScanPage page) {
    return switch (page.choice().mark()) {
      case FILED, CUT, ASIDE, BLANK -> false;
      case OPEN, NOT_BLANK -> !page.choice().twin().equals(ScanChoice.BOTH);
    };
  }

  private Optional<Message> look(ScanPage page) throws StoreException {
    Optional<CaseRecord> bytes = bytes(page);
    if (bytes.isPresent()) return bytes.map(t -> words("scanning.twin", t));
    Prints.Alike alike = tray.prints().like(page.id());
    if (alike.ids().isEmpty()) return Optional.empty();
    var near = new NearLook(desk, sheet(page));
    for (CaseRecord t : Twins.like(desk, tray.prints(), page.id()))
      if (!t.id().toString().equals(page.choice().replaces())
          && !isTold(page, t)
          && !near.tellsApart(t)) return Optional.of(words("scanning.twin.like", t));
    return before(page, alike, near);
  }

  private Message words(String key, CaseRecord there) {
    return Message.of(
        key, Twins.whose(desk, there), CodeTables.label("docType", there.text("slot")));
  }

  /// A record names the sheet of a file with many, and nothing for a file with one.
  private Optional<CaseRecord> bytes(ScanPage page) {
    String cut = page.corners().text();
    String sheet = Integer.toString(page.sheet());
    return Twins.of(desk, page.file(), "", cut, page.id()).stream()
        .findFirst()
        .or(() -> Twins.of(desk, page.file(), sheet, cut, page.id()).stream().findFirst());
  }

  /// A sheet that came before this one and waits in the tray too: of the two, the later is told.
  private Optional<Message> before(ScanPage page, Prints.Alike alike, NearLook near)
      throws StoreException {
    for (ScanBatch b : tray.batches()) {
      List<ScanPage> pages = b.pages();
      for (int i = 0; i < pages.size(); i++) {
        ScanPage p = pages.get(i);
        if (p.id().equals(page.id())) return Optional.empty();
        if (b.open()
            && waits(p)
            && alike.ids().contains(p.id())
            && !isTold(page, p)
            && !near.tellsApart(sheet(p)))
          return Optional.of(
              holds(b, page.id())
                  ? Message.of("scanning.twin.tray", i + 1)
                  : Message.of("scanning.twin.batch", i + 1));
      }
    }
    return Optional.empty();
  }

  /// Pages with codes are told apart by them: forms of one kind look much alike.
  private static boolean isTold(ScanPage page, ScanPage other) {
    List<String> codes = other.look().codes();
    return !page.look().codes().isEmpty() && !codes.isEmpty() && !page.look().codes().equals(codes);
  }

  /// The tray knows a printed page that was filed before by its number.
  private static boolean isTold(ScanPage page, CaseRecord other) {
    return !page.look().codes().isEmpty() && !other.text("codePage").isEmpty();
  }

  private static NearLook.Sheet sheet(ScanPage p) {
    return new NearLook.Sheet(p.file(), p.sheet(), p.recipe());
  }

  private static boolean waits(ScanPage p) {
    return p.choice().mark() == ScanChoice.Mark.OPEN
        || p.choice().mark() == ScanChoice.Mark.NOT_BLANK;
  }

  private static boolean holds(ScanBatch b, UUID page) {
    return b.pages().stream().anyMatch(p -> p.id().equals(page));
  }
}
