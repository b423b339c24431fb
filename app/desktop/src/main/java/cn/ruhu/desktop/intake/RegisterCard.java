package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.paper.Register;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Papers of the case that went out, newest first; each can be printed again as a counted copy.
/// Window thread only.
final class RegisterCard {
  private final Kit kit;
  private final IntakeViewModel model;
  private final Prints prints;
  private final VBox lines = new VBox();
  private final Node node;

  RegisterCard(Kit kit, IntakeViewModel model, Prints prints) {
    this.kit = kit;
    this.model = model;
    this.prints = prints;
    lines.getStyleClass().add("paper-list");
    lines.setId("intake-register");
    node = Page.card(kit.t("intake.card.register"), lines);
  }

  Node node() {
    return node;
  }

  void refresh() {
    WorkingCopy copy = model.open.get();
    CaseFile file = copy == null ? CaseFile.of(List.of()) : copy.file();
    List<CaseRecord> out = Register.firsts(file);
    Nodes.shown(node, !out.isEmpty());
    var all = new ArrayList<Node>();
    for (CaseRecord d : out.reversed()) all.add(line(file, d));
    lines.getChildren().setAll(all);
  }

  private Node line(CaseFile file, CaseRecord document) {
    var name = new Label(CodeTables.label("paper", document.text("paper")));
    name.setMinWidth(Label.USE_PREF_SIZE);
    Label more = Cells.wrapped(about(document), "text-muted");
    HBox.setHgrow(more, Priority.ALWAYS);
    more.setMaxWidth(Double.MAX_VALUE);
    Label at =
        Cells.muted(
            kit.t(
                "intake.register.line",
                CaseFile.instant(document, "at").map(Show::shortMinute).orElse(""),
                copies(file, document.id())));
    at.setMinWidth(Label.USE_PREF_SIZE);
    Button again =
        Buttons.with(
            Icon.PRINT,
            Buttons.quiet(
                "intake-again-" + document.id(),
                kit.t("intake.register.again"),
                () -> prints.again(document)));
    again.getStyleClass().add("small");
    again.setAccessibleText(kit.t("intake.register.again") + " " + name.getText());
    var row = new Bar(name, more, at, again);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("paper-line");
    return row;
  }

  /// Its number, else the papers it lists.
  private static String about(CaseRecord document) {
    if (!document.text("documentNumber").isEmpty()) return document.text("documentNumber");
    return CaseFile.codes(document, "slots").stream()
        .map(s -> CodeTables.label("docType", s))
        .collect(Collectors.joining("\u3001"));
  }

  private static int copies(CaseFile file, UUID first) {
    Optional<UUID> id = Optional.of(first);
    return 1 + (int) file.documents().stream().filter(d -> d.ref("copyOf").equals(id)).count();
  }
}
