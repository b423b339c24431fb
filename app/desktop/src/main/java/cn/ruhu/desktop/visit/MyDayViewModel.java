package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.process.WalkingOrder;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.wire.Badge;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.jspecify.annotations.Nullable;

/// The households of my day, in walking order. Window thread only.
final class MyDayViewModel {
  /// A household to visit.
  ///
  /// @param group community and building, which the day is walked by
  /// @param due last day, empty when the street named none
  /// @param daysLeft working days until then, negative when it has passed
  /// @param partner name of the other investigator
  /// @param returned questions sent back
  /// @param begun answers lie on this machine
  /// @param call what came of the morning's call
  /// @param lease until when the assignment is this machine's, empty while nobody took it
  /// @param mode code of `visitMode`
  /// @param elsewhere the newest request to the street the household lives in
  record Household(
      UUID assignment,
      String applicant,
      String group,
      String address,
      String phone,
      String number,
      String schemes,
      Optional<LocalDate> due,
      int daysLeft,
      String note,
      UUID partnerId,
      String partner,
      int returned,
      int attempts,
      boolean begun,
      Optional<DayNotes.Call> call,
      Optional<Instant> lease,
      String mode,
      Optional<Inquiry> elsewhere) {}

  /// A visit that was begun and is no longer in the day: the answers are here and can be sealed.
  ///
  /// @param key of its draft
  /// @param handed when what was asked at the table was handed to those who took over
  /// @param check the district's: nobody is handed what it asked, it would be blind no more
  record Left(
      String key,
      String applicant,
      String address,
      Sent.Lost why,
      Optional<Instant> handed,
      boolean check) {
    private static final Set<Sent.Lost> TAKEN_OVER =
        EnumSet.of(Sent.Lost.WITHDRAWN, Sent.Lost.OTHERS, Sent.Lost.GONE);

    /// Whether somebody else may be asking the same household by now.
    boolean takenOver() {
      return !check && TAKEN_OVER.contains(why);
    }
  }

  /// Somebody who may come in a partner's place.
  record Substitute(UUID id, String name) {}

  /// What the machine brings along into the field.
  ///
  /// @param form title and version of the questionnaire
  /// @param partnersUnknown names of partners who never signed in on this machine, and of whom it
  ///   has no badge
  /// @param bare applicants whose declaration is not on this machine
  /// @param clock how far the clock is off
  record Readiness(
      String form,
      List<String> partnersUnknown,
      List<String> bare,
      long freeBytes,
      Optional<FieldMachine.Battery> battery,
      ClockLook clock) {
    static final long ROOM_MIN = 2L << 30;
    static final int BATTERY_MIN = 60;

    /// How many things are missing.
    int gaps() {
      boolean low = battery.filter(b -> !b.charging() && b.percent() < BATTERY_MIN).isPresent();
      return partnersUnknown.size()
          + bare.size()
          + (freeBytes < ROOM_MIN ? 1 : 0)
          + (low ? 1 : 0)
          + (clock.isRight() ? 0 : 1);
    }
  }

  /// beside a draft's key: when it was handed over
  private static final String HANDED = "/handed";

  /// A lease ends this long after the last day of the visit.
  private static final int LEASE_AFTER_DUE_DAYS = 3;

  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final VisitForms forms;
  private final FieldMachine machine;

  final ObservableList<Household> households = FXCollections.observableArrayList();
  final ObservableList<Left> left = FXCollections.observableArrayList();

  /// sealed visits that wait for the second signature, the one that ends first before
  final ObservableList<Unsigned> unsigned = FXCollections.observableArrayList();

  /// signatures the district could not match to their person
  final ObservableList<SignatureDoubt> doubts = FXCollections.observableArrayList();

  final ObjectProperty<Optional<Readiness>> readiness =
      new SimpleObjectProperty<>(Optional.empty());
  final IntegerProperty count = new SimpleIntegerProperty();
  final StringProperty trouble = new SimpleStringProperty("");

  /// what was just done, for a short notice
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  MyDayViewModel(Desk desk, Background background, VisitForms forms, FieldMachine machine) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    this.forms = forms;
    this.machine = machine;
  }

  private record Day(
      List<Household> households,
      List<Left> left,
      List<Unsigned> unsigned,
      List<SignatureDoubt> doubts,
      Readiness readiness) {}

  void refresh() {
    latest.read(
        this::read,
        day -> {
          trouble.set("");
          if (!left.equals(day.left())) left.setAll(day.left());
          if (!doubts.equals(day.doubts())) doubts.setAll(day.doubts());
          if (!unsigned.equals(day.unsigned())) unsigned.setAll(day.unsigned());
          if (!households.equals(day.households())) households.setAll(day.households());
          int mine = (int) day.unsigned().stream().filter(Unsigned::mine).count();
          count.set(day.households().size() + day.left().size() + mine);
          readiness.set(Optional.of(day.readiness()));
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }

  private Day read() throws StoreException {
    UUID me = desk.actor().staff();
    var found = new ArrayList<Household>();
    var bare = new ArrayList<String>();
    var reached = new HashSet<String>();
    var notes = DayNotes.of(desk.store().drafts(), desk.today());
    var drafts = new HashSet<>(desk.store().drafts().keys());
    Instant newest = Instant.ofEpochMilli(desk.store().sync().serverTime());
    for (CaseRecord a : tasks(me)) {
      Optional<UUID> first = a.ref("investigatorA");
      Optional<UUID> second = a.ref("investigatorB");
      boolean mine = first.filter(me::equals).or(() -> second.filter(me::equals)).isPresent();
      Optional<UUID> application = a.ref("application");
      if (!mine || !Assignments.inForce(a.text("state")) || application.isEmpty()) continue;
      UUID sent = first.filter(me::equals).isPresent() ? second.orElse(me) : first.orElse(me);
      CaseFile file = desk.caseFile(application.get());
      if (file.application().isEmpty()) continue;
      if (new Sent(a, file, false).lost(me).isPresent()) continue;
      Household h = household(file, a, notes, sent, drafts);
      reached.add(VisitDraft.key(a.id(), h.attempts() + 1));
      found.add(h);
      if (file.members().isEmpty()) bare.add(h.applicant().isEmpty() ? h.number() : h.applicant());
      Instant at = CaseFile.instant(a, "assignedAt").orElse(Instant.MIN);
      if (at.isAfter(newest)) newest = at;
    }
    found.sort(
        Comparator.comparing(Household::group, WalkingOrder.addresses())
            .thenComparing(Household::address, WalkingOrder.addresses()));
    return new Day(
        found,
        left(me, drafts, reached),
        Unsigned.of(desk),
        SignatureDoubt.of(desk),
        ready(found, bare, newest));
  }

  /// What a person was sent with: assignments, for whoever checks the cases they were drawn for.
  private List<CaseRecord> tasks(UUID me) {
    if (!checks()) return desk.store().all(RecordType.ASSIGNMENT);
    var found = new ArrayList<CaseRecord>();
    var seen = new HashSet<UUID>();
    for (CaseRecord f : desk.store().all(RecordType.GATE_FACT)) {
      boolean names = f.text("kind").equals(GateKind.INSPECTORS_DRAWN.name());
      Optional<UUID> application = f.ref("application");
      if (!names || application.isEmpty() || !seen.add(application.get())) continue;
      CaseFile file = desk.caseFile(application.get());
      // sealed already, and only the case did not go on: its own screen does that
      if (SpotChecks.unnamed(file, me).isEmpty()) SpotChecks.open(file, me).ifPresent(found::add);
    }
    return found;
  }

  /// Whether the day is an inspector's: who checks was drawn, so nobody comes in a partner's place,
  /// and nothing is taken to a machine that the district holds anyway.
  boolean checks() {
    return desk.actor().role() == Role.DISTRICT_INSPECTOR;
  }

  private Readiness ready(List<Household> day, List<String> bare, Instant newest)
      throws StoreException {
    var unknown = new ArrayList<String>();
    var partners = new LinkedHashMap<UUID, String>();
    day.forEach(h -> partners.put(h.partnerId(), h.partner()));
    for (var p : partners.entrySet()) {
      if (!machine.knows(p.getKey()) && !opensBadge(p.getKey())) unknown.add(p.getValue());
    }
    var form = forms.current();
    return new Readiness(
        form.title() + " " + form.version(),
        unknown,
        bare,
        machine.freeBytes(),
        machine.battery(),
        ClockLook.of(desk.now(), newest, desk.store().sync().clockSkew()));
  }

  /// Whether a badge of theirs is here, and not locked on this machine.
  private boolean opensBadge(UUID partner) throws StoreException {
    Optional<Badge.SealedBadge> badge = Partner.badge(desk, partner);
    return badge.isPresent() && machine.challenge(badge.get()).isEmpty();
  }

  private Household household(
      CaseFile file, CaseRecord assignment, DayNotes notes, UUID sent, Set<String> drafts) {
    CaseRecord app = file.application().orElseThrow();
    Optional<LocalDate> due = Texts.date(assignment.text("due"));
    int attempts = Visit.attempts(file, assignment.id());
    UUID partner = notes.instead(sent).orElse(sent);
    String address = app.text("residenceAddress");
    return new Household(
        assignment.id(),
        file.applicant().map(p -> p.text("name")).orElse(""),
        WalkingOrder.building(address),
        address,
        app.text("phone"),
        app.text("number"),
        app.text("schemes"),
        due,
        due.map(d -> WorkingDays.remaining(new Due(d, false), desk.today())).orElse(0),
        assignment.text("note"),
        partner,
        desk.staffName(partner),
        SpotVisits.is(assignment) ? 0 : Return.of(file).asked().size(),
        attempts,
        drafts.contains(VisitDraft.key(assignment.id(), attempts + 1)),
        notes.call(assignment.id()),
        Assignments.lease(assignment),
        assignment.get("visitMode").orElse("HOME"),
        Inquiry.all(file).stream().reduce((_, later) -> later));
  }

  /// Drafts of visits that no card of the day leads to.
  private List<Left> left(UUID me, Set<String> drafts, Set<String> reached) throws StoreException {
    var found = new ArrayList<Left>();
    for (String key : drafts) {
      Optional<VisitDraft.Name> name = VisitDraft.name(key);
      if (name.isEmpty() || reached.contains(key)) continue;
      try {
        Sent sent = Sent.of(desk, name.get().assignment(), key);
        found.add(
            new Left(
                key,
                sent.file().applicant().map(p -> p.text("name")).orElse(""),
                sent.file().application().map(a -> a.text("residenceAddress")).orElse(""),
                sent.lost(me).orElse(Sent.Lost.DONE),
                handed(key),
                checks()));
      } catch (SurveyException _) {
        found.add(new Left(key, "", "", Sent.Lost.GONE, handed(key), checks()));
      }
    }
    found.sort(Comparator.comparing(Left::key));
    return found;
  }

  private Optional<Instant> handed(String key) throws StoreException {
    Optional<byte[]> at = desk.store().drafts().get(key + HANDED);
    return at.flatMap(b -> Texts.instant(new String(b, StandardCharsets.UTF_8)));
  }

  /// Hands what was asked at the table to those who took the household over, and to the supervisor;
  /// the draft stays as it is.
  ///
  /// @param words the language its answers are written in
  void handOver(Left left, Text words) {
    background.run(
        () -> {
          int answers = HandedDraft.handOver(desk, forms, left.key(), words);
          if (answers > 0)
            desk.store()
                .drafts()
                .put(left.key() + HANDED, desk.now().toString().getBytes(StandardCharsets.UTF_8));
          return answers;
        },
        answers -> {
          done.set(
              answers == 0
                  ? Message.of("visit.left.nothing")
                  : Message.of("visit.left.given", answers));
          refresh();
        },
        cause -> {
          if (cause instanceof SurveyException e)
            done.set(Message.of("visit.draft.unreadable", e.code()));
          else failed(cause);
        });
  }

  // ---- acts of the morning

  /// Takes every household of the day to this machine: a lease that ends by itself, not a lock.
  void checkOut() {
    List<Household> mine = List.copyOf(households);
    background.run(
        () -> {
          int taken = 0;
          for (Household h : mine) {
            Optional<CaseRecord> a = desk.store().record(h.assignment());
            if (a.isPresent() && desk.edit(a.get(), leased(a.get()))) taken++;
          }
          return taken;
        },
        taken -> {
          done.set(Message.of("visit.day.taken", taken));
          refresh();
        },
        this::failed);
  }

  private CaseRecord leased(CaseRecord assignment) {
    LocalDate due = Texts.date(assignment.text("due")).orElse(desk.today());
    LocalDate from = due.isBefore(desk.today()) ? desk.today() : due;
    Instant until = from.plusDays(LEASE_AFTER_DUE_DAYS + 1).atStartOfDay(desk.zone()).toInstant();
    CaseRecord after =
        assignment
            .with("leaseUntil", until.toString())
            .with("leaseDevice", machine.device().toString());
    return assignment.text("state").equals("ASSIGNED") ? after.with("state", "CHECKED_OUT") : after;
  }

  /// Households nobody took to a machine yet, or whose lease is over.
  int toCheckOut() {
    if (checks()) return 0;
    Instant now = desk.now();
    return (int) households.stream().filter(h -> h.lease().filter(now::isBefore).isEmpty()).count();
  }

  /// Who may come in this partner's place; empty for a partner without an agency.
  List<Substitute> substitutes(UUID partner) {
    if (checks()) return List.of();
    return Swap.candidates(desk, partner).stream()
        .map(s -> new Substitute(s.id(), s.text("name")))
        .toList();
  }

  /// Somebody else came this morning; visits that begin today are made with them. Visits that have
  /// begun keep their two.
  void swap(UUID partner, UUID other) {
    List<Household> theirs =
        households.stream().filter(h -> h.partnerId().equals(partner)).toList();
    note(n -> {
      var sent = new HashSet<UUID>(); // whoever came may have come for several
      for (Household h : theirs) sent.add(sent(h, partner));
      if (sent.isEmpty()) sent.add(partner);
      for (UUID one : sent)
        n.instead(one, one.equals(other) ? Optional.empty() : Optional.of(other));
    });
  }

  /// Who the street sent, behind whoever came.
  private UUID sent(Household h, UUID partner) {
    UUID me = desk.actor().staff();
    Optional<CaseRecord> a = desk.store().record(h.assignment());
    return a.flatMap(r -> r.ref("investigatorA").filter(x -> !x.equals(me)))
        .or(() -> a.flatMap(r -> r.ref("investigatorB").filter(x -> !x.equals(me))))
        .orElse(partner);
  }

  /// What came of a call.
  void called(UUID assignment, Optional<DayNotes.Call> outcome) {
    note(n -> n.call(assignment, outcome));
  }

  /// A note about the day.
  private interface Noting {
    void in(DayNotes notes) throws StoreException;
  }

  private void note(Noting noting) {
    background.perform(
        () -> noting.in(DayNotes.of(desk.store().drafts(), desk.today())),
        this::refresh,
        this::failed);
  }

  Instant now() {
    return desk.now();
  }
}
