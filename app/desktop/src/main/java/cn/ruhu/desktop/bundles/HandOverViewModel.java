package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.lan.Delivery;
import cn.ruhu.sync.lan.Exchange;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Net;
import cn.ruhu.wire.PairingCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handing own work to the machine of a colleague: its code is typed, one sees who is there, sends.
/// Window thread only.
final class HandOverViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(HandOverViewModel.class);

  /// a day of pages over a bad hot spot
  private static final Duration LONG = Duration.ofHours(6);

  /// looking for the machine, connecting, and a slow processor's arithmetic
  private static final Duration CALL = Duration.ofSeconds(90);

  private final Nearby nearby;
  private final Exporting exporting;
  private final Background background;
  private final Runnable went;

  /// Where it stands.
  enum Phase {
    TYPING,
    CALLING,
    MET,
    SENDING,
    DONE
  }

  final StringProperty code = new SimpleStringProperty("");
  final StringProperty address = new SimpleStringProperty("");
  final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.TYPING);
  final ReadOnlyObjectWrapper<@Nullable Message> codeProblem = new ReadOnlyObjectWrapper<>();
  final ReadOnlyObjectWrapper<@Nullable Message> addressProblem = new ReadOnlyObjectWrapper<>();

  /// who is there
  final ReadOnlyObjectWrapper<@Nullable Message> who = new ReadOnlyObjectWrapper<>();

  /// what will go
  final ReadOnlyObjectWrapper<@Nullable Message> waits = new ReadOnlyObjectWrapper<>();

  /// how far it is
  final ReadOnlyObjectWrapper<@Nullable Message> now = new ReadOnlyObjectWrapper<>();

  /// 0 to 1, negative while nobody knows
  final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);

  final ReadOnlyObjectWrapper<@Nullable Message> told = new ReadOnlyObjectWrapper<>();
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();

  /// the address is what should be typed next, and not the code
  boolean addressNext;

  private Background.Job job = () -> {};
  private Session session = new Session();

  /// One call: what it reaches when nobody wants it any more is hung up.
  private static final class Session {
    private boolean over;
    private Nearby.@Nullable Call call;

    synchronized Nearby.Call begin(Nearby.Call made) {
      if (over) made.close();
      call = made;
      return made;
    }

    synchronized void end() {
      over = true;
      if (call != null) call.close();
    }
  }

  /// @param went called when something went, or receipts came
  HandOverViewModel(Nearby nearby, Exporting exporting, Background background, Runnable went) {
    this.nearby = nearby;
    this.exporting = exporting;
    this.background = background;
    this.went = went;
  }

  /// Looks what waits.
  void open() {
    background.run(exporting::unsent, this::waits, e -> LOG.warn("what waits is not told", e));
  }

  private void waits(List<Exports.Unsent> found) {
    int ops = found.stream().mapToInt(Exports.Unsent::ops).sum();
    int files = found.stream().mapToInt(Exports.Unsent::files).sum();
    long bytes = found.stream().mapToLong(Exports.Unsent::bytes).sum();
    waits.set(
        found.isEmpty()
            ? Message.of("bundles.handover.empty")
            : Message.of(
                "bundles.handover.waits",
                String.valueOf(ops),
                String.valueOf(files),
                Show.bytes(bytes)));
  }

  /// Calls the machine whose code is typed.
  void connect() {
    if (phase.get() != Phase.TYPING) return;
    Optional<PairingCode> typed = PairingCode.parse(code.get());
    codeProblem.set(typed.isEmpty() ? Message.of("bundles.handover.code.bad") : null);
    Optional<InetSocketAddress> at = Net.parse(address.get());
    boolean blank = address.get().isBlank();
    addressProblem.set(blank || at.isPresent() ? null : Message.of("bundles.handover.address.bad"));
    if (typed.isEmpty() || addressProblem.get() != null) return;
    told.set(null);
    problem.set(null);
    addressNext = false;
    phase.set(Phase.CALLING);
    now.set(Message.of("bundles.handover.calling"));
    progress.set(-1);
    var mine = new Session();
    session = mine;
    PairingCode with = typed.get();
    job =
        background.run(
            CALL,
            () -> mine.begin(nearby.call(at, with)),
            call -> {
              who.set(Message.of("bundles.handover.met", NearWords.who(call.who())));
              now.set(null);
              phase.set(Phase.MET);
            },
            this::failed);
  }

  private void failed(Throwable cause) {
    session.end();
    now.set(null);
    MeetingException.Code why =
        switch (cause) {
          case MeetingException e -> e.code();
          case StoreException e when e.code() == StoreException.Code.DISK_FULL ->
              MeetingException.Code.DISK_FULL;
          case StoreException _ -> MeetingException.Code.DISK;
          default -> MeetingException.Code.CUT;
        };
    problem.set(NearWords.trouble(why));
    if (why == MeetingException.Code.WRONG_CODE) code.set("");
    addressNext =
        why == MeetingException.Code.NOT_FOUND
            || why == MeetingException.Code.SEVERAL
            || why == MeetingException.Code.NO_ANSWER;
    phase.set(Phase.TYPING);
  }

  /// Sends to who is there.
  void send() {
    Nearby.Call call = session.call;
    if (phase.get() != Phase.MET || call == null) return;
    phase.set(Phase.SENDING);
    now.set(Message.of("bundles.handover.preparing"));
    progress.set(-1);
    job =
        background.run(
            LONG,
            () ->
                call.send(
                    (bytes, of) -> at("bundles.handover.sealing", bytes, of),
                    (bytes, of) -> at("bundles.handover.sending", bytes, of)),
            this::sent,
            this::failed);
  }

  private void at(String key, long bytes, long of) {
    background.window(() -> {
      if (phase.get() != Phase.SENDING || of == 0) return;
      progress.set((double) bytes / of);
      now.set(Message.of(key, Show.bytes(bytes), Show.bytes(of)));
    });
  }

  private void sent(Delivery.Sent sent) {
    session.end();
    now.set(null);
    Exchange e = sent.exchange();
    Exports.Exported out = sent.exported();
    Message to = NearWords.who(e.who());
    var parts = new ArrayList<Message>();
    if (e.isAll() && e.bundles() > 0)
      parts.add(
          Message.of(
              "bundles.handover.all",
              to,
              String.valueOf(out.ops()),
              String.valueOf(out.files()),
              Show.bytes(e.bytes())));
    else if (e.bundles() == 0 && e.trouble().isEmpty())
      parts.add(Message.of("bundles.handover.none", to));
    else parts.add(Message.of("bundles.handover.part", to, Show.bytes(e.bytes())));
    if (e.receiptsIn() > 0) parts.add(NearWords.count("bundles.found.receipts", e.receiptsIn()));
    if (e.receiptsOut() > 0) parts.add(NearWords.count("bundles.near.receipts", e.receiptsOut()));
    told.set(NearWords.joined(parts));
    var bad = new ArrayList<Message>();
    Message wrong = NearWords.problem(e);
    if (wrong != null) bad.add(wrong);
    if (!out.left().isEmpty()) bad.add(NearWords.count("bundles.left", out.left().size()));
    problem.set(NearWords.joined(bad));
    code.set("");
    waits.set(null);
    phase.set(e.trouble().isPresent() ? Phase.TYPING : Phase.DONE);
    went.run();
  }

  /// Ends what runs; what arrived counts.
  void stop() {
    Phase was = phase.get();
    close();
    if (was == Phase.SENDING) told.set(Message.of("bundles.handover.stopped"));
  }

  /// Hangs up.
  void close() {
    job.cancel();
    session.end(); // closing a socket waits for nobody
    now.set(null);
    who.set(null);
    if (phase.get() != Phase.DONE) phase.set(Phase.TYPING);
  }
}
