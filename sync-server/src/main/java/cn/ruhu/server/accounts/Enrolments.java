package cn.ruhu.server.accounts;

import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.Storable;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.wire.Accounts;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One-time codes, and the machines enrolled with them. A machine gets its share (block) of the
/// application numbers once and keeps it. Thread-safe.
public final class Enrolments {
  /// No 0 O 1 I L: codes are read aloud.
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  private static final int CODE_LENGTH = 10;

  private final Database database;
  private final Feed feed;
  private final Audit audit;
  private final Vault vault;
  private final Rules rules;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PublicKeys keys;

  /// @param keys the server's public keys, handed to every machine
  public Enrolments(Parts parts, Vault vault, PublicKeys keys) {
    this.database = parts.database();
    this.feed = parts.feed();
    this.audit = parts.audit();
    this.vault = vault;
    this.rules = parts.rules();
    this.clock = parts.clock();
    this.random = parts.random();
    this.keys = keys;
  }

  /// What the account classes share.
  public record Parts(
      Database database,
      Feed feed,
      Audit audit,
      Rules rules,
      InstantSource clock,
      RandomGenerator random) {}

  /// @param server raw Ed25519, hex
  /// @param recovery raw X25519, hex
  public record PublicKeys(String server, String recovery) {}

  /// @param until when it is over, milliseconds since 1970
  public record Code(String code, long until) {
    /// Without the code.
    @Override
    public String toString() {
      return "Code";
    }
  }

  static boolean isHome(Tx tx, String home) throws StorageException {
    return isStreet(home) || Entries.isAgency(tx, home);
  }

  /// Whether this is the code of a street.
  public static boolean isStreet(String home) {
    return Entries.isStreet(home);
  }

  /// A code that works once within [Rules#codeLife].
  ///
  /// @param home street code or agency id the machine is for, null for any
  public Code issue(@Nullable String home, By by) throws StorageException {
    return database.write(tx -> issue(tx, home, by));
  }

  Code issue(Tx tx, @Nullable String home, By by) throws StorageException {
    var code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++)
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    long until = clock.millis() + rules.codeLife().toMillis();
    tx.run(
        "INSERT INTO enrol_code (mac, until, used, home, issued_by) VALUES (?, ?, 0, ?, ?)",
        vault.lookup(code.toString()),
        until,
        home,
        by.staff());
    audit.add(tx, by.did("CODE_ISSUED", home == null ? "" : home));
    return new Code(code.toString(), until);
  }

  /// Enrols a machine; its request was signed with the key it brings. The same machine with the
  /// same key may come again (a lost answer): it gets the same block, and needs its code unspoilt
  /// only the first time. One that was revoked, lost or wiped comes back with a fresh code: it
  /// spends it, and its work is taken again.
  ///
  /// @return also `MALFORMED` for a machine's name that cannot be kept
  public Answer<Accounts.Enrolled> enrol(Accounts.Enrol request) throws StorageException {
    if (!Storable.is(request.deviceName())) return Answer.refused("MALFORMED", "deviceName");
    String mac = vault.lookup(request.code().strip().toUpperCase(Locale.ROOT));
    return database.write(tx -> {
      record Issued(long until, boolean used, Optional<String> home) {}
      Optional<Issued> code =
          tx.locked(
              "SELECT until, used, home FROM enrol_code WHERE mac = ?",
              row -> new Issued(row.number("until"), row.flag("used"), row.maybeText("home")),
              mac);
      Optional<Device> known = device(tx, request.device().toString());
      boolean again = known.map(d -> d.key().equals(request.deviceKey())).orElse(false);
      boolean usable =
          code.isPresent() && !code.get().used() && code.get().until() > clock.millis();
      if (known.isPresent() && !again) return refused(tx, request, "device id is taken");
      boolean closed = again && known.get().closed();
      if (!(usable || (again && !closed && code.isPresent())))
        return refused(tx, request, "unknown, used or too old");
      Optional<String> home = code.get().home();
      String block = again ? known.get().block() : take(tx, request, home, mac);
      if (closed) takeBack(tx, known.get(), home, mac);
      if (block.isEmpty())
        return Answer.refused("BLOCKS", "every number block that may be given out is given out");
      FeedRows.Head head = feed.head(tx);
      return Answer.given(
          new Accounts.Enrolled(
              head.district(),
              head.name(),
              block,
              keys.server(),
              keys.recovery(),
              people(tx, home)));
    });
  }

  private String take(Tx tx, Accounts.Enrol request, Optional<String> home, String mac)
      throws StorageException {
    OptionalLong number = Blocks.next(tx);
    if (number.isEmpty()) return "";
    String block = String.format(Locale.ROOT, "%03d", number.getAsLong());
    tx.run(
        """
        INSERT INTO device (id, name, public_key, block, home, active, enrolled_at)
        VALUES (?, ?, ?, ?, ?, 1, ?)
        """,
        request.device(),
        request.deviceName(),
        request.deviceKey(),
        block,
        home.orElse(null),
        clock.millis());
    tx.run("UPDATE enrol_code SET used = 1 WHERE mac = ?", mac);
    audit.add(tx, new Audit.Entry("ENROL", "", request.device().toString(), block, ""));
    return block;
  }

  private void takeBack(Tx tx, Device device, Optional<String> home, String mac)
      throws StorageException {
    tx.run(
        """
        UPDATE device SET state = 'ENROLLED', active = 1, wipe_at = 0, wiped_at = 0, wipe_left = 0,
          home = ? WHERE id = ?
        """,
        home.orElse(null),
        device.id());
    tx.run("UPDATE enrol_code SET used = 1 WHERE mac = ?", mac);
    audit.add(tx, new Audit.Entry("ENROL_AGAIN", "", device.id(), device.block(), ""));
  }

  private Answer<Accounts.Enrolled> refused(Tx tx, Accounts.Enrol request, String why)
      throws StorageException {
    audit.add(tx, new Audit.Entry("ENROL_REFUSED", "", request.device().toString(), "", why));
    return Answer.refused("ENROL_CODE", why);
  }

  /// @param wiping a wipe was ordered and not confirmed
  record Device(
      String id,
      String key,
      String block,
      Optional<String> home,
      boolean active,
      boolean wiping,
      boolean wiped,
      long seenAt) {
    /// Whether it needs a fresh code to be one of the district's again. Taken away, but neither
    /// lost nor to be wiped.
    boolean revoked() {
      return !active && !wiping && !wiped;
    }

    boolean closed() {
      return !active || wiping || wiped;
    }
  }

  static Optional<Device> device(Tx tx, String id) throws StorageException {
    return tx.one(
        "SELECT id, public_key, block, home, active, wipe_at, wiped_at, seen_at FROM device WHERE"
            + " id = ?",
        row ->
            new Device(
                row.text("id"),
                row.text("public_key"),
                row.text("block"),
                row.maybeText("home"),
                row.flag("active"),
                row.number("wipe_at") > 0 && row.number("wiped_at") == 0,
                row.number("wiped_at") > 0,
                row.number("seen_at")),
        id);
  }

  /// Takes a machine away.
  public void revoke(UUID device, By by) throws StorageException {
    database.write(tx -> {
      revoke(tx, device, by);
      return true;
    });
  }

  void revoke(Tx tx, UUID device, By by) throws StorageException {
    tx.run("UPDATE device SET state = 'REVOKED', active = 0 WHERE id = ?", device);
    shut(tx, device, by.did("MACHINE_REVOKED", device.toString()));
  }

  void lost(Tx tx, UUID device, By by) throws StorageException {
    tx.run("UPDATE device SET state = 'LOST', active = 0 WHERE id = ?", device);
    orderWipe(tx, device);
    shut(tx, device, by.did("MACHINE_LOST", device.toString()));
  }

  /// Sessions stay: work is still handed in under them.
  void wipe(Tx tx, UUID device, By by) throws StorageException {
    orderWipe(tx, device);
    audit.add(tx, by.did("WIPE_ORDERED", device.toString()));
  }

  private void orderWipe(Tx tx, UUID device) throws StorageException {
    tx.run(
        "UPDATE device SET wipe_at = ?, wiped_at = 0, wipe_left = 0 WHERE id = ? AND wiped_at = 0",
        clock.millis(),
        device);
  }

  private void shut(Tx tx, UUID device, Audit.Entry entry) throws StorageException {
    tx.run("DELETE FROM token WHERE device = ?", device);
    audit.add(tx, entry);
  }

  /// A machine wiped itself as it was told to; from now on it is none of the district's. May be
  /// said again.
  public Accounts.Wiped wiped(Accounts.Wiped said) throws StorageException {
    return database.write(tx -> {
      int changed =
          tx.run(
              """
              UPDATE device SET wiped_at = ?, wipe_left = ?, active = 0,
                state = CASE WHEN state = 'LOST' THEN 'LOST' ELSE 'REVOKED' END
              WHERE id = ? AND wipe_at > 0 AND wiped_at = 0
              """,
              clock.millis(),
              Math.max(0, said.left()),
              said.device());
      if (changed == 1) {
        String device = said.device().toString();
        shut(tx, said.device(), new Audit.Entry("MACHINE_WIPED", "", device, "", ""));
      }
      return said;
    });
  }

  private static List<Accounts.Person> people(Tx tx, Optional<String> home)
      throws StorageException {
    return StaffRows.active(tx).stream()
        .filter(s -> s.fits(home))
        .map(s -> new Accounts.Person(s.id(), s.login(), s.name(), s.role().name(), s.street()))
        .toList();
  }
}
