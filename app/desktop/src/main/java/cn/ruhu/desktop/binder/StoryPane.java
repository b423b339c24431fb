package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.dossier.Story;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 一户一档 on one page: what happened on the left, newest first; on the right who lives there, what is
/// paid, who visited, which papers lie in the file. For reading only.
final class StoryPane {
  private static final String BETWEEN = " \u00b7 ";

  private final Kit kit;
  private final BinderViewModel model;
  private final VBox left = new VBox(12);
  private final VBox right = new VBox(12);
  private final ScrollColumn scroll;

  StoryPane(Kit kit, BinderViewModel model) {
    this.kit = kit;
    this.model = model;
    var both = new Bar(14, left, right);
    both.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(left, Priority.ALWAYS);
    left.getStyleClass().add("binder-story");
    right.getStyleClass().add("binder-story-side");
    scroll = new ScrollColumn(both);
    scroll.setId("binder-story");
    scroll.setFocusTraversable(true);
    scroll.setAccessibleText(kit.t("binder.story.title"));
    model.file.subscribe(this::show);
  }

  Node node() {
    return scroll;
  }

  private void show(@Nullable CaseFile file) {
    left.getChildren().clear();
    right.getChildren().clear();
    if (file == null || file.application().isEmpty()) return;
    Story story = Story.of(file);
    left.getChildren().setAll(head(file), moments(story));
    right.getChildren().setAll(people(story), benefits(story), visits(story), papers(story));
  }

  private Node head(CaseFile file) {
    CaseRecord a = file.application().orElseThrow();
    var name = kit.names().node(model.applicant().orElse(""));
    name.getStyleClass().add("headline");
    var stage = Badges.of(CodeTables.label("stage", a.text("stage")), Badges.Tone.ACCENT);
    stage.setId("binder-story-stage");
    var top = new Bar(10, name, stage);
    top.setAlignment(Pos.CENTER_LEFT);
    String schemes =
        file.schemes().stream()
            .map(s -> CodeTables.label("scheme", s))
            .collect(Collectors.joining(BETWEEN));
    return Page.card(
        "",
        top,
        muted(Show.caseNumber(a.text("number")) + BETWEEN + schemes),
        muted(
            kit.t(
                "binder.story.days",
                dash(a.text("applyDate")),
                dash(a.text("acceptDate")),
                dash(a.text("community")))));
  }

  private static String dash(String words) {
    return words.isEmpty() ? "\u2013" : words;
  }

  private Node moments(Story story) {
    var rows = new ArrayList<List<Label>>();
    for (Story.Moment m : story.moments().reversed()) {
      var what = words(String.join(BETWEEN, m.parts()));
      boolean judged = m.kind() == Story.Kind.DECISION || m.kind() == Story.Kind.OPINION;
      if (judged) what.getStyleClass().add("binder-story-judged");
      String who = m.by().map(this::name).orElse(kit.t("kit.role.SYSTEM"));
      rows.add(List.of(tight(Show.minute(m.at())), tight(who), what));
    }
    VBox card = Page.card(kit.t("binder.story.moments", rows.size()), grid(2, rows));
    if (story.leftOut() > 0)
      card.getChildren().add(muted(kit.t("binder.story.leftout", story.leftOut())));
    return card;
  }

  private Node people(Story story) {
    var rows = new ArrayList<List<Label>>();
    for (Story.Member m : story.people())
      rows.add(
          List.of(
              words(m.name()),
              tight(m.relation()),
              tight(dash(m.born())),
              tight(kit.t(m.counted() ? "binder.story.counts" : "binder.story.counts.not"))));
    return Page.card(kit.t("binder.story.people", rows.size()), grid(0, rows));
  }

  private Node benefits(Story story) {
    var rows = new ArrayList<List<Label>>();
    for (Story.Benefit b : story.benefits().reversed())
      rows.add(
          List.of(
              words(
                  CodeTables.label("scheme", b.scheme())
                      + BETWEEN
                      + CodeTables.label("outcome", b.outcome())),
              tight(months(b)),
              tight(b.monthly().map(Fen::grouped).orElse(""))));
    if (rows.isEmpty()) rows.add(List.of(words(kit.t("binder.story.undecided"))));
    return Page.card(kit.t("binder.story.benefits"), grid(0, rows));
  }

  private String months(Story.Benefit b) {
    if (b.from().isEmpty()) return "";
    String from = b.from().get().toString();
    return b.until()
        .map(u -> kit.t("binder.story.until", from, u.toString()))
        .orElse(kit.t("binder.story.from", from));
  }

  private Node visits(Story story) {
    var rows = new ArrayList<List<Label>>();
    for (Story.Visit v : story.visits().reversed())
      rows.add(
          List.of(
              tight(Show.minute(v.at())),
              words(
                  CodeTables.label("visitPurpose", v.purpose())
                      + BETWEEN
                      + CodeTables.label("disposition", v.disposition())),
              tight(v.pair().stream().map(this::name).collect(Collectors.joining(" ")))));
    if (rows.isEmpty()) rows.add(List.of(words(kit.t("binder.story.unvisited"))));
    return Page.card(kit.t("binder.story.visits"), grid(rows.getFirst().size() > 1 ? 1 : 0, rows));
  }

  private Node papers(Story story) {
    var kinds = new LinkedHashMap<String, Integer>();
    story.papers().forEach(p -> kinds.merge(p.text("slot"), 1, Integer::sum));
    var rows = new ArrayList<List<Label>>();
    kinds.forEach((slot, n) ->
        rows.add(
            List.of(
                words(CodeTables.label("docType", slot)), tight(kit.t("binder.story.pages", n)))));
    return Page.card(kit.t("binder.story.papers", story.papers().size()), grid(0, rows));
  }

  private String name(UUID staff) {
    return Optional.of(model.desk().staffName(staff)).filter(n -> !n.isEmpty()).orElse("\u2013");
  }

  private static Label muted(String text) {
    Label label = words(text);
    label.getStyleClass().add("text-muted");
    return label;
  }

  private static Label words(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private static Label tight(String text) {
    var label = new Label(text);
    label.setMinWidth(Label.USE_PREF_SIZE);
    label.getStyleClass().add("hint");
    return label;
  }

  /// The column `wide` takes what is left and wraps.
  private static GridPane grid(int wide, List<List<Label>> rows) {
    var grid = new GridPane();
    grid.getStyleClass().add("facts");
    int width = rows.isEmpty() ? 0 : rows.getFirst().size();
    for (int c = 0; c < width; c++) {
      var constraint = new ColumnConstraints();
      if (c == wide) constraint.setHgrow(Priority.ALWAYS);
      else constraint.setMinWidth(ColumnConstraints.CONSTRAIN_TO_PREF);
      grid.getColumnConstraints().add(constraint);
    }
    for (int r = 0; r < rows.size(); r++)
      for (int c = 0; c < rows.get(r).size(); c++) {
        Label cell = rows.get(r).get(c);
        GridPane.setValignment(cell, VPos.TOP);
        grid.add(cell, c, r);
      }
    return grid;
  }
}
