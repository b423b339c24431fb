package cn.ruhu.desktop.review;

import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// 疑点: every doubt, open ones first; those that must be are disposed here, each with its reason.
final class FlagsView {
  private final Kit kit;
  private final CaseViewModel model;
  private final ReviewWords words;
  private final Sections sections = new Sections();
  private final List<Button> open = new ArrayList<>();
  private int chosen = -1;

  FlagsView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    model.sheet.subscribe(this::show);
  }

  Node node() {
    return sections.node();
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    boolean had = chosen >= 0 && chosen < open.size() && open.get(chosen).isFocused();
    open.clear();
    sections.clear();
    if (sheet.flags().isEmpty())
      sections.add("", Sections.words(kit.t("review.flags.none"), "text-muted"));
    sheet.flags().stream().filter(f -> f.disposedBy().isEmpty()).forEach(f -> add(f, sheet));
    sheet.flags().stream().filter(f -> f.disposedBy().isPresent()).forEach(f -> add(f, sheet));
    if (chosen >= open.size() || had) chosen = -1;
  }

  /// The keyboard on the first doubt that must be disposed of.
  void focus() {
    chosen = -1;
    move(1);
  }

  /// J, K and F8: the doubt below or above; false behind the last.
  boolean move(int by) {
    int next = chosen + by;
    if (next < 0 || next >= open.size()) return false;
    chosen = next;
    open.get(chosen).requestFocus();
    return true;
  }

  /// D: the chosen doubt, else the first.
  void dispose() {
    if (open.isEmpty()) return;
    Button button = open.get(Math.max(0, chosen));
    if (!button.isDisabled()) button.fire();
  }

  private void add(Flag flag, CaseSheet sheet) {
    String who = flag.subject().map(sheet::nameOf).filter(n -> !n.isEmpty()).orElse("");
    Label name = Sections.words(CodeTables.label("flag", flag.rule().name()), "review-strong");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var line = new Bar(10, level(flag.level()), name);
    line.setAlignment(Pos.CENTER_LEFT);
    if (!who.isEmpty()) line.getChildren().add(kit.names().node(who));
    // the rule's number is for the helpdesk, not for reading
    name.setTooltip(new Tooltip(kit.t("review.flags.rule", flag.rule().name())));
    line.getChildren().addAll(grow, right(flag, sheet));
    Optional<CaseRecord> disposed = flag.disposedBy().flatMap(sheet.file()::record);
    var lines = new ArrayList<Node>(List.of(line));
    String why = words.why(flag, sheet);
    if (!why.isEmpty()) lines.add(Sections.words(why, "review-why"));
    pair(flag, sheet)
        .ifPresent(code ->
            lines.add(
                Sections.words(
                    kit.t("review.flags.pair", kit.t("review.flags.pair." + code)), "text-muted")));
    disposed.ifPresent(d ->
        lines.add(
            Sections.words(
                kit.t(
                    "review.flags.disposed",
                    d.ref("by").map(model.desk()::staffName).orElse(""),
                    d.text("reason")),
                "text-muted")));
    sections.add("", lines.toArray(Node[]::new));
  }

  /// What the pair made of it outside the door.
  private static Optional<String> pair(Flag flag, CaseSheet sheet) {
    var answers = sheet.file().answers();
    String question = "C10" + flag.rule().name();
    return flag.subject()
        .flatMap(s -> answers.get(question, s))
        .or(() -> answers.get(question))
        .filter(code -> code.matches("[123]"));
  }

  private Node level(XRule.Level level) {
    return switch (level) {
      case H -> Badges.of(kit.t("review.flags.H"), Badges.Tone.DANGER);
      case M -> Badges.of(kit.t("review.flags.M"), Badges.Tone.WARNING);
      case Q -> Badges.of(kit.t("review.flags.Q"), Badges.Tone.NEUTRAL);
    };
  }

  private Node right(Flag flag, CaseSheet sheet) {
    if (flag.disposedBy().isPresent())
      return Badges.of(kit.t("review.flags.done"), Badges.Tone.SUCCESS);
    if (flag.level() != XRule.Level.H) return new Region();
    Button dispose =
        Buttons.plain(
            "review-dispose-" + flag.key(), kit.t("review.act.dispose"), () -> ask(flag, sheet));
    boolean may = model.mayDispose(flag);
    dispose.setDisable(!may);
    if (!may && flag.rule() == XRule.X28) Buttons.blocked(dispose, kit.t("review.flags.district"));
    open.add(dispose);
    return dispose;
  }

  private void ask(Flag flag, CaseSheet sheet) {
    Field why =
        new Fields(kit)
            .area("review-dispose-reason", kit.t("review.field.disposal"), 4)
            .required()
            .hint(kit.t("review.field.disposal.hint"));
    String who = flag.subject().map(sheet::nameOf).orElse("");
    kit.dialogs()
        .show(
            kit.t("review.flags.title", CodeTables.label("flag", flag.rule().name()), who),
            why,
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.act.dispose"),
                    () -> {
                      if (!Fields.allFine(List.of(why))) return false;
                      model.dispose(flag, why.value());
                      return true;
                    })));
  }
}
