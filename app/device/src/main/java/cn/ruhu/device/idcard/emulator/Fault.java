package cn.ruhu.device.idcard.emulator;

/// What can be wrong with line, module or card (DEVICES §6.2).
public enum Fault {
  /// The card is not noticed: 80 to every look.
  NO_CARD,
  /// Reading fails with 41, and the card must be lifted.
  READ_FAILED,
  /// Card and module do not accept each other: 31 to selecting.
  CARD_AUTH,
  /// Selecting fails: 81.
  SELECT_FAILED,
  /// Not a card of this family: 40 to reading.
  WRONG_CARD,
  /// The module is not licensed: 66 to everything.
  UNAUTHORISED,
  /// The module fails its own test: 60 to everything.
  DEAD,
  /// The module errs inside: 24 to reading.
  DEVICE,
  /// No added address: 91, whatever the card holds.
  NO_ADDRESS,
  /// An old module: 21 to the added address.
  OLD_MODULE,
  /// The module heard a damaged request: 10.
  HEARD_BADLY,
  /// One bit of the reply flips (byte 300 of a long one, the status byte of a short one).
  CORRUPT,
  /// The reply stops: after 700 bytes of a long one, after half of a short one.
  TRUNCATED,
  /// `AA AA 00` stands before the reply.
  NOISE,
  /// The reply comes in chunks of 7 bytes.
  SPLIT,
  /// The reply is paced as at 9600 baud.
  SLOW,
  /// LEN says three bytes more than there are.
  WRONG_LENGTH,
  /// No reply at all.
  SILENT,
  /// Unplugged: the line breaks and cannot be opened until the fault is cleared.
  GONE
}
