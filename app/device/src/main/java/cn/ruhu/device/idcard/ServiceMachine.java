package cn.ruhu.device.idcard;

import cn.ruhu.device.BackOff;
import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A reader behind the vendor's service of this machine: asked again and again whether a card lies
/// there, one question at a time. What it says is checked as strictly as a chip's text and marked
/// as the vendor's word. The same words twice in a row are one card that still lies there.
///
/// `CLOSED → OPENING → READY → CARD_DONE → READY`; OFFLINE when the service is away or talks
/// nonsense.
final class ServiceMachine implements CardMachine {
  private static final int ANSWER_MS = 3_000;

  /// The service itself waits a second for a card.
  private static final int READ_MS = 5_000;

  private static final int CLOSE_MS = 300;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Logger LOG = LoggerFactory.getLogger(ServiceMachine.class);

  private final ReaderAddress.Service address;
  private final ServiceCall call;
  private final DeviceTime time;
  private final ReaderListener listener;
  private final BackOff backOff = new BackOff();
  private ReaderSnapshot now = ReaderSnapshot.CLOSED;
  private long openAt = Long.MIN_VALUE;
  private long needsUserUntil;
  private boolean open;
  private @Nullable RawBlock lies;

  ServiceMachine(ReaderAddress.Service address, DeviceTime time, ReaderListener listener) {
    this.address = address;
    this.time = time;
    this.listener = listener;
    call = new ServiceCall(address, time);
  }

  @Override
  public long step() {
    try {
      if (open) {
        look();
        return ReaderMachine.POLL_MS;
      }
      long left = openAt - time.millis();
      if (openAt != Long.MIN_VALUE && left > 0) return left;
      open();
      return 0;
    } catch (DeviceException e) {
      close(ReaderError.of(e.fault()));
      return backOff.waitMs();
    }
  }

  @Override
  public void again() {
    lies = null;
    if (!open) openAt = time.millis();
  }

  @Override
  public void close(@Nullable ReaderError error) {
    boolean wasOpen = open;
    open = false;
    lies = null;
    if (error == null) {
      if (wasOpen && address.kind() == ServiceKind.HUASHI) sayGoodbye();
      publish(ReaderSnapshot.CLOSED);
      return;
    }
    backOff.failed();
    openAt = time.millis() + backOff.waitMs();
    LOG.info("service at {}: {}", address, error);
    publish(
        new ReaderSnapshot(
            ReaderState.OFFLINE,
            Optional.of(error),
            Optional.of(time.wall().instant().plus(Duration.ofMillis(backOff.waitMs()))),
            now.samId(),
            0));
  }

  private void sayGoodbye() {
    try {
      var _ = call.get("/CloseDevice", CLOSE_MS);
    } catch (DeviceException e) {
      LOG.debug("closing: {}", e.fault());
    }
  }

  private void open() throws DeviceException {
    become(ReaderState.OPENING, now.samId());
    var reply =
        switch (address.kind()) {
          case XZX -> reply(call.get("/api/GetSAMID", ANSWER_MS));
          case HUASHI -> reply(call.get("/OpenDevice", ANSWER_MS));
        };
    if (address.kind() == ServiceKind.HUASHI && !reply.read())
      throw new DeviceException(DeviceException.Fault.ABSENT, "the service has no reader");
    open = true;
    backOff.worked();
    become(ReaderState.READY, reply.samId());
  }

  private ServiceReply reply(Map<String, String> fields) throws DeviceException {
    var reply = new ServiceReply(address.kind(), fields);
    if (!reply.itsOwn())
      throw new DeviceException(DeviceException.Fault.REPLY, "not the service's own");
    return reply;
  }

  private void look() throws DeviceException {
    long asked = time.millis();
    var reply =
        switch (address.kind()) {
          case XZX -> reply(call.get("/api/ReadMsg?NoPhoto=1&waitTime=1&readOnce=1", READ_MS));
          case HUASHI -> reply(call.get("/readcard", READ_MS));
        };
    if (reply.read()) card(reply, asked);
    else refused(reply);
  }

  private void refused(ServiceReply reply) {
    lies = null;
    Optional<ReaderError> error =
        reply.busy()
            ? Optional.of(ReaderError.BUSY)
            : reply.status().flatMap(ReaderError::ofStatus);
    if (error.isPresent()) {
      switch (error.get().remedy()) {
        case PLUG_IN, VENDOR -> close(error.get());
        case SETTINGS, AGAIN, LIFT_CARD, OTHER_CARD -> trouble(error.get());
      }
      return;
    }
    boolean stands = now.state() == ReaderState.NEEDS_USER && time.millis() < needsUserUntil;
    if (!stands) become(ReaderState.READY, now.samId());
  }

  private void card(ServiceReply reply, long asked) {
    var raw = reply.raw();
    if (Optional.of(raw).equals(Optional.ofNullable(lies))) return;
    lies = raw;
    var text = reply.card();
    if (text.isEmpty()) {
      trouble(ReaderError.REPLY);
      listener.read(new Reading.Trouble(ReaderError.REPLY));
      return;
    }
    become(ReaderState.CARD_DONE, now.samId());
    var at = time.wall().instant();
    listener.read(
        new Reading.Card(
            new CardReading(
                CardReading.Origin.VENDOR_API,
                text.get(),
                raw,
                reply.picture(),
                Optional.empty(),
                reply.samId().isEmpty() ? now.samId() : reply.samId(),
                at,
                time.millis() - asked,
                CardChecks.of(text.get(), LocalDate.ofInstant(at, ZONE)))));
  }

  private void trouble(ReaderError error) {
    needsUserUntil = time.millis() + ReaderMachine.NEEDS_USER_MS;
    publish(
        new ReaderSnapshot(
            ReaderState.NEEDS_USER, Optional.of(error), Optional.empty(), now.samId(), 0));
  }

  private void become(ReaderState state, String samId) {
    publish(ReaderSnapshot.of(state, samId, 0));
  }

  private void publish(ReaderSnapshot next) {
    if (next.equals(now)) return;
    now = next;
    listener.changed(next);
  }
}
