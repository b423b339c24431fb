package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A household that lives elsewhere: what another street is asked, and what it answered. Window
/// thread only.
final class InquiryCard extends VBox {
  private final Kit kit;
  private final DispatchViewModel model;

  InquiryCard(Kit kit, DispatchViewModel model) {
    super(8);
    this.kit = kit;
    this.model = model;
    setId("dispatch-apart");
  }

  /// Shows the case in hand.
  void show(WaitingCase row) {
    getChildren().clear();
    boolean here = row.apart() || row.inquiry().isPresent();
    Nodes.shown(this, here && !model.isLeader());
    if (!here) return;
    if (row.apart()) getChildren().add(words(kit.t("dispatch.apart.wanted")));
    row.inquiry().ifPresent(i -> getChildren().add(words(said(i))));
    Button ask = Buttons.plain("dispatch-apart-ask", kit.t("dispatch.apart.ask"), () -> ask(row));
    if (!model.mayAssign()) Buttons.blocked(ask, kit.t("dispatch.problem.right"));
    getChildren().add(ask);
  }

  private String said(Inquiry inquiry) {
    String street = CodeTables.label("street", inquiry.street());
    Optional<CaseRecord> reply = inquiry.reply();
    return reply.isPresent()
        ? kit.t(
            "dispatch.apart.answered",
            street,
            reply.get().text("value"),
            reply.get().text("reason"))
        : kit.t(
            "dispatch.apart.asked",
            street,
            Show.shortMinute(inquiry.at()),
            inquiry.due().toString(),
            inquiry.asked().text("reason"));
  }

  private static Label words(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void ask(WaitingCase row) {
    var fields = new Fields(kit);
    List<Choice> streets =
        CodeTables.table("street").entries().stream()
            .filter(e -> !e.code().equals(model.street()))
            .map(e -> new Choice(e.code(), e.label(), e.initials()))
            .toList();
    Field to =
        fields.choice("dispatch-apart-street", kit.t("dispatch.apart.street"), streets).required();
    Field what =
        fields
            .area("dispatch-apart-what", kit.t("dispatch.apart.what"), 4)
            .hint(kit.t("dispatch.apart.what.hint"))
            .required();
    var mode = words(kit.t("dispatch.apart.mode"));
    mode.getStyleClass().add("hint");
    Nodes.shown(mode, row.stage() == Stage.VISITING && (row.assigned() || row.atAgency()));
    kit.dialogs()
        .show(
            kit.t("dispatch.apart.ask"),
            new VBox(12, to, what, mode),
            List.of(
                Dialogs.Act.tried(
                    kit.t("dispatch.apart.send"),
                    () -> {
                      if (!Fields.allFine(List.of(to, what)) || what.value().isBlank())
                        return false;
                      model.ask(row, to.value(), what.value().strip());
                      return true;
                    })));
  }
}
