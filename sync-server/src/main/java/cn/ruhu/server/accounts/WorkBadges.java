package cn.ruhu.server.accounts;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.Signatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Badges (工作证, DOMAIN C22, decision 0043): an investigator makes his own on a machine he is signed
/// in on, and has one at a time. The district keeps whose key it is for good, and hands what a PIN
/// opens to the investigators of his agency until the badge is revoked: by him, by an
/// administrator, by another badge of his, or because he left. Thread-safe.
public final class WorkBadges {
  private final Enrolments.Parts parts;
  private final Ids ids;

  WorkBadges(Enrolments.Parts parts, Ids ids) {
    this.parts = parts;
    this.ids = ids;
  }

  private record Row(UUID id, String number, String publicKey, long madeAt) {}

  private static Optional<Row> held(Tx tx, UUID staff) throws StorageException {
    return tx.locked(
        "SELECT id, number, public_key, made_at FROM badge WHERE staff = ? AND revoked_at = 0",
        row ->
            new Row(
                row.id("id"), row.text("number"), row.text("public_key"), row.number("made_at")),
        staff);
  }

  /// Number of somebody's badge; empty when they have none that holds.
  static Optional<String> number(Tx tx, UUID staff) throws StorageException {
    return tx.one(
        "SELECT number FROM badge WHERE staff = ? AND revoked_at = 0",
        row -> row.text("number"),
        staff);
  }

  /// Numbers of the badges that hold, by whose they are.
  static Map<UUID, String> numbers(Tx tx) throws StorageException {
    var numbers = new TreeMap<UUID, String>();
    tx.all(
            "SELECT staff, number FROM badge WHERE revoked_at = 0",
            row -> Map.entry(row.id("staff"), row.text("number")))
        .forEach(e -> numbers.put(e.getKey(), e.getValue()));
    return numbers;
  }

  /// Takes in a badge its owner made. The one before holds no longer from now on. Saying the same
  /// again is answered the same.
  ///
  /// @return `RIGHT` for who is no investigator of an agency, `BADGE` when it has not the shape of
  ///   one, is another's, or its key did not sign
  public Answer<Accounts.BadgeKept> make(Caller caller, Accounts.NewBadge wanted)
      throws StorageException {
    UUID agency = caller.agency();
    boolean may = caller.active() && caller.role() == Role.INVESTIGATOR && agency != null;
    if (!may || agency == null) return Answer.refused("RIGHT", "");
    Badge.SealedBadge badge = wanted.badge();
    byte[] text = Badge.text(caller.staff(), badge.publicKey());
    if (!Badge.isSound(badge) || !Signatures.verify(badge.publicKey(), text, wanted.proof()))
      return Answer.refused("BADGE", "");
    return parts
        .database()
        .write(tx -> {
          // one at a time; held at once, not shared first: two would wait for each other
          if (StaffRows.held(tx, caller.staff()).isEmpty()) return Answer.refused("RIGHT", "");
          Optional<Caller> now = People.heldCaller(tx, caller.staff(), caller.device());
          if (!now.equals(Optional.of(caller))) return Answer.refused("RIGHT", "");
          Optional<Row> before = held(tx, caller.staff());
          if (before.filter(b -> b.publicKey().equals(badge.publicKey())).isPresent())
            return Answer.given(kept(before.get()));
          if (isKnown(tx, badge)) return Answer.refused("BADGE", "known");
          var by = By.caller(caller, "");
          Ended ended = revoked(tx, caller.staff());
          var changed = new ArrayList<>(ended.records());
          var row = new Row(ids.next(), badge.number(), badge.publicKey(), parts.clock().millis());
          tx.run(
              """
              INSERT INTO badge (id, staff, number, public_key, device, made_at)
              VALUES (?, ?, ?, ?, ?, ?)
              """,
              row.id(),
              caller.staff(),
              row.number(),
              row.publicKey(),
              caller.device(),
              row.madeAt());
          changed.add(record(row, caller.staff(), agency, badge));
          parts.feed().publish(tx, changed);
          note(tx, caller.staff(), ended, by);
          parts.audit().add(tx, by.did("BADGE_MADE", caller.staff().toString(), row.number()));
          return Answer.given(kept(row));
        });
  }

  private static boolean isKnown(Tx tx, Badge.SealedBadge badge) throws StorageException {
    return tx.one(
            "SELECT id FROM badge WHERE number = ? OR public_key = ?",
            row -> row.id("id"),
            badge.number(),
            badge.publicKey())
        .isPresent();
  }

  private static Accounts.BadgeKept kept(Row row) {
    return new Accounts.BadgeKept(row.number(), row.madeAt());
  }

  private static Held record(Row row, UUID staff, UUID agency, Badge.SealedBadge badge) {
    var fields = new TreeMap<String, String>();
    fields.put("staff", staff.toString());
    fields.put("number", row.number());
    fields.put("publicKey", row.publicKey());
    fields.put("sealed", badge.sealed());
    fields.put("since", Instant.ofEpochMilli(row.madeAt()).toString());
    String scope = CaseRecord.AGENCY + agency;
    return new Held(RecordType.BADGE.name(), row.id(), scope, null, 0, staff, "", false, fields);
  }

  /// Its owner takes his badge back: lost, or seen by somebody.
  ///
  /// @return `RIGHT`, or `BADGE_NONE` when he has none of this number that holds
  public Answer<Accounts.BadgeKept> revokeOwn(Caller caller, Accounts.RevokeBadge wanted)
      throws StorageException {
    if (!caller.active()) return Answer.refused("RIGHT", "");
    return parts
        .database()
        .write(tx -> {
          Optional<Row> row =
              held(tx, caller.staff()).filter(r -> r.number().equals(wanted.number()));
          if (row.isEmpty()) return Answer.refused("BADGE_NONE", "");
          revoke(tx, caller.staff(), By.caller(caller, ""));
          return Answer.given(kept(row.get()));
        });
  }

  /// Somebody's badge is taken away, and nothing else happens.
  ///
  /// @return false when they have none that holds
  boolean revoke(Tx tx, UUID staff, By by) throws StorageException {
    Ended ended = revoked(tx, staff);
    if (!ended.records().isEmpty()) parts.feed().publish(tx, ended.records());
    note(tx, staff, ended, by);
    return ended.number().isPresent();
  }

  /// What of a badge ended in a transaction that does more.
  ///
  /// @param records to be published with what else it does
  /// @param number of the badge, empty when there was none
  record Ended(List<Held> records, Optional<String> number) {
    /// Nothing did.
    static final Ended NOTHING = new Ended(List.of(), Optional.empty());
  }

  /// Somebody's badge holds no longer: what a PIN opens goes from every machine as it syncs.
  /// Nothing is noted yet: the head of the audit log is held last, after the feed ([#note]).
  Ended revoked(Tx tx, UUID staff) throws StorageException {
    Optional<Row> row = held(tx, staff);
    if (row.isEmpty()) return Ended.NOTHING;
    tx.run("UPDATE badge SET revoked_at = ? WHERE id = ?", parts.clock().millis(), row.get().id());
    Optional<Held> record = tx.records().locked(row.get().id());
    // what a PIN opens is in no earlier state either; the one that says it is gone is written next
    tx.run("DELETE FROM record_history WHERE id = ?", row.get().id());
    List<Held> gone = record.stream().map(r -> r.withFields(new TreeMap<>(), true, "")).toList();
    return new Ended(gone, Optional.of(row.get().number()));
  }

  /// Notes what ended, once it was published.
  void note(Tx tx, UUID staff, Ended ended, By by) throws StorageException {
    if (ended.number().isPresent())
      parts.audit().add(tx, by.did("BADGE_REVOKED", staff.toString(), ended.number().get()));
  }
}
