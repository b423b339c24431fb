package cn.ruhu.device.idcard;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.device.BackOff;
import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.DeviceTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
final class ReaderMachine implements CardMachine {
  /// Time between two looks for a card, milliseconds; modules want more than 300.
  static final long POLL_MS = 350;

  /// How long a failed card's message stands when no other card comes.
  static final long NEEDS_USER_MS = 10_000;

  /// Time between two looks whether a reader that is away was plugged in again, milliseconds.
  static final long PRESENCE_MS = 1_000;

  private static final int DRAIN_MS = 200;
  private static final int DEVICE_RETRIES = 1;
  private static final int NO_ITEM = 0x91;
  private static final int UNKNOWN_COMMAND = 0x21;
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
  private final BackOff backOff = new BackOff();
  private long openAt = Long.MIN_VALUE;
  private boolean unplugged;

  /// whether the plug was out when opening began: one put in meanwhile is a plug that came back
  private boolean wasAway;

  private int lastBaud;
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

  @Override
  public long step() {
    var open = link;
    if (open == null) return away();
    try {
      return look(open);
    } catch (DeviceException e) {
      return broken(e, false);
    }
  }

  /// A card that was dealt with is found again by modules only after a power cycle: so the module
  /// is reset. Does nothing when no card was dealt with; a reader that is away is tried at once.
  @Override
  public void again() {
    var open = link;
    if (open == null) openAt = time.millis();
    if (open == null || !dealtWith) return;
    try {
      open.exchange(SamCommand.RESET);
      dealtWith = false;
      become(ReaderState.READY);
    } catch (DeviceException e) {
      broken(e, false);
    }
  }

  @Override
  public void close(@Nullable ReaderError error) {
    link = null;
    if (transport != null) transport.close();
    transport = null;
    if (error == null) publish(ReaderSnapshot.CLOSED);
    else offline(error);
  }

  /// Opens when its time has come, or as soon as the plug is back.
  private long away() {
    long left = openAt - time.millis();
    if (openAt == Long.MIN_VALUE || left <= 0) return open();
    switch (opener.presence(address)) {
      case UNKNOWN -> {
        return left;
      }
      case AWAY -> unplugged = true;
      case THERE -> {
        if (unplugged) {
          unplugged = false;
          backOff.worked();
          return open();
        }
      }
    }
    return Math.min(left, PRESENCE_MS);
  }

  private long open() {
    become(ReaderState.OPENING);
    wasAway = opener.presence(address) == TransportOpener.Presence.AWAY;
    try {
      var opened = opener.open(address);
      transport = opened;
      var fresh = new SamLink(opened, time, stopped);
      var status = status(fresh, opened);
      var refusal = ReaderError.ofStatus(status.sw3());
      if (refusal.isPresent()) {
        close(refusal.get());
        return offlineMs();
      }
      var id = fresh.exchange(SamCommand.SAM_ID);
      String samId = id.sw3() == SamCommand.SAM_ID.success() ? SamId.text(id.data()) : "";
      link = fresh;
      backOff.worked();
      unplugged = false;
      wasAway = false;
      dealtWith = false;
      LOG.info("reader open at {}, {} baud, module {}", address, opened.baud(), samId);
      publish(ReaderSnapshot.of(ReaderState.READY, samId, baud()));
      return 0;
    } catch (DeviceException e) {
      close(ReaderError.of(e.fault()));
      return offlineMs();
    }
  }

  /// Asks the module whether it lives, at every speed the line offers; the one that worked last
  /// time comes first.
  private SamReply status(SamLink fresh, ByteTransport opened) throws DeviceException {
    var speeds = new ArrayList<>(opened.speeds());
    if (speeds.remove(Integer.valueOf(lastBaud))) speeds.addFirst(lastBaud);
    DeviceException first = null;
    for (int speed : speeds) {
      try {
        if (speed != opened.baud()) opened.speed(speed);
        var reply =
            first == null ? fresh.exchange(SamCommand.STATUS) : fresh.once(SamCommand.STATUS);
        lastBaud = speed;
        return reply;
      } catch (DeviceException e) {
        if (e.fault() != Fault.SILENT && e.fault() != Fault.LINK) throw e;
        if (first == null) first = e;
      }
    }
    throw first == null ? new DeviceException(Fault.SILENT, "no speed to try") : first;
  }

  private int baud() {
    var open = transport;
    return address instanceof ReaderAddress.Serial && open != null ? open.baud() : 0;
  }

  /// One look for a card, and the whole reading when one answers.
  private long look(SamLink open) throws DeviceException {
    var found = open.exchange(SamCommand.FIND);
    if (found.sw3() != SamCommand.FIND.success()) {
      var error = ReaderError.ofStatus(found.sw3());
      if (error.isPresent()) moduleError(open, error.get());
      else noCard();
      return link == null ? offlineMs() : POLL_MS;
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
    var warnings = new ArrayList<>(CardChecks.of(text, today()));
    var added = addedAddress(open, text.type(), warnings);
    return new Reading.Card(
        new CardReading(
            CardReading.Origin.CHIP,
            text,
            RawBlock.of(raw),
            RawBlock.of(photo),
            added,
            now.samId(),
            time.wall().instant(),
            time.millis() - foundAt,
            warnings));
  }

  /// Only resident cards hold one, and a card without, or a module that does not know the command,
  /// is nothing unusual. A card lifted now, or a reader pulled now, has still been read; that a
  /// newer address may be on the card is a warning.
  private Optional<CardValue> addedAddress(SamLink open, CardType type, List<CardWarning> warnings)
      throws DeviceException {
    if (type != CardType.RESIDENT) return Optional.empty();
    try {
      var reply = open.exchange(SamCommand.READ_ADDRESS);
      int status = reply.sw3();
      if (status != SamCommand.READ_ADDRESS.success()) {
        if (status != NO_ITEM && status != UNKNOWN_COMMAND) warnings.add(addressUnread());
        return Optional.empty();
      }
      return Optional.of(parser.address(reply.data()))
          .filter(v -> v.corrupt() || !v.text().isEmpty());
    } catch (DeviceException e) {
      if (e.fault() == Fault.CANCELLED) throw e;
      LOG.info("no added address: {}", e.fault());
      warnings.add(addressUnread());
      return Optional.empty();
    }
  }

  private static CardWarning addressUnread() {
    return new CardWarning(CardWarning.Code.ADDRESS_UNREAD, CardField.ADDRESS, "");
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
    switch (error.remedy()) {
      case VENDOR, PLUG_IN, SETTINGS -> close(error);
      case AGAIN, LIFT_CARD, OTHER_CARD -> needsUser(error);
    }
  }

  private void needsUser(ReaderError error) {
    needsUserUntil = time.millis() + NEEDS_USER_MS;
    publish(
        new ReaderSnapshot(
            ReaderState.NEEDS_USER, Optional.of(error), Optional.empty(), now.samId(), baud()));
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
        return offlineMs();
      }
    }
    close(ReaderError.of(e.fault()));
    return offlineMs();
  }

  private void offline(ReaderError error) {
    backOff.failed();
    openAt = time.millis() + backOff.waitMs();
    unplugged = wasAway || opener.presence(address) == TransportOpener.Presence.AWAY;
    wasAway = false;
    var retryAt = time.wall().instant().plus(Duration.ofMillis(backOff.waitMs()));
    LOG.info("reader offline at {}: {}", address, error);
    publish(
        new ReaderSnapshot(
            ReaderState.OFFLINE, Optional.of(error), Optional.of(retryAt), now.samId(), 0));
  }

  /// Until the next step: the plug is looked at more often than the port is tried.
  private long offlineMs() {
    boolean told = opener.presence(address) != TransportOpener.Presence.UNKNOWN;
    return told ? Math.min(backOff.waitMs(), PRESENCE_MS) : backOff.waitMs();
  }

  private void become(ReaderState state) {
    publish(ReaderSnapshot.of(state, now.samId(), baud()));
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
