package cn.ruhu.desktop.admin;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.papers.Slip;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final int SHEET_LINES = 4;

  /// how long it lies in the clipboard
  private static final Duration PASTED = Duration.ofMinutes(1);

  private final Kit kit;
  private final Printing printing;

  SecretCard(Kit kit, Printing printing) {
    this.kit = kit;
    this.printing = printing;
  }

  void open(Secret secret) {
    boolean code = secret.sheet().isPresent();
    String plain = secret.sheet().orElse(secret.text());
    var text =
        new TextField(code ? grouped(secret.text()) : secret.text()) {
          @Override
          public void copy() {
            SecretCard.this.copy(plain);
          }
        };
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
    var row = new Bar(column);
    row.getStyleClass().add("admin-secret-row");
    row.setAlignment(Pos.TOP_LEFT);
    secret.sheet().ifPresent(s -> row.getChildren().add(new QrCode(s, kit.t("admin.secret.qr"))));
    kit.dialogs()
        .read(
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
                      copy(plain);
                      return false;
                    })));
  }

  private void print(Secret secret) {
    boolean code = secret.sheet().isPresent();
    var slip =
        new Slip(
            kit.text().of(secret.title()),
            code ? grouped(secret.text()) : secret.text(),
            lines(secret),
            secret.sheet().orElse(""),
            Show.day(kit.now().instant()));
    printing.slip(
        slip,
        printer ->
            kit.notices()
                .done(
                    printer
                        .map(p -> kit.t("admin.secret.printed", p))
                        .orElseGet(() -> kit.t("admin.secret.printer"))));
  }

  /// What the paper says: of a code also where the server is and how its key is told, for a machine
  /// that nothing can be scanned with.
  private List<String> lines(Secret secret) {
    String until = kit.t("admin.secret.until", Show.minute(secret.until()));
    if (secret.sheet().isEmpty()) return List.of(until, kit.t("admin.secret.words"));
    List<String> sheet = secret.sheet().get().lines().toList();
    var lines = new ArrayList<>(List.of(until, kit.t("admin.secret.slip.words")));
    if (sheet.size() < SHEET_LINES) return lines;
    lines.add(kit.t("admin.secret.slip.url", sheet.get(1)));
    lines.add(kit.t("admin.secret.slip.pin"));
    Show.fingerprint(sheet.get(2)).lines().forEach(lines::add);
    return lines;
  }

  /// For as long as it takes to paste it.
  private void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard clipboard = Clipboard.getSystemClipboard();
    clipboard.setContent(content);
    var _ =
        kit.background()
            .after(
                PASTED,
                () -> {
                  if (text.equals(clipboard.getString())) clipboard.clear();
                });
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
