package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.PicturePane;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.PagePlace;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageViewer;
import cn.ruhu.desktop.pages.PageWords;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Beside the comparison: what can be done with the chosen fact, its pages opened in place, the
/// words written about it, and what earlier visits heard.
final class EvidencePanel {
  private static final double ROOM = 260;

  private final Kit kit;
  private final CaseViewModel model;
  private final ReviewWords words;
  private final Acts acts;
  private final Label head = new Label();
  private final Map<Column, Button> adopts = new EnumMap<>(Column.class);
  private final Button other;
  private final Button question;
  private final Button revisit;
  private final FlowPane buttons;
  private final Label notHere;
  private final VBox column = new VBox();
  private final VBox pageList = new VBox(4);
  private final VBox root;
  private final PageWords pageWords;
  private final RemarksPanel remarks;
  private final PagePlace place;
  private final Label counted = new Label();
  private final List<Row> rows = new ArrayList<>();
  private final HBox foot = new Bar();

  /// A page of the chosen fact; what may change of it stands in `mark` and `where`.
  private record Row(CaseRecord page, VBox node, StackPane mark, Label where) {}

  /// What the keys of a row do.
  record Acts(Consumer<Column> adopt, Runnable other, Runnable ask, Runnable revisit) {}

  EvidencePanel(Kit kit, CaseViewModel model, Acts acts) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    this.acts = acts;
    other = Buttons.keyed(small("review-other", "review.act.other", acts.other()), "0");
    question = Buttons.keyed(small("review-ask", "review.act.question", acts.ask()), "Q");
    revisit = Buttons.keyed(small("review-revisit", "review.act.revisit", acts.revisit()), "B");
    buttons = buttons();
    notHere = muted("");
    head.getStyleClass().add("section-title");
    head.setWrapText(true);
    pageWords = new PageWords(kit);
    remarks = new RemarksPanel(kit, model);
    place = new PagePlace(kit, model.pages, "review-picture", PicturePane.Fit.WIDTH);
    var box = (Region) place.node();
    box.setMinHeight(ROOM);
    box.setPrefHeight(ROOM);
    foot();
    root = Nodes.side(column);
    root.getStyleClass().add("review-evidence");
    model.selected.subscribe(_ -> show());
    model.sheet.subscribe(_ -> show());
    model.pages.now().subscribe(this::opened);
    model.pages.changes().subscribe(_ -> standings());
    model.looked.subscribe(_ -> standings());
  }

  private void foot() {
    Button large =
        Buttons.keyed(
            Buttons.with(
                Icon.ZOOM_IN, small("review-enlarge", "review.act.enlarge", this::enlarge)),
            "V");
    var keys = muted(kit.t("review.evidence.keys"));
    HBox.setHgrow(keys, Priority.ALWAYS);
    counted.getStyleClass().addAll("hint", "digits");
    counted.setMinWidth(Region.USE_PREF_SIZE);
    foot.setSpacing(8);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getChildren().setAll(keys, counted, large);
  }

  Node node() {
    return root;
  }

  private void show() {
    @Nullable FactRow row = model.selected.get();
    @Nullable CaseSheet sheet = model.sheet.get();
    rows.clear();
    if (row == null || sheet == null) {
      column.getChildren().clear();
      return;
    }
    // what stays keeps its place: a key is on the screen before the next one comes
    var all = new ArrayList<Node>();
    head.setText(row.subject().map(sheet::nameOf).map(n -> n + "  ").orElse("") + words.fact(row));
    able(row);
    all.addAll(List.of(head, buttons, notHere));
    if (row.ruled())
      all.add(
          muted(
              kit.t(
                  "review.ruled",
                  row.reason().isEmpty() ? kit.t("review.ruled.rule") : row.reason())));
    if (!row.lapsed().isEmpty())
      all.add(
          styled(
              kit.t("review.lapsed", words.value(row.value(), row.lapsed()), row.reason()),
              "fact-changed"));
    if (row.byYear()) all.add(muted(kit.t("review.byYear")));
    model
        .tour
        .before(row)
        .ifPresent(was ->
            all.add(
                styled(
                    was.isEmpty()
                        ? kit.t("review.evidence.fresh")
                        : kit.t("review.evidence.before", words.before(row, was)),
                    "fact-changed")));
    fillPages(sheet);
    all.addAll(List.of(pageList, place.node(), foot));
    notes(row, all);
    all.addAll(remarks.about(row, head.getText(), sheet));
    history(row, sheet, all);
    signed(row, sheet, all);
    Nodes.sync(column.getChildren(), all);
    opened(model.pages.now().get());
  }

  /// Which of the acts the chosen fact allows.
  private void able(FactRow row) {
    adopts.forEach((c, b) -> b.setDisable(model.adoptable(c).isEmpty()));
    other.setDisable(!row.adoptable() || !model.mayAdopt());
    question.setDisable(!model.mayAsk());
    revisit.setDisable(!model.mayAsk());
    if (!row.adoptable()) notHere.setText(kit.t("review.adopt.elsewhere." + row.code()));
    Nodes.shown(notHere, !row.adoptable());
  }

  private FlowPane buttons() {
    int key = 1;
    for (Column c : List.of(Column.DECLARED, Column.VERIFIED, Column.REGISTRY)) {
      String keys = Integer.toString(key++);
      String act = "review.act.adopt." + c.name();
      adopts.put(
          c, Buttons.keyed(small("review-adopt-" + keys, act, () -> acts.adopt().accept(c)), keys));
    }
    var flow = new FlowPane(6, 6);
    flow.getChildren().addAll(adopts.values());
    flow.getChildren().addAll(other, question, revisit);
    return flow;
  }

  private Button small(String id, String key, Runnable act) {
    Button b = Buttons.plain(id, kit.t(key), act);
    b.getStyleClass().add("small");
    b.setFocusTraversable(false);
    return b;
  }

  private void fillPages(CaseSheet sheet) {
    rows.clear();
    for (CaseRecord page : model.evidence()) rows.add(row(page, sheet));
    standings();
    if (rows.isEmpty()) pageList.getChildren().setAll(muted(kit.t("review.evidence.none")));
    else pageList.getChildren().setAll(rows.stream().map(Row::node).toList());
  }

  private Row row(CaseRecord page, CaseSheet sheet) {
    Button open =
        Buttons.quiet(
            "review-page-" + page.id(),
            PageWords.title(page, sheet::nameOf),
            () -> model.openPage(page));
    open.setMinWidth(0);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var mark = new StackPane();
    mark.setMinWidth(Region.USE_PREF_SIZE);
    var line = new Bar(open, grow, mark);
    line.setAlignment(Pos.CENTER_LEFT);
    var where = muted("");
    where.setId("review-where-" + page.id());
    where.getStyleClass().add("review-where");
    return new Row(page, new VBox(line, where), mark, where);
  }

  /// What pieces that come and looks change: a page in a hundred pieces is listed once.
  private void standings() {
    for (Row r : rows) {
      r.where().setText(pageWords.where(model.pages.standing(r.page())));
      boolean seen = model.openedPages.contains(r.page().id());
      r.mark()
          .getChildren()
          .setAll(
              Badges.of(
                  kit.t(seen ? "review.evidence.seen" : "review.evidence.unseen"),
                  seen ? Badges.Tone.SUCCESS : Badges.Tone.WARNING));
    }
  }

  private void notes(FactRow row, List<Node> all) {
    if (row.notes().isEmpty()) return;
    all.add(title("review.evidence.notes"));
    for (FactRow.Note n : row.notes())
      all.add(plain(kit.t("review.column." + n.column().name()) + "  " + n.words()));
  }

  private void history(FactRow row, CaseSheet sheet, List<Node> all) {
    var said = Comparison.history(sheet.file(), row.path());
    if (said.isEmpty()) return;
    all.add(title("review.evidence.history"));
    for (Comparison.Said s : said) {
      String at =
          sheet
              .file()
              .record(s.visit())
              .flatMap(v -> CaseFile.instant(v, "finishedAt"))
              .map(Show::minute)
              .orElse("");
      String answer = words.value(row.value(), s.answer().replace(' ', ','));
      all.add(plain(at + "  " + answer));
    }
  }

  /// Who answers for what the visit says, and under which seal.
  private void signed(FactRow row, CaseSheet sheet, List<Node> all) {
    Optional<CaseRecord> visit = sheet.file().finishedVisit();
    if (row.visited().isEmpty() || visit.isEmpty()) return;
    CaseRecord v = visit.get();
    String pair =
        java.util.stream.Stream.of("A", "B")
            .filter(x -> !v.text("signature" + x).isEmpty())
            .flatMap(x -> v.ref("investigator" + x).stream())
            .map(model.desk()::staffName)
            .filter(n -> !n.isEmpty())
            .collect(java.util.stream.Collectors.joining(kit.t("review.comma")));
    String at = CaseFile.instant(v, "finishedAt").map(Show::minute).orElse("");
    all.add(title("review.evidence.signed"));
    all.add(
        plain(
            kit.t(
                "review.evidence.signed.by",
                pair.isEmpty() ? kit.t("review.none") : pair,
                at,
                v.ref("interviewee").map(sheet::nameOf).orElse(""),
                Show.sealStart(v.text("sealHash")))));
  }

  private static Label styled(String text, String style) {
    Label label = plain(text);
    label.getStyleClass().add(style);
    return label;
  }

  private Node title(String key) {
    var label = new Label(kit.t(key));
    label.getStyleClass().add("hint");
    return label;
  }

  private static Label plain(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private static Label muted(String text) {
    var label = plain(text);
    label.getStyleClass().add("hint");
    return label;
  }

  private void opened(PageReel.@Nullable Now now) {
    boolean ours = now != null && model.tour.isBeside(now.page());
    Nodes.shown(place.node(), ours);
    Nodes.shown(foot, ours);
    if (ours && now != null) {
      boolean loose = !model.evidence().contains(now.page());
      String sheets = now.sheets() > 1 ? kit.t("pages.sheet", now.sheet() + 1, now.sheets()) : "";
      counted.setText(loose ? PageWords.title(now.page(), this::nameOf) + "  " + sheets : sheets);
      place.refresh();
    }
    standings();
  }

  void rotate() {
    place.pane().rotate();
  }

  /// V: the open page large over the window.
  void enlarge() {
    if (model.pages.now().get() == null) model.tour.nextPage();
    if (model.pages.now().get() != null)
      new PageViewer(kit, model.pages, this::nameOf).open(() -> {});
  }

  private String nameOf(UUID id) {
    @Nullable CaseSheet sheet = model.sheet.get();
    return sheet == null ? "" : sheet.nameOf(id);
  }
}
