package cn.ruhu.server.accounts;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The directory: who works with the program and for whom. Each change is published as a STAFF or
/// AGENCY record, so that every machine knows the names. Thread-safe.
public final class People {
  private final Database database;
  private final Feed feed;
  private final Audit audit;
  private final Ids ids;
  private final Rules rules;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Passwords passwords;
  private final WorkBadges badges;

  public People(Enrolments.Parts parts, Ids ids) {
    this.database = parts.database();
    this.feed = parts.feed();
    this.audit = parts.audit();
    this.ids = ids;
    this.rules = parts.rules();
    this.clock = parts.clock();
    this.random = parts.random();
    this.passwords = new Passwords(rules);
    this.badges = new WorkBadges(parts, ids);
  }

  /// What people sign by on machines of others.
  WorkBadges badges() {
    return badges;
  }

  /// @param login name typed at sign-in
  /// @param street home street, for officials of a street
  /// @param agency agency id, for its people
  public record NewPerson(
      String login,
      String name,
      Role role,
      @Nullable String street,
      @Nullable UUID agency,
      @Nullable String phone) {}

  /// A password somebody gets.
  ///
  /// @param own false when it was made for them: good for [Rules#oneTimeLife], and only to set
  ///   one's own
  @SuppressWarnings("ArrayRecordComponent") // wiped by who made it
  public record Given(char[] password, boolean own) {
    /// Without it.
    @Override
    public String toString() {
      return "Given[own=" + own + "]";
    }
  }

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 12;
  private static final int GROUP = 4;

  /// A password to be handed over: letters and digits no two of which look alike, in groups.
  public char[] makePassword(String login) {
    var text = new StringBuilder();
    do {
      text.setLength(0);
      for (int i = 0; i < LENGTH; i++) {
        if (i > 0 && i % GROUP == 0) text.append('-');
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
    } while (Entries.isLogin(login) && text.indexOf(login.toLowerCase(Locale.ROOT)) >= 0);
    return text.toString().toCharArray();
  }

  /// Adds a person who has set this password. The caller wipes it.
  public Answer<UUID> add(NewPerson person, char[] password) throws StorageException {
    return add(person, new Given(password, true), By.CONSOLE);
  }

  /// Adds a person. The caller wipes the password.
  ///
  /// @return the staff id, or a refusal `PASSWORD_SHORT`, `PASSWORD_LONG`, `PASSWORD_COMMON`,
  ///   `PASSWORD_HAS_LOGIN`, `LOGIN_TAKEN`, or one of [Entries#problem]
  public Answer<UUID> add(NewPerson person, Given given, By by) throws StorageException {
    if (!Entries.isLogin(person.login())) return Answer.refused("LOGIN_FORM", "");
    Optional<String> problem = passwords.problem(person.login(), given.password());
    if (problem.isPresent()) return Answer.refused(problem.get(), "");
    String hash = PasswordHash.hash(given.password(), rules.cost(), random);
    return database.write(tx -> add(tx, person, hash, given, by));
  }

  /// @return `LOGIN_TAKEN`, or one of [Entries#problem]
  Answer<UUID> add(Tx tx, NewPerson person, String hash, Given given, By by)
      throws StorageException {
    Optional<Refusal> unfit = Entries.problem(tx, person);
    if (unfit.isPresent()) return new Answer.Refused<>(unfit.get());
    if (StaffRows.byLogin(tx, person.login()).isPresent()) return Answer.refused("LOGIN_TAKEN", "");
    UUID id = ids.next();
    tx.run(
        """
        INSERT INTO staff (id, login, name, role, street, agency, phone, active, password,
          failed, locked_until, one_time_until) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 0, 0, ?)
        """,
        id,
        person.login(),
        person.name(),
        person.role().name(),
        person.street(),
        person.agency(),
        person.phone(),
        hash,
        until(given));
    feed.publish(tx, List.of(staffRecord(id, person, true)));
    audit.add(tx, by.did("PERSON_ADDED", id.toString(), person.role().name()));
    return Answer.given(id);
  }

  /// Until when a password opens that is not one's own; 0 for one's own.
  long until(Given given) {
    return given.own() ? 0 : clock.millis() + rules.oneTimeLife().toMillis();
  }

  private static Held staffRecord(UUID id, NewPerson person, boolean active) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("name", person.name());
    fields.put("role", person.role().name());
    if (person.street() != null) fields.put("street", person.street());
    if (person.agency() != null) fields.put("agency", person.agency().toString());
    if (person.phone() != null) fields.put("phone", person.phone());
    fields.put("active", Boolean.toString(active));
    return published(RecordType.STAFF, id, fields);
  }

  private static Held published(RecordType type, UUID id, Map<String, String> fields) {
    return new Held(
        type.name(), id, CaseRecord.PUBLIC, null, 0, null, "", false, new TreeMap<>(fields));
  }

  /// Closes or reopens an account, effective at once: nothing more is handed out, and what was done
  /// meanwhile is still taken in as late evidence (ASVS 8.3.2, invariant I13).
  ///
  /// @return false when there is no such person
  public boolean setActive(UUID staff, boolean active) throws StorageException {
    return database.write(tx -> setActive(tx, staff, active, By.CONSOLE));
  }

  boolean setActive(Tx tx, UUID id, boolean active, By by) throws StorageException {
    Optional<StaffRows.Staff> staff = StaffRows.held(tx, id);
    if (staff.isEmpty()) return false;
    tx.run("UPDATE staff SET active = ? WHERE id = ?", active, id);
    var ended = active ? WorkBadges.Ended.NOTHING : badges.revoked(tx, id);
    publish(tx, id, entry(staff.get()), active, ended.records());
    badges.note(tx, id, ended, by);
    audit.add(tx, by.did(active ? "PERSON_REOPENED" : "PERSON_CLOSED", id.toString()));
    return true;
  }

  /// Name, role and home anew, at once: sessions end, since the window of another role is another.
  ///
  /// @param now with the login and the phone they have
  void change(Tx tx, StaffRows.Staff before, NewPerson now, By by) throws StorageException {
    tx.run(
        "UPDATE staff SET name = ?, role = ?, street = ?, agency = ? WHERE id = ?",
        now.name(),
        now.role().name(),
        now.street(),
        now.agency(),
        before.id());
    boolean elsewhere =
        before.role() != now.role()
            || !Objects.equals(before.street(), now.street())
            || !Objects.equals(before.agency(), now.agency());
    if (elsewhere) tx.run("DELETE FROM token WHERE staff = ?", before.id());
    // the badge is one of the agency, and says whose the person is
    var ended = elsewhere ? badges.revoked(tx, before.id()) : WorkBadges.Ended.NOTHING;
    publish(tx, before.id(), now, before.active(), ended.records());
    badges.note(tx, before.id(), ended, by);
    String what = elsewhere ? before.role() + " > " + now.role() : "";
    audit.add(tx, by.did("PERSON_CHANGED", before.id().toString(), what));
  }

  static NewPerson entry(StaffRows.Staff s) {
    return new NewPerson(s.login(), s.name(), s.role(), s.street(), s.agency(), s.phone());
  }

  /// @param besides records published with it
  private void publish(Tx tx, UUID staff, NewPerson person, boolean active, List<Held> besides)
      throws StorageException {
    Held fresh = staffRecord(staff, person, active);
    Held record =
        tx.records().locked(staff).map(r -> r.withFields(fresh.fields(), false, "")).orElse(fresh);
    var all = new ArrayList<>(besides);
    all.add(record);
    feed.publish(tx, all);
  }

  /// As [#setActive(UUID, boolean)], for whoever has this login.
  public boolean setActive(String login, boolean active) throws StorageException {
    Optional<UUID> staff = person(login);
    return staff.isPresent() && setActive(staff.get(), active);
  }

  /// Whoever has this login.
  public Optional<UUID> person(String login) throws StorageException {
    return database.read(tx -> StaffRows.byLogin(tx, login).map(StaffRows.Staff::id));
  }

  /// The agency of this name or id.
  public Optional<UUID> agency(String called) throws StorageException {
    return database.read(tx ->
        tx
            .all(
                "SELECT id FROM agency WHERE name = ? OR id = ? ORDER BY id",
                row -> row.id("id"),
                called,
                called)
            .stream()
            .findFirst());
  }

  /// Adds an agency.
  public UUID addAgency(String name) throws StorageException {
    return database.write(tx -> {
      UUID id = ids.next();
      tx.run("INSERT INTO agency (id, name) VALUES (?, ?)", id, name);
      feed.publish(
          tx, List.of(published(RecordType.AGENCY, id, Map.of("name", name, "active", "true"))));
      return id;
    });
  }

  /// A person's caller on a machine, as the accounts stand in this transaction.
  public static Optional<Caller> caller(Rows rows, UUID staff, UUID device)
      throws StorageException {
    Optional<GrantRows.Person> person = rows.grants().person(staff);
    if (person.isEmpty()) return Optional.empty();
    boolean open = rows.grants().machineClosed(device).isEmpty();
    return Optional.of(callerOf(person.get(), device, open));
  }

  /// As [#caller], and the account stays so until the transaction ends: an op is judged by rights
  /// nobody takes away while it is judged.
  public static Optional<Caller> heldCaller(Rows rows, UUID staff, UUID device)
      throws StorageException {
    Optional<GrantRows.Person> person = rows.grants().heldPerson(staff);
    if (person.isEmpty()) return Optional.empty();
    boolean open = rows.grants().heldMachineClosed(device).isEmpty();
    return Optional.of(callerOf(person.get(), device, open));
  }

  private static Caller callerOf(GrantRows.Person p, UUID device, boolean open) {
    return new Caller(p.id(), p.role(), p.street(), p.agency(), device, p.active() && open);
  }

  /// As [#setPassword(String, Given, By)], for one the person chose.
  public Optional<String> setPassword(String login, char[] password) throws StorageException {
    return setPassword(login, new Given(password, true), By.CONSOLE);
  }

  /// Sets a new password and ends every session under the old one; the password is wiped.
  ///
  /// @return the reason it was not taken, or empty
  public Optional<String> setPassword(String login, Given given, By by) throws StorageException {
    Optional<String> problem = passwords.problem(login, given.password());
    if (problem.isPresent()) return problem;
    String hash = hash(given);
    return database.write(tx -> {
      Optional<StaffRows.Staff> staff = StaffRows.byLogin(tx, login);
      if (staff.isEmpty()) return Optional.of("NOBODY");
      setPassword(tx, staff.get().id(), hash, given, by);
      return Optional.empty();
    });
  }

  /// The password's hash; it is wiped.
  String hash(Given given) {
    String hash = PasswordHash.hash(given.password(), rules.cost(), random);
    Arrays.fill(given.password(), '\0');
    return hash;
  }

  void setPassword(Tx tx, UUID staff, String hash, Given given, By by) throws StorageException {
    tx.run(
        """
        UPDATE staff SET password = ?, failed = 0, locked_until = 0, one_time_until = ?
        WHERE id = ?
        """,
        hash,
        until(given),
        staff);
    tx.run("DELETE FROM token WHERE staff = ?", staff);
    audit.add(tx, by.did("PASSWORD_SET", staff.toString()));
  }

  void unlock(Tx tx, UUID staff, By by) throws StorageException {
    tx.run("UPDATE staff SET failed = 0, locked_until = 0 WHERE id = ?", staff);
    audit.add(tx, by.did("PERSON_UNLOCKED", staff.toString()));
  }

  /// @param session hash of its token
  void end(Tx tx, String session, UUID staff, By by) throws StorageException {
    tx.run("DELETE FROM token WHERE hash = ?", session);
    audit.add(tx, by.did("SESSION_ENDED", staff.toString()));
  }
}
