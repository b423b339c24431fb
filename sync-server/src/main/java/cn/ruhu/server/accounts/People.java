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
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.PasswordHash;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private final RandomGenerator random;
  private final Passwords passwords;

  public People(
      Database database, Feed feed, Audit audit, Ids ids, Rules rules, RandomGenerator random) {
    this.database = database;
    this.feed = feed;
    this.audit = audit;
    this.ids = ids;
    this.rules = rules;
    this.random = random;
    this.passwords = new Passwords(rules);
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

  /// Adds a person. The caller wipes `password`.
  ///
  /// @return the staff id, or a refusal `PASSWORD_SHORT`, `PASSWORD_LONG`, `PASSWORD_COMMON`,
  ///   `PASSWORD_HAS_LOGIN`, `LOGIN_TAKEN`, `HOME_MISSING`
  public Answer<UUID> add(NewPerson person, char[] password) throws StorageException {
    Optional<String> problem = passwords.problem(person.login(), password);
    if (problem.isPresent()) return Answer.refused(problem.get(), "");
    boolean homeless =
        switch (Scopes.kind(person.role())) {
          case STREET -> person.street() == null;
          case OWN_CASES, AGENCY_CASES -> person.agency() == null;
          case DISTRICT, PUBLIC_ONLY -> false;
        };
    if (homeless) return Answer.refused("HOME_MISSING", person.role().name());
    String hash = PasswordHash.hash(password, rules.cost(), random);
    return database.write(tx -> {
      if (StaffRows.byLogin(tx, person.login()).isPresent())
        return Answer.refused("LOGIN_TAKEN", "");
      UUID id = ids.next();
      tx.run(
          """
          INSERT INTO staff (id, login, name, role, street, agency, phone, active, password,
            failed, locked_until) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 0, 0)
          """,
          id,
          person.login(),
          person.name(),
          person.role().name(),
          person.street(),
          person.agency(),
          person.phone(),
          hash);
      feed.publish(tx, List.of(staffRecord(id, person, true)));
      audit.add(tx, new Audit.Entry("PERSON_ADDED", "", "", id.toString(), ""));
      return Answer.given(id);
    });
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
    return database.write(tx -> {
      Optional<NewPerson> person =
          tx.one(
              "SELECT login, name, role, street, agency, phone FROM staff WHERE id = ?",
              row ->
                  new NewPerson(
                      row.text("login"),
                      row.text("name"),
                      Role.valueOf(row.text("role")),
                      row.maybeText("street").orElse(null),
                      row.maybeId("agency").orElse(null),
                      row.maybeText("phone").orElse(null)),
              staff);
      if (person.isEmpty()) return false;
      tx.run("UPDATE staff SET active = ? WHERE id = ?", active, staff);
      Held fresh = staffRecord(staff, person.get(), active);
      Held record =
          tx.records()
              .locked(staff)
              .map(r -> r.withFields(fresh.fields(), false, ""))
              .orElse(fresh);
      feed.publish(tx, List.of(record));
      String what = active ? "PERSON_REOPENED" : "PERSON_CLOSED";
      audit.add(tx, new Audit.Entry(what, "", "", staff.toString(), ""));
      return true;
    });
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
    return rows.grants().person(staff).map(p -> callerOf(p, device));
  }

  /// As [#caller], and the account stays so until the transaction ends: an op is judged by rights
  /// nobody takes away while it is judged.
  public static Optional<Caller> heldCaller(Rows rows, UUID staff, UUID device)
      throws StorageException {
    return rows.grants().heldPerson(staff).map(p -> callerOf(p, device));
  }

  private static Caller callerOf(GrantRows.Person p, UUID device) {
    return new Caller(p.id(), p.role(), p.street(), p.agency(), device, p.active());
  }

  /// Sets a new password and ends every session under the old one; the password is wiped.
  ///
  /// @return the reason it was not taken, or empty
  public Optional<String> setPassword(String login, char[] password) throws StorageException {
    Optional<String> problem = passwords.problem(login, password);
    if (problem.isPresent()) return problem;
    String hash = PasswordHash.hash(password, rules.cost(), random);
    Arrays.fill(password, '\0');
    return database.write(tx -> {
      Optional<StaffRows.Staff> staff = StaffRows.byLogin(tx, login);
      if (staff.isEmpty()) return Optional.of("NOBODY");
      tx.run(
          "UPDATE staff SET password = ?, failed = 0, locked_until = 0 WHERE id = ?",
          hash,
          staff.get().id());
      tx.run("DELETE FROM token WHERE staff = ?", staff.get().id());
      audit.add(tx, new Audit.Entry("PASSWORD_SET", "", "", staff.get().id().toString(), ""));
      return Optional.empty();
    });
  }
}
