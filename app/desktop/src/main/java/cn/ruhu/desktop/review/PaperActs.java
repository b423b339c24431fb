package cn.ruhu.desktop.review;

import cn.ruhu.casefile.assess.Profile;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Papers that can go out for a case now, and the register of those that did. Window thread only.
final class PaperActs {
  /// head and four rows
  private static final double ROOM = 170;

  private final Kit kit;
  private final CaseViewModel model;
  private final Printing printing;
  private final FlowPane acts = new FlowPane(8, 8);
  private final TableView<CaseRecord> register;
  private final Label none = new Label();
  private final VBox node;
  private List<CaseRecord> rows = List.of();

  PaperActs(Kit kit, CaseViewModel model, Printing printing) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
    acts.setId("review-prints");
    register = register();
    none.setText(kit.t("review.register.empty.words"));
    none.setWrapText(true);
    none.getStyleClass().add("text-muted");
    node = Page.card(kit.t("review.register"), acts, none, register);
  }

  Node node() {
    return node;
  }

  private TableView<CaseRecord> register() {
    var tables = new Tables(kit);
    var empty =
        new Empty(
            Icon.DESCRIPTION, kit.t("review.register.empty"), kit.t("review.register.empty.words"));
    TableView<CaseRecord> t = tables.table("review-register", empty, this::again);
    t.getColumns()
        .add(
            tables.text(
                kit.t("review.register.paper"),
                190,
                d -> CodeTables.label("paper", d.text("paper"))));
    t.getColumns()
        .add(tables.text(kit.t("review.register.number"), 220, d -> d.text("documentNumber")));
    t.getColumns().add(tables.text(kit.t("review.register.scheme"), 110, this::scheme));
    t.getColumns().add(tables.text(kit.t("review.register.copy"), 70, d -> d.text("copy")));
    t.getColumns()
        .add(
            tables.text(
                kit.t("review.register.at"),
                150,
                d -> CaseFile.instant(d, "at").map(Show::minute).orElse("")));
    t.getColumns()
        .add(
            tables.text(
                kit.t("review.register.by"),
                110,
                d -> d.ref("by").map(model.desk()::staffName).orElse("")));
    t.getColumns().add(tables.node(kit.t("review.papers.where"), 120, HBox::new, this::state));
    t.setPrefHeight(ROOM);
    t.setMinHeight(ROOM);
    return t;
  }

  private String scheme(CaseRecord document) {
    return document.get("scheme").map(s -> CodeTables.label("scheme", s)).orElse("");
  }

  private void state(HBox box, CaseRecord document) {
    box.setAlignment(Pos.CENTER_LEFT);
    boolean voided = rows.stream().anyMatch(d -> d.ref("voids").equals(first(document)));
    box.getChildren()
        .setAll(
            Badges.of(
                kit.t(
                    voided
                        ? "review.register.void"
                        : "review.register.way." + document.text("way")),
                voided ? Badges.Tone.DANGER : Badges.Tone.NEUTRAL));
  }

  private static Optional<UUID> first(CaseRecord document) {
    return document.ref("copyOf").or(() -> Optional.of(document.id()));
  }

  void show(CaseSheet sheet) {
    rows = sheet.file().documents();
    register.getItems().setAll(rows.reversed());
    Nodes.shown(register, !rows.isEmpty());
    Nodes.shown(none, rows.isEmpty());
    acts.getChildren().setAll(found(sheet));
  }

  private List<Button> found(CaseSheet sheet) {
    CaseFile file = sheet.file();
    var all = new ArrayList<Button>();
    for (Profile readers : Profile.values()) all.add(means(readers));
    if (!sheet.past().isEmpty())
      all.add(
          Buttons.with(
              Icon.PRINT,
              Buttons.plain(
                  "review-print-MEANS-again",
                  kit.t("review.print.again"),
                  () -> computedAgain(sheet.past()))));
    if (!file.opinions().isEmpty()) all.add(plain("F06", PaperWish.approvalForm()));
    Optional<Stage> stage = Process.stage(file);
    if (stage.filter(s -> s == Stage.INVESTIGATED || s == Stage.APPRAISAL).isPresent())
      all.add(plain("F05", PaperWish.appraisal()));
    for (CaseRecord o : file.opinions())
      if (o.is("positive") && file.opinion(o.text("scheme")).equals(Optional.of(o)))
        all.add(act("N04", o.text("scheme"), () -> notice(o.text("scheme"))));
    for (Letter l : Letter.of(file)) {
      PaperWish letter = PaperWish.letter(l);
      all.add(act(l.paper(), l.scheme(), () -> open(letter)));
      Printing.standing(file, letter)
          .ifPresent(sent -> all.add(act("N11", l.scheme(), () -> open(PaperWish.delivery(sent)))));
    }
    return all;
  }

  /// A paper about the case, not about one scheme.
  private Button plain(String paper, PaperWish wish) {
    return Buttons.with(
        Icon.PRINT,
        Buttons.plain("review-print-" + paper, CodeTables.label("paper", paper), () -> open(wish)));
  }

  /// The computation for one kind of readers (DOMAIN C17).
  private Button means(Profile readers) {
    return Buttons.with(
        Icon.PRINT,
        Buttons.plain(
            "review-print-MEANS-" + readers,
            kit.t("review.print.means." + readers),
            () -> open(PaperWish.means(readers))));
  }

  /// A past opinion or decision computed again as it was (T18), for the readers who asked for it.
  private void computedAgain(List<CaseSheet.Past> past) {
    List<Choice> judged =
        past.stream()
            .map(p ->
                new Choice(
                    p.record().id().toString(),
                    kit.t(
                        "review.means.past",
                        CodeTables.label("scheme", p.record().text("scheme")),
                        CaseFile.instant(p.record(), "at").map(Show::minute).orElse("")),
                    ""))
            .toList();
    List<Choice> readers =
        Arrays.stream(Profile.values())
            .map(r -> new Choice(r.name(), kit.t("review.print.means." + r), ""))
            .toList();
    var fields = new Fields(kit);
    Field which = fields.choice("review-again-which", kit.t("review.print.which"), judged);
    Field whose = fields.choice("review-again-readers", kit.t("review.print.readers"), readers);
    which.required().valueProperty().set(judged.getFirst().code());
    whose.required().valueProperty().set(Profile.APPLICANT.name());
    kit.dialogs()
        .show(
            kit.t("review.print.again"),
            new VBox(10, which, whose),
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.mask.print"),
                    () -> {
                      if (!Fields.allFine(List.of(which, whose))) return false;
                      Profile to = Profile.valueOf(whose.value());
                      past.stream()
                          .map(CaseSheet.Past::record)
                          .filter(r -> r.id().toString().equals(which.value()))
                          .findFirst()
                          .ifPresent(r -> open(PaperWish.means(to, r)));
                      return true;
                    })));
  }

  private Button act(String paper, String scheme, Runnable run) {
    String words =
        kit.t("review.print", CodeTables.label("paper", paper), CodeTables.label("scheme", scheme));
    return Buttons.with(
        Icon.PRINT, Buttons.plain("review-print-" + paper + "-" + scheme, words, run));
  }

  /// How names stand on the board is the district's policy; whoever prints says which board.
  private void notice(String scheme) {
    List<Choice> masks =
        Arrays.stream(MaskProfile.values())
            .map(m -> new Choice(m.name(), kit.t("review.mask." + m.name()), ""))
            .toList();
    Field mask = new Fields(kit).choice("review-mask", kit.t("review.mask"), masks).required();
    mask.valueProperty().set(MaskProfile.BOARD_MASKED.name());
    kit.dialogs()
        .show(
            kit.t(
                "review.print",
                CodeTables.label("paper", "N04"),
                CodeTables.label("scheme", scheme)),
            mask,
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.mask.print"),
                    () -> {
                      if (!Fields.allFine(List.of(mask))) return false;
                      open(PaperWish.notice(scheme, MaskProfile.valueOf(mask.value())));
                      return true;
                    })));
  }

  private void again(CaseRecord document) {
    PaperWish.of(document).ifPresent(this::open);
  }

  private void open(PaperWish wish) {
    CaseSheet sheet = model.sheet.get();
    if (sheet != null) printing.open(wish, sheet.application().id(), _ -> model.refresh());
  }
}
