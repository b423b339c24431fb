package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Near relatives among those who handle aid or sit in the committee (近亲属申明, form block J).
final class RelativesCard extends RowsCard {
  private final FormView asked;

  RelativesCard(Kit kit, IntakeViewModel model) {
    this(kit, model, asked(kit, model));
  }

  private RelativesCard(Kit kit, IntakeViewModel model, FormView asked) {
    super(
        kit,
        model,
        "relatives",
        "intake.relative.",
        List.of(
            new Rows.Column(kit.t("work.field.member"), 9),
            new Rows.Column(kit.t("work.field.name"), 8),
            new Rows.Column(kit.t("intake.column.relation"), 6),
            new Rows.Column(kit.t("work.field.unit"), 12),
            new Rows.Column(kit.t("work.field.post"), 0)),
        asked.node());
    this.asked = asked;
  }

  private static FormView asked(Kit kit, IntakeViewModel model) {
    var form = new RecordForm(kit, model);
    var grid = new FormGrid(kit);
    grid.add(form.yesNo("", model::application, "relativeOfOfficial").required(), 2);
    grid.add(form.text("", model::application, "relativeNote"), 4);
    return new FormView(form, grid);
  }

  @Override
  List<CaseRecord> records(CaseFile file) {
    return file.all(RecordType.RELATIVE);
  }

  @Override
  public String mark(UUID id) {
    return owner(id) + row(id).fields();
  }

  @Override
  public List<Node> cells(UUID id) {
    CaseRecord r = row(id);
    return List.of(
        kit.names().node(owner(id)),
        Cells.name(kit, r.text("name")),
        new Label(CodeTables.table("relation").label(r.text("relation"))),
        new Label(r.text("unit")),
        new Label(r.text("post")));
  }

  @Override
  StepView fields(UUID id) {
    var form = new RecordForm(kit, model);
    var grid = new FormGrid(kit);
    String p = "relative-";
    grid.add(form.choice(p, () -> id, "member", ItemLines.members(model)).required(), 2);
    grid.add(form.text(p, () -> id, "name").required(), 2);
    grid.add(
        form.choice(
            p, () -> id, "relation", RecordForm.choices("relation"), "intake.relative.relation"),
        2);
    grid.add(form.text(p, () -> id, "unit"), 3);
    grid.add(form.text(p, () -> id, "post"), 3);
    return new FormView(form, grid);
  }

  @Override
  public void add() {
    model.rows().addRelative();
  }

  @Override
  public void refresh() {
    asked.refresh();
    super.refresh();
  }

  @Override
  public boolean begin() {
    return asked.begin();
  }

  /// Who has relatives in office names them; who has none is done.
  @Override
  public void ends(Runnable then) {
    asked.ends(() -> {
      WorkingCopy copy = model.open.get();
      boolean some =
          copy != null && copy.text(copy.application(), "relativeOfOfficial").equals("true");
      if (!some || !super.begin()) then.run();
    });
  }

  @Override
  public boolean focus(Spot at) {
    return asked.focus(at) || super.focus(at);
  }
}
