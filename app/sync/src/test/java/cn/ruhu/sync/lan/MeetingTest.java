package cn.ruhu.sync.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.store.Carried;
import cn.ruhu.store.Exports;
import cn.ruhu.sync.lan.MeetingException.Code;
import cn.ruhu.sync.lan.Reception.State;
import cn.ruhu.sync.lan.Reception.Why;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.PairingCode;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two real stores over real sockets: what is handed over arrives once, whatever the line does and
/// whoever else calls.
class MeetingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Exports.Progress QUIET = (_, _) -> {};
  private static final long ALL = Long.MAX_VALUE;

  @TempDir Path folder;
  private final Moved clock = new Moved();
  private final List<State> states = new CopyOnWriteArrayList<>();
  private final List<Reception> opened = new ArrayList<>();
  private Laptop sender;
  private Laptop receiver;
  private int searchPort = -1;

  /// A clock that is set by hand.
  private static final class Moved implements InstantSource {
    private volatile Instant now = Instant.parse("2026-08-03T01:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() throws Exception {
    sender = new Laptop(folder.resolve("a"), 1, "林晓梅", Laptop.DISTRICT);
    receiver = new Laptop(folder.resolve("b"), 2, "何志强", Laptop.DISTRICT);
    sender.work(900_000);
  }

  @AfterEach
  void close() throws Exception {
    for (Reception r : opened) r.close();
    sender.close();
    receiver.close();
  }

  private Reception waits(Laptop laptop) {
    var terms =
        new Reception.Terms(
            clock,
            RANDOM,
            task -> Thread.ofVirtual().start(task),
            List.of(InetAddress.getLoopbackAddress()),
            0,
            searchPort);
    Reception made = Reception.open(laptop.machine, laptop.peer(), terms, states::add);
    opened.add(made);
    return made;
  }

  private static State.Waiting waiting(Reception r) throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      if (r.state() instanceof State.Waiting w) return w;
      Thread.sleep(10);
    }
    throw new AssertionError("does not wait: " + r.state());
  }

  private static State.Waiting after(Reception r, PairingCode before) throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      if (r.state() instanceof State.Waiting w && !w.code().equals(before)) return w;
      Thread.sleep(10);
    }
    throw new AssertionError("no other code: " + r.state());
  }

  private static void shut(Reception r, Why why) throws InterruptedException {
    for (int i = 0; i < 2_000 && !(r.state() instanceof State.Shut); i++) Thread.sleep(10);
    assertEquals(why, assertInstanceOf(State.Shut.class, r.state()).why());
  }

  private Exchange send(Laptop from, InetSocketAddress at, PairingCode code) throws Exception {
    try (Delivery d = Delivery.call(from.machine, from.peer(), at, code, RANDOM)) {
      return d.send(_ -> true, QUIET, QUIET).exchange();
    }
  }

  /// Both ends' accounts of one meeting.
  private record Both(Exchange sent, Exchange came) {}

  private Both meet(Reception r, Laptop from) throws Exception {
    State.Waiting w = waiting(r);
    Exchange sent = send(from, w.at().getFirst(), w.code());
    return new Both(sent, after(r, w.code()).last().orElseThrow());
  }

  private Code refusal(InetSocketAddress at, PairingCode code) {
    return assertThrows(
            MeetingException.class,
            () -> Delivery.call(sender.machine, sender.peer(), at, code, RANDOM).close())
        .code();
  }

  private static PairingCode wrong(PairingCode code) {
    int last = code.digits().charAt(7) - '0';
    return new PairingCode(code.digits().substring(0, 7) + (last + 1) % 10);
  }

  @Test
  void everythingArrivesBothEndsSayTheSameAndASecondTimeCostsNothing() throws Exception {
    Reception r = waits(receiver);
    Both first = meet(r, sender);
    assertTrue(first.sent().isAll());
    assertEquals(List.of(1, 1, 0), counts(first.sent()));
    assertEquals(counts(first.sent()), counts(first.came()));
    assertTrue(first.sent().bytes() > 900_000);
    assertEquals(first.sent().bytes(), first.came().bytes());
    assertEquals("何志强", first.sent().who().person());
    assertEquals("林晓梅-office-PC", first.came().who().machine());
    Carried.Item item = receiver.machine.carried().items().getFirst();
    assertTrue(item.whole());
    Both again = meet(r, sender);
    assertTrue(again.sent().isAll());
    assertEquals(List.of(1, 0, 1), counts(again.sent()));
    assertEquals(0, again.sent().bytes());
    assertEquals(1, receiver.machine.carried().items().size());
    sender.work(40_000);
    assertEquals(List.of(1, 1, 0), counts(meet(r, sender).sent()), "what is newer goes in another");
    assertTrue(states.stream().anyMatch(s -> s instanceof State.Met m && m.of() > 0));
  }

  private static List<Integer> counts(Exchange e) {
    return List.of(e.bundles(), e.whole(), e.known());
  }

  @Test
  void aLineThatIsCutAnywhereCostsOnlyWhatWasCut() throws Exception {
    Reception r = waits(receiver);
    long crossed = 0;
    for (long most : new long[] {1_000, 3_000, 4_000, 200_000, 300_000, 500_000}) {
      State.Waiting w = waiting(r);
      try (var wire = new Wire(w.at().getFirst(), most, -1)) {
        crossed += cut(wire, w.code());
        if (most > 3_000) after(r, w.code()); // what was carried arrives before the cable is gone
      }
    }
    long has = receiver.machine.carried().items().getFirst().bytes();
    assertTrue(has > 600_000, "what came counts: " + has);
    Both last = meet(r, sender);
    assertTrue(last.sent().isAll());
    assertTrue(last.sent().bytes() < 400_000, "goes on: " + last.sent().bytes());
    assertTrue(crossed + last.sent().bytes() < 1_400_000, "at most what was on its way twice");
    assertTrue(receiver.machine.carried().items().getFirst().whole());
  }

  @Test
  void aBundleThatRottedWhereItWasCutIsNotSaidToHaveArrived() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    try (var wire = new Wire(w.at().getFirst(), 300_000, -1)) {
      cut(wire, w.code());
      after(r, w.code());
    }
    Carried.Item begun = receiver.machine.carried().items().getFirst();
    Path lies = sender.machine.home().resolve("outgoing");
    try (var all = Files.walk(lies);
        var raw =
            new RandomAccessFile(
                all.filter(f -> f.toString().endsWith(".ruhu")).findFirst().orElseThrow().toFile(),
                "rw")) {
      raw.seek(begun.bytes());
      raw.write(new byte[9]);
    }
    Both second = meet(r, sender);
    assertFalse(second.sent().isAll());
    assertEquals(List.of(1, 0, 0), counts(second.sent()));
    assertEquals(1, second.came().refused());
    assertFalse(receiver.machine.carried().items().getFirst().whole());
  }

  /// @return what the sender believes to have crossed
  private long cut(Wire wire, PairingCode code) throws Exception {
    try {
      Exchange e = send(sender, wire.at(), code);
      assertEquals(Optional.of(Code.CUT), e.trouble());
      return e.bytes();
    } catch (MeetingException e) {
      assertEquals(Code.CUT, e.code());
      return 0;
    }
  }

  @Test
  void noAlteredByteIsTaken() throws Exception {
    Reception r = waits(receiver);
    for (long at : new long[] {5, 700, 2_000, 2_430, 3_000, 60_000}) {
      State.Waiting w = waiting(r);
      try (var wire = new Wire(w.at().getFirst(), ALL, at)) {
        Exchange e = send(sender, wire.at(), w.code());
        assertTrue(e.trouble().isPresent(), "byte " + at);
      } catch (MeetingException e) {
        assertNotEquals(Code.NO_ANSWER, e.code(), "byte " + at);
      }
      r.again();
    }
    assertTrue(meet(r, sender).sent().isAll());
  }

  @Test
  void nothingOfAnybodyIsReadOnTheLine() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    try (var wire = new Wire(w.at().getFirst(), ALL, -1)) {
      assertTrue(send(sender, wire.at(), w.code()).isAll());
      String heard = new String(wire.heard(), StandardCharsets.ISO_8859_1);
      String id = receiver.machine.carried().items().getFirst().id();
      for (String word : List.of(id, Laptop.DISTRICT, "-office-PC", "ruhu-bundle", "machine"))
        assertFalse(heard.contains(word), word);
      String name = new String("林晓梅".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      assertFalse(heard.contains(name));
      assertFalse(heard.contains(w.code().digits().substring(2)), "nor the secret of the code");
    }
  }

  @Test
  void threeWrongCodesEndItAndAPersonBeginsItAnew() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    InetSocketAddress at = w.at().getFirst();
    var other = new PairingCode((w.code().name().equals("00") ? "11" : "00") + "123456");
    for (int i = 0; i < 5; i++)
      assertEquals(Code.WRONG_CODE, refusal(at, other), "another machine's code costs no try");
    for (int i = 0; i < 2; i++) assertEquals(Code.WRONG_CODE, refusal(at, wrong(w.code())));
    assertInstanceOf(State.Waiting.class, r.state());
    assertEquals(Code.WRONG_CODE, refusal(at, wrong(w.code())));
    shut(r, Why.GUESSED);
    Code right = refusal(at, w.code());
    for (int i = 0; i < 50 && right == Code.CUT; i++) right = refusal(at, w.code()); // being shut
    assertEquals(Code.NO_ANSWER, right, "not even the right one any more");
    r.again();
    assertNotEquals(w.code(), waiting(r).code());
    assertTrue(meet(r, sender).sent().isAll());
  }

  @Test
  void manyWhoGuessAtOnceShareTheThreeTries() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    var calls = new ArrayList<FutureTask<Code>>();
    for (int i = 0; i < 6; i++) {
      var call = new FutureTask<>(() -> refusal(w.at().getFirst(), wrong(w.code())));
      calls.add(call);
      Thread.ofPlatform().daemon().start(call);
    }
    for (var call : calls) call.get(60, TimeUnit.SECONDS);
    shut(r, Why.GUESSED);
  }

  @Test
  void aCodeCountsOnceAndForTenMinutes() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    meet(r, sender);
    assertEquals(Code.WRONG_CODE, refusal(w.at().getFirst(), w.code()), "used");
    clock.now = clock.now.plus(Reception.CODE_LASTS).plus(Duration.ofSeconds(1));
    shut(r, Why.EXPIRED);
    assertEquals(Code.NO_ANSWER, refusal(w.at().getFirst(), w.code()));
  }

  @Test
  void nothingListensWhenItIsClosed() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    Delivery there =
        Delivery.call(sender.machine, sender.peer(), w.at().getFirst(), w.code(), RANDOM);
    r.close();
    assertEquals(Optional.of(Code.CUT), there.send(_ -> true, QUIET, QUIET).exchange().trouble());
    assertEquals(Code.NO_ANSWER, refusal(w.at().getFirst(), w.code()));
    r.again();
    assertEquals(Code.NO_ANSWER, refusal(w.at().getFirst(), w.code()), "closed for good");
  }

  @Test
  void aStrangersGarbageIsTurnedAwayAndCostsNothing() throws Exception {
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    byte[] noise = new byte[20_000];
    RANDOM.nextBytes(noise);
    for (byte[] bytes :
        List.of(
            noise,
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            new byte[0],
            ("ruhu-meeting-1\n" + "x".repeat(5_000)).getBytes(StandardCharsets.US_ASCII)))
      try (var s = new Socket(w.at().getFirst().getAddress(), w.at().getFirst().getPort())) {
        s.getOutputStream().write(bytes);
      }
    // many who say nothing keep nobody out
    var silent = new ArrayList<Socket>();
    for (int i = 0; i < 20; i++)
      silent.add(new Socket(w.at().getFirst().getAddress(), w.at().getFirst().getPort()));
    assertTrue(meet(r, sender).sent().isAll());
    for (Socket s : silent) s.close();
  }

  @Test
  void anotherProgramIsSaidToBeOne() throws Exception {
    try (var door = new java.net.ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket s = door.accept()) {
              s.getOutputStream()
                  .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              s.getInputStream().readNBytes(10);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort());
      assertEquals(Code.STRANGER, refusal(at, new PairingCode("12345678")));
    }
  }

  @Test
  void machinesOfTwoDistrictsPartAtOnce() throws Exception {
    try (var foreign = new Laptop(folder.resolve("c"), 3, "C", "ab".repeat(32))) {
      Reception r = waits(foreign);
      State.Waiting w = waiting(r);
      assertEquals(Code.OTHER_DISTRICT, refusal(w.at().getFirst(), w.code()));
      assertEquals(
          Optional.of(Code.OTHER_DISTRICT), after(r, w.code()).last().orElseThrow().trouble());
      assertEquals(List.of(), foreign.machine.carried().items());
    }
  }

  @Test
  void aFullDiskIsSaidOnBothSidesAndWhatCameCounts() throws Exception {
    Reception r = waits(receiver);
    receiver.disk.left(300_000);
    Both full = meet(r, sender);
    assertEquals(Optional.of(Code.THEIR_DISK_FULL), full.sent().trouble());
    assertEquals(Optional.of(Code.DISK_FULL), full.came().trouble());
    receiver.disk.left(Long.MAX_VALUE);
    assertTrue(meet(r, sender).sent().isAll());
  }

  @Test
  void whoHasNothingMayStillFetchReceipts() throws Exception {
    Reception r = waits(receiver);
    meet(r, sender);
    Carried.Piece piece = receiver.machine.carried().next().orElseThrow();
    String id = receiver.machine.carried().items().getFirst().id();
    String tag = sender.machine.imports().tags().iterator().next();
    receiver
        .machine
        .carried()
        .handedIn(
            piece,
            new Bundles.BundleTaken(
                piece.last() + 1,
                true,
                null,
                Bundles.BundleCounts.NONE,
                new Bundles.SealedReceipt(id, tag, "00")));
    Both second = meet(r, sender);
    assertEquals(1, second.sent().receiptsIn());
    assertEquals(1, second.came().receiptsOut());
    // and the other way round: who carries calls
    Reception home = waits(sender);
    Both third = meet(home, receiver);
    assertEquals(1, third.came().receiptsIn());
    assertEquals(1, third.sent().receiptsOut());
  }

  @Test
  void theMachineIsFoundByItsCodeAlone() throws Exception {
    try (var free = new java.net.DatagramSocket()) {
      searchPort = free.getLocalPort();
    }
    Reception r = waits(receiver);
    State.Waiting w = waiting(r);
    List<InetAddress> near = List.of(InetAddress.getLoopbackAddress());
    assertEquals(w.at().getFirst(), Search.find(w.code(), near, searchPort, RANDOM));
    var other = new PairingCode((w.code().name().equals("00") ? "11" : "00") + "123456");
    Code none =
        assertThrows(MeetingException.class, () -> Search.find(other, near, searchPort, RANDOM))
            .code();
    assertEquals(Code.NOT_FOUND, none);
    r.close();
    assertEquals(
        Code.NOT_FOUND,
        assertThrows(MeetingException.class, () -> Search.find(w.code(), near, searchPort, RANDOM))
            .code(),
        "closed: it answers no more");
  }

  @Test
  void anAddressIsOneOfALocalNetworkOrNone() {
    assertEquals("192.168.43.17", Net.spoken(Net.parse("192.168.43.17").orElseThrow()));
    assertEquals("10.0.0.5:51234", Net.spoken(Net.parse(" 10。0．0.5：51234").orElseThrow()));
    assertTrue(Net.parse("169.254.3.4").isPresent());
    for (String typed :
        List.of("", "8.8.8.8", "192.168.1", "192.168.1.256", "he-pc", "192.168.1.2:99999", "::1"))
      assertEquals(Optional.empty(), Net.parse(typed), typed);
  }
}
