package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The dwelling the household lives in, fact by fact (form block G): each fact is an item of its
/// own, as the visit asks for it, and comes to be when it is filled.
final class DwellingCard extends FormView {
  private final IntakeViewModel model;

  DwellingCard(Kit kit, IntakeViewModel model) {
    super(
        new RecordForm(kit, model),
        Page.card(
            kit.t("intake.card.dwelling"), Cells.wrapped(kit.t("intake.dwelling.hint"), "hint")));
    this.model = model;
    var fields = new Fields(kit);
    var grid = new FormGrid(kit);
    fact(grid, fields.choice(id("H04"), label("H04"), RecordForm.choices("housingSource")), "H04");
    fact(grid, fields.choice(id("H06"), label("H06"), RecordForm.choices("housingKind")), "H06");
    fact(grid, fields.amount(id("H05"), kit.t("intake.dwelling.rent")), "H05");
    fact(grid, fields.amount(id("H07"), kit.t("intake.dwelling.area")), "H07");
    fact(grid, fields.digits(id("H08"), label("H08"), 2), "H08");
    fact(grid, fields.digits(id("H17"), label("H17"), 2), "H17");
    grid.add(bound(fields.text(id("H19"), label("H19")), "H19"), 6);
    node.getChildren().add(grid);
  }

  private static String id(String code) {
    return "intake-dwelling-" + code;
  }

  private static String label(String code) {
    return CodeTables.table("housing").label(code);
  }

  private void fact(FormGrid grid, Field field, String code) {
    grid.add(bound(field, code), 2);
  }

  private Field bound(Field field, String code) {
    return form.made(
        field, () -> there(code), () -> model.rows().fact(code), "declared", () -> asked(code));
  }

  private boolean asked(String code) {
    WorkingCopy copy = model.open.get();
    return copy != null && Asked.dwelling(copy.file(), code);
  }

  private @Nullable UUID there(String code) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return null;
    return copy.file().items("HOUSING").stream()
        .filter(i -> i.text("code").equals(code))
        .map(CaseRecord::id)
        .findFirst()
        .orElse(null);
  }
}
