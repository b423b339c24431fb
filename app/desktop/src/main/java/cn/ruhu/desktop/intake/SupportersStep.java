package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// People outside the household who owe support, with their own household and its income (form
/// block E).
final class SupportersStep implements StepView {
  private final Kit kit;
  private final IntakeViewModel model;
  private final Rows rows;
  private final VBox node = new VBox();
  private RecordForm form;

  SupportersStep(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    form = new RecordForm(kit, model);
    rows =
        new Rows(
            kit,
            "supporters",
            List.of(
                new Rows.Column(kit.t("work.field.name"), 7),
                new Rows.Column(kit.t("intake.column.relation"), 5),
                new Rows.Column(kit.t("work.field.duty"), 5),
                new Rows.Column(kit.t("work.field.idNumber"), 12),
                new Rows.Column(kit.t("intake.field.familyMonthlyFen"), 9, true),
                new Rows.Column(kit.t("work.field.authorization"), 0)),
            new Lines(),
            kit.t("intake.supporter.add"));
    node.getStyleClass().add("step-column");
    node.getChildren()
        .setAll(
            Page.card(
                kit.t("intake.card.supporters"),
                Cells.wrapped(kit.t("intake.supporter.hint"), "hint"),
                rows));
  }

  private Optional<CaseRecord> record(UUID id) {
    WorkingCopy copy = model.open.get();
    return copy == null ? Optional.empty() : copy.get(id);
  }

  private final class Lines implements Rows.Content {
    @Override
    public List<UUID> ids() {
      WorkingCopy copy = model.open.get();
      return copy == null
          ? List.of()
          : copy.file().supporters().stream().map(CaseRecord::id).toList();
    }

    @Override
    public boolean waits(UUID id) {
      return record(id).flatMap(r -> r.get("copied")).isPresent();
    }

    @Override
    public List<Node> cells(UUID id) {
      CaseRecord s = record(id).orElseThrow();
      var digits = new Label(Show.masked(s.text("idNumber")));
      digits.getStyleClass().add("digits");
      return List.of(
          s.get("name").isEmpty()
              ? Cells.muted(kit.t("intake.row.noname"))
              : kit.names().node(s.text("name")),
          new Label(CodeTables.table("relation").label(s.text("relation"))),
          new Label(CodeTables.table("supportDuty").label(s.text("duty"))),
          digits,
          Cells.digits(model.shown(id, "familyMonthlyFen")),
          new Label(CodeTables.table("authorization").label(s.text("authorization"))));
    }

    @Override
    public String mark(UUID id) {
      return record(id).map(r -> r.fields().toString()).orElse("")
          + model.shown(id, "familyMonthlyFen");
    }

    @Override
    public Node editor(UUID id) {
      form = new RecordForm(kit, model);
      var grid = new FormGrid(6);
      grid.add(form.number("supporter-", () -> id, "idNumber"), 2);
      grid.add(form.text("supporter-", () -> id, "name").required(), 2);
      grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "relation"), 2);
      grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "duty").required(), 2);
      grid.add(form.digits("supporter-", () -> id, "phone", 20), 2);
      grid.add(form.text("supporter-", () -> id, "workplace"), 2);
      grid.add(form.text("supporter-", () -> id, "address"), 6);
      grid.add(form.digits("supporter-", () -> id, "familySize", 2), 2);
      grid.add(form.amount("supporter-", () -> id, "familyMonthlyFen"), 2);
      grid.add(form.amount("supporter-", () -> id, "paidMonthlyFen"), 2);
      grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "inability"), 2);
      grid.add(form.digits("supporter-", () -> id, "dependants", 2), 2);
      grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "authorization"), 2);
      form.refresh();
      return grid;
    }

    @Override
    public void add() {
      model.rows().addSupporter();
    }

    @Override
    public void remove(UUID id) {
      model.rows().remove(id);
    }
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void refresh() {
    rows.refresh();
    form.refresh();
  }

  @Override
  public @Nullable UUID editing() {
    return rows.editing();
  }

  @Override
  public boolean focus(Spot at) {
    WorkingCopy copy = model.open.get();
    if (copy == null
        || copy.file().supporters().stream().noneMatch(s -> s.id().equals(at.record())))
      return false;
    rows.edit(at.record());
    return form.focus(at);
  }
}
