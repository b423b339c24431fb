package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The applicant and the application, in the order of the paper (form blocks A to C).
final class ApplicantStep extends FormView {
  private final IntakeViewModel model;
  private final AgentCard agent;
  private final SaidBefore before;
  private final Kit kit;
  private final IntakeStreets streets;
  private final Field street;
  private final Label follows = Cells.wrapped("", "hint");
  private final Button propose;
  private final Button lives;

  ApplicantStep(Kit kit, IntakeViewModel model) {
    super(new RecordForm(kit, model), new VBox());
    this.kit = kit;
    this.model = model;
    before = new SaidBefore(model);
    streets = new IntakeStreets(model);
    street =
        new Fields(kit)
            .choice("intake-street", kit.t("intake.street"), streets.choices())
            .onLeft(streets::choose);
    follows.setId("intake-street-follows");
    propose =
        Buttons.plain(
            "intake-street-propose", "", () -> streets.proposed().ifPresent(streets::choose));
    lives = Buttons.plain("intake-street-lives", "", streets::writeResidence);
    streets.problem.subscribe(m -> {
      if (m != null) street.valueProperty().set(streets.chosen());
      street.problem(m == null ? null : kit.text().of(m));
    });
    agent = new AgentCard(kit, model);
    node.getStyleClass().add("step-column");
    node.getChildren()
        .setAll(
            Page.card(kit.t("intake.card.street"), receiving()),
            Page.card(kit.t("intake.card.application"), application()),
            Page.card(kit.t("intake.card.identity"), identity()),
            Page.card(kit.t("intake.card.standing"), standing()),
            agent.node());
  }

  private Node receiving() {
    var words = new VBox(follows, propose, lives);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setSpacing(4);
    var grid = new FormGrid(kit);
    grid.add(street, 2);
    grid.add(words, 4);
    return grid;
  }

  private void showStreet() {
    street.editable(streets.isOpen());
    if (!street.hasProblem()) street.valueProperty().set(streets.chosen());
    follows.setText(
        streets.takenInBy().map(kit.text()::of).orElseGet(() -> kit.text().of(streets.words())));
    Optional<String> other = streets.proposed();
    other.ifPresent(
        s -> propose.setText(kit.t("intake.street.propose", CodeTables.label("street", s))));
    Nodes.shown(propose, other.isPresent());
    Optional<String> home = streets.livesIn();
    home.ifPresent(s -> lives.setText(kit.t("intake.street.lives", CodeTables.label("street", s))));
    Nodes.shown(lives, home.isPresent());
  }

  private Node identity() {
    var grid = new FormGrid(kit);
    grid.add(form.text("", this::person, "name").required(), 2);
    grid.add(form.number("", this::person, "idNumber").required(), 2);
    grid.add(form.choice("", this::person, RecordType.PERSON, "idKind"), 2);
    grid.add(form.choice("", this::person, RecordType.PERSON, "sex"), 1);
    grid.add(form.date("", this::person, "birthDate"), 1);
    grid.add(form.choice("", this::person, RecordType.PERSON, "ethnicity"), 2);
    grid.add(form.text("", this::person, "nationality"), 2);
    grid.add(form.text("", this::person, "registeredAddress"), 4);
    grid.add(form.text("", this::person, "nameEnglish"), 2);
    grid.add(form.text("", this::person, "issuer"), 2);
    grid.add(form.date("", this::person, "validFrom"), 2);
    grid.add(form.text("", this::person, "validTo"), 2);
    grid.add(form.text("", this::person, "idPending"), 6);
    grid.add(Vouching.of(form, model, "", this::person), 6);
    contact(grid);
    return grid;
  }

  private Node application() {
    var grid = new FormGrid(kit);
    grid.add(form.suggest("", model::application, "community", before.communities()), 2);
    grid.add(form.several("", model::application, RecordType.APPLICATION, "schemes"), 6);
    grid.add(form.choice("", model::application, RecordType.APPLICATION, "applyMethod"), 2);
    grid.add(form.yesNo("", model::application, "firstTime"), 2);
    grid.add(form.digits("", model::application, "familySize", 2), 2);
    grid.add(form.area("", model::application, "reason", 2), 6);
    return grid;
  }

  /// How the applicant is reached, and the account benefits go to.
  private void contact(FormGrid grid) {
    grid.add(form.digits("", model::application, "phone", 20).required(), 2);
    grid.add(
        form.text("", model::application, "residenceAddress")
            .required()
            .same(kit.t("intake.same.registered"), () -> said(person(), "registeredAddress")),
        4);
    grid.add(form.choice("", model::application, "residenceStreet", streets.choices()), 2);
    grid.add(form.text("", model::application, "residenceCommunity"), 2);
    grid.add(form.yesNo("", model::application, "residenceOutside"), 2);
    grid.add(
        form.text("", model::application, "deliveryAddress")
            .same(
                kit.t("intake.same.residence"),
                () -> said(model.application(), "residenceAddress")),
        6);
    grid.add(form.suggest("", model::application, "bankName", SaidBefore.banks()), 2);
    grid.add(
        form.text("", model::application, "bankHolder")
            .same(kit.t("intake.same.applicant"), () -> said(person(), "name")),
        2);
    grid.add(form.digits("", model::application, "bankAccount", 30), 2);
  }

  private Node standing() {
    var grid = new FormGrid(kit);
    MembersCard.standing(form, grid, "self-", this::member);
    return grid;
  }

  private String said(@Nullable UUID record, String field) {
    return record == null ? "" : model.shown(record, field);
  }

  private @Nullable UUID person() {
    WorkingCopy copy = model.open.get();
    return copy == null ? null : CaseEdits.applicant(copy).orElse(null);
  }

  private @Nullable UUID member() {
    WorkingCopy copy = model.open.get();
    UUID who = person();
    if (copy == null || who == null) return null;
    return copy.file().members().stream()
        .filter(m -> m.text("person").equals(who.toString()))
        .map(m -> m.id())
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean begin() {
    return super.begin() || agent.begin();
  }

  @Override
  public void ends(Runnable then) {
    super.ends(() -> {
      if (!agent.begin()) then.run();
    });
    agent.ends(then);
  }

  @Override
  public void refresh() {
    showStreet();
    super.refresh();
    agent.refresh();
  }

  @Override
  public boolean focus(Spot at) {
    if (at.field().equals("street")) {
      street.focus();
      return true;
    }
    return super.focus(at) || agent.focus(at);
  }
}
