package cn.ruhu.desktop.publishing;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.survey.FormPackage;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The file somebody wants to publish: what it is, what is wrong with it and where, and what may be
/// done with it.
final class FileCard {
  private static final int ROW = 40;
  private static final int ROWS_MAX = 7;

  private final Kit kit;
  private final PublishingViewModel model;
  private final VBox card;
  private final Label what = new Label();
  private final Label standing = new Label();
  private final ObservableList<FormFile.Flaw> flaws = FXCollections.observableArrayList();
  private final TableView<FormFile.Flaw> table;
  private final Button preview;
  private final Button publish;

  FileCard(Kit kit, PublishingViewModel model, Runnable askToPublish) {
    this.kit = kit;
    this.model = model;
    table = table();
    what.setWrapText(true);
    what.getStyleClass().add("section-title");
    what.setId("publishing-file");
    standing.setWrapText(true);
    standing.setId("publishing-file-standing");
    preview =
        Buttons.with(
            Icon.VISIBILITY,
            Buttons.plain("publishing-try-file", kit.t("publishing.act.try"), model::tryFile));
    publish =
        Buttons.with(
            Icon.CLOUD_UPLOAD,
            Buttons.main("publishing-publish", kit.t("publishing.act.publish"), askToPublish));
    Button close =
        Buttons.quiet("publishing-file-close", kit.t("publishing.act.close"), model::close);
    var grow = new HBox();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var acts = new Bar(12, close, grow, preview, publish);
    acts.setAlignment(Pos.CENTER_LEFT);
    acts.getStyleClass().add("row");
    card = Page.card(kit.t("publishing.file.title"), what, standing, table, acts);
    model.file.subscribe(_ -> show());
    model.forms.subscribe(this::show);
    model.busy.subscribe(acts::setDisable);
  }

  Node node() {
    return card;
  }

  private TableView<FormFile.Flaw> table() {
    var t = new Tables(kit);
    TableView<FormFile.Flaw> made = t.table("publishing-flaws", new Label(), _ -> {});
    made.getColumns()
        .add(
            t.node(
                kit.t("publishing.flaw.kind"),
                90,
                HBox::new,
                (box, f) -> {
                  box.setAlignment(Pos.CENTER_LEFT);
                  box.getChildren()
                      .setAll(
                          f.blocks()
                              ? Badges.of(kit.t("publishing.flaw.error"), Badges.Tone.DANGER)
                              : Badges.of(kit.t("publishing.flaw.hint"), Badges.Tone.WARNING));
                }));
    made.getColumns()
        .add(t.keep(t.text(kit.t("publishing.flaw.sheet"), 100, FormFile.Flaw::sheet)));
    made.getColumns()
        .add(t.keep(t.text(kit.t("publishing.flaw.place"), 130, FormFile.Flaw::place)));
    made.getColumns().add(t.text(kit.t("publishing.flaw.words"), 520, FormFile.Flaw::words));
    made.setItems(flaws);
    return made;
  }

  private void show() {
    FormFile file = model.file.get();
    Nodes.shown(card, file != null);
    if (file == null) return;
    Optional<FormPackage> form = file.form();
    what.setText(
        form.isEmpty()
            ? file.name()
            : kit.t(
                "publishing.file.what",
                form.get().title(),
                form.get().id(),
                form.get().version(),
                file.name()));
    flaws.setAll(file.flaws());
    Nodes.shown(table, !flaws.isEmpty());
    table.setPrefHeight(ROW * (1.0 + Math.min(ROWS_MAX, flaws.size())));
    long errors = file.flaws().stream().filter(FormFile.Flaw::blocks).count();
    long hints = file.flaws().size() - errors;
    String why = why();
    standing.setText(
        form.isEmpty()
            ? kit.t("publishing.file.bad", errors)
            : why.isEmpty()
                ? kit.t(hints > 0 ? "publishing.file.hints" : "publishing.file.good", hints)
                : why);
    boolean good = form.isPresent() && why.isEmpty();
    standing.setGraphic((good ? Icon.CHECK : Icon.ERROR).node());
    standing.getStyleClass().setAll("label", good ? "text-success" : "text-danger");
    Buttons.blocked(preview, form.isEmpty() ? kit.t("publishing.why.bad") : "");
    Buttons.blocked(publish, form.isEmpty() ? kit.t("publishing.why.bad") : why);
  }

  /// Why a form that opens is not published as it is.
  private String why() {
    if (model.versionTaken())
      return kit.t("publishing.why.taken", model.sameVersion().map(FormRow::version).orElse(""));
    boolean same =
        model.sameVersion().filter(f -> f.standing() != FormRow.Standing.RETIRED).isPresent();
    return same ? kit.t("publishing.why.same") : "";
  }
}
