package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// People outside the household who owe support, with their own household and its income (form
/// block E).
final class SupportersCard extends RowsCard {
  SupportersCard(Kit kit, IntakeViewModel model) {
    super(
        kit,
        model,
        "supporters",
        "intake.supporter.",
        List.of(
            new Rows.Column(kit.t("work.field.name"), 7),
            new Rows.Column(kit.t("intake.column.relation"), 5),
            new Rows.Column(kit.t("work.field.duty"), 5),
            new Rows.Column(kit.t("work.field.idNumber"), 12),
            new Rows.Column(kit.t("intake.field.familyMonthlyFen"), 9, true),
            new Rows.Column(kit.t("work.field.authorization"), 0)));
  }

  @Override
  List<CaseRecord> records(CaseFile file) {
    return file.supporters();
  }

  @Override
  public List<Node> cells(UUID id) {
    CaseRecord s = row(id);
    var digits = new Label(Show.masked(s.text("idNumber")));
    digits.getStyleClass().add("digits");
    return List.of(
        Cells.name(kit, s.text("name")),
        new Label(CodeTables.table("relation").label(s.text("relation"))),
        new Label(CodeTables.table("supportDuty").label(s.text("duty"))),
        digits,
        Cells.digits(model.shown(id, "familyMonthlyFen")),
        new Label(CodeTables.table("authorization").label(s.text("authorization"))));
  }

  @Override
  public String mark(UUID id) {
    return row(id).fields() + model.shown(id, "familyMonthlyFen");
  }

  /// Where the household lives.
  private String home() {
    WorkingCopy copy = model.open.get();
    return copy == null ? "" : copy.text(copy.application(), "residenceAddress");
  }

  @Override
  StepView fields(UUID id) {
    var form = new RecordForm(kit, model);
    var grid = new FormGrid(kit);
    grid.add(form.number("supporter-", () -> id, "idNumber"), 2);
    grid.add(form.text("supporter-", () -> id, "name").required(), 2);
    grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "relation"), 2);
    grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "duty").required(), 2);
    grid.add(form.digits("supporter-", () -> id, "phone", 20), 2);
    grid.add(form.text("supporter-", () -> id, "workplace"), 2);
    grid.add(
        form.text("supporter-", () -> id, "address")
            .same(kit.t("intake.same.residence"), this::home),
        6);
    grid.add(form.digits("supporter-", () -> id, "familySize", 2), 2);
    grid.add(form.amount("supporter-", () -> id, "familyMonthlyFen"), 2);
    grid.add(form.amount("supporter-", () -> id, "paidMonthlyFen"), 2);
    grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "inability"), 2);
    grid.add(form.digits("supporter-", () -> id, "dependants", 2), 2);
    grid.add(form.choice("supporter-", () -> id, RecordType.SUPPORTER, "authorization"), 2);
    return new FormView(form, grid);
  }

  @Override
  public void add() {
    model.rows().addSupporter();
  }
}
