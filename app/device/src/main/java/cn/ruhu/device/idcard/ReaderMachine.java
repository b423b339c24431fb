package cn.ruhu.device.idcard;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.DeviceTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reader's states and what moves it between them, one step at a time, with no thread and no
/// waiting of its own between steps; so a test moves its time by hand.
///
/// `CLOSED → OPENING → READY → FOUND → SELECTED → READING → CARD_DONE → READY`; from anywhere to
/// OFFLINE when the line is dead, and to NEEDS_USER when a card could not be read.
final class ReaderMachine {
  /// Time between two looks for a card, milliseconds; modules want more than 300.
  static final long POLL_MS = 350;

  /// How long a failed card's message stands when no other card comes.
  static final long NEEDS_USER_MS = 10_000;

  private static final long[] BACK_OFF_MS = {1_000, 2_000, 4_000, 8_000, 15_000};
  private static final int DRAIN_MS = 200;
  private static final int DEVICE_RETRIES = 1;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Logger LOG = LoggerFactory.getLogger(ReaderMachine.class);

  private final ReaderAddress address;
  private final TransportOpener opener;
  private final DeviceTime time;
  private final ReaderListener listener;
  private final BooleanSupplier stopped;
  private final CardTextParser parser = new CardTextParser(this::soundNumber);

  private @Nullable ByteTransport transport;
  private @Nullable SamLink link;
  private ReaderSnapshot now = ReaderSnapshot.CLOSED;
  private int failures;
  private long needsUserUntil;

  /// A card was read, or reading it failed, since the last reset: until it is lifted the module may
  /// answer 80 although it lies there.
  private boolean dealtWith;

  ReaderMachine(
      ReaderAddress address,
      TransportOpener opener,
      DeviceTime time,
      ReaderListener listener,
      BooleanSupplier stopped) {
    this.address = address;
    this.opener = opener;
    this.time = time;
    this.listener = listener;
    this.stopped = stopped;
  }

  ReaderSnapshot snapshot() {
    return now;
  }

  /// Does the next thing. @return milliseconds until the next step is due
  long step() {
    var open = link;
    if (open == null) return open();
    try {
      return look(open);
    } catch (DeviceException e) {
      return broken(e, false);
    }
  }

  /// A card that was dealt with and still lies there shall be found again, which modules do only
  /// after a power cycle: so the module is reset. Does nothing when no card was dealt with.
  void again() {
    var open = link;
    if (open == null || !dealtWith) return;
    try {
      open.exchange(SamCommand.RESET);
      dealtWith = false;
      become(ReaderState.READY);
    } catch (DeviceException e) {
      broken(e, false);
    }
  }

  /// Gives the port back. @param error why it is offline, or null when it was stopped
  void close(@Nullable ReaderError error) {
    link = null;
    if (transport != null) transport.close();
    transport = null;
    if (error == null) publish(ReaderSnapshot.CLOSED);
    else offline(error);
  }

  private long open() {
    become(ReaderState.OPENING);
    try {
      var opened = opener.open(address);
      transport = opened;
      var fresh = new SamLink(opened, time, stopped);
      var status = fresh.exchange(SamCommand.STATUS);
      var refusal = ReaderError.ofStatus(status.sw3());
      if (refusal.isPresent()) {
        close(refusal.get());
        return backOffMs();
      }
      var id = fresh.exchange(SamCommand.SAM_ID);
      String samId = id.sw3() == SamCommand.SAM_ID.success() ? SamId.text(id.data()) : "";
      link = fresh;
      failures = 0;
      dealtWith = false;
      LOG.info("reader open at {}, module {}", address, samId);
      publish(new ReaderSnapshot(ReaderState.READY, Optional.empty(), Optional.empty(), samId));
      return 0;
    } catch (DeviceException e) {
      close(ReaderError.of(e.fault()));
      return backOffMs();
    }
  }

  /// One look for a card, and the whole reading when one answers.
  private long look(SamLink open) throws DeviceException {
    var found = open.exchange(SamCommand.FIND);
    if (found.sw3() != SamCommand.FIND.success()) {
      var error = ReaderError.ofStatus(found.sw3());
      if (error.isPresent()) moduleError(open, error.get());
      else noCard();
      return link == null ? backOffMs() : POLL_MS;
    }
    long foundAt = time.millis();
    open.takeRepeated();
    for (int attempt = 0; ; attempt++) {
      try {
        var outcome = read(open, foundAt);
        boolean twice = open.takeRepeated();
        if (outcome instanceof Reading.Trouble(var error)
            && (twice || error == ReaderError.DEVICE || error == ReaderError.SEQUENCE)
            && attempt < DEVICE_RETRIES) {
          LOG.info("{} while reading: reset and once more", error);
          open.exchange(SamCommand.RESET);
          if (open.exchange(SamCommand.FIND).sw3() == SamCommand.FIND.success()) continue;
        }
        tell(outcome);
        return POLL_MS;
      } catch (DeviceException e) {
        return broken(e, true);
      }
    }
  }

  private Reading read(SamLink open, long foundAt) throws DeviceException {
    become(ReaderState.FOUND);
    var selected = open.exchange(SamCommand.SELECT);
    if (selected.sw3() != SamCommand.SELECT.success()) return trouble(selected);
    become(ReaderState.SELECTED);
    become(ReaderState.READING);
    var reply = open.exchange(SamCommand.READ);
    if (reply.sw3() != SamCommand.READ.success()) return trouble(reply);
    byte[] data = reply.data();
    int textLength = ((data[0] & 0xFF) << 8) | (data[1] & 0xFF);
    int photoLength = ((data[2] & 0xFF) << 8) | (data[3] & 0xFF);
    if (textLength != CardTextParser.LENGTH || data.length != 4 + textLength + photoLength)
      return new Reading.Trouble(ReaderError.CARD_DATA);
    byte[] raw = Arrays.copyOfRange(data, 4, 4 + textLength);
    byte[] photo = Arrays.copyOfRange(data, 4 + textLength, data.length);
    var text = parser.parse(raw);
    var added = addedAddress(open, text.type());
    return new Reading.Card(
        new CardReading(
            text,
            RawBlock.of(raw),
            RawBlock.of(photo),
            added,
            now.samId(),
            time.wall().instant(),
            time.millis() - foundAt,
            CardChecks.of(text, today())));
  }

  /// Only resident cards hold one, and a card without, or a module that does not know the command,
  /// is nothing unusual. A card lifted now has still been read.
  private Optional<CardValue> addedAddress(SamLink open, CardType type) throws DeviceException {
    if (type != CardType.RESIDENT) return Optional.empty();
    try {
      var reply = open.exchange(SamCommand.READ_ADDRESS);
      if (reply.sw3() != SamCommand.READ_ADDRESS.success()) return Optional.empty();
      return Optional.of(parser.address(reply.data()))
          .filter(v -> v.corrupt() || !v.text().isEmpty());
    } catch (DeviceException e) {
      if (e.fault() == Fault.GONE || e.fault() == Fault.CANCELLED) throw e;
      LOG.info("no added address: {}", e.fault());
      return Optional.empty();
    }
  }

  /// A reply without success; 80 and 91 here mean that the card left meanwhile.
  private static Reading.Trouble trouble(SamReply reply) {
    return new Reading.Trouble(ReaderError.ofStatus(reply.sw3()).orElse(ReaderError.READ_FAILED));
  }

  private void tell(Reading outcome) {
    dealtWith = true;
    switch (outcome) {
      case Reading.Card _ -> become(ReaderState.CARD_DONE);
      case Reading.Trouble(var error) -> {
        LOG.info("card not read: {}", error);
        needsUser(error);
      }
      case Reading.NoCard _ -> become(ReaderState.READY);
    }
    listener.read(outcome);
  }

  private void noCard() {
    boolean messageStands = now.state() == ReaderState.NEEDS_USER && time.millis() < needsUserUntil;
    if (!messageStands) become(ReaderState.READY);
  }

  private void moduleError(SamLink open, ReaderError error) throws DeviceException {
    if (error == ReaderError.DEVICE || error == ReaderError.SEQUENCE) {
      open.exchange(SamCommand.RESET);
      return;
    }
    if (error.remedy() == ReaderError.Remedy.VENDOR) close(error);
    else needsUser(error);
  }

  private void needsUser(ReaderError error) {
    needsUserUntil = time.millis() + NEEDS_USER_MS;
    publish(
        new ReaderSnapshot(
            ReaderState.NEEDS_USER, Optional.of(error), Optional.empty(), now.samId()));
  }

  /// The line failed twice: ask the module whether it lives, else close and try later.
  private long broken(DeviceException e, boolean cardLay) {
    var open = link;
    if (e.fault() == Fault.CANCELLED || open == null) return 0;
    if (e.fault() != Fault.GONE) {
      try {
        open.quiet(DRAIN_MS, DRAIN_MS);
        var status = open.exchange(SamCommand.STATUS);
        if (status.sw3() == SamCommand.STATUS.success()) {
          if (cardLay) tell(new Reading.Trouble(ReaderError.LINK));
          return POLL_MS;
        }
      } catch (DeviceException again) {
        LOG.debug("status after {}: {}", e.fault(), again.fault());
        if (again.fault() == Fault.CANCELLED) return 0;
        close(ReaderError.of(again.fault()));
        return backOffMs();
      }
    }
    close(ReaderError.of(e.fault()));
    return backOffMs();
  }

  private void offline(ReaderError error) {
    failures++;
    var retryAt = time.wall().instant().plus(Duration.ofMillis(backOffMs()));
    LOG.info("reader offline at {}: {}", address, error);
    publish(
        new ReaderSnapshot(
            ReaderState.OFFLINE, Optional.of(error), Optional.of(retryAt), now.samId()));
  }

  private long backOffMs() {
    return BACK_OFF_MS[Math.clamp(failures - 1, 0, BACK_OFF_MS.length - 1)];
  }

  private void become(ReaderState state) {
    publish(new ReaderSnapshot(state, Optional.empty(), Optional.empty(), now.samId()));
  }

  private void publish(ReaderSnapshot next) {
    if (next.equals(now)) return;
    now = next;
    listener.changed(next);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(time.wall().instant(), ZONE);
  }

  private boolean soundNumber(String number) {
    return IdNumber.parse(number, today()) instanceof IdNumber.Valid;
  }
}
