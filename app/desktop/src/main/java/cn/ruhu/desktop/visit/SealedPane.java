package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.work.Way;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// After the seal: what was sealed, how many files, where it waits.
final class SealedPane {
  private final Kit kit;
  private final VisitViewModel model;
  private final Runnable home;
  private final SealExport export;
  private final StackPane pane = new StackPane();
  private Subscription tell = Subscription.EMPTY;

  SealedPane(Kit kit, VisitViewModel model, Runnable home) {
    this.kit = kit;
    this.model = model;
    this.home = home;
    this.export = new SealExport(model.desk(), model.machine(), kit.background());
    pane.getStyleClass().add("page");
    pane.setId("visit-sealed");
  }

  Node node() {
    return pane;
  }

  void show(Sealing.Sealed sealed) {
    var title =
        new Label(
            kit.t(sealed.finished() ? "visit.sealed.title" : "visit.sealed.attempt"),
            Icon.VERIFIED.node());
    title.getStyleClass().add("page-title");
    var box = new VBox(title);
    box.getStyleClass().addAll("card-box", "visit-sealed");
    box.setMaxWidth(640);
    box.setMaxHeight(VBox.USE_PREF_SIZE);
    box.getChildren().add(line(kit.t("visit.sealed.files", sealed.files())));
    box.getChildren().add(number(sealed.sealHash()));
    var glyph = new StandingGlyph(kit.text());
    glyph.where(Way.of(model.desk().store().standing(sealed.visit())));
    glyph.story(() ->
        model.desk().store().story(sealed.visit()).stream()
            .map(s ->
                kit.t(
                    "visit.sealed.story",
                    Show.minute(Instant.ofEpochMilli(s.savedAt())),
                    s.filesWaiting()))
            .toList());
    var standing = new Bar(line(kit.t("visit.sealed.where")), glyph);
    standing.setAlignment(Pos.CENTER_LEFT);
    standing.getStyleClass().add("row");
    box.getChildren().add(standing);
    sealed
        .secondUntil()
        .ifPresent(until -> {
          var waits = line(kit.t("visit.sealed.second", Show.shortMinute(until)));
          waits.setGraphic(Icon.WARNING.node());
          waits.setId("visit-sealed-second");
          box.getChildren().add(waits);
        });
    if (sealed.finished() && sealed.wentOn()) box.getChildren().add(line(kit.t("visit.sealed.on")));
    // the signature is told above
    List<Hindrance> others =
        sealed.waitsFor().stream().filter(h -> !h.code().equals("VISIT_SECOND_UNSIGNED")).toList();
    boolean told = sealed.secondUntil().isPresent() && others.isEmpty();
    if (sealed.finished() && !sealed.wentOn() && !told) {
      box.getChildren().add(line(kit.t("visit.sealed.waits")));
      for (Message m : VisitViewModel.words(others)) {
        var why = line(kit.text().of(m));
        why.getStyleClass().add("text-muted");
        box.getChildren().add(why);
      }
    }
    box.getChildren().add(export(sealed));
    box.getChildren()
        .add(
            Buttons.large(
                Buttons.keyed(Buttons.main("visit-home", kit.t("visit.act.home"), home), "F7")));
    var holder = new StackPane(box);
    var scroll = new ScrollColumn(holder);
    holder.minHeightProperty().bind(scroll.heightProperty().subtract(2));
    pane.getChildren().setAll(scroll);
    watch(glyph, sealed.visit());
  }

  /// The whole number: it opens the evidence, and is what a later check is held against.
  private Node number(String seal) {
    Label label = line(kit.t("visit.sealed.number"));
    label.getStyleClass().add("hint");
    var number = line(Show.sealNumber(seal));
    number.setId("visit-seal-number");
    number.getStyleClass().add("seal-number");
    Button copy =
        Buttons.plain(
            "visit-seal-copy",
            kit.t("visit.sealed.copy"),
            () -> {
              var content = new ClipboardContent();
              content.putString(seal);
              Clipboard.getSystemClipboard().setContent(content);
            });
    return new VBox(6, label, number, copy);
  }

  /// To a stick or a folder, as often as wanted.
  private Node export(Sealing.Sealed sealed) {
    tell.unsubscribe();
    var said = line("");
    said.setId("visit-exported");
    export.clear();
    tell =
        export.said.subscribe(m -> {
          Nodes.shown(said, m != null);
          said.setText(m == null ? "" : kit.text().of(m));
        });
    Button act =
        Buttons.with(
            Icon.SAVE,
            Buttons.plain(
                "visit-export",
                kit.t("visit.sealed.export"),
                () -> {
                  var scene = pane.getScene();
                  kit.pictures()
                      .folder(
                          kit.t("visit.sealed.export.title"),
                          scene == null ? null : scene.getWindow())
                      .ifPresent(folder -> export.to(folder, sealed.application(), sealed.visit()));
                }));
    act.disableProperty().bind(export.busy);
    return new VBox(6, act, said);
  }

  private void watch(StandingGlyph glyph, UUID visit) {
    var job =
        kit.background()
            .every(
                java.time.Duration.ofSeconds(2),
                () -> glyph.where(Way.of(model.desk().store().standing(visit))));
    glyph
        .sceneProperty()
        .subscribe((was, now) -> {
          if (was != null && now == null) job.cancel();
        });
  }

  private static Label line(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    return label;
  }
}
