package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The households of my day. Window thread only.
final class MyDayViewModel {
  /// A household to visit.
  ///
  /// @param due last day, empty when the street named none
  /// @param daysLeft working days until then, negative when it has passed
  /// @param partner name of the other investigator
  /// @param returned questions sent back
  /// @param begun answers lie on this machine
  record Household(
      UUID assignment,
      String applicant,
      String address,
      String number,
      String schemes,
      Optional<LocalDate> due,
      int daysLeft,
      String note,
      String partner,
      int returned,
      int attempts,
      boolean begun) {}

  /// What the machine brings along into the field.
  ///
  /// @param form title and version of the questionnaire
  /// @param partnersUnknown names of partners who never signed in on this machine
  record Readiness(String form, List<String> partnersUnknown, long freeBytes) {}

  private final Desk desk;
  private final Latest latest;
  private final VisitForms forms;
  private final FieldMachine machine;

  final ObservableList<Household> households = FXCollections.observableArrayList();
  final ObjectProperty<Optional<Readiness>> readiness =
      new SimpleObjectProperty<>(Optional.empty());
  final IntegerProperty count = new SimpleIntegerProperty();
  final StringProperty trouble = new SimpleStringProperty("");

  MyDayViewModel(Desk desk, Background background, VisitForms forms, FieldMachine machine) {
    this.desk = desk;
    this.latest = new Latest(background);
    this.forms = forms;
    this.machine = machine;
  }

  private record Day(List<Household> households, Readiness readiness) {}

  void refresh() {
    latest.read(
        this::read,
        day -> {
          trouble.set("");
          if (!households.equals(day.households())) households.setAll(day.households());
          count.set(day.households().size());
          readiness.set(Optional.of(day.readiness()));
        },
        cause -> trouble.set(Words.troubleCode(cause)));
  }

  private Day read() throws StoreException {
    UUID me = desk.actor().staff();
    var found = new ArrayList<Household>();
    var partners = new HashSet<UUID>();
    var drafts = new HashSet<>(desk.store().drafts().keys());
    for (CaseRecord a : desk.store().all(RecordType.ASSIGNMENT)) {
      Optional<UUID> first = a.ref("investigatorA");
      Optional<UUID> second = a.ref("investigatorB");
      boolean mine = first.filter(me::equals).or(() -> second.filter(me::equals)).isPresent();
      Optional<UUID> application = a.ref("application");
      if (!mine || !Assignments.inForce(a.text("state")) || application.isEmpty()) continue;
      UUID partner = first.filter(me::equals).isPresent() ? second.orElse(me) : first.orElse(me);
      partners.add(partner);
      CaseFile file = desk.caseFile(application.get());
      if (file.application().isPresent()) found.add(household(file, a, partner, drafts));
    }
    found.sort(
        Comparator.comparing((Household h) -> h.due().orElse(LocalDate.MAX))
            .thenComparing(Household::address));
    var unknown = new ArrayList<String>();
    for (UUID p : partners) if (!machine.knows(p)) unknown.add(desk.staffName(p));
    var form = forms.current();
    return new Day(
        found, new Readiness(form.title() + " " + form.version(), unknown, machine.freeBytes()));
  }

  private Household household(
      CaseFile file, CaseRecord assignment, UUID partner, Set<String> drafts) {
    CaseRecord app = file.application().orElseThrow();
    Optional<LocalDate> due = Texts.date(assignment.text("due"));
    int attempts = Visit.attempts(file, assignment.id());
    return new Household(
        assignment.id(),
        file.applicant().map(p -> p.text("name")).orElse(""),
        app.text("residenceAddress"),
        app.text("number"),
        app.text("schemes"),
        due,
        due.map(d -> WorkingDays.remaining(new Due(d, false), desk.today())).orElse(0),
        assignment.text("note"),
        desk.staffName(partner),
        Return.of(file).asked().size(),
        attempts,
        drafts.contains(VisitDraft.key(assignment.id(), attempts + 1)));
  }
}
