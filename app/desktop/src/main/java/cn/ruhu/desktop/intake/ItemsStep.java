package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Lines of income (form block F) or of property (block G), one value column: what was declared.
final class ItemsStep implements StepView {
  private final Kit kit;
  private final IntakeViewModel model;
  private final String kind;
  private final boolean income;
  private final Rows rows;
  private final VBox node = new VBox();
  private RecordForm form;

  /// @param kind `INCOME` or `ASSET`
  ItemsStep(Kit kit, IntakeViewModel model, String kind) {
    this.kit = kit;
    this.model = model;
    this.kind = kind;
    income = kind.equals("INCOME");
    form = new RecordForm(kit, model);
    rows = new Rows(kit, income ? "income" : "property", columns(), new Lines(), addWords());
    node.getStyleClass().add("step-column");
    node.getChildren()
        .setAll(
            Page.card(
                kit.t(income ? "intake.card.income" : "intake.card.property"),
                Cells.wrapped(
                    kit.t(income ? "intake.income.hint" : "intake.property.hint"), "hint"),
                rows));
  }

  private String addWords() {
    return kit.t(income ? "intake.income.add" : "intake.property.add");
  }

  private List<Rows.Column> columns() {
    return income
        ? List.of(
            new Rows.Column(kit.t("work.field.member"), 9),
            new Rows.Column(kit.t("intake.field.source"), 11),
            new Rows.Column(kit.t("work.field.basis"), 6),
            new Rows.Column(kit.t("intake.field.declared"), 9, true),
            new Rows.Column(kit.t("work.field.exemptCode"), 0))
        : List.of(
            new Rows.Column(kit.t("intake.field.owner"), 9),
            new Rows.Column(kit.t("intake.field.asset"), 13),
            new Rows.Column(kit.t("intake.field.declared"), 9, true),
            new Rows.Column(kit.t("work.field.label"), 0));
  }

  private Optional<CaseRecord> record(UUID id) {
    WorkingCopy copy = model.open.get();
    return copy == null ? Optional.empty() : copy.get(id);
  }

  private String owner(CaseRecord item) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return "";
    return item.ref("member")
        .flatMap(copy::get)
        .flatMap(copy.file()::personOf)
        .map(p -> p.text("name"))
        .orElse("");
  }

  private List<Choice> members() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return List.of();
    return copy.file().members().stream()
        .map(m -> {
          String name = copy.file().personOf(m).map(p -> p.text("name")).orElse("");
          String relation = CodeTables.table("relation").label(m.text("relation"));
          return new Choice(
              m.id().toString(), name.isEmpty() ? relation : name, Pinyin.of(name).initials());
        })
        .toList();
  }

  private final class Lines implements Rows.Content {
    @Override
    public List<UUID> ids() {
      WorkingCopy copy = model.open.get();
      return copy == null
          ? List.of()
          : copy.file().items(kind).stream().map(CaseRecord::id).toList();
    }

    @Override
    public List<Node> cells(UUID id) {
      CaseRecord i = record(id).orElseThrow();
      String code = CodeTables.table(income ? "income" : "asset").label(i.text("code"));
      Node who = kit.names().node(owner(i));
      Label amount = Cells.digits(model.shown(id, "declared"));
      if (amount.getText().isEmpty()) amount = Cells.muted(kit.t("work.value.none"));
      Label what = code.isEmpty() ? Cells.muted(kit.t("intake.row.nocode")) : new Label(code);
      return income
          ? List.of(
              who,
              what,
              new Label(CodeTables.table("itemBasis").label(i.text("basis"))),
              amount,
              new Label(CodeTables.table("exempt").label(i.text("exemptCode"))))
          : List.of(who, what, amount, new Label(i.text("label")));
    }

    @Override
    public Node editor(UUID id) {
      form = new RecordForm(kit, model);
      var grid = new FormGrid(6);
      String prefix = income ? "income-" : "property-";
      grid.add(form.choice(prefix, () -> id, "member", members()).required(), 2);
      grid.add(
          form.choice(prefix, () -> id, "code", RecordForm.choices(income ? "income" : "asset"))
              .required(),
          2);
      grid.add(form.amount(prefix, () -> id, "declared").required(), 2);
      if (income) incomeFields(grid, prefix, id);
      else grid.add(form.text(prefix, () -> id, "label"), 6);
      form.refresh();
      return grid;
    }

    private void incomeFields(FormGrid grid, String prefix, UUID id) {
      List<Choice> bases =
          RecordForm.choices("itemBasis").stream()
              .filter(c -> List.of("MONTHLY", "IRREGULAR", "YEARLY", "ONE_OFF").contains(c.code()))
              .toList();
      grid.add(form.choice(prefix, () -> id, "basis", bases), 2);
      grid.add(form.digits(prefix, () -> id, "months", 2), 2);
      grid.add(form.amount(prefix, () -> id, "contributionFen"), 2);
      grid.add(form.choice(prefix, () -> id, RecordType.ITEM, "exemptCode"), 2);
      grid.add(form.amount(prefix, () -> id, "exemptFen"), 2);
      grid.add(form.choice(prefix, () -> id, RecordType.ITEM, "evidence"), 2);
    }

    @Override
    public void add() {
      model.rows().addItem(kind);
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
  public boolean focus(Spot at) {
    WorkingCopy copy = model.open.get();
    if (copy == null || copy.file().items(kind).stream().noneMatch(i -> i.id().equals(at.record())))
      return false;
    rows.edit(at.record());
    return form.focus(at);
  }
}
