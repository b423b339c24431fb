package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of one open line. What is asked beside amount and owner follows the code: an account
/// has a bank, a vehicle a plate, a medical bill what was reimbursed. Window thread only.
final class ItemFields extends FormView {
  private static final Set<String> ACCOUNTS = Set.of("P02", "P03", "P04", "P05");
  static final Set<String> BILLS = Set.of("E08", "E09", "E10");
  private static final List<String> INCOME_BASES =
      List.of("MONTHLY", "IRREGULAR", "YEARLY", "ONE_OFF");
  private static final List<String> EXPENSE_BASES = List.of("MONTHLY", "YEARLY", "ONE_OFF");

  private final Kit kit;
  private final IntakeViewModel model;
  private final LineKind kind;
  private final UUID id;
  private final VBox detailBox = new VBox();
  private RecordForm detail;
  private String detailOf = "";
  private @Nullable Runnable end;

  ItemFields(Kit kit, IntakeViewModel model, LineKind kind, UUID id) {
    super(new RecordForm(kit, model), new VBox());
    this.kit = kit;
    this.model = model;
    this.kind = kind;
    this.id = id;
    detail = new RecordForm(kit, model);
    node.getStyleClass().add("form-column");
    node.getChildren().setAll(grid(), detailBox);
  }

  private String prefix() {
    return kind.words() + "-";
  }

  private FormGrid grid() {
    var grid = new FormGrid(kit);
    String p = prefix();
    grid.add(form.choice(p, () -> id, "member", ItemLines.members(model)).required(), 2);
    switch (kind) {
      case INCOME -> income(grid, p);
      case ASSET -> {
        code(grid, p);
        grid.add(form.amount(p, () -> id, "declared", "intake.property.amount"), 2);
      }
      case HOUSE -> house(grid, p);
      case EXPENSE -> expense(grid, p);
      case BENEFIT -> {
        code(grid, p);
        grid.add(form.amount(p, () -> id, "declared", "intake.benefit.amount"), 2);
        grid.add(form.text(p, () -> id, "since"), 2);
        grid.add(form.text(p, () -> id, "label"), 4);
      }
    }
    return grid;
  }

  private void code(FormGrid grid, String p) {
    grid.add(
        form.choice(p, () -> id, "code", RecordForm.choices(kind.table()), kind.key("what"))
            .required(),
        2);
  }

  private static List<Choice> bases(List<String> of) {
    return RecordForm.choices("itemBasis").stream().filter(c -> of.contains(c.code())).toList();
  }

  private void income(FormGrid grid, String p) {
    code(grid, p);
    grid.add(form.amount(p, () -> id, "declared").required(), 2);
    grid.add(form.choice(p, () -> id, "basis", bases(INCOME_BASES)), 2);
    grid.add(form.digits(p, () -> id, "months", 2), 2);
    grid.add(form.amount(p, () -> id, "contributionFen"), 2);
    grid.add(form.choice(p, () -> id, RecordType.ITEM, "exemptCode"), 2);
    grid.add(form.amount(p, () -> id, "exemptFen"), 2);
    grid.add(form.choice(p, () -> id, RecordType.ITEM, "evidence"), 2);
    grid.add(form.text(p, () -> id, "label"), 6);
  }

  private void expense(FormGrid grid, String p) {
    code(grid, p);
    grid.add(form.amount(p, () -> id, "declared", "intake.expense.amount").required(), 2);
    grid.add(form.choice(p, () -> id, "basis", bases(EXPENSE_BASES)), 2);
    grid.add(form.text(p, () -> id, "label"), 4);
  }

  private void house(FormGrid grid, String p) {
    grid.add(form.choice(p, () -> id, RecordType.ITEM, "nature"), 2);
    grid.add(form.amount(p, () -> id, "declared", "intake.house.amount"), 2);
    grid.add(form.text(p, () -> id, "address", "intake.house.rest"), 4);
    grid.add(form.digits(p, () -> id, "year", 4), 1);
    grid.add(form.choice(p, () -> id, RecordType.ITEM, "use"), 1);
  }

  @Override
  public void refresh() {
    super.refresh();
    String code = model.record(id).map(r -> r.text("code")).orElse("");
    if (!code.equals(detailOf)) {
      detailOf = code;
      detail = new RecordForm(kit, model);
      if (end != null) detail.ends(end);
      var grid = new FormGrid(kit);
      details(grid, code);
      detailBox.getChildren().clear();
      if (!grid.getChildren().isEmpty()) detailBox.getChildren().add(grid);
    }
    detail.refresh();
  }

  /// Whether the code asks for these, or something was said there before the code was another: it
  /// stays in sight, for it stands on the paper.
  private boolean asked(boolean byCode, String... fields) {
    return byCode || Arrays.stream(fields).anyMatch(f -> !model.shown(id, f).isEmpty());
  }

  private void details(FormGrid grid, String code) {
    String p = prefix();
    if (kind == LineKind.EXPENSE && asked(BILLS.contains(code), "totalFen", "reimbursedFen")) {
      grid.add(detail.amount(p, () -> id, "totalFen"), 2);
      grid.add(detail.amount(p, () -> id, "reimbursedFen"), 2);
    }
    if (kind != LineKind.ASSET || code.isEmpty()) return;
    if (asked(ACCOUNTS.contains(code), "institution"))
      grid.add(detail.suggest(p, () -> id, "institution", SaidBefore.banks()), 2);
    boolean driven = code.equals("P08") || code.equals("P10");
    if (asked(driven, "plate", "brand", "year", "use")) {
      grid.add(detail.text(p, () -> id, "plate"), 2);
      grid.add(detail.text(p, () -> id, "brand"), 2);
      grid.add(detail.digits(p, () -> id, "year", 4), 2);
      grid.add(detail.choice(p, () -> id, RecordType.ITEM, "use"), 2);
    }
    if (asked(code.equals("P08"), "vehicleExemption"))
      grid.add(detail.choice(p, () -> id, RecordType.ITEM, "vehicleExemption"), 2);
    grid.add(detail.text(p, () -> id, "label"), 6);
  }

  @Override
  public boolean focus(Spot at) {
    return super.focus(at) || detail.focus(at);
  }

  @Override
  public void ends(Runnable then) {
    end = then;
    form.ends(() -> {
      if (!detail.begin()) then.run();
    });
    detail.ends(then);
  }
}
