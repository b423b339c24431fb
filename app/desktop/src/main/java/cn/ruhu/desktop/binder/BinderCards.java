package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.PlaceChoices;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What is asked before a page is changed. Every choice is reached by pinyin initials; where it is
/// now stands there already.
final class BinderCards {

  private final Kit kit;
  private final BinderViewModel model;

  BinderCards(Kit kit, BinderViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  /// Which case.
  void open(Consumer<UUID> chosen) {
    Field whose =
        new Fields(kit).choice("binder-case", kit.t("binder.card.case"), cases()).required();
    kit.dialogs()
        .show(
            kit.t("binder.card.open"),
            new VBox(12, whose),
            List.of(
                Dialogs.Act.tried(
                    kit.t("binder.card.open.act"),
                    () -> {
                      if (!Fields.allFine(List.of(whose))) return false;
                      chosen.accept(UUID.fromString(whose.value()));
                      return true;
                    })));
  }

  /// Where a page belongs: case, kind, whose, and why it is put elsewhere.
  void place(CaseRecord page) {
    var fields = new Fields(kit);
    Field whose = fields.choice("binder-case", kit.t("binder.card.case"), cases()).required();
    Field slot =
        fields.choice("binder-slot", kit.t("binder.card.slot"), PlaceChoices.papers()).required();
    Field reason = fields.text("binder-reason", kit.t("binder.card.reason")).required();
    reason.hint(kit.t("binder.card.place.hint"));
    var holder = new VBox();
    var owner = new Field[] {owners(PageActs.caseOf(page).toString())};
    whose.valueProperty().set(PageActs.caseOf(page).toString());
    slot.valueProperty().set(page.text("slot"));
    owner[0]
        .valueProperty()
        .set(Routing.owner(page).map(UUID::toString).orElse(PlaceChoices.HOUSEHOLD));
    holder.getChildren().setAll(owner[0]);
    whose
        .valueProperty()
        .subscribe((_, id) -> {
          owner[0] = owners(id);
          holder.getChildren().setAll(owner[0]);
        });
    kit.dialogs()
        .show(
            kit.t("binder.card.place"),
            new VBox(12, whose, slot, holder, reason),
            List.of(
                Dialogs.Act.tried(
                    kit.t("binder.card.place.act"),
                    () -> {
                      if (!Fields.allFine(List.of(whose, slot, reason))) return false;
                      model.place(
                          page,
                          new PageActs.Place(
                              UUID.fromString(whose.value()),
                              slot.value(),
                              PlaceChoices.owner(owner[0].value())),
                          reason.value());
                      return true;
                    })));
  }

  /// Why another picture takes a page's place.
  void replace(CaseRecord page, Path from) {
    reason(
        "binder.card.replace",
        "binder.card.replace.hint",
        "binder.card.replace.act",
        why -> model.replace(page, from, why));
  }

  /// Why a page is taken out.
  void withdraw(CaseRecord page) {
    reason(
        "binder.card.withdraw",
        "binder.card.withdraw.hint",
        "binder.card.withdraw.act",
        why -> model.withdraw(page, why));
  }

  private void reason(String title, String hint, String label, Consumer<String> act) {
    Field why = new Fields(kit).text("binder-reason", kit.t("binder.card.reason")).required();
    var words = new Label(kit.t(hint));
    words.getStyleClass().add("hint");
    words.setWrapText(true);
    kit.dialogs()
        .show(
            kit.t(title),
            new VBox(12, why, words),
            List.of(
                Dialogs.Act.tried(
                    kit.t(label),
                    () -> {
                      if (!Fields.allFine(List.of(why))) return false;
                      act.accept(why.value());
                      return true;
                    })));
  }

  private List<Choice> cases() {
    var desk = model.desk();
    return desk.applications().stream()
        .sorted(Comparator.comparing(CaseRecord::id).reversed())
        .map(a -> {
          String name =
              a.ref("applicant").flatMap(desk.store()::record).map(p -> p.text("name")).orElse("");
          return new Choice(
              a.id().toString(),
              name + "  " + Show.caseNumber(a.text("number")),
              Pinyin.of(name).initials());
        })
        .toList();
  }

  private Field owners(String application) {
    Optional<CaseFile> file =
        Optional.of(application)
            .filter(a -> !a.isEmpty())
            .map(a -> model.desk().caseFile(UUID.fromString(a)));
    List<Choice> people = PlaceChoices.people(kit.t("binder.household"), file);
    Field made = new Fields(kit).choice("binder-owner", kit.t("binder.card.owner"), people);
    made.valueProperty().set(PlaceChoices.HOUSEHOLD);
    return made;
  }
}
