package cn.ruhu.desktop.caseload;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.papers.Slip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The end of the day in one line: everything is in the district and the machine may be switched
/// off, or what is not there yet, by name, and the key that sends it. Window thread only.
final class EveningStrip {
  /// households named on the screen; the slip names all
  private static final int NAMED = 4;

  /// lines a slip has room for
  private static final int LINES_MAX = 24;

  private final Kit kit;
  private final TodayViewModel model;
  private final Printing printing;
  private final Label title = new Label();
  private final Label words = new Label();
  private final Button sync;
  private final HBox node;

  EveningStrip(Kit kit, TodayViewModel model, Printing printing) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
    title.setId("caseload-evening");
    title.getStyleClass().add("section-title");
    title.setWrapText(true);
    words.setId("caseload-evening-words");
    words.getStyleClass().add("text-muted");
    words.setWrapText(true);
    sync =
        Buttons.keyed(
            Buttons.plain("caseload-evening-sync", kit.t("caseload.evening.sync"), this::sync),
            "F5");
    Button print =
        Buttons.with(
            Icon.PRINT,
            Buttons.plain("caseload-evening-print", kit.t("caseload.evening.print"), this::print));
    var column = new VBox(title, words);
    column.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(column, Priority.ALWAYS);
    node = new Bar(12, column, sync, print);
    node.setAlignment(Pos.CENTER_LEFT);
    node.getStyleClass().addAll("card-box", "today-evening");
    model.evening.subscribe(this::show);
  }

  Node node() {
    return node;
  }

  private void show(Evening now) {
    Nodes.shown(node, now.cases() > 0 || !now.whole());
    title.setText(title(now));
    title.getStyleClass().removeAll("evening-whole", "text-warning");
    title.getStyleClass().add(now.whole() ? "evening-whole" : "text-warning");
    words.setText(words(now));
    Nodes.shown(words, !words.getText().isEmpty());
    Nodes.shown(sync, !now.whole());
  }

  private String title(Evening now) {
    if (now.whole())
      return now.files() == 0
          ? kit.t("caseload.evening.whole.cases", now.cases())
          : kit.t("caseload.evening.whole", now.cases(), now.files());
    return now.filesLeft() == 0
        ? kit.t("caseload.evening.left.cases", now.left().size())
        : kit.t("caseload.evening.left", now.left().size(), now.filesLeft());
  }

  /// Who is not there yet, and what is only here.
  private String words(Evening now) {
    var parts = new ArrayList<String>();
    if (!now.whole()) {
      List<String> names = now.left().stream().limit(NAMED).map(this::named).toList();
      String said = String.join(kit.t("caseload.evening.comma"), names);
      int more = now.left().size() - names.size();
      parts.add(more > 0 ? kit.t("caseload.evening.more", said, more) : said);
    }
    if (now.drafts() > 0) parts.add(kit.t("caseload.evening.drafts", now.drafts()));
    return String.join("  \u00b7  ", parts);
  }

  private String named(Evening.Left l) {
    String who = l.name().isEmpty() ? Show.caseNumber(l.number()) : l.name();
    return l.back()
        ? kit.t("caseload.evening.back", who)
        : l.files() > 0 ? kit.t("caseload.evening.files", who, l.files()) : who;
  }

  /// The window's own key for it.
  private void sync() {
    kit.shortcuts().all().values().stream()
        .flatMap(List::stream)
        .filter(s -> s.keys().equals("F5"))
        .findFirst()
        .map(Shortcut::act)
        .ifPresent(Runnable::run);
  }

  private void print() {
    Evening now = model.evening.get();
    var lines = new ArrayList<String>();
    lines.add(kit.t("caseload.evening.slip.who", model.who()));
    lines.add(kit.t("caseload.evening.slip.sum", now.cases(), now.files()));
    for (Evening.Left l : now.left().stream().limit(LINES_MAX).toList())
      lines.add(
          kit.t(
              "caseload.evening.slip.left",
              Show.caseNumber(l.number()),
              Integer.toString(l.acts()),
              Integer.toString(l.files())));
    if (now.drafts() > 0) lines.add(kit.t("caseload.evening.drafts", now.drafts()));
    printing.slip(
        new Slip(
            kit.t("caseload.evening.slip.title"),
            kit.t(now.whole() ? "caseload.evening.slip.whole" : "caseload.evening.slip.open"),
            lines,
            "",
            Show.day(kit.now().instant())),
        this::printed);
  }

  private void printed(Optional<String> printer) {
    kit.notices()
        .done(
            printer
                .map(p -> kit.t("caseload.evening.printed", p))
                .orElse(kit.t("caseload.evening.noprinter")));
  }
}
