package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.desktop.work.Desk;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Whether the sheet in hand was filed before, in this household or another: said while the paper
/// is still on the counter. Window thread only.
final class Doubles {
  private final Desk desk;
  private final Background background;
  private final Consumer<? super Throwable> failed;
  private @Nullable ScanPage asked;

  /// where the same content lies, in words; null for nowhere
  final ObjectProperty<@Nullable Message> found = new SimpleObjectProperty<>();

  Doubles(Desk desk, Background background, Consumer<? super Throwable> failed) {
    this.desk = desk;
    this.background = background;
    this.failed = failed;
  }

  /// This sheet is in hand now.
  void of(@Nullable TrayRow row) {
    @Nullable ScanPage page = row == null ? null : row.page();
    if (page != null && page.equals(asked)) return;
    asked = page;
    found.set(null);
    if (page == null || page.choice().filed()) return;
    background.run(
        () -> look(page),
        there -> {
          if (page.equals(asked)) found.set(there.orElse(null));
        },
        failed);
  }

  /// A record names the sheet of a file with many, and nothing for a file with one.
  private Optional<Message> look(ScanPage page) {
    return Twins.of(desk, page.file(), "", page.make().corners(), page.id()).stream()
        .findFirst()
        .or(() ->
            Twins.of(
                    desk,
                    page.file(),
                    Integer.toString(page.sheet()),
                    page.make().corners(),
                    page.id())
                .stream()
                .findFirst())
        .map(t ->
            Message.of(
                "scanning.twin",
                Twins.whose(desk, t),
                CodeTables.label("docType", t.text("slot"))));
  }
}
