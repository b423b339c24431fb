package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import java.util.Optional;

/// Why a card could not be read, as a code; the words and the advice live in the window's bundles
/// under `reader.error.<code>`.
///
/// Unplugged, unreadable and no card are three different things: an absent card is not an error at
/// all (see [Reading.NoCard]).
public enum ReaderError {
  /// The configured address is not one of ours.
  ADDRESS(Remedy.SETTINGS),
  /// No such port, or nobody listens at the address.
  ABSENT(Remedy.PLUG_IN),
  /// The system refuses the port to this user.
  DENIED(Remedy.SETTINGS),
  /// Another program holds the port.
  BUSY(Remedy.SETTINGS),
  /// It was open and is gone.
  UNPLUGGED(Remedy.PLUG_IN),
  /// The port is open but the module says nothing.
  NO_ANSWER(Remedy.PLUG_IN),
  /// Damaged frames, twice in a row (SW3 10, 11 or our own checksum).
  LINK(Remedy.AGAIN),
  /// The module does not know the command (SW3 21).
  UNSUPPORTED(Remedy.VENDOR),
  /// Wrong order (SW3 23): found again from the start.
  SEQUENCE(Remedy.AGAIN),
  /// Error inside the module (SW3 24, 47).
  DEVICE(Remedy.AGAIN),
  /// Card and module do not accept each other (SW3 31, 32); again and again: a doubtful card.
  CARD_AUTH(Remedy.LIFT_CARD),
  /// The card's content fails its own verification (SW3 33, 37, 3F) or is not 256 bytes of text.
  CARD_DATA(Remedy.LIFT_CARD),
  /// Not a card of the resident-ID family (SW3 40).
  WRONG_CARD(Remedy.OTHER_CARD),
  /// Reading failed, usually lifted too early (SW3 41).
  READ_FAILED(Remedy.LIFT_CARD),
  /// The module fails its own test (SW3 60).
  DEVICE_DEAD(Remedy.VENDOR),
  /// The module is not licensed (SW3 66).
  DEVICE_UNAUTH(Remedy.VENDOR),
  /// The found card could not be selected (SW3 81).
  SELECT_FAILED(Remedy.LIFT_CARD),
  /// A driver call did not come back and was given up; the plug frees it.
  HUNG(Remedy.PLUG_IN),
  /// The library of the vendor or of USB is missing, of another architecture, or lacks a function.
  LIBRARY(Remedy.SETTINGS),
  /// The process around the vendor's library died; it is started again.
  CRASHED(Remedy.AGAIN),
  /// The vendor's local service answered with what cannot be an answer.
  REPLY(Remedy.VENDOR),
  /// A defect of ours; the reader starts over.
  INTERNAL(Remedy.AGAIN);

  /// What the clerk can do about it.
  public enum Remedy {
    /// Lay the card down again or wait; the reader goes on by itself.
    AGAIN,
    /// Take the card away and lay it down again.
    LIFT_CARD,
    /// Use the right card.
    OTHER_CARD,
    /// Check cable and plug; the reader re-opens by itself.
    PLUG_IN,
    /// Check the address in the settings, or close the other program.
    SETTINGS,
    /// The reader itself needs its vendor.
    VENDOR
  }

  private final Remedy remedy;

  ReaderError(Remedy remedy) {
    this.remedy = remedy;
  }

  public Remedy remedy() {
    return remedy;
  }

  /// True when trying again without a person may help.
  public boolean retryable() {
    return remedy == Remedy.AGAIN || remedy == Remedy.PLUG_IN;
  }

  /// The error behind a status byte SW3; empty for 90, 9F, 91 and 80, which are answers. 01 to 05
  /// are no answers of a module but of a vendor's library on this side of the line.
  public static Optional<ReaderError> ofStatus(int sw3) {
    return switch (sw3) {
      case 0x90, 0x9F, 0x91, 0x80 -> Optional.empty();
      case 0x01, 0x05 -> Optional.of(ABSENT);
      case 0x02 -> Optional.of(NO_ANSWER);
      case 0x03, 0x10, 0x11 -> Optional.of(LINK);
      case 0x21 -> Optional.of(UNSUPPORTED);
      case 0x23 -> Optional.of(SEQUENCE);
      case 0x31, 0x32 -> Optional.of(CARD_AUTH);
      case 0x33, 0x37, 0x3F -> Optional.of(CARD_DATA);
      case 0x40 -> Optional.of(WRONG_CARD);
      case 0x41 -> Optional.of(READ_FAILED);
      case 0x60 -> Optional.of(DEVICE_DEAD);
      case 0x66 -> Optional.of(DEVICE_UNAUTH);
      case 0x81 -> Optional.of(SELECT_FAILED);
      default -> Optional.of(DEVICE);
    };
  }

  static ReaderError of(DeviceException.Fault fault) {
    return switch (fault) {
      case ABSENT -> ABSENT;
      case DENIED -> DENIED;
      case BUSY -> BUSY;
      case GONE, CANCELLED -> UNPLUGGED;
      case LINK -> LINK;
      case SILENT -> NO_ANSWER;
      case LIBRARY -> LIBRARY;
      case CRASHED -> CRASHED;
      case REPLY -> REPLY;
    };
  }
}
