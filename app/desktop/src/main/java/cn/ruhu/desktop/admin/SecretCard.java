package cn.ruhu.desktop.admin;

import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.papers.Slip;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A one-time password or code, big, once: closed, it is gone for good.
final class SecretCard {
  private static final int GROUP = 5;

  private final Kit kit;
  private final Printing printing;

  SecretCard(Kit kit, Printing printing) {
    this.kit = kit;
    this.printing = printing;
  }

  void open(Secret secret) {
    boolean code = secret.sheet().isPresent();
    var text = new TextField(code ? grouped(secret.text()) : secret.text());
    text.setId("admin-secret");
    text.setEditable(false);
    text.setAccessibleText(kit.text().of(secret.title()));
    text.getStyleClass().add("admin-secret");
    text.setPrefColumnCount(code ? 11 : 14);
    var until = new Label(kit.t("admin.secret.until", Show.minute(secret.until())));
    until.getStyleClass().add("admin-secret-until");
    var words = new Label(kit.t(code ? "admin.secret.code.words" : "admin.secret.words"));
    words.setWrapText(true);
    var once = new Label(kit.t("admin.secret.once"));
    once.getStyleClass().add("hint");
    once.setWrapText(true);
    var column = new VBox(text, until, words, once);
    column.getStyleClass().add("admin-secret-column");
    HBox.setHgrow(column, Priority.ALWAYS);
    var row = new HBox(column);
    row.getStyleClass().add("admin-secret-row");
    row.setAlignment(Pos.TOP_LEFT);
    secret.sheet().ifPresent(s -> row.getChildren().add(new QrCode(s, kit.t("admin.secret.qr"))));
    kit.dialogs()
        .show(
            kit.text().of(secret.title()),
            row,
            List.of(
                new Dialogs.Act(
                    kit.t("admin.secret.print"),
                    Dialogs.Kind.PLAIN,
                    () -> {
                      print(secret);
                      return false;
                    }),
                Dialogs.Act.tried(
                    kit.t("admin.secret.copy"),
                    () -> {
                      copy(secret.sheet().orElse(secret.text()));
                      return false;
                    })));
  }

  private void print(Secret secret) {
    boolean code = secret.sheet().isPresent();
    var slip =
        new Slip(
            kit.text().of(secret.title()),
            code ? grouped(secret.text()) : secret.text(),
            List.of(
                kit.t("admin.secret.until", Show.minute(secret.until())),
                kit.t(code ? "admin.secret.code.words" : "admin.secret.words")),
            secret.sheet().orElse(""),
            kit.now().instant().atZone(Show.ZONE).toLocalDate());
    printing.slip(
        slip,
        printer ->
            kit.notices()
                .done(
                    printer
                        .map(p -> kit.t("admin.secret.printed", p))
                        .orElseGet(() -> kit.t("admin.secret.printer"))));
  }

  private void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    kit.notices().done(kit.t("admin.secret.copied"));
  }

  /// In groups, as it is read aloud.
  static String grouped(String code) {
    var out = new StringBuilder();
    for (int i = 0; i < code.length(); i++) {
      if (i > 0 && i % GROUP == 0) out.append(' ');
      out.append(code.charAt(i));
    }
    return out.toString().toUpperCase(Locale.ROOT);
  }
}
