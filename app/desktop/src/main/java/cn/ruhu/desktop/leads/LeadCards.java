package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The cards of the acts on a lead: each asks for what its record must say, and is done with Enter.
final class LeadCards {
  private static final String OTHER = "99";
  private static final int ROWS = 4;

  private final Kit kit;
  private final LeadsViewModel model;
  private final LeadWords words;

  LeadCards(Kit kit, LeadsViewModel model, LeadWords words) {
    this.kit = kit;
    this.model = model;
    this.words = words;
  }

  private Fields make() {
    return new Fields(kit);
  }

  private Field area(String id, String key) {
    return make().area(id, kit.t(key), ROWS).required();
  }

  private void show(String key, List<? extends Node> content, Dialogs.Act... acts) {
    var column = new VBox();
    column.getStyleClass().add("form");
    var hint = new Label(kit.t("leads.card." + key + ".hint"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    column.getChildren().add(hint);
    column.getChildren().addAll(content);
    kit.dialogs().show(kit.t("leads.card." + key), column, List.of(acts));
  }

  private Dialogs.Act main(String key, BooleanSupplier done) {
    return Dialogs.Act.tried(kit.t("leads.act." + key), done);
  }

  void contact() {
    Field note = area("leads-note", "leads.card.contact.note");
    show(
        "contact",
        List.of(note),
        main(
            "contact",
            () -> {
              if (!Fields.allFine(List.of(note))) return false;
              model.contact(note.value().strip());
              return true;
            }));
  }

  void close() {
    Field reason = area("leads-reason", "leads.card.close.reason");
    show(
        "close",
        List.of(reason),
        main(
            "close",
            () -> {
              if (!Fields.allFine(List.of(reason))) return false;
              model.close(reason.value().strip());
              return true;
            }));
  }

  private Field facts(LeadRow row) {
    Field facts = area("leads-facts", "leads.card.facts");
    facts.valueProperty().set(row.lead().text("about"));
    return facts;
  }

  private Field due(String kind) {
    Field due = make().date("leads-due", kit.t("leads.card.due")).required().check(this::notPast);
    due.valueProperty().set(model.usualDue(kind));
    return due;
  }

  private Optional<String> notPast(String day) {
    return LocalDate.parse(day).isBefore(model.desk().today())
        ? Optional.of(kit.t("leads.card.due.past"))
        : Optional.empty();
  }

  /// A colleague of the list, or a community in words.
  void dispatch(LeadRow row) {
    List<Choice> people =
        model.colleagues.stream()
            .map(c ->
                new Choice(
                    c.id().toString(),
                    kit.t(
                        "leads.colleague", c.text("name"), LeadWords.label("role", c.text("role"))),
                    Pinyin.of(c.text("name")).initials()))
            .toList();
    Field to = make().suggest("leads-to", kit.t("leads.card.dispatch.to"), people).required();
    Field facts = facts(row);
    Field due = due("ASSIGN");
    show(
        "dispatch",
        List.of(to, facts, due),
        main(
            "dispatch",
            () -> {
              if (!Fields.allFine(List.of(to, facts, due))) return false;
              model.dispatch(to.value().strip(), facts.value().strip(), due.value());
              return true;
            }));
  }

  void move() {
    List<Choice> streets = words.streets(false);
    Field street =
        make().choice("leads-to-street", kit.t("leads.card.move.street"), streets).required();
    Field reason = area("leads-reason", "leads.card.move.reason");
    show(
        "move",
        List.of(street, reason),
        main(
            "move",
            () -> {
              if (!Fields.allFine(List.of(street, reason))) return false;
              model.move(
                  street.value(),
                  LeadWords.label("street", street.value()),
                  reason.value().strip());
              return true;
            }));
  }

  /// @param printed told of the saved slip
  void refer(LeadRow row, Consumer<CaseRecord> printed) {
    Field department =
        make()
            .choice(
                "leads-to-department",
                kit.t("leads.card.refer.department"),
                LeadWords.choices("department"))
            .required();
    Field name = make().text("leads-to-name", kit.t("leads.card.refer.name"));
    Field facts = facts(row);
    Field due = due("REFER");
    show(
        "refer",
        List.of(department, name, facts, due),
        main(
            "refer",
            () -> {
              if (!Fields.allFine(List.of(department, name, facts, due))) return false;
              if (department.value().equals(OTHER) && name.value().isBlank()) {
                name.problem(kit.t("leads.card.refer.which"));
                name.focus();
                return false;
              }
              model.refer(
                  department.value(),
                  name.value().strip(),
                  facts.value().strip(),
                  due.value(),
                  printed);
              return true;
            }));
  }

  /// What came back of one of the slips that wait.
  void answer(LeadRow row) {
    List<CaseRecord> waiting = row.unanswered();
    List<Choice> slips =
        waiting.stream()
            .map(r ->
                new Choice(
                    r.id().toString(), words.receiver(r), Pinyin.of(words.receiver(r)).initials()))
            .toList();
    Field slip = make().choice("leads-slip", kit.t("leads.card.answer.slip"), slips).required();
    if (slips.size() == 1) slip.valueProperty().set(slips.getFirst().code());
    Field by = make().text("leads-received-by", kit.t("leads.card.answer.by"));
    Field reply = make().area("leads-reply", kit.t("leads.card.answer.reply"), ROWS);
    Field day =
        make().date("leads-day", kit.t("leads.card.answer.day")).required().check(this::notFuture);
    day.valueProperty().set(model.desk().today().toString());
    var content = new ArrayList<Node>();
    if (slips.size() > 1) content.add(slip);
    content.addAll(List.of(by, reply, day));
    show(
        "answer",
        content,
        main(
            "answer",
            () -> {
              if (!Fields.allFine(List.of(slip, day))) return false;
              if (by.value().isBlank() && reply.value().isBlank()) {
                reply.problem(kit.t("leads.card.answer.nothing"));
                reply.focus();
                return false;
              }
              model.answer(
                  UUID.fromString(slip.value()),
                  by.value().strip(),
                  reply.value().strip(),
                  day.value());
              return true;
            }));
  }

  private Optional<String> notFuture(String day) {
    return LocalDate.parse(day).isAfter(model.desk().today())
        ? Optional.of(kit.t("leads.card.answer.future"))
        : Optional.empty();
  }

  /// Takes a slip back with a reason.
  void recall(CaseRecord slip) {
    Field why = area("leads-reason", "leads.card.recall.reason");
    show(
        "recall",
        List.of(why),
        main(
            "recall",
            () -> {
              if (!Fields.allFine(List.of(why))) return false;
              model.recall(slip.id(), why.value().strip());
              return true;
            }));
  }
}
