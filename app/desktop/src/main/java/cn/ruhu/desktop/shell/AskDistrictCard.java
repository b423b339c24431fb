package cn.ruhu.desktop.shell;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.KnownWords;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card that asks the district about a number: why first, then three words and their age.
final class AskDistrictCard {
  private final Kit kit;
  private final AskDistrictViewModel model;
  private final VBox answer = new VBox();
  private final Field reason;
  private final Field caseNumber;

  AskDistrictCard(Kit kit, AskDistrictViewModel model) {
    this.kit = kit;
    this.model = model;
    reason =
        new Fields(kit)
            .choice(
                "ask-reason",
                kit.t("shell.ask.reason"),
                CodeTables.table("registryReason").entries().stream()
                    .map(e -> new Choice(e.code(), e.label(), e.initials()))
                    .toList())
            .columns(22);
    caseNumber =
        new Fields(kit)
            .text("ask-case", kit.t("shell.ask.case"))
            .hint(kit.t("shell.ask.case.hint"))
            .columns(22)
            .onEnter(this::ask);
  }

  void open() {
    var who = new Label(Show.masked(model.number()));
    who.setId("ask-number");
    who.getStyleClass().add("digits");
    var words = new Label(kit.t("shell.ask.words"));
    words.setWrapText(true);
    words.getStyleClass().add("hint");
    answer.setId("ask-answer");
    answer.getStyleClass().add("form");
    var column = new VBox(who, words, reason, caseNumber, answer);
    column.getStyleClass().add("form");
    model.problem().subscribe(this::problem);
    model.said().subscribe(this::said);
    kit.dialogs()
        .show(
            kit.t("shell.ask.title"),
            column,
            List.of(
                Dialogs.Act.tried(
                    kit.t("shell.ask.act"),
                    () -> {
                      ask();
                      return false;
                    })));
  }

  private void ask() {
    model.ask(reason.value(), caseNumber.value());
  }

  private void problem(@Nullable Message problem) {
    boolean ofCase = problem != null && problem.key().equals("shell.ask.nocase");
    String words = problem == null ? null : kit.text().of(problem);
    caseNumber.problem(ofCase ? words : null);
    reason.problem(ofCase ? null : words);
  }

  private void said(Session.@Nullable DistrictSaid said) {
    answer.getChildren().clear();
    if (said instanceof Session.DistrictSaid.Said(var lines, var age, boolean sure)) {
      for (KnownWords.Said line : lines) {
        var box =
            new VBox(
                label(kit.text().of(line.words()), "known-words"),
                label(kit.text().of(line.next()), "hint"));
        box.getStyleClass().add(line.tone() == KnownWords.Tone.RED ? "known-active" : "known-past");
        answer.getChildren().add(box);
      }
      if (lines.isEmpty())
        answer
            .getChildren()
            .add(label(kit.t(sure ? "shell.ask.none" : "shell.ask.unsure"), "known-none"));
      Label old = label(kit.text().of(age), sure ? "hint" : "text-warning");
      old.setId("ask-age");
      answer.getChildren().add(old);
    }
    Nodes.shown(answer, !answer.getChildren().isEmpty());
  }

  private static Label label(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }
}
