package cn.ruhu.server.http;

import cn.ruhu.server.accounts.Administration;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Directory;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.accounts.SignIns;
import cn.ruhu.server.bundles.BundleDesk;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.StoreAway;
import cn.ruhu.server.forms.FormDesk;
import cn.ruhu.server.handout.Handouts;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.server.registry.Snapshots;
import cn.ruhu.server.watch.Meters;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Brief;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the server answers, path by path. Each handler: bounded body → who is asking → the work →
/// one signed reply. Refusals are [Refusal] messages; a fault of ours is logged with a number and
/// answered without a word of what went wrong. Thread-safe.
public final class Endpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  /// longest that a machine is asked to stay away because of others
  private static final Duration LATEST_BACK = Duration.ofMinutes(1);

  private final Parts parts;
  private final Turnstile turnstile;
  private final Crowd crowd;
  private final Row pushes;

  /// What the endpoints hand requests to.
  public record Parts(
      SigningKey key,
      Handouts handouts,
      Enrolments enrolments,
      SignIns signIns,
      Administration administration,
      Directory directory,
      FormDesk forms,
      Inbox inbox,
      FileDesk files,
      BundleDesk bundles,
      Snapshots snapshots,
      Web.Rules rules,
      InstantSource clock,
      Gate gate,
      Meters meters) {}

  public Endpoints(Parts parts) {
    this.parts = parts;
    this.turnstile = new Turnstile(parts.clock());
    // whoever hung up unnoticed is noticed after the longest silence; nobody waits that long for
    // him
    this.pushes = new Row(parts.rules().busyRetry(), parts.rules().idle().dividedBy(3));
    this.crowd =
        new Crowd(
            parts.rules().turns(),
            parts.rules().busyRetry(),
            LATEST_BACK,
            new SecureRandom(),
            parts.clock());
  }

  @FunctionalInterface
  interface Handling {
    void run(Reply reply) throws StorageException, WireException, IOException, TurnedAway;
  }

  /// Counts the request and lets it in, unless the server is closing.
  void handle(ServerRequest request, ServerResponse response, Handling handling) {
    Instant start = parts.clock().instant();
    Reply reply = new Reply(parts.key(), request, response);
    boolean in = parts.gate().enter();
    try {
      answer(
          request,
          reply,
          in
              ? handling
              : r -> {
                throw new TurnedAway(closing());
              });
    } finally {
      if (in) parts.gate().leave();
      Duration took = Duration.between(start, parts.clock().instant());
      parts
          .meters()
          .answered(
              Web.word(method(request)),
              Web.label(request.path().path()),
              reply.status(),
              took.isNegative() ? Duration.ZERO : took);
    }
  }

  private Refusal closing() {
    long retryMs = parts.rules().busyRetry().toMillis();
    return new Refusal("BUSY", "the server is closing", null, Map.of(), retryMs, null);
  }

  /// The one place that knows every way to fail.
  private void answer(ServerRequest request, Reply reply, Handling handling) {
    try {
      handling.run(reply);
    } catch (TurnedAway e) {
      refuse(request, reply, e.refusal());
    } catch (WireException e) {
      refuse(request, reply, Refusal.of(e.code().name(), ""));
    } catch (Body.Slow e) {
      refuse(request, reply, Refusal.of("SLOW", ""));
    } catch (StoreAway e) {
      LOG.error("{} failed at the store of files", name(request), e);
      refuse(request, reply, Refusal.of("DISK", ""));
    } catch (IOException e) {
      LOG.warn("{} broke off", name(request));
      refuse(request, reply, Refusal.of("CUT", ""));
    } catch (StorageException | RuntimeException e) {
      LOG.error("{} failed", name(request), e);
      refuse(request, reply, Refusal.of("INTERNAL", ""));
    }
  }

  private void refuse(ServerRequest request, Reply reply, Refusal refusal) {
    parts.meters().refused(Reply.isCode(refusal.code()) ? refusal.code() : "other");
    if (method(request).equals("HEAD")) reply.bare(refusal);
    else reply.refusal(refusal);
  }

  /// The request as it may stand in a log: nothing of what the sender chose.
  private static String name(ServerRequest request) {
    return Web.word(method(request)) + " " + Web.label(request.path().path());
  }

  private static String method(ServerRequest request) {
    return request.prologue().method().text();
  }

  void health(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> reply.message(Map.of("ok", true, "seq", parts.handouts().health())));
  }

  void hello(ServerRequest request, ServerResponse response) {
    handle(request, response, reply -> reply.message(parts.handouts().hello()));
  }

  void unknown(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> {
          throw new TurnedAway("PATH");
        });
  }

  void enrol(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> {
          turnstile.count(
              "enrol " + request.remotePeer().host(), parts.rules().enrolmentsPerAddress());
          turnstile.count(
              "enrol " + Headers.header(request, Protocol.DEVICE),
              parts.rules().signInsPerSecond());
          byte[] body = read(request, parts.rules().messageBytesMax());
          Accounts.Enrol enrol = Messages.read(body, Accounts.Enrol.class);
          SignIns.Proof proof = Headers.proof(request, Hashes.sha256Hex(body));
          byte[] text =
              Signatures.requestText(
                  proof.method(),
                  proof.path(),
                  proof.bodyHash(),
                  proof.nonce(),
                  enrol.device().toString(),
                  null);
          if (!Signatures.verify(enrol.deviceKey(), text, proof.signature()))
            throw new TurnedAway("SIGNATURE");
          reply.message(given(parts.enrolments().enrol(enrol)));
        });
  }

  void login(ServerRequest request, ServerResponse response) {
    atTheDoor(
        request, response, Accounts.Login.class, Accounts.Login::device, parts.signIns()::login);
  }

  void recover(ServerRequest request, ServerResponse response) {
    atTheDoor(
        request,
        response,
        Accounts.Recover.class,
        Accounts.Recover::device,
        parts.signIns()::recover);
  }

  void choosePassword(ServerRequest request, ServerResponse response) {
    atTheDoor(
        request,
        response,
        Accounts.NewPassword.class,
        Accounts.NewPassword::device,
        parts.signIns()::choose);
  }

  void wiped(ServerRequest request, ServerResponse response) {
    atTheDoor(
        request,
        response,
        Accounts.Wiped.class,
        Accounts.Wiped::device,
        said -> Answer.given(parts.enrolments().wiped(said)));
  }

  @FunctionalInterface
  private interface Admitting<Q> {
    Answer<?> of(Q question) throws StorageException;
  }

  /// What a machine asks for before anybody is signed in.
  private <Q> void atTheDoor(
      ServerRequest request,
      ServerResponse response,
      Class<Q> type,
      Function<Q, UUID> device,
      Admitting<Q> work) {
    handle(
        request,
        response,
        reply -> {
          byte[] body = read(request, parts.rules().messageBytesMax());
          SignIns.Proof proof = Headers.proof(request, Hashes.sha256Hex(body));
          Q question = Messages.read(body, type);
          onItsDevice(device.apply(question), proof);
          reply.message(given(work.of(question)));
        });
  }

  void handIn(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> {
          byte[] body = read(request, parts.rules().messageBytesMax());
          SignIns.Proof proof = Headers.proof(request, Hashes.sha256Hex(body));
          Accounts.HandIn work = Messages.read(body, Accounts.HandIn.class);
          if (!work.device().toString().equals(proof.device())) throw new TurnedAway("DEVICE");
          Optional<Refusal> refusal = parts.signIns().anyDevice(proof);
          if (refusal.isPresent()) throw new TurnedAway(refusal.get());
          turnstile.count("login " + proof.device(), parts.rules().signInsPerSecond());
          reply.message(given(parts.signIns().handIn(work)));
        });
  }

  /// Counted once it is known to come from the machine: what others send in its name uses up
  /// nothing of its share.
  private void onItsDevice(UUID device, SignIns.Proof proof) throws StorageException, TurnedAway {
    if (!device.toString().equals(proof.device())) throw new TurnedAway("DEVICE");
    Optional<Refusal> refusal = parts.signIns().device(proof);
    if (refusal.isPresent()) throw new TurnedAway(refusal.get());
    turnstile.count("login " + proof.device(), parts.rules().signInsPerSecond());
  }

  void workKey(ServerRequest request, ServerResponse response) {
    asked(request, response, Accounts.WorkKey.class, parts.signIns()::keep);
  }

  void registry(ServerRequest request, ServerResponse response) {
    asked(request, response, Registry.SnapshotAsk.class, parts.snapshots()::tell);
  }

  @FunctionalInterface
  interface Asking<Q> {
    Answer<?> of(Caller caller, Q question) throws StorageException, IOException;
  }

  /// A message of somebody who is signed in, and its answer.
  <Q> void asked(ServerRequest request, ServerResponse response, Class<Q> type, Asking<Q> work) {
    asked(request, response, type, parts.rules().messageBytesMax(), work);
  }

  /// As above, for a message of at most `bytesMax` bytes.
  <Q> void asked(
      ServerRequest request, ServerResponse response, Class<Q> type, int bytesMax, Asking<Q> work) {
    handle(
        request,
        response,
        reply -> {
          byte[] body = read(request, bytesMax);
          Caller caller = caller(request, body);
          reply.message(given(work.of(caller, Messages.read(body, type))));
        });
  }

  Parts parts() {
    return parts;
  }

  void push(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> {
          Web.Rules rules = parts.rules();
          Caller known = known(request);
          try (Turnstile.Pass _ = enter("push ", known, rules.pushesInFlight());
              Row.Place place = pushes.come(known.device())) {
            byte[] body = read(request, rules.pushBytesMax());
            PushBody push = place.isBehindWork() ? early(request, body) : null;
            place.await();
            PushReply taken;
            // a slow line keeps nobody's turn
            try (Turnstile.Pass _ = turn(place)) {
              place.works();
              Caller caller = caller(request, body);
              if (push == null) push = lines(body);
              taken = given(parts.inbox().push(caller, push, () -> body));
            }
            if (reply.brief()) reply.text(Brief.write(push, taken));
            else reply.message(taken);
            taken.verdicts().forEach(v -> parts.meters().verdict(v.verdict().name()));
          }
        });
  }

  private Turnstile.Pass turn(Row.Place place) throws TurnedAway {
    try {
      return crowd.enter(Crowd.Errand.PUSH);
    } catch (TurnedAway e) {
      place.turnedAway();
      throw e;
    }
  }

  /// Reads a push while another one of its machine is at work.
  private PushBody early(ServerRequest request, byte[] body)
      throws StorageException, TurnedAway, WireException, IOException {
    Optional<Refusal> refusal =
        parts.signIns().unsigned(Headers.proof(request, Hashes.sha256Hex(body)));
    if (refusal.isPresent()) throw new TurnedAway(refusal.get());
    return lines(body);
  }

  private static PushBody lines(byte[] body) throws WireException, IOException {
    return PushBody.read(new ByteArrayInputStream(body), PushBody.Limits.STANDARD);
  }

  /// Whoever is signed in hands in what they cannot read.
  void bundle(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> {
          Web.Rules rules = parts.rules();
          try (Turnstile.Pass _ = enter("bundle ", known(request), rules.filesInFlight())) {
            byte[] body = read(request, Bundles.PIECE_MAX);
            Caller caller = caller(request, body);
            var carrier = new BundleDesk.Carrier(caller.staff(), caller.device(), false);
            reply.message(parts.bundles().takePiece(new ByteArrayInputStream(body), carrier));
          }
        });
  }

  void pull(ServerRequest request, ServerResponse response) {
    handle(
        request,
        response,
        reply -> {
          byte[] body = read(request, parts.rules().messageBytesMax());
          PullRequest pull;
          PullReply page;
          try (Turnstile.Pass _ = crowd.enter(Crowd.Errand.PULL)) {
            Caller caller = caller(request, body);
            pull = Brief.readRequest(body);
            if (pull.protocol() != Protocol.VERSION) throw new TurnedAway("VERSION");
            if (pull.limit() < 1 || pull.limit() > Protocol.PULL_RECORDS_MAX)
              throw new TurnedAway("MALFORMED");
            page = given(parts.handouts().pull(caller, pull));
          }
          if (reply.brief()) reply.text(Brief.write(pull, page));
          else reply.message(page);
        });
  }

  /// Who sends a request, by its token: nobody enters in the name of another machine.
  Caller known(ServerRequest request) throws StorageException, TurnedAway {
    return given(
        parts.signIns().byToken(Headers.token(request), Headers.header(request, Protocol.DEVICE)));
  }

  Turnstile.Pass enter(String kind, Caller caller, int max) throws TurnedAway {
    return turnstile.enter(kind + caller.device(), max, parts.rules().busyRetry().toMillis());
  }

  /// Who sends a signed request.
  ///
  /// @param body what its signature covers
  Caller caller(ServerRequest request, byte[] body) throws StorageException, TurnedAway {
    return given(parts.signIns().caller(Headers.proof(request, Hashes.sha256Hex(body))));
  }

  static <T> T given(Answer<T> answer) throws TurnedAway {
    return switch (answer) {
      case Answer.Given<T>(T value) -> value;
      case Answer.Refused<T>(Refusal refusal) -> throw new TurnedAway(refusal);
    };
  }

  InputStream body(ServerRequest request) {
    return new Body(request.content().inputStream(), parts.clock(), parts.rules().bodyTime());
  }

  private byte[] read(ServerRequest request, int max) throws IOException, TurnedAway {
    byte[] bytes = body(request).readNBytes(max + 1);
    if (bytes.length > max) throw new TurnedAway("TOO_LARGE");
    long declared = request.headers().contentLength().orElse(bytes.length);
    if (declared != bytes.length) throw new TurnedAway("CUT");
    return bytes;
  }
}
