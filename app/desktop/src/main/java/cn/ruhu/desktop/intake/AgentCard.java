package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import java.util.UUID;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/// Who came with a power of attorney (form block C).
final class AgentCard extends FormView {
  private final IntakeViewModel model;
  private final FormGrid grid;
  private final Button add;
  private final Button remove;

  AgentCard(Kit kit, IntakeViewModel model) {
    super(
        new RecordForm(kit, model),
        Page.card(kit.t("intake.card.agent"), Cells.wrapped(kit.t("intake.agent.hint"), "hint")));
    this.model = model;
    grid = new FormGrid(kit);
    grid.add(form.text("agent-", this::agent, "name").required(), 2);
    grid.add(form.number("agent-", this::agent, "idNumber"), 2);
    grid.add(form.choice("agent-", model::application, RecordType.APPLICATION, "agentRelation"), 2);
    grid.add(form.digits("agent-", this::agent, "phone", 20), 2);
    grid.add(form.text("agent-", this::agent, "registeredAddress"), 4);
    add =
        Buttons.with(
            Icon.ADD,
            Buttons.plain("intake-agent-add", kit.t("intake.agent.add"), model.rows()::addAgent));
    remove =
        Buttons.quiet(
            "intake-agent-remove", kit.t("intake.agent.remove"), model.rows()::removeAgent);
    Rows.pressesOnEnter(add);
    Rows.pressesOnEnter(remove);
    node.getChildren().addAll(grid, new Bar(add, remove));
  }

  private @Nullable UUID agent() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return null;
    return copy.get(copy.application())
        .flatMap(a -> a.ref("agent"))
        .filter(id -> copy.get(id).isPresent())
        .orElse(null);
  }

  @Override
  public void refresh() {
    boolean there = agent() != null;
    Nodes.shown(grid, there);
    Nodes.shown(remove, there);
    Nodes.shown(add, !there);
    super.refresh();
  }

  @Override
  public boolean focus(Spot at) {
    if (agent() == null) return false;
    refresh();
    return super.focus(at);
  }
}
