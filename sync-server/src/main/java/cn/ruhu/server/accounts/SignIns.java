package cn.ruhu.server.accounts;

import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Storable;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sign-in with a password, and the proof each later request carries: the device's signature over
/// method, path, body, nonce and token. A nonce counts once; a token lives 12 hours and is bound to
/// its device, so renewing it silently every 15 minutes would add nothing but traffic. Thread-safe.
public final class SignIns {
  private static final int TOKEN_BYTES = 32;
  private static final Pattern NONCE = Pattern.compile("[0-9A-Za-z_-]{22}|[0-9a-f]{32}");

  private static final long SEEN_MS = Duration.ofMinutes(1).toMillis();

  /// in which what is forged in a machine's name is noted once: whoever knows its id may send as
  /// much as they like, and nothing is ever taken out of the audit log
  private static final Duration FORGERY_NOTED = Duration.ofMinutes(15);

  private final Enrolments.Parts parts;
  private final WorkKeys workKeys;
  private final Passwords passwords;
  private final String decoy;

  /// when forgery was noted last, by machine; none but enrolled ones
  private final Map<String, Long> forged = new ConcurrentHashMap<>();

  public SignIns(Enrolments.Parts parts, WorkKeys workKeys) {
    this.parts = parts;
    this.workKeys = workKeys;
    this.passwords = new Passwords(parts.rules());
    this.decoy = PasswordHash.ofNobody(parts.rules().cost(), parts.random());
  }

  /// What a request brings to prove who sends it.
  ///
  /// @param bodyHash of the body as received
  /// @param token without the word `Bearer`
  public record Proof(
      String method,
      String path,
      String bodyHash,
      String nonce,
      String device,
      @Nullable String token,
      @Nullable String signature) {

    /// Without token and signature.
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// As [#device], for one that may have been closed: it still proves what was written on it.
  public Optional<Refusal> anyDevice(Proof proof) throws StorageException {
    return noted(proof, parts.database().write(tx -> checkDevice(tx, proof, Use.HAND_IN)));
  }

  /// What a machine's signature is shown for. A revoked machine signs nobody in; it may still hand
  /// in.
  private enum Use {
    SIGN_IN,
    HAND_IN,
    OF_A_TOKEN
  }

  /// Checks the signature of an enrolled machine and spends the nonce.
  ///
  /// @return a refusal `DEVICE`, `SIGNATURE` or `REPLAY`, or empty
  public Optional<Refusal> device(Proof proof) throws StorageException {
    return noted(proof, parts.database().write(tx -> checkDevice(tx, proof, Use.SIGN_IN)));
  }

  /// Who sends a signed request with a token.
  ///
  /// The nonce is spent without waiting for the disk, which every request would pay for: one sent
  /// again after a power failure meets a token that expires and an inbox that knows its ops.
  ///
  /// @return a caller, or `DEVICE`, `SIGNATURE`, `REPLAY`, `TOKEN`
  public Answer<Caller> caller(Proof proof) throws StorageException {
    Answer<Caller> answer =
        parts
            .database()
            .writeLazily(tx -> {
              Optional<Refusal> refusal = checkDevice(tx, proof, Use.OF_A_TOKEN);
              if (refusal.isPresent()) return new Answer.Refused<>(refusal.get());
              return byToken(tx, proof.token(), proof.device());
            });
    if (answer instanceof Answer.Refused<Caller>(Refusal refusal))
      noted(proof, Optional.of(refusal));
    return answer;
  }

  /// `DEVICE`, `SIGNATURE`, or empty when the machine signed this request, which is no leave for
  /// anything: its turn has not come, and nothing is written down.
  public Optional<Refusal> unsigned(Proof proof) throws StorageException {
    return parts
        .database()
        .read(tx -> {
          Optional<Enrolments.Device> device = Enrolments.device(tx, proof.device());
          if (device.isEmpty()) return Optional.of(Refusal.of("DEVICE", "not enrolled"));
          return unsigned(device.get(), proof);
        });
  }

  private static Optional<Refusal> unsigned(Enrolments.Device device, Proof proof) {
    byte[] text =
        Signatures.requestText(
            proof.method(),
            proof.path(),
            proof.bodyHash(),
            proof.nonce(),
            proof.device(),
            proof.token());
    return Signatures.verify(device.key(), text, proof.signature())
        ? Optional.empty()
        : Optional.of(Refusal.of("SIGNATURE", "does not verify"));
  }

  /// Who a token belongs to, before the request's body (and so its signature) can be checked.
  public Answer<Caller> byToken(@Nullable String token, String device) throws StorageException {
    return parts.database().read(tx -> byToken(tx, token, device));
  }

  private Answer<Caller> byToken(Tx tx, @Nullable String token, String device)
      throws StorageException {
    if (token == null) return Answer.refused("TOKEN", "none");
    record Found(UUID staff, long until, boolean handIn) {}
    Optional<Found> found =
        tx.one(
            "SELECT staff, until, hand_in FROM token WHERE hash = ? AND device = ?",
            row -> new Found(row.id("staff"), row.number("until"), row.flag("hand_in")),
            tokenHash(token),
            device);
    if (found.isEmpty() || found.get().until() <= parts.clock().millis())
      return Answer.refused("TOKEN", "unknown or too old");
    boolean closed = Enrolments.device(tx, device).filter(Enrolments.Device::active).isEmpty();
    boolean mayRead = !closed && !found.get().handIn();
    return StaffRows.byId(tx, found.get().staff())
        .map(s -> Answer.given(caller(s, UUID.fromString(device), s.active() && mayRead)))
        .orElseGet(() -> Answer.refused("TOKEN", "nobody"));
  }

  private static Caller caller(StaffRows.Staff s, UUID device, boolean active) {
    return new Caller(s.id(), s.role(), s.street(), s.agency(), device, active);
  }

  private Optional<Refusal> checkDevice(Tx tx, Proof proof, Use use) throws StorageException {
    Optional<Enrolments.Device> device = Enrolments.device(tx, proof.device());
    if (device.isEmpty()) return Optional.of(Refusal.of("DEVICE", "not enrolled"));
    Optional<Refusal> unsigned = unsigned(device.get(), proof);
    if (unsigned.isPresent()) return unsigned;
    if (!NONCE.matcher(proof.nonce()).matches()) return Optional.of(Refusal.of("REPLAY", "nonce"));
    long at = use == Use.OF_A_TOKEN ? parts.clock().millis() : Long.MAX_VALUE;
    int fresh =
        tx.run(
            "INSERT INTO nonce (device, nonce, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            proof.device(),
            proof.nonce(),
            at);
    if (fresh != 1) return Optional.of(Refusal.of("REPLAY", "nonce was used"));
    seen(tx, device.get());
    if (device.get().revoked() && handsIn(tx, proof, use)) return Optional.empty();
    return standing(device.get(), proof);
  }

  /// Whether a revoked machine only wants to hand in what was done on it.
  private static boolean handsIn(Tx tx, Proof proof, Use use) throws StorageException {
    String token = proof.token();
    if (use == Use.HAND_IN) return true;
    if (use == Use.SIGN_IN || token == null) return false;
    return tx.one(
            "SELECT hand_in FROM token WHERE hash = ? AND device = ?",
            row -> row.flag("hand_in"),
            tokenHash(token),
            proof.device())
        .orElse(false);
  }

  /// Whether a machine that proved who it is is still one of the district's. Of one that is to be
  /// wiped, and was not lost, work is taken first; only the confirmation comes after it.
  private static Optional<Refusal> standing(Enrolments.Device device, Proof proof) {
    if (device.wiping()) {
      boolean work =
          proof.path().equals(Protocol.PUSH)
              || (proof.path().startsWith(Protocol.FILES) && !proof.method().equals("GET"));
      boolean goes = proof.path().equals(Protocol.WIPED) || (device.active() && work);
      return goes
          ? Optional.empty()
          : Optional.of(Refusal.of("WIPE", "the machine is to be wiped"));
    }
    if (device.wiped() && proof.path().equals(Protocol.WIPED)) return Optional.empty();
    return device.active() && !device.wiped()
        ? Optional.empty()
        : Optional.of(Refusal.of("DEVICE", "not enrolled"));
  }

  /// Not at every request: two of one machine need not wait for each other's row.
  private void seen(Tx tx, Enrolments.Device device) throws StorageException {
    long now = parts.clock().millis();
    if (now - device.seenAt() < SEEN_MS && now >= device.seenAt()) return;
    tx.run("UPDATE device SET seen_at = ? WHERE id = ?", now, device.id());
  }

  /// A forged request of an enrolled machine, noted in the audit log.
  private Optional<Refusal> noted(Proof proof, Optional<Refusal> refusal) throws StorageException {
    if (refusal.filter(r -> r.code().equals("SIGNATURE")).isEmpty()) return refusal;
    long now = parts.clock().millis();
    Long before = forged.get(proof.device());
    if (before != null && Math.abs(now - before) < FORGERY_NOTED.toMillis()) return refusal;
    var entry = new Audit.Entry("SIGNATURE_REFUSED", "", proof.device(), "", proof.method());
    parts
        .database()
        .write(tx -> {
          parts.audit().add(tx, entry);
          return true;
        });
    forged.put(proof.device(), now);
    return refusal;
  }

  /// Signs a person in on the machine that signed the request.
  ///
  /// @return `PASSWORD` with the attempts left, `LOCKED` with the time until it opens,
  ///   `PASSWORD_FIRST` when the password is a one-time one that only opens [#choose],
  ///   `PASSWORD_OVER` when that one's time is over, `MACHINE` on one of another office, or
  ///   `MALFORMED` for a name nobody can have
  public Answer<Accounts.LoggedIn> login(Accounts.Login request) throws StorageException {
    return entered(
        request,
        (tx, staff) -> {
          if (staff.oneTimeUntil() == 0) return welcome(tx, staff, request);
          return Answer.refused(over(staff) ? "PASSWORD_OVER" : "PASSWORD_FIRST", "");
        });
  }

  /// Sets a person's own password, by the one that holds or the one-time one they were given, and
  /// signs them in; every other session of theirs ends.
  ///
  /// @return as [#login]; also `PASSWORD_SHORT`, `PASSWORD_LONG`, `PASSWORD_COMMON`,
  ///   `PASSWORD_HAS_LOGIN`, `PASSWORD_SAME`
  public Answer<Accounts.LoggedIn> choose(Accounts.NewPassword request) throws StorageException {
    char[] fresh = request.fresh().toCharArray();
    Optional<String> problem =
        request.fresh().equals(request.password())
            ? Optional.of("PASSWORD_SAME")
            : passwords.problem(request.name(), fresh);
    var login = new Accounts.Login(request.name(), request.password(), request.device());
    String hash =
        problem.isPresent() ? "" : PasswordHash.hash(fresh, parts.rules().cost(), parts.random());
    return entered(
        login,
        (tx, staff) -> {
          if (staff.oneTimeUntil() > 0 && over(staff)) return Answer.refused("PASSWORD_OVER", "");
          if (problem.isPresent()) return Answer.refused(problem.get(), "");
          tx.run(
              "UPDATE staff SET password = ?, one_time_until = 0 WHERE id = ?", hash, staff.id());
          tx.run("DELETE FROM token WHERE staff = ?", staff.id());
          audit(tx, "PASSWORD_CHOSEN", staff.id().toString(), login);
          return welcome(tx, staff, login);
        });
  }

  private boolean over(StaffRows.Staff staff) {
    return staff.oneTimeUntil() <= parts.clock().millis();
  }

  /// What somebody may do whose password was right.
  @FunctionalInterface
  private interface Inside {
    Answer<Accounts.LoggedIn> go(Tx tx, StaffRows.Staff staff) throws StorageException;
  }

  private Answer<Accounts.LoggedIn> entered(Accounts.Login request, Inside inside)
      throws StorageException {
    if (!Storable.is(request.name())) return Answer.refused("MALFORMED", "name");
    record Try(Optional<StaffRows.Staff> staff, boolean locked) {}
    Try attempt =
        parts
            .database()
            .write(tx -> {
              Optional<StaffRows.Staff> staff = StaffRows.byLogin(tx, request.name());
              boolean locked =
                  staff.isPresent() && staff.get().lockedUntil() > parts.clock().millis();
              if (staff.isPresent() && !locked)
                tx.run("UPDATE staff SET failed = failed + 1 WHERE id = ?", staff.get().id());
              return new Try(staff, locked);
            });
    if (attempt.locked()) return locked(attempt.staff().orElseThrow(), request);
    String hash = attempt.staff().map(StaffRows.Staff::password).orElse(decoy);
    boolean right = PasswordHash.verify(request.password().toCharArray(), hash);
    if (attempt.staff().isEmpty()) return nobody(request);
    UUID id = attempt.staff().get().id();
    return parts
        .database()
        .write(tx -> {
          // as the account stands now: it may have been closed or given a new password meanwhile
          StaffRows.Staff staff = StaffRows.held(tx, id).orElseThrow();
          boolean in = right && staff.active() && staff.password().equals(hash);
          if (!in) return wrong(tx, staff, request);
          tx.run("UPDATE staff SET failed = 0, locked_until = 0 WHERE id = ?", id);
          Optional<Enrolments.Device> device = Enrolments.device(tx, request.device().toString());
          if (device.isEmpty() || !staff.fits(device.get().home())) {
            audit(tx, "LOGIN_REFUSED", id.toString(), request);
            return Answer.refused("MACHINE", "this machine belongs to another office");
          }
          return inside.go(tx, staff);
        });
  }

  /// Keeps a signed-in person's work key of this machine.
  ///
  /// @return `WORK_KEY` when it is not the caller's own, sealed to this server
  public Answer<Accounts.WorkKey> keep(Caller caller, Accounts.WorkKey key)
      throws StorageException {
    return caller.active() ? workKeys.keep(caller, key) : Answer.refused("TOKEN", "closed");
  }

  /// As [#login], and brings the work key of that machine back, if one was kept.
  ///
  /// @return also `MALFORMED` when there is no key to seal it to
  public Answer<Accounts.LoggedIn> recover(Accounts.Recover request) throws StorageException {
    if (!Hashes.isHex(request.recoverTo())) return Answer.refused("MALFORMED", "recoverTo");
    var login = new Accounts.Login(request.name(), request.password(), request.device());
    Answer<Accounts.LoggedIn> answer = login(login);
    if (!(answer instanceof Answer.Given<Accounts.LoggedIn>(Accounts.LoggedIn in))) return answer;
    Optional<String> key =
        workKeys.giveBack(in.person().id(), request.device(), request.recoverTo());
    return Answer.given(
        new Accounts.LoggedIn(
            in.person(),
            in.token(),
            in.tokenUntil(),
            in.scopes(),
            in.grantUntil(),
            in.serverTime(),
            key.orElse(null)));
  }

  private Answer<Accounts.LoggedIn> locked(StaffRows.Staff staff, Accounts.Login request)
      throws StorageException {
    parts
        .database()
        .write(tx -> {
          audit(tx, "LOGIN_LOCKED", staff.id().toString(), request);
          return true;
        });
    long wait = staff.lockedUntil() - parts.clock().millis();
    return new Answer.Refused<>(new Refusal("LOCKED", "", null, Map.of(), Math.max(wait, 1), 0));
  }

  private Answer<Accounts.LoggedIn> nobody(Accounts.Login request) throws StorageException {
    parts
        .database()
        .write(tx -> {
          audit(tx, "LOGIN_REFUSED", "", request);
          return true;
        });
    return new Answer.Refused<>(
        new Refusal("PASSWORD", "", null, Map.of(), null, parts.rules().attemptsMax() - 1));
  }

  private Answer<Accounts.LoggedIn> wrong(Tx tx, StaffRows.Staff staff, Accounts.Login request)
      throws StorageException {
    int left = (int) Math.max(0, parts.rules().attemptsMax() - staff.failed());
    Long retry = null;
    if (left == 0) {
      retry = parts.rules().lockOut().toMillis();
      tx.run(
          "UPDATE staff SET failed = 0, locked_until = ? WHERE id = ?",
          parts.clock().millis() + retry,
          staff.id());
    }
    audit(tx, "LOGIN_REFUSED", staff.id().toString(), request);
    String code = left == 0 ? "LOCKED" : "PASSWORD";
    return new Answer.Refused<>(new Refusal(code, "", null, Map.of(), retry, left));
  }

  private Answer<Accounts.LoggedIn> welcome(Tx tx, StaffRows.Staff staff, Accounts.Login request)
      throws StorageException {
    long now = parts.clock().millis();
    tx.run("UPDATE staff SET seen_at = ? WHERE id = ?", now, staff.id());
    Token token = token(tx, staff.id(), request.device(), false);
    long grantUntil = now + parts.rules().grantLife().toMillis();
    tx.run(
        """
        INSERT INTO grants (staff, device, until) VALUES (?, ?, ?)
        ON CONFLICT (staff, device) DO UPDATE SET until = excluded.until
        """,
        staff.id(),
        request.device(),
        grantUntil);
    audit(tx, "LOGIN", staff.id().toString(), request);
    List<String> scopes = Scopes.of(tx, caller(staff, request.device(), true));
    return Answer.given(in(staff, token, scopes, grantUntil));
  }

  private Accounts.LoggedIn in(
      StaffRows.Staff staff, Token token, List<String> scopes, long grantUntil) {
    return new Accounts.LoggedIn(
        new Accounts.Person(
            staff.id(), staff.login(), staff.name(), staff.role().name(), staff.street()),
        token.text(),
        token.until(),
        scopes,
        grantUntil,
        parts.clock().millis(),
        null);
  }

  private record Token(String text, long until) {
    /// Without the token.
    @Override
    public String toString() {
      return "Token";
    }
  }

  private Token token(Tx tx, UUID staff, UUID device, boolean handIn) throws StorageException {
    byte[] secret = new byte[TOKEN_BYTES];
    parts.random().nextBytes(secret);
    String token = Hashes.base64(secret);
    long now = parts.clock().millis();
    long until = now + parts.rules().tokenLife().toMillis();
    tx.run(
        "INSERT INTO token (hash, staff, device, since, until, hand_in) VALUES (?, ?, ?, ?, ?, ?)",
        tokenHash(token),
        staff,
        device,
        now,
        until,
        handIn);
    return new Token(token, until);
  }

  /// Lets a machine hand in what somebody wrote on it, where no sign-in is possible any more: the
  /// machine was revoked, or the account was (invariant I13). The machine's key proves that it was
  /// written there; whoever gets in so is shown nothing, and all of it is late evidence that a
  /// supervisor looks at.
  ///
  /// @return `SIGN_IN` when nothing keeps this person from signing in there, `NEVER_HERE` when they
  ///   never did
  public Answer<Accounts.LoggedIn> handIn(Accounts.HandIn request) throws StorageException {
    return parts
        .database()
        .write(tx -> {
          Optional<StaffRows.Staff> staff = StaffRows.byId(tx, request.person());
          boolean worked = staff.isPresent() && worked(tx, request.person(), request.device());
          String who = worked ? request.person().toString() : "";
          var entry =
              new Audit.Entry(
                  worked ? "HAND_IN" : "HAND_IN_REFUSED", who, request.device().toString(), "", "");
          if (staff.isEmpty() || !worked) {
            parts.audit().add(tx, entry);
            return Answer.refused("NEVER_HERE", "");
          }
          boolean closed = tx.grants().machineClosed(request.device()).isPresent();
          if (staff.get().active() && !closed) return Answer.refused("SIGN_IN", "");
          parts.audit().add(tx, entry);
          Token token = token(tx, request.person(), request.device(), true);
          return Answer.given(in(staff.get(), token, List.of(), parts.clock().millis()));
        });
  }

  /// Whether this person ever signed in on that machine.
  static boolean worked(Tx tx, UUID person, UUID device) throws StorageException {
    return tx.one(
            "SELECT until FROM grants WHERE staff = ? AND device = ?",
            row -> row.number("until"),
            person,
            device)
        .isPresent();
  }

  private void audit(Tx tx, String what, String staff, Accounts.Login request)
      throws StorageException {
    parts.audit().add(tx, new Audit.Entry(what, staff, request.device().toString(), "", ""));
  }

  private static String tokenHash(String token) {
    return Hashes.sha256Hex(token.getBytes(StandardCharsets.UTF_8));
  }
}
