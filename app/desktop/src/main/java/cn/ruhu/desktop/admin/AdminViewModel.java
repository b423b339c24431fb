package cn.ruhu.desktop.admin;

import cn.ruhu.casefile.access.Administering;
import cn.ruhu.casefile.access.Administering.Power;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.admin.AdminOffice.MachineDeed;
import cn.ruhu.desktop.admin.AdminOffice.PersonDeed;
import cn.ruhu.desktop.admin.AdminOffice.Told;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.wire.Admin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Who and what works in the district, and what may be done about it. Without the line the lists of
/// the last time are shown, and nothing can be done. Window thread only.
final class AdminViewModel {
  /// What the screen shows.
  enum Part {
    PEOPLE,
    MACHINES,
    /// the audit log
    LOG
  }

  private static final Message AWAY = Message.of("admin.refused.AWAY");

  private final AdminOffice office;
  private final Background background;
  private final InstantSource now;
  private final Role role;
  private final UnaryOperator<String> roleWords;
  private final Predicate<String> known;

  final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.PEOPLE);
  final StringProperty search = new SimpleStringProperty("");
  final ObservableList<PersonRow> people = FXCollections.observableArrayList();
  final ObservableList<MachineRow> machines = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable PersonRow> person = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable MachineRow> machine = new SimpleObjectProperty<>();

  /// the lists; null before they were ever read
  final ObjectProperty<@Nullable Register> register = new SimpleObjectProperty<>();

  /// the district answered the last time it was asked
  final BooleanProperty online = new SimpleBooleanProperty();

  final BooleanProperty busy = new SimpleBooleanProperty();
  final BooleanProperty read = new SimpleBooleanProperty();
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Secret> secret = new SimpleObjectProperty<>();

  /// who was just added, until the list has them
  private @Nullable UUID added;

  /// @param role whose administration it is
  /// @param roleWords a role in words
  /// @param known whether there are words for a key
  AdminViewModel(
      AdminOffice office,
      Background background,
      InstantSource now,
      Role role,
      UnaryOperator<String> roleWords,
      Predicate<String> known) {
    this.office = office;
    this.background = background;
    this.now = now;
    this.role = role;
    this.roleWords = roleWords;
    this.known = known;
    search.subscribe(this::list);
  }

  /// Reads the lists: those of the last time at once, then the district's.
  void refresh() {
    if (register.get() == null)
      background.run(
          office::kept,
          kept -> {
            if (register.get() == null) kept.ifPresent(this::show);
          },
          _ -> {});
    send(false, office::register, this::show);
  }

  /// Asks again while the district cannot be reached: a sign-in without it is made up for soon.
  void retry() {
    if (!online.get() && !busy.get()) refresh();
  }

  private void show(Register fresh) {
    register.set(fresh);
    read.set(true);
    list();
  }

  private void list() {
    Register r = register.get();
    if (r == null) return;
    Map<UUID, String> names = new HashMap<>();
    r.people().forEach(p -> names.put(p.id(), p.name()));
    Map<UUID, String> machineNames = new HashMap<>();
    r.machines().forEach(m -> machineNames.put(m.id(), m.name() + " " + m.block()));
    long time = now.millis();
    PersonRow chosen = this.person.get();
    UUID person = added != null ? added : chosen == null ? null : chosen.id();
    if (added != null && r.people().stream().anyMatch(p -> p.id().equals(added))) added = null;
    MachineRow at = this.machine.get();
    UUID machine = at == null ? null : at.id();
    people.setAll(
        r.people().stream()
            .map(e ->
                new PersonRow(
                    e,
                    roleWords.apply(e.role()),
                    home(e.street() != null ? e.street() : text(e.agency())),
                    PersonRow.State.of(e, time),
                    r.sessions().stream()
                        .filter(s -> s.staff().equals(e.id()))
                        .map(s ->
                            new PersonRow.SessionRow(
                                s.id(),
                                machineNames.getOrDefault(s.device(), ""),
                                Instant.ofEpochMilli(s.since())))
                        .toList()))
            .filter(p -> p.matches(search.get()))
            .toList());
    machines.setAll(
        r.machines().stream()
            .map(e ->
                new MachineRow(
                    e,
                    home(e.home()),
                    r.sessions().stream()
                        .filter(s -> s.device().equals(e.id()))
                        .map(s -> names.getOrDefault(s.staff(), ""))
                        .distinct()
                        .collect(Collectors.joining("\u3001")),
                    MachineRow.State.of(e),
                    e.id().equals(office.here())))
            .filter(m -> m.matches(search.get()))
            .toList());
    this.person.set(people.stream().filter(p -> p.id().equals(person)).findFirst().orElse(null));
    this.machine.set(
        machines.stream().filter(m -> m.id().equals(machine)).findFirst().orElse(null));
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  /// A street's or an agency's name; empty for the district's own.
  String home(@Nullable String code) {
    if (code == null) return "";
    Register r = register.get();
    if (r != null)
      for (Admin.AgencyEntry a : r.agencies()) if (a.id().toString().equals(code)) return a.name();
    return CodeTables.label("street", code);
  }

  /// Whether this role changes anything at all.
  boolean acts() {
    return Administering.may(role, Power.PEOPLE);
  }

  /// Whether this role reads the audit log.
  boolean watches() {
    return Administering.may(role, Power.AUDIT);
  }

  /// Why nothing can be done about a person now: a key, empty when it can.
  String hindrance(PersonRow row) {
    if (!acts()) return "admin.why.looks";
    if (!online.get()) return "admin.why.away";
    boolean mine =
        Arrays.stream(Role.values())
            .filter(r -> r.name().equals(row.entry().role()))
            .anyMatch(r -> Administering.mayGive(role, r));
    return mine ? "" : "admin.why.above";
  }

  /// Why nothing can be done about a machine now: a key, empty when it can.
  String hindrance(MachineRow row) {
    if (!acts()) return "admin.why.looks";
    if (!online.get()) return "admin.why.away";
    return row.mine() ? "admin.why.mine" : "";
  }

  boolean isMe(PersonRow row) {
    return row.id().equals(office.me());
  }

  /// Roles that may be given.
  List<Role> roles() {
    return Arrays.stream(Role.values()).filter(r -> Administering.mayGive(role, r)).toList();
  }

  List<Admin.AgencyEntry> agencies() {
    Register r = register.get();
    return r == null ? List.of() : r.agencies();
  }

  void add(Admin.AddPerson wanted) {
    ask(
        () -> office.add(wanted),
        given -> {
          shown("admin.secret.new", wanted.name(), given);
          search.set("");
          added = given.staff();
          refresh();
        });
  }

  void change(Admin.ChangePerson wanted) {
    ask(() -> office.change(wanted), _ -> finished("admin.done.change"));
  }

  void resetPassword(PersonRow row, String reason) {
    ask(
        () -> office.password(new Admin.PersonAct(row.id(), reason)),
        given -> {
          shown("admin.secret.reset", row.entry().name(), given);
          refresh();
        });
  }

  private void shown(String key, String name, Admin.OneTime given) {
    secret.set(
        new Secret(
            Message.of(key, name),
            given.password(),
            Instant.ofEpochMilli(given.until()),
            Optional.empty()));
  }

  /// @param reason empty where nothing is taken away
  void act(PersonDeed deed, PersonRow row, String reason) {
    ask(
        () -> office.onPerson(deed, new Admin.PersonAct(row.id(), reason)),
        _ -> finished("admin.done." + deed));
  }

  void act(MachineDeed deed, MachineRow row, String reason) {
    ask(
        () -> office.onMachine(deed, new Admin.MachineAct(row.id(), reason)),
        _ -> finished("admin.done." + deed));
  }

  void end(String session, String reason) {
    ask(() -> office.end(new Admin.SessionAct(session, reason)), _ -> finished("admin.done.end"));
  }

  /// @param home street code or agency id, null for the district's own
  void code(@Nullable String home) {
    ask(
        () -> office.code(new Admin.CodeRequest(home)),
        code ->
            secret.set(
                new Secret(
                    Message.of(
                        home == null ? "admin.secret.code.any" : "admin.secret.code", home(home)),
                    code.code(),
                    Instant.ofEpochMilli(code.until()),
                    Optional.of(office.sheet(code.code())))));
  }

  private void finished(String key) {
    done.set(null);
    done.set(Message.of(key));
    refresh();
  }

  /// The words of a refusal.
  ///
  /// @param known whether there are words for a key
  static Message refusal(String code, Predicate<String> known) {
    String key = "admin.refused." + code;
    return known.test(key) ? Message.of(key) : Message.of("admin.refused.other", code);
  }

  private <T> void ask(Callable<Told<T>> act, Consumer<T> then) {
    send(true, act, then);
  }

  /// @param act somebody waits to hear whether it was done; reading tells nothing of that, and
  ///   leaves the words about it
  private <T> void send(boolean act, Callable<Told<T>> question, Consumer<T> then) {
    busy.set(true);
    if (act || !AWAY.equals(problem.get())) problem.set(null);
    background.run(
        question,
        told -> {
          busy.set(false);
          switch (told) {
            case Told.Given<T>(T value) -> {
              online.set(true);
              then.accept(value);
            }
            case Told.Refused<T>(String code) -> {
              online.set(true);
              problem.set(refusal(code, known));
            }
            case Told.Away<T> _ -> {
              online.set(false);
              list();
              if (act) problem.set(AWAY);
            }
          }
          read.set(true);
        },
        _ -> {
          busy.set(false);
          read.set(true);
          problem.set(act ? AWAY : Message.of("admin.refused.UNEXPECTED"));
        });
  }
}
