package cn.ruhu.desktop.admin;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.wire.Admin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Asks before something is taken away: what will happen, and why it is done. The reason stays in
/// the log, so it holds no names and no numbers.
final class Asking {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{6,}");

  private final Kit kit;

  Asking(Kit kit) {
    this.kit = kit;
  }

  /// @param usual reasons that are offered, in words, one a line
  void reason(String title, String words, String act, String usual, Consumer<String> then) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("dialog-words");
    Field reason =
        new Fields(kit)
            .suggest("admin-reason", kit.t("admin.reason"), choices(usual))
            .required()
            .check(this::problem);
    reason.hint(kit.t("admin.reason.hint"));
    var box = new VBox(label, reason);
    box.getStyleClass().add("admin-asking");
    kit.dialogs()
        .show(
            title,
            box,
            List.of(
                new Dialogs.Act(
                    act,
                    Dialogs.Kind.DANGER,
                    () -> {
                      if (!Fields.allFine(List.of(reason))) return false;
                      then.accept(reason.value().strip());
                      return true;
                    })));
  }

  private Optional<String> problem(String value) {
    String words = value.strip();
    int length = words.codePointCount(0, words.length());
    if (length < Admin.REASON_MIN) return Optional.of(kit.t("admin.reason.short"));
    return NUMBER.matcher(words).find()
        ? Optional.of(kit.t("admin.reason.number"))
        : Optional.empty();
  }

  private static List<Choice> choices(String usual) {
    return Arrays.stream(usual.split("\\|", -1))
        .map(w -> new Choice(w, w, Pinyin.of(w).initials()))
        .toList();
  }
}
