package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.DeviceTime;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request, one reply, never two in flight. A damaged or missing reply is asked for once more;
/// after that the caller decides. Used by the reader's thread only.
final class SamLink {
  private static final Logger LOG = LoggerFactory.getLogger(SamLink.class);

  /// Longest silence inside a frame before it counts as cut off.
  static final int GAP_MS = 250;

  /// Silence that ends a late reply before the request is repeated.
  static final int QUIET_MS = 50;

  private static final int SLICE_MS = 100;

  private final ByteTransport transport;
  private final DeviceTime time;
  private final BooleanSupplier cancelled;
  private final SamFrame.Decoder decoder = new SamFrame.Decoder(4);
  private final byte[] chunk = new byte[4096];
  private boolean lastHeard;
  private boolean repeated;

  SamLink(ByteTransport transport, DeviceTime time, BooleanSupplier cancelled) {
    this.transport = transport;
    this.time = time;
    this.cancelled = cancelled;
  }

  /// Sends a command and waits for its reply, at most twice.
  ///
  /// @throws DeviceException LINK when damaged bytes came, SILENT when none, GONE when unplugged
  SamReply exchange(SamCommand command) throws DeviceException {
    return exchange(command, 2);
  }

  /// As [#exchange(SamCommand)] without a second try: to find out the speed of a line.
  SamReply once(SamCommand command) throws DeviceException {
    return exchange(command, 1);
  }

  private SamReply exchange(SamCommand command, int attempts) throws DeviceException {
    boolean heard = false;
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) {
        repeated = true;
        quiet(QUIET_MS, GAP_MS);
      }
      transport.drain();
      decoder.clear();
      transport.write(command.frame());
      long begun = time.millis();
      var reply = await(command);
      if (reply.isPresent() && !moduleSawDamage(reply.get())) {
        LOG.trace("{} {} in {} ms", command, reply.get(), time.millis() - begun);
        return reply.get();
      }
      heard |= lastHeard;
      LOG.debug("{} failed, attempt {}, bytes heard: {}", command, attempt + 1, lastHeard);
    }
    throw new DeviceException(heard ? Fault.LINK : Fault.SILENT, command.name());
  }

  /// True when a request was sent twice since the last call: the module may have acted on both.
  boolean takeRepeated() {
    boolean was = repeated;
    repeated = false;
    return was;
  }

  /// Reads and drops until the line was silent for a while.
  ///
  /// @param silenceMs how long it must be silent
  /// @param longestMs when to stop waiting for that
  void quiet(int silenceMs, int longestMs) throws DeviceException {
    long end = time.millis() + longestMs;
    while (time.millis() < end && transport.read(chunk, silenceMs) > 0) stopIfCancelled();
    decoder.clear();
  }

  private Optional<SamReply> await(SamCommand command) throws DeviceException {
    lastHeard = false;
    long deadline = time.millis() + command.deadlineMs(transport.baud());
    long lastByte = 0;
    while (true) {
      stopIfCancelled();
      long now = time.millis();
      long until = decoder.midFrame() ? Math.min(deadline, lastByte + GAP_MS) : deadline;
      if (now >= until) return Optional.empty();
      int n = transport.read(chunk, (int) Math.min(SLICE_MS, until - now));
      if (n == 0) continue;
      lastHeard = true;
      lastByte = time.millis();
      decoder.feed(chunk, n);
      for (var decoded = decoder.next(); decoded.isPresent(); decoded = decoder.next()) {
        switch (decoded.get()) {
          case SamFrame.Decoded.Damaged() -> {
            return Optional.empty();
          }
          case SamFrame.Decoded.Sound(byte[] body) -> {
            var reply = SamReply.of(body);
            if (reply.isEmpty()) return Optional.empty();
            if (command.answeredBy(reply.get())) return reply;
            LOG.debug("{} met {}: a late reply, dropped", command, reply.get());
          }
        }
      }
    }
  }

  private static boolean moduleSawDamage(SamReply reply) {
    return reply.sw3() == 0x10 || reply.sw3() == 0x11;
  }

  private void stopIfCancelled() throws DeviceException {
    if (cancelled.getAsBoolean()) throw new DeviceException(Fault.CANCELLED, "stopped");
  }
}
