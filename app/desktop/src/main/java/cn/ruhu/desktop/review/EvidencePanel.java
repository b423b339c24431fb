package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Beside the comparison: what can be done with the chosen fact, its pages opened in place, the
/// words written about it, and what earlier visits heard.
final class EvidencePanel {
  private static final double STEP = 1.15;
  private static final double WIDTH = 320;

  private final Kit kit;
  private final CaseViewModel model;
  private final ReviewWords words;
  private final Consumer<Column> adopt;
  private final Runnable other;
  private final Runnable ask;
  private final VBox column = new VBox();
  private final VBox pageList = new VBox(4);
  private final VBox root = new VBox();
  private final ImageView picture = new ImageView();
  private final ScrollPane frame = new ScrollPane(new StackPane(picture));
  private final Label pictureWords = new Label();

  EvidencePanel(
      Kit kit, CaseViewModel model, Consumer<Column> adopt, Runnable other, Runnable ask) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    this.adopt = adopt;
    this.other = other;
    this.ask = ask;
    column.getStyleClass().add("form");
    picture.setPreserveRatio(true);
    frame.setId("review-picture");
    frame.setPannable(true);
    frame.setPrefViewportHeight(240);
    frame.getStyleClass().add("review-picture");
    frame.setFocusTraversable(false);
    frame.setOnScroll(e -> {
      zoom(e.getDeltaY() > 0 ? STEP : 1 / STEP);
      e.consume();
    });
    pictureWords.setWrapText(true);
    pictureWords.getStyleClass().add("hint");
    var scroll = new ScrollPane(column);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    root.getStyleClass().addAll("split-side", "review-evidence");
    root.getChildren().setAll(scroll);
    model.selected.subscribe(_ -> show());
    model.sheet.subscribe(_ -> show());
    model.opened.subscribe(this::opened);
  }

  Node node() {
    return root;
  }

  private void show() {
    @Nullable FactRow row = model.selected.get();
    @Nullable CaseSheet sheet = model.sheet.get();
    column.getChildren().clear();
    if (row == null || sheet == null) return;
    var head =
        new Label(row.subject().map(sheet::nameOf).map(n -> n + "  ").orElse("") + words.fact(row));
    head.getStyleClass().add("section-title");
    head.setWrapText(true);
    column.getChildren().addAll(head, acts(row));
    if (row.ruled())
      column
          .getChildren()
          .add(
              muted(
                  kit.t(
                      "review.ruled",
                      row.reason().isEmpty() ? kit.t("review.ruled.rule") : row.reason())));
    fillPages(sheet);
    column.getChildren().add(pageList);
    column.getChildren().add(frame);
    column.getChildren().add(pictureWords);
    notes(row);
    history(row, sheet);
    opened(model.opened.get());
  }

  private Node acts(FactRow row) {
    var flow = new FlowPane(6, 6);
    flow.getChildren()
        .setAll(
            adoptButton("1", Column.DECLARED),
            adoptButton("2", Column.VERIFIED),
            adoptButton("3", Column.REGISTRY));
    Button another = Buttons.keyed(small("review-other", "review.act.other", other), "0");
    another.setDisable(!row.adoptable() || !model.mayAdopt());
    Button question = Buttons.keyed(small("review-ask", "review.act.question", ask), "Q");
    question.setDisable(!model.mayAsk());
    flow.getChildren().addAll(another, question);
    if (row.adoptable()) return flow;
    return new VBox(6, flow, muted(kit.t("review.adopt.notHere")));
  }

  private Button adoptButton(String key, Column c) {
    Button b =
        Buttons.keyed(
            small("review-adopt-" + key, "review.act.adopt." + c.name(), () -> adopt.accept(c)),
            key);
    b.setDisable(model.adoptable(c).isEmpty());
    return b;
  }

  private Button small(String id, String key, Runnable act) {
    Button b = Buttons.plain(id, kit.t(key), act);
    b.getStyleClass().add("small");
    b.setFocusTraversable(false);
    return b;
  }

  private void fillPages(CaseSheet sheet) {
    var pages = model.evidence();
    if (pages.isEmpty()) pageList.getChildren().setAll(muted(kit.t("review.evidence.none")));
    else pageList.getChildren().setAll(pages.stream().map(p -> page(p, sheet)).toList());
  }

  private Node page(CaseRecord page, CaseSheet sheet) {
    String who = page.ref("member").map(sheet::nameOf).map(n -> " · " + n).orElse("");
    Button open =
        Buttons.quiet(
            "review-page-" + page.id(),
            CodeTables.label("docType", page.text("slot")) + who,
            () -> model.openPage(page));
    open.setMinWidth(0);
    var grow = new javafx.scene.layout.Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    boolean here = model.desk().store().files().file(page.text("file")).isPresent();
    boolean seen = model.openedPages.contains(page.id());
    var badge =
        seen
            ? Badges.of(kit.t("review.evidence.seen"), Badges.Tone.SUCCESS)
            : here
                ? Badges.of(kit.t("review.evidence.unseen"), Badges.Tone.WARNING)
                : Badges.of(kit.t("review.evidence.elsewhere"), Badges.Tone.NEUTRAL);
    var line = new HBox(open, grow, badge);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void notes(FactRow row) {
    if (row.notes().isEmpty()) return;
    column.getChildren().add(title("review.evidence.notes"));
    for (FactRow.Note n : row.notes())
      column
          .getChildren()
          .add(plain(kit.t("review.column." + n.column().name()) + "  " + n.words()));
  }

  private void history(FactRow row, CaseSheet sheet) {
    var said = Comparison.history(sheet.file(), row.path());
    if (said.isEmpty()) return;
    column.getChildren().add(title("review.evidence.history"));
    for (Comparison.Said s : said) {
      String at =
          sheet
              .file()
              .record(s.visit())
              .flatMap(v -> CaseFile.instant(v, "finishedAt"))
              .map(Show::minute)
              .orElse("");
      String answer = words.value(row.value(), s.answer().replace(' ', ','));
      column.getChildren().add(plain(at + "  " + answer));
    }
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

  /// Space: the next page of this fact that was not looked at.
  void next() {
    Optional<CaseRecord> page =
        model.evidence().stream()
            .filter(p -> !model.openedPages.contains(p.id()))
            .findFirst()
            .or(() -> model.evidence().stream().findFirst());
    page.ifPresent(model::openPage);
  }

  private void opened(CaseViewModel.@Nullable Opened now) {
    boolean picture = now != null && now.bytes().isPresent() && image(now);
    frame.setVisible(picture);
    frame.setManaged(picture);
    pictureWords.setVisible(now != null);
    pictureWords.setManaged(now != null);
    if (now == null) return;
    if (now.bytes().isEmpty()) pictureWords.setText(kit.t("review.evidence.fetch"));
    else if (!picture) pictureWords.setText(kit.t("review.evidence.noPicture"));
    else {
      pictureWords.setText(kit.t("review.evidence.keys"));
      draw(now.bytes().get());
    }
    @Nullable CaseSheet sheet = model.sheet.get();
    if (sheet != null) fillPages(sheet);
  }

  private static boolean image(CaseViewModel.Opened now) {
    String mime = now.page().text("mime");
    return mime.isEmpty() || mime.startsWith("image/");
  }

  private void draw(byte[] bytes) {
    kit.background()
        .run(
            () -> new Image(new ByteArrayInputStream(bytes), 1600, 1600, true, true),
            image -> {
              picture.setImage(image);
              picture.setRotate(0);
              picture.setFitWidth(WIDTH);
            },
            _ -> pictureWords.setText(kit.t("review.evidence.noPicture")));
  }

  private void zoom(double by) {
    picture.setFitWidth(Math.clamp(picture.getFitWidth() * by, WIDTH / 2, WIDTH * 5));
  }

  void rotate() {
    picture.setRotate((picture.getRotate() + 90) % 360);
  }
}
