package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.PageWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 问答: questions sent and answered, and those collected for the next return.
final class QuestionsView {
  private final Kit kit;
  private final CaseViewModel model;
  private final ReviewWords words;
  private final VBox thread = new VBox(10);
  private final VBox collected = new VBox(8);
  private final VBox problems = new VBox();
  private final Field reason;
  private final Button send;
  private final HBox root = new Bar();

  QuestionsView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    reason =
        new Fields(kit)
            .area("review-return-reason", kit.t("review.field.returnReason"), 3)
            .required()
            .onLeft(model::reasonLeft);
    reason.valueProperty().bindBidirectional(model.returnReason);
    send =
        Buttons.keyed(
            Buttons.main("review-return", kit.t("review.act.return"), this::sendBack),
            "Ctrl+Enter");
    problems.getStyleClass().add("problems");
    problems.setId("review-return-problems");
    root.getStyleClass().add("split");
    root.getChildren().setAll(left(), right());
    model.sheet.subscribe(_ -> show());
    model.asked.subscribe(this::show);
    model.returnHindrances.subscribe(this::showProblems);
  }

  Node node() {
    return root;
  }

  void focus() {
    if (model.mayReturn() && !model.asked.isEmpty()) reason.focus();
  }

  private Node left() {
    var sections = new Sections();
    sections.add(kit.t("review.questions.thread"), thread);
    HBox.setHgrow(sections.node(), Priority.ALWAYS);
    return sections.node();
  }

  private Node right() {
    var form =
        new VBox(Page.card(kit.t("review.questions.collected"), collected), reason, problems);
    form.getStyleClass().add("form");
    VBox.setVgrow(form, Priority.ALWAYS);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var foot = new Bar(grow, send);
    foot.getStyleClass().add("page-foot");
    var side = new VBox(form, foot);
    side.getStyleClass().addAll("split-side", "review-side");
    return side;
  }

  private void show() {
    @Nullable CaseSheet sheet = model.sheet.get();
    if (sheet == null) return;
    thread.getChildren().clear();
    if (sheet.file().questions().isEmpty())
      thread.getChildren().add(Sections.words(kit.t("review.questions.none"), "text-muted"));
    rounds(sheet);
    collected.getChildren().clear();
    if (model.asked.isEmpty())
      collected.getChildren().add(Sections.words(kit.t("review.questions.collect"), "text-muted"));
    model.asked.forEach(a -> collected.getChildren().add(pending(a, sheet)));
    Buttons.blocked(send, model.mayReturn() ? "" : kit.t("review.return.notHere"));
    reason.editable(model.mayReturn());
  }

  /// Questions by the return they went out with, the last first: back and forth is seen.
  private void rounds(CaseSheet sheet) {
    var byRound = new TreeMap<Long, List<CaseRecord>>(Comparator.reverseOrder());
    for (CaseRecord q : sheet.file().questions())
      byRound
          .computeIfAbsent(Texts.whole(q.text("round")).orElse(0L), _ -> new ArrayList<>())
          .add(q);
    int left = byRound.size();
    for (List<CaseRecord> of : byRound.values()) {
      if (byRound.size() > 1)
        thread.getChildren().add(Sections.words(kit.t("review.questions.round", left), "hint"));
      left--;
      of.forEach(q -> thread.getChildren().add(question(q, sheet)));
    }
  }

  private String about(String fact, java.util.Optional<java.util.UUID> member, CaseSheet sheet) {
    String who = member.map(sheet::nameOf).filter(n -> !n.isEmpty()).map(n -> n + "  ").orElse("");
    return sheet
        .comparison()
        .row(fact)
        .map(r -> who + words.fact(r))
        .orElseGet(() -> {
          int at = fact.indexOf('@');
          String key = "review.fact." + (at < 0 ? fact : fact.substring(0, at));
          return who + (kit.text().has(key) ? kit.t(key) : "");
        });
  }

  private String about(Asked a, CaseSheet sheet) {
    return a.page()
        .flatMap(sheet.file()::record)
        .map(p -> kit.t("review.page.title", PageWords.title(p, sheet::nameOf)))
        .orElseGet(() -> about(a.fact(), a.member(), sheet));
  }

  private Node pending(Asked a, CaseSheet sheet) {
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head =
        new Bar(
            Sections.words(about(a, sheet), "review-strong"),
            grow,
            Buttons.icon(
                "review-drop", Icon.DELETE, kit.t("review.act.drop"), () -> model.dropQuestion(a)));
    head.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(2, head, Sections.words(a.words()));
    if (!a.sample().isEmpty())
      box.getChildren().add(Sections.words(kit.t("review.sample", a.sample()), "hint"));
    return box;
  }

  private Node question(CaseRecord q, CaseSheet sheet) {
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    String state = q.text("state").isEmpty() ? "OPEN" : q.text("state");
    var head =
        new Bar(
            8,
            Sections.words(about(q.text("path"), q.ref("member"), sheet), "review-strong"),
            Badges.of(CodeTables.label("questionState", state), tone(state)),
            grow);
    head.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(4, head, said(q, "askedBy", "askedAt", q.text("words")));
    if (!q.text("sample").isEmpty())
      box.getChildren().add(Sections.words(kit.t("review.sample", q.text("sample")), "hint"));
    if (!q.text("answer").isEmpty())
      box.getChildren().add(said(q, "answeredBy", "answeredAt", q.text("answer")));
    if (!state.equals("SETTLED") && !q.text("answer").isEmpty() && model.maySettle())
      head.getChildren()
          .addAll(
              Buttons.plain(
                  "review-settle-" + q.id(), kit.t("review.act.settle"), () -> model.settle(q)),
              Buttons.quiet(
                  "review-rebut-" + q.id(), kit.t("review.act.rebut"), () -> model.rebut(q)));
    return box;
  }

  private static Badges.Tone tone(String state) {
    return switch (state) {
      case "SETTLED" -> Badges.Tone.SUCCESS;
      case "ANSWERED" -> Badges.Tone.ACCENT;
      case "REBUTTED" -> Badges.Tone.DANGER;
      default -> Badges.Tone.WARNING;
    };
  }

  private Node said(CaseRecord q, String by, String at, String text) {
    String who = q.ref(by).map(model.desk()::staffName).orElse("");
    String when = CaseFile.instant(q, at).map(Show::shortMinute).orElse("");
    return Sections.words(who + "  " + when + "  " + text);
  }

  private void showProblems() {
    @Nullable CaseSheet sheet = model.sheet.get();
    if (sheet == null) return;
    problems.getChildren().clear();
    for (Hindrance h : model.returnHindrances)
      problems.getChildren().add(Sections.words(words.hindrance(h, sheet), "field-problem"));
  }

  void sendBack() {
    if (!model.mayReturn() || !Fields.allFine(List.of(reason))) return;
    model.reasonLeft(reason.value());
    model.sendBack();
  }
}
