package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Lines of one kind in a card, one value column: what was declared. What a line asks for:
/// [ItemFields].
final class ItemLines extends RowsCard {
  private final LineKind kind;

  ItemLines(Kit kit, IntakeViewModel model, LineKind kind) {
    super(kit, model, kind.words(), kind.key(""), columns(kit, kind));
    this.kind = kind;
  }

  private static List<Rows.Column> columns(Kit kit, LineKind kind) {
    boolean owned = kind == LineKind.ASSET || kind == LineKind.HOUSE;
    var who = new Rows.Column(kit.t(owned ? "intake.field.owner" : "work.field.member"), 8);
    var amount = new Rows.Column(kit.t(kind.key("amount")), 9, true);
    var rest = new Rows.Column(kit.t(kind.key("rest")), 0);
    if (kind == LineKind.HOUSE) return List.of(who, amount, rest);
    // the longest word of its table fits
    int longest = owned ? 13 : kind == LineKind.INCOME ? 9 : 11;
    var what = new Rows.Column(kit.t(kind.key("what")), longest);
    return kind == LineKind.INCOME || kind == LineKind.EXPENSE
        ? List.of(who, what, new Rows.Column(kit.t("work.field.basis"), 5), amount, rest)
        : List.of(who, what, amount, rest);
  }

  /// The members to choose from, by name and its initials.
  static List<Choice> members(IntakeViewModel model) {
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

  @Override
  List<CaseRecord> records(CaseFile file) {
    return kind.of(file);
  }

  @Override
  public String mark(UUID id) {
    return owner(id) + row(id).fields() + model.shown(id, "declared");
  }

  @Override
  public List<Node> cells(UUID id) {
    CaseRecord i = row(id);
    var cells = new ArrayList<Node>();
    cells.add(kit.names().node(owner(id)));
    String code = CodeTables.table(kind.table()).label(i.text("code"));
    if (kind != LineKind.HOUSE)
      cells.add(code.isEmpty() ? Cells.muted(kit.t("intake.row.nocode")) : new Label(code));
    if (kind == LineKind.INCOME || kind == LineKind.EXPENSE)
      cells.add(new Label(CodeTables.table("itemBasis").label(i.text("basis"))));
    Label amount = Cells.digits(model.shown(id, "declared"));
    boolean asks = !i.text("basis").isEmpty();
    cells.add(amount.getText().isEmpty() && asks ? Cells.muted(kit.t("work.value.none")) : amount);
    cells.add(new Label(rest(i)));
    return cells;
  }

  private String rest(CaseRecord i) {
    return switch (kind) {
      case INCOME ->
          i.get("exemptCode").isPresent()
              ? CodeTables.table("exempt").label(i.text("exemptCode"))
              : i.text("label");
      case HOUSE -> i.text("address");
      case BENEFIT -> i.text("since");
      case ASSET -> (i.text("institution") + " " + i.text("plate") + " " + i.text("label")).strip();
      case EXPENSE -> i.text("label");
    };
  }

  @Override
  StepView fields(UUID id) {
    return new ItemFields(kit, model, kind, id);
  }

  @Override
  public void add() {
    model.rows().addItem(kind);
  }

  @Override
  public boolean focus(Spot at) {
    return !at.field().startsWith(Months.TYPED) && super.focus(at);
  }
}
