package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every place of a request and its answer at which a socket can fail, in every way: nothing is
/// acknowledged that was not, and the next tries bring everything home, once.
class SocketFaultsTest {
  private static final Timeouts IMPATIENT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(250), Duration.ofSeconds(5));
  private static final int PAGE = 4_000;

  private final SigningKey deviceKey = SigningKey.generate(new Random(3));
  private final Faulty server = new Faulty(new HttpServerDouble(deviceKey.publicHex()));
  private final MockWebServer http = new MockWebServer();
  private final MemoryStore store = new MemoryStore(5);
  private final SyncCore core = new SyncCore(store, new Random(6));
  private ServerConnection connection;
  private long now = 1;

  /// Whose next answers, or the reading of whose next requests, are spoilt.
  private static final class Faulty extends Dispatcher {
    final HttpServerDouble honest;
    volatile UnaryOperator<MockResponse.Builder> fault = UnaryOperator.identity();

    Faulty(HttpServerDouble honest) {
      this.honest = honest;
    }

    @Override
    public MockResponse peek() {
      return fault.apply(new MockResponse.Builder()).build();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return fault.apply(honest.dispatch(request).newBuilder()).build();
    }
  }

  /// A place of the exchange.
  private enum Place {
    REQUEST_START,
    REQUEST_BODY,
    RESPONSE_START,
    RESPONSE_BODY,
    RESPONSE_END;

    MockResponse.Builder spoil(MockResponse.Builder response, SocketEffect effect) {
      return switch (this) {
        case REQUEST_START -> response.onRequestStart(effect);
        case REQUEST_BODY -> response.onRequestBody(effect);
        case RESPONSE_START -> response.onResponseStart(effect);
        case RESPONSE_BODY -> response.onResponseBody(effect);
        case RESPONSE_END -> response.onResponseEnd(effect);
      };
    }
  }

  @BeforeEach
  void start() throws Exception {
    SelfSigned certificate = SelfSigned.make();
    http.useHttps(certificate.context().getSocketFactory());
    http.setDispatcher(server);
    http.start();
    connection =
        new ServerConnection(
            ServerAddress.parse(
                    "https://127.0.0.1:" + http.getPort(),
                    CertificatePin.of(certificate.certificate()).text())
                .orElseThrow(),
            new UUID(1, 2),
            deviceKey,
            server.honest.key.publicHex(),
            new Random(8),
            IMPATIENT);
  }

  @AfterEach
  void stop() {
    connection.close();
    http.close();
  }

  static List<Arguments> faults() {
    var all = new ArrayList<Arguments>();
    for (Place place : Place.values())
      for (SocketEffect effect :
          List.of(
              new SocketEffect.CloseSocket(true, false, false),
              new SocketEffect.CloseSocket(false, true, true),
              SocketEffect.ShutdownConnection.INSTANCE,
              new SocketEffect.CloseStream(0),
              SocketEffect.Stall.INSTANCE)) all.add(Arguments.of(place, effect));
    return all;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aSocketMayFailAnywhereInAnyWay(Place place, SocketEffect effect) throws Exception {
    throughEachRequest(response -> place.spoil(response, effect));
  }

  @Test
  void aHandshakeMayFail() throws Exception {
    throughEachRequest(MockResponse.Builder::failHandshake);
  }

  @Test
  void aBodyMayTrickle() throws Exception {
    throughEachRequest(response -> response.throttleBody(512, 10, TimeUnit.MILLISECONDS));
  }

  /// The fault meets the first tries of a round: first the push, then the pull, then the page.
  private void throughEachRequest(UnaryOperator<MockResponse.Builder> fault) throws Exception {
    UUID caseId = new UUID(3, 3);
    byte[] content = new byte[PAGE];
    new Random(1).nextBytes(content);
    String address = store.put(content, caseId);
    var page = CaseRecord.of(RecordType.PAGE, new UUID(4, 4), "A", caseId, Map.of("file", address));
    store.save(List.of(RecordChange.create(page)), false, List.of(address));
    Transport transport = connection.transport(HttpServerDouble.TOKEN);
    var met = new ArrayList<Class<?>>();
    core.begin();
    for (int i = 0; i < 200; i++) {
      switch (core.next(now)) {
        case Step.Send send -> {
          boolean first = !met.contains(send.getClass());
          if (first) met.add(send.getClass());
          server.fault = first ? fault : UnaryOperator.identity();
          Answer answer = transport.send(send);
          server.fault = UnaryOperator.identity();
          boolean waits = store.waiting().ops() > 0;
          core.on(send, answer, now);
          if (answer instanceof Answer.Failed)
            assertEquals(waits, store.waiting().ops() > 0, "no answer acknowledges nothing");
        }
        case Step.Wait wait -> now = wait.until();
        case Step.Done _ -> {
          assertEquals(0, store.waiting().ops());
          assertEquals(1, server.honest.model.applied.size(), "applied once");
          assertEquals(1, store.copies().size());
          assertTrue(store.received(address));
          return;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }
}
