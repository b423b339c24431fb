package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What other streets ask about households that live here, above the list until it is answered.
/// Window thread only.
final class InquiryStrip extends VBox {
  private final Kit kit;
  private final DispatchViewModel model;

  InquiryStrip(Kit kit, DispatchViewModel model) {
    super(6);
    this.kit = kit;
    this.model = model;
    setId("dispatch-inquiries");
    model.inquiries.subscribe(this::show);
    show();
  }

  private void show() {
    getChildren().setAll(model.inquiries.stream().map(this::row).toList());
    Nodes.shown(this, !model.inquiries.isEmpty());
  }

  private String words(Inquiries.Incoming i) {
    return kit.t(
        "dispatch.inquiry",
        CodeTables.label("street", i.street()),
        i.applicant(),
        i.phone().isEmpty() ? kit.t("dispatch.inquiry.nophone") : i.phone(),
        i.what(),
        i.due().map(LocalDate::toString).orElse(""));
  }

  private Node row(Inquiries.Incoming inquiry) {
    var words = new Label(words(inquiry), Icon.QUESTION.node());
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button answer =
        Buttons.plain(
            "dispatch-inquiry-" + inquiry.id(),
            kit.t("dispatch.inquiry.act"),
            () -> answer(inquiry));
    if (!model.mayAnswer()) Buttons.blocked(answer, kit.t("dispatch.problem.right"));
    var row = new Bar(12, words, answer);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("task-strip");
    return row;
  }

  private void answer(Inquiries.Incoming inquiry) {
    var fields = new Fields(kit);
    Field first = fields.text("dispatch-inquiry-first", kit.t("dispatch.inquiry.first")).required();
    Field second =
        fields
            .text("dispatch-inquiry-second", kit.t("dispatch.inquiry.second"))
            .required()
            .check(v ->
                v.strip().equals(first.value().strip())
                    ? Optional.of(kit.t("dispatch.inquiry.two"))
                    : Optional.empty());
    Field found =
        fields.area("dispatch-inquiry-found", kit.t("dispatch.inquiry.found"), 4).required();
    var about = new Label(words(inquiry));
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    kit.dialogs()
        .show(
            kit.t("dispatch.inquiry.title"),
            new VBox(12, about, first, second, found),
            List.of(
                Dialogs.Act.tried(
                    kit.t("dispatch.inquiry.keep"),
                    () -> {
                      if (!Fields.allFine(List.of(first, second, found))) return false;
                      model.reply(inquiry, first.value(), second.value(), found.value());
                      return true;
                    })));
  }
}
