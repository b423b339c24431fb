package cn.ruhu.server.accounts;

import cn.ruhu.casefile.access.Administering;
import cn.ruhu.casefile.access.Administering.Power;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Storable;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Work;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Refusal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What administrators do to accounts, machines and sessions (DESIGN §12, DOMAIN §0.2 C13). Every
/// act is judged and done in one transaction, so it counts from the next request on (ASVS 8.3.2),
/// and stands in the audit log with who, what and why. Thread-safe.
///
/// Refusals of all acts: `RIGHT` (this role administers nothing of the kind), `ROLE` (an account or
/// a role that may do more than they may), `REASON` (missing, or with a number in it), `NOBODY`,
/// `SELF`, `LAST_ADMIN`.
public final class Administration {
  /// an identity or telephone number has no business in a log that is never cleared
  private static final Pattern NUMBER = Pattern.compile("[0-9]{6,}");

  private final Database database;
  private final People people;
  private final Enrolments enrolments;
  private final InstantSource clock;

  public Administration(Enrolments.Parts parts, People people, Enrolments enrolments) {
    this.database = parts.database();
    this.people = people;
    this.enrolments = enrolments;
    this.clock = parts.clock();
  }

  private static Optional<Refusal> may(Caller caller, Power power) {
    return caller.active() && Administering.may(caller.role(), power)
        ? Optional.empty()
        : Optional.of(Refusal.of("RIGHT", ""));
  }

  /// Why somebody may not do this for this reason; empty when they may.
  ///
  /// @param reason null where nothing is taken away
  public static Optional<Refusal> may(Caller caller, Power power, @Nullable String reason) {
    return may(caller, power).or(() -> reason == null ? Optional.empty() : reason(reason));
  }

  /// Does something while whoever asks stays who they were when their request came in.
  ///
  /// @return `RIGHT` when their account or machine was closed or changed since
  private <T> Answer<T> act(Caller caller, Work<Answer<T>> deed) throws StorageException {
    return database.write(tx -> {
      Optional<Caller> now = People.heldCaller(tx, caller.staff(), caller.device());
      return now.equals(Optional.of(caller)) ? deed.in(tx) : Answer.refused("RIGHT", "");
    });
  }

  /// Why these words may not stand in the log for years; empty when they may.
  static Optional<Refusal> reason(String reason) {
    String words = reason.strip();
    int length = words.codePointCount(0, words.length());
    if (length < Admin.REASON_MIN || length > Admin.REASON_MAX || !Storable.is(words))
      return Optional.of(Refusal.of("REASON", "length"));
    if (NUMBER.matcher(words).find() || words.lines().count() > 1)
      return Optional.of(Refusal.of("REASON", "number"));
    return Optional.empty();
  }

  private static Optional<Role> role(String code) {
    return Arrays.stream(Role.values()).filter(r -> r.name().equals(code)).findFirst();
  }

  /// Adds a person, who gets a one-time password.
  ///
  /// @return also `LOGIN_TAKEN`, or as [Entries#problem]
  public Answer<Admin.OneTime> add(Caller caller, Admin.AddPerson wanted) throws StorageException {
    Optional<Refusal> no = may(caller, Power.PEOPLE);
    if (no.isPresent()) return new Answer.Refused<>(no.get());
    Optional<Role> role = role(wanted.role());
    if (role.isEmpty() || !Administering.mayGive(caller.role(), role.get()))
      return Answer.refused("ROLE", "");
    var person =
        new People.NewPerson(
            wanted.login().strip(),
            wanted.name().strip(),
            role.get(),
            wanted.street(),
            wanted.agency(),
            null);
    Made made = made(person.login());
    Answer<UUID> added =
        act(caller, tx -> people.add(tx, person, made.hash(), made.given(), By.caller(caller, "")));
    return switch (added) {
      case Answer.Given<UUID>(UUID id) -> Answer.given(shown(id, made));
      case Answer.Refused<UUID>(Refusal refusal) -> new Answer.Refused<>(refusal);
    };
  }

  /// @param given is wiped already
  private record Made(String text, String hash, People.Given given) {
    /// Without it.
    @Override
    public String toString() {
      return "Made";
    }
  }

  private Made made(String login) {
    char[] password = people.makePassword(login);
    String text = new String(password);
    var given = new People.Given(password, false);
    return new Made(text, people.hash(given), given);
  }

  private Admin.OneTime shown(UUID staff, Made made) {
    return new Admin.OneTime(staff, made.text(), people.until(made.given()));
  }

  /// Name, role and home anew.
  ///
  /// @return also as [Entries#problem]
  public Answer<Admin.ActDone> change(Caller caller, Admin.ChangePerson wanted)
      throws StorageException {
    return onPerson(
        caller,
        wanted.staff(),
        wanted.reason(),
        (tx, staff, by) -> {
          Optional<Role> role = role(wanted.role());
          if (role.isEmpty() || !Administering.mayGive(caller.role(), role.get()))
            return no("ROLE");
          var now =
              new People.NewPerson(
                  staff.login(),
                  wanted.name().strip(),
                  role.get(),
                  wanted.street(),
                  wanted.agency(),
                  staff.phone());
          Optional<Refusal> unfit = Entries.problem(tx, now);
          if (unfit.isPresent()) return unfit;
          if (role.get() != staff.role() && last(tx, staff)) return no("LAST_ADMIN");
          people.change(tx, staff, now, by);
          return Optional.empty();
        });
  }

  /// Closes an account.
  public Answer<Admin.ActDone> close(Caller caller, Admin.PersonAct wanted)
      throws StorageException {
    return onPerson(
        caller,
        wanted.staff(),
        wanted.reason(),
        (tx, staff, by) -> {
          if (last(tx, staff)) return no("LAST_ADMIN");
          people.setActive(tx, staff.id(), false, by);
          return Optional.empty();
        });
  }

  /// Opens a closed account again; gives back what it was, so no reason is asked.
  public Answer<Admin.ActDone> reopen(Caller caller, Admin.PersonAct wanted)
      throws StorageException {
    return onPerson(
        caller,
        wanted.staff(),
        null,
        (tx, staff, by) -> {
          people.setActive(tx, staff.id(), true, by);
          return Optional.empty();
        });
  }

  /// Ends a lock-out.
  public Answer<Admin.ActDone> unlock(Caller caller, Admin.PersonAct wanted)
      throws StorageException {
    return onPerson(
        caller,
        wanted.staff(),
        null,
        (tx, staff, by) -> {
          people.unlock(tx, staff.id(), by);
          return Optional.empty();
        });
  }

  /// What people do to badges of their own.
  public WorkBadges badges() {
    return people.badges();
  }

  /// Takes somebody's badge away: lost, or used by another.
  ///
  /// @return also `BADGE_NONE` when they have none that holds
  public Answer<Admin.ActDone> revokeBadge(Caller caller, Admin.PersonAct wanted)
      throws StorageException {
    return onPerson(
        caller,
        wanted.staff(),
        wanted.reason(),
        (tx, staff, by) ->
            people.badges().revoke(tx, staff.id(), by) ? Optional.empty() : no("BADGE_NONE"));
  }

  /// Gives a one-time password in place of a forgotten one; sessions end.
  ///
  /// @return `SELF` for one's own: that is changed by the old one
  public Answer<Admin.OneTime> password(Caller caller, Admin.PersonAct wanted)
      throws StorageException {
    Optional<Refusal> early = may(caller, Power.PEOPLE, wanted.reason());
    if (early.isPresent()) return new Answer.Refused<>(early.get());
    Optional<StaffRows.Staff> whose = database.read(tx -> StaffRows.byId(tx, wanted.staff()));
    if (whose.isEmpty()) return Answer.refused("NOBODY", "");
    Made made = made(whose.get().login());
    Answer<Admin.ActDone> done =
        onPerson(
            caller,
            wanted.staff(),
            wanted.reason(),
            (tx, staff, by) -> {
              if (staff.id().equals(caller.staff())) return no("SELF");
              people.setPassword(tx, staff.id(), made.hash(), made.given(), by);
              return Optional.empty();
            });
    return switch (done) {
      case Answer.Given<Admin.ActDone> _ -> Answer.given(shown(wanted.staff(), made));
      case Answer.Refused<Admin.ActDone>(Refusal refusal) -> new Answer.Refused<>(refusal);
    };
  }

  @FunctionalInterface
  private interface PersonDeed {
    Optional<Refusal> run(Tx tx, StaffRows.Staff staff, By by) throws StorageException;
  }

  private static Optional<Refusal> no(String code) {
    return Optional.of(Refusal.of(code, ""));
  }

  /// @param reason null where nothing is taken away
  private Answer<Admin.ActDone> onPerson(
      Caller caller, UUID id, @Nullable String reason, PersonDeed deed) throws StorageException {
    Optional<Refusal> early = may(caller, Power.PEOPLE, reason);
    if (early.isPresent()) return new Answer.Refused<>(early.get());
    String why = reason == null ? "" : reason.strip();
    return act(
        caller,
        tx -> {
          Optional<StaffRows.Staff> staff = StaffRows.held(tx, id);
          if (staff.isEmpty()) return Answer.refused("NOBODY", "");
          if (!Administering.mayGive(caller.role(), staff.get().role()))
            return Answer.refused("ROLE", "");
          Optional<Refusal> refused = deed.run(tx, staff.get(), By.caller(caller, why));
          return refused.isPresent() ? new Answer.Refused<>(refused.get()) : done();
        });
  }

  private Answer<Admin.ActDone> done() {
    return Answer.given(new Admin.ActDone(clock.millis()));
  }

  /// Whether nobody else could do what this person may, were they gone: the power to run people,
  /// and that to appoint administrators, each stay with somebody. All who have them are locked, so
  /// that two do not close each other.
  private static boolean last(Tx tx, StaffRows.Staff leaving) throws StorageException {
    for (Power power : List.of(Power.PEOPLE, Power.ADMINISTRATORS)) {
      if (!leaving.active() || !Administering.may(leaving.role(), power)) continue;
      Set<Role> holders = EnumSet.noneOf(Role.class);
      for (Role role : Role.values()) if (Administering.may(role, power)) holders.add(role);
      boolean others =
          StaffRows.held(tx, holders).stream()
              .anyMatch(s -> s.active() && !s.id().equals(leaving.id()));
      if (!others) return true;
    }
    return false;
  }

  /// A code a machine enrols with.
  ///
  /// @return `HOME_UNKNOWN` for a home that is none: nobody could ever sign in there
  public Answer<Admin.EnrolCode> code(Caller caller, Admin.CodeRequest wanted)
      throws StorageException {
    Optional<Refusal> no = may(caller, Power.MACHINES);
    if (no.isPresent()) return new Answer.Refused<>(no.get());
    String home = wanted.home();
    return act(
        caller,
        tx -> {
          if (home != null && !Enrolments.isHome(tx, home))
            return Answer.refused("HOME_UNKNOWN", "");
          Enrolments.Code code = enrolments.issue(tx, home, By.caller(caller, ""));
          return Answer.given(new Admin.EnrolCode(code.code(), code.until()));
        });
  }

  /// Takes a machine out of the district: nothing of it is heard any more.
  public Answer<Admin.ActDone> revoke(Caller caller, Admin.MachineAct wanted)
      throws StorageException {
    return onMachine(caller, wanted, (tx, by) -> enrolments.revoke(tx, wanted.device(), by));
  }

  /// A machine is in unknown hands: nothing of it is heard any more, and it wipes itself when it
  /// asks.
  public Answer<Admin.ActDone> lost(Caller caller, Admin.MachineAct wanted)
      throws StorageException {
    return onMachine(caller, wanted, (tx, by) -> enrolments.lost(tx, wanted.device(), by));
  }

  /// A machine hands in its work, then wipes itself.
  public Answer<Admin.ActDone> wipe(Caller caller, Admin.MachineAct wanted)
      throws StorageException {
    return onMachine(caller, wanted, (tx, by) -> enrolments.wipe(tx, wanted.device(), by));
  }

  @FunctionalInterface
  private interface MachineDeed {
    void run(Tx tx, By by) throws StorageException;
  }

  private Answer<Admin.ActDone> onMachine(Caller caller, Admin.MachineAct wanted, MachineDeed deed)
      throws StorageException {
    Optional<Refusal> early = may(caller, Power.MACHINES, wanted.reason());
    if (early.isPresent()) return new Answer.Refused<>(early.get());
    if (wanted.device().equals(caller.device())) return Answer.refused("SELF", "");
    return act(
        caller,
        tx -> {
          if (Enrolments.device(tx, wanted.device().toString()).isEmpty())
            return Answer.refused("NOBODY", "");
          deed.run(tx, By.caller(caller, wanted.reason().strip()));
          return done();
        });
  }

  /// Ends somebody's session; they sign in again or not at all.
  public Answer<Admin.ActDone> end(Caller caller, Admin.SessionAct wanted) throws StorageException {
    Optional<Refusal> early = may(caller, Power.PEOPLE, wanted.reason());
    if (early.isPresent()) return new Answer.Refused<>(early.get());
    if (!Hashes.isHex(wanted.session())) return Answer.refused("NOBODY", "");
    return act(
        caller,
        tx -> {
          Optional<UUID> whose =
              tx.one(
                  "SELECT staff FROM token WHERE hash = ?",
                  row -> row.id("staff"),
                  wanted.session());
          Optional<StaffRows.Staff> staff =
              whose.isEmpty() ? Optional.empty() : StaffRows.byId(tx, whose.get());
          if (staff.isEmpty()) return Answer.refused("NOBODY", "");
          if (!Administering.mayGive(caller.role(), staff.get().role()))
            return Answer.refused("ROLE", "");
          people.end(
              tx, wanted.session(), staff.get().id(), By.caller(caller, wanted.reason().strip()));
          return done();
        });
  }
}
