package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// Lines of one kind in a card, one value column: what was declared. What a line asks for:
/// [ItemFields].
final class ItemLines implements StepView {
  private final Kit kit;
  private final IntakeViewModel model;
  private final LineKind kind;
  private final Rows rows;
  private final Node node;
  private ItemFields fields;

  ItemLines(Kit kit, IntakeViewModel model, LineKind kind) {
    this.kit = kit;
    this.model = model;
    this.kind = kind;
    fields = ItemFields.none(kit, model, kind);
    rows = new Rows(kit, kind.words(), columns(), new Lines(), say("add"));
    node =
        Page.card(kit.t("intake.card." + kind.words()), Cells.wrapped(say("hint"), "hint"), rows);
  }

  private String say(String what) {
    return kit.t(kind.key(what));
  }

  private List<Rows.Column> columns() {
    var who = new Rows.Column(kit.t(owned() ? "intake.field.owner" : "work.field.member"), 9);
    var amount = new Rows.Column(say("amount"), 9, true);
    var rest = new Rows.Column(say("rest"), 0);
    if (kind == LineKind.HOUSE) return List.of(who, amount, rest);
    var what = new Rows.Column(say("what"), owned() ? 13 : 11);
    return kind == LineKind.INCOME || kind == LineKind.EXPENSE
        ? List.of(who, what, new Rows.Column(kit.t("work.field.basis"), 6), amount, rest)
        : List.of(who, what, amount, rest);
  }

  private boolean owned() {
    return kind == LineKind.ASSET || kind == LineKind.HOUSE;
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

  private final class Lines implements Rows.Content {
    @Override
    public List<UUID> ids() {
      WorkingCopy copy = model.open.get();
      return copy == null ? List.of() : kind.of(copy.file()).stream().map(CaseRecord::id).toList();
    }

    @Override
    public String mark(UUID id) {
      CaseRecord i = record(id).orElseThrow();
      return owner(i) + i.fields() + model.shown(id, "declared");
    }

    @Override
    public boolean waits(UUID id) {
      return record(id).flatMap(r -> r.get("copied")).isPresent();
    }

    @Override
    public List<Node> cells(UUID id) {
      CaseRecord i = record(id).orElseThrow();
      var cells = new ArrayList<Node>();
      cells.add(kit.names().node(owner(i)));
      String code = CodeTables.table(kind.table()).label(i.text("code"));
      if (kind != LineKind.HOUSE)
        cells.add(code.isEmpty() ? Cells.muted(kit.t("intake.row.nocode")) : new Label(code));
      if (kind == LineKind.INCOME || kind == LineKind.EXPENSE)
        cells.add(new Label(CodeTables.table("itemBasis").label(i.text("basis"))));
      Label amount = Cells.digits(model.shown(id, "declared"));
      boolean asks = !i.text("basis").isEmpty();
      cells.add(
          amount.getText().isEmpty() && asks ? Cells.muted(kit.t("work.value.none")) : amount);
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
        case ASSET ->
            (i.text("institution") + " " + i.text("plate") + " " + i.text("label")).strip();
        case EXPENSE -> i.text("label");
      };
    }

    @Override
    public Node editor(UUID id) {
      fields = new ItemFields(kit, model, kind, id);
      return fields.node();
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
    fields.refresh();
  }

  @Override
  public @Nullable UUID editing() {
    return rows.editing();
  }

  @Override
  public boolean focus(Spot at) {
    WorkingCopy copy = model.open.get();
    if (at.field().startsWith(Months.TYPED)) return false;
    if (copy == null || kind.of(copy.file()).stream().noneMatch(i -> i.id().equals(at.record())))
      return false;
    rows.edit(at.record());
    return fields.focus(at);
  }
}
