package cn.ruhu.sync.http;

import cn.ruhu.sync.Trouble;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Talks to the district's server for one machine: hello, enrolment, sign-in, and what a signed-in
/// person syncs through. Every method blocks for at most the time-outs. Thread-safe.
public final class ServerConnection implements AutoCloseable {
  private static final int REPLY_MAX = 4 << 20;

  private final OkHttpClient client;
  private final Exchange exchange;
  private final UUID device;
  private final SigningKey key;
  private final @Nullable String serverKey;
  private final RandomGenerator random;

  /// @param key the machine's own
  /// @param serverKey raw Ed25519 key of the server, hex; null before enrolment
  /// @param random source of nonces, cryptographic outside tests
  public ServerConnection(
      ServerAddress address,
      UUID device,
      SigningKey key,
      @Nullable String serverKey,
      RandomGenerator random,
      Timeouts timeouts) {
    this.client = Pinned.client(address.pin(), timeouts);
    this.exchange = new Exchange(client, address, device, key, random);
    this.device = device;
    this.key = key;
    this.serverKey = serverKey;
    this.random = random;
  }

  /// The key a server shows, without believing it: for a person to compare with the one on the
  /// enrolment sheet.
  ///
  /// @param url `https://host:port`
  public static Result<CertificatePin> look(String url, Timeouts timeouts) {
    var seen = new AtomicReference<CertificatePin>();
    OkHttpClient client = Pinned.looking(seen, timeouts);
    try (Response r = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return new Result.Unreachable<>(
          new Trouble(Trouble.Kind.CAPTIVE_PORTAL, "no TLS, status " + r.code()));
    } catch (IOException e) {
      CertificatePin pin = seen.get();
      return pin == null ? new Result.Unreachable<>(Exchange.trouble(e)) : new Result.Given<>(pin);
    } catch (IllegalArgumentException e) {
      return new Result.Refused<>("ADDRESS", null, 0);
    } finally {
      close(client);
    }
  }

  /// Who is there? Works before enrolment.
  public Result<Accounts.Hello> hello() {
    return ask("GET", Protocol.HELLO, null, Accounts.Hello.class);
  }

  /// Enrols this machine. A lost answer may simply be asked for again with the same code.
  ///
  /// @param code one-time code; blanks and hyphens around groups do not count
  public Result<Accounts.Enrolled> enrol(String code, String deviceName) {
    var request =
        new Accounts.Enrol(code.replaceAll("[\\s-]", ""), device, key.publicHex(), deviceName);
    return ask("POST", Protocol.ENROL, request, Accounts.Enrolled.class);
  }

  /// Signs a person in. The caller wipes `password`.
  public Result<Accounts.LoggedIn> login(String name, char[] password) {
    var request = new Accounts.Login(name, new String(password), device);
    return ask("POST", Protocol.LOGIN, request, Accounts.LoggedIn.class);
  }

  /// Sets a person's own password, by the one that holds or the one-time one they were given, and
  /// signs them in. The caller wipes both.
  public Result<Accounts.LoggedIn> choose(String name, char[] password, char[] fresh) {
    var request = new Accounts.NewPassword(name, new String(password), device, new String(fresh));
    return ask("POST", Protocol.PASSWORD, request, Accounts.LoggedIn.class);
  }

  /// Says that this machine wiped itself as it was told to. May be said again.
  ///
  /// @param left acts and files never sent, which lie sealed here
  public Result<Accounts.Wiped> wiped(long left) {
    return ask("POST", Protocol.WIPED, new Accounts.Wiped(device, left), Accounts.Wiped.class);
  }

  /// A list or an act of administration; see `Admin`.
  ///
  /// @param path below [Protocol#ADMIN], whole
  public <T> Result<T> administer(String token, String path, Object message, Class<T> answer) {
    return ask("POST", path, message, token, answer);
  }

  /// A sign-in that brought a work key back, or not.
  ///
  /// @param workKey the person's work key of this machine; empty when the district never got it.
  ///   The receiver wipes it
  public record Recovered(Accounts.LoggedIn login, Optional<byte[]> workKey) {}

  /// Signs a person in whose vault on this machine has another password, and asks for the work key
  /// the district keeps. The caller wipes `password`.
  public Result<Recovered> recover(String name, char[] password) {
    byte[] secret = SealedBox.newSecret(random);
    var request =
        new Accounts.Recover(name, new String(password), device, SealedBox.publicHex(secret));
    try {
      return switch (ask("POST", Protocol.RECOVER, request, null, Accounts.LoggedIn.class)) {
        case Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn in) -> recovered(in, secret);
        case Result.Refused<Accounts.LoggedIn> r ->
            new Result.Refused<>(r.code(), r.attemptsLeft(), r.retryAfterMs());
        case Result.Unreachable<Accounts.LoggedIn> u -> new Result.Unreachable<>(u.trouble());
      };
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private Result<Recovered> recovered(Accounts.LoggedIn in, byte[] secret) {
    String sealed = in.recoverySealed();
    if (sealed == null) return new Result.Given<>(new Recovered(in, Optional.empty()));
    try {
      byte[] box = HexFormat.of().parseHex(sealed);
      String as = Protocol.workKeyBack(in.person().id(), device);
      return new Result.Given<>(new Recovered(in, Optional.of(SealedBox.open(secret, as, box))));
    } catch (WireException | IllegalArgumentException e) {
      return new Result.Unreachable<>(new Trouble(Trouble.Kind.PROTOCOL, "work key"));
    }
  }

  /// Asks to hand in what a person wrote on this machine, where no sign-in is possible any more:
  /// the machine was closed, or the account was. Nothing is shown to whoever gets in so.
  public Result<Accounts.LoggedIn> handIn(UUID person) {
    var request = new Accounts.HandIn(person, device);
    return ask("POST", Protocol.HAND_IN, request, Accounts.LoggedIn.class);
  }

  /// Lets the district keep the signed-in person's work key of this machine, so that a forgotten
  /// password costs no work. May be said again.
  ///
  /// @param sealed as `LocalStore.recoverySealed` gives it
  public Result<Accounts.WorkKey> keepWorkKey(String token, byte[] sealed) {
    return keepWorkKey(token, new Accounts.WorkKey(Hashes.hex(sealed)));
  }

  /// As [#keepWorkKey(String, byte\[\])], with the key the person signs seals with on this machine,
  /// so that the district can tell their signature.
  ///
  /// @param signs as `LocalStore.signingKey` gives it
  public Result<Accounts.WorkKey> keepWorkKey(
      String token, byte[] sealed, UUID staff, SigningKey signs) {
    var key = Accounts.PersonKey.of(staff, device, signs);
    return keepWorkKey(token, new Accounts.WorkKey(Hashes.hex(sealed), key));
  }

  private Result<Accounts.WorkKey> keepWorkKey(String token, Accounts.WorkKey message) {
    return ask("POST", Protocol.WORK_KEY, message, token, Accounts.WorkKey.class);
  }

  /// Hands in a piece of somebody's sealed bundle. May be said again.
  ///
  /// @param piece as `Carried.next` cuts it
  public Result<Bundles.BundleTaken> handIn(String token, byte[] piece) {
    var body = new Exchange.Body(Protocol.BUNDLE_TYPE, piece);
    var ask = new Exchange.Ask("POST", Protocol.BUNDLES, body, Map.of(), token);
    return answer(ask, Bundles.BundleTaken.class);
  }

  /// Tells what a window asked of the district's knowledge by number, and asks for the next piece
  /// of it. May be said again.
  public Result<Registry.SnapshotTold> registry(String token, Registry.SnapshotAsk ask) {
    return ask("POST", Protocol.REGISTRY, ask, token, Registry.SnapshotTold.class);
  }

  /// What a signed-in person syncs through.
  ///
  /// @throws IllegalStateException before enrolment
  public HttpTransport transport(String token) {
    if (serverKey == null) throw new IllegalStateException("the server's key is not known yet");
    return new HttpTransport(exchange, serverKey, token);
  }

  private <T> Result<T> ask(String method, String path, @Nullable Object message, Class<T> answer) {
    return ask(method, path, message, null, answer);
  }

  private <T> Result<T> ask(
      String method,
      String path,
      @Nullable Object message,
      @Nullable String token,
      Class<T> answer) {
    Exchange.Body body =
        message == null ? null : new Exchange.Body(Protocol.JSON, Messages.write(message));
    return answer(new Exchange.Ask(method, path, body, Map.of(), token), answer);
  }

  private <T> Result<T> answer(Exchange.Ask ask, Class<T> answer) {
    return switch (exchange.send(ask, serverKey, REPLY_MAX)) {
      case Exchange.Reply.Lost lost -> new Result.Unreachable<>(lost.trouble());
      case Exchange.Reply.Signed signed -> {
        try {
          yield signed.good()
              ? new Result.Given<>(Messages.read(signed.body(), answer))
              : refused(signed.refusal());
        } catch (WireException e) {
          yield new Result.Unreachable<>(new Trouble(Trouble.Kind.PROTOCOL, e.code().name()));
        }
      }
    };
  }

  private static <T> Result<T> refused(Refusal r) {
    return new Result.Refused<>(
        r.code(), r.attemptsLeft(), r.retryAfterMs() == null ? 0 : r.retryAfterMs());
  }

  /// Lets go of idle connections.
  @Override
  public void close() {
    close(client);
  }

  private static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
