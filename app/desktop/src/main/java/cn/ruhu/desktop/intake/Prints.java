package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What the window prints for the case on the desk. A case is saved before any of its papers is
/// made, so that paper and records say the same. Window thread only.
final class Prints {
  /// Proposed days for missing papers; the clerk says the day.
  private static final int DAYS_PROPOSED = 10;

  private final Kit kit;
  private final IntakeViewModel model;
  private final IntakeSaving saving;
  private final PapersViewModel papers;
  private final Printing printing;

  Prints(
      Kit kit,
      IntakeViewModel model,
      IntakeSaving saving,
      PapersViewModel papers,
      Printing printing) {
    this.kit = kit;
    this.model = model;
    this.saving = saving;
    this.papers = papers;
    this.printing = printing;
  }

  /// F9: the registration form with a sheet for every signer.
  void form() {
    open(PaperWish.form(), saving::reread);
  }

  /// The application in writing, for those who are asked for one.
  void application() {
    open(PaperWish.application(), saving::reread);
  }

  /// The community vouches for those without a number.
  void vouching() {
    open(PaperWish.vouching(), saving::reread);
  }

  /// Near relatives of officials put on record.
  void relatives() {
    open(PaperWish.relatives(), saving::reread);
  }

  /// A paper that went out, once more as a counted copy; what is being typed has no part in it.
  void again(CaseRecord document) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    UUID application = copy.application();
    PaperWish.of(document)
        .ifPresent(wish -> printing.open(wish, application, _ -> saving.reread()));
  }

  /// Receipt for everything that was seen or is on file.
  void receipt() {
    open(PaperWish.receipt(papers.there()), saving::reread);
  }

  /// Notice of acceptance, with the last lawful day as of today.
  void acceptance() {
    if (saving.elsewhere()) {
      saving.hindrances.setAll(Message.of("intake.street.n01"));
      return;
    }
    LocalDate due = WorkingDays.due(model.desk().today(), CaseClock.WHOLE_DAYS).date();
    open(PaperWish.acceptance(due), saving::reread);
  }

  private void open(PaperWish wish, Runnable issued) {
    saving.saved(() -> {
      WorkingCopy copy = model.open.get();
      if (copy != null) printing.open(wish, copy.application(), _ -> issued.run());
    });
  }

  /// Asks for which papers and until when, then tells the household at once.
  void missing() {
    saving.saved(() -> {
      var ticks = new ArrayList<CheckBox>();
      var grid = new GridPane(24, 6);
      for (PapersViewModel.Paper p : papers.papers()) {
        var tick = new CheckBox(CodeTables.label("docType", p.slot()));
        tick.setId("intake-ask-" + p.slot());
        tick.setUserData(p.slot());
        tick.setSelected(p.missing() || (p.promised() && p.pages() == 0));
        grid.add(tick, ticks.size() % 2, ticks.size() / 2);
        ticks.add(tick);
      }
      LocalDate proposed = WorkingDays.due(model.desk().today(), DAYS_PROPOSED).date();
      Field due = new Fields(kit).date("intake-ask-due", kit.t("intake.ask.due")).required();
      due.valueProperty().set(proposed.toString());
      var words = new Label(kit.t("intake.ask.words"));
      words.setWrapText(true);
      var body = new VBox(12, words, grid, due);
      kit.dialogs()
          .show(
              kit.t("intake.act.missing"),
              body,
              List.of(
                  Dialogs.Act.tried(
                      kit.t("intake.ask.print"),
                      () -> {
                        if (!Fields.allFine(List.of(due))) return false;
                        told(slots(ticks), LocalDate.parse(due.value()));
                        return true;
                      })));
    });
  }

  /// One sheet for every promised paper: the household says by which day they come.
  void promise() {
    saving.saved(() -> {
      List<String> slots = papers.promised();
      if (slots.isEmpty()) {
        saving.hindrances.setAll(Message.of("intake.promise.none"));
        return;
      }
      LocalDate proposed = WorkingDays.due(model.desk().today(), DAYS_PROPOSED).date();
      Field due =
          new Fields(kit).date("intake-promise-due", kit.t("intake.promise.due")).required();
      due.valueProperty().set(proposed.toString());
      var body = new VBox(12, Cells.wrapped(kit.t("intake.promise.words", slots.size())), due);
      for (int i = 0; i < slots.size(); i++)
        body.getChildren()
            .add(1 + i, new Label("\u2022 " + CodeTables.label("docType", slots.get(i))));
      kit.dialogs()
          .show(
              kit.t("intake.act.promise"),
              body,
              List.of(
                  Dialogs.Act.tried(
                      kit.t("intake.promise.print"),
                      () -> {
                        if (!Fields.allFine(List.of(due))) return false;
                        open(
                            PaperWish.promise(slots, LocalDate.parse(due.value())), saving::reread);
                        return true;
                      })));
    });
  }

  /// A cover sheet for every paper that is still to be scanned, in one press.
  void covers() {
    List<String> slots = papers.toScan();
    if (slots.isEmpty()) saving.hindrances.setAll(Message.of("intake.covers.none"));
    else open(PaperWish.covers(slots), () -> {});
  }

  private static List<String> slots(List<CheckBox> ticks) {
    return ticks.stream()
        .filter(CheckBox::isSelected)
        .map(t -> t.getUserData().toString())
        .toList();
  }

  private void told(List<String> slots, LocalDate due) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    printing.open(
        PaperWish.missing(slots, due),
        copy.application(),
        row -> {
          if (row.get("copyOf").isEmpty()) saving.asked();
        });
  }

  /// A cover sheet for loose originals; the slot is chosen first.
  void cover() {
    List<Choice> slots =
        PapersViewModel.SLOTS.stream()
            .map(s ->
                CodeTables.table("docType")
                    .entry(s)
                    .map(e -> new Choice(e.code(), e.label(), e.initials())))
            .flatMap(java.util.Optional::stream)
            .toList();
    Field slot =
        new Fields(kit).choice("intake-cover", kit.t("intake.cover.slot"), slots).required();
    kit.dialogs()
        .show(
            kit.t("intake.act.cover"),
            slot,
            List.of(
                Dialogs.Act.tried(
                    kit.t("intake.cover.print"),
                    () -> {
                      if (!Fields.allFine(List.of(slot))) return false;
                      String chosen = slot.value();
                      open(PaperWish.cover(chosen), () -> {});
                      return true;
                    })));
  }
}
