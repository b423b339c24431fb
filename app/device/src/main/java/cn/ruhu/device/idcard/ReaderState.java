package cn.ruhu.device.idcard;

/// Where the reader stands.
public enum ReaderState {
  /// Not started, or stopped.
  CLOSED,
  /// Opening the port and asking the module who it is.
  OPENING,
  /// Works; looks for a card every 350 ms.
  READY,
  /// A card answered.
  FOUND,
  /// The card is selected.
  SELECTED,
  /// Its text is coming.
  READING,
  /// Read; waits until the card is taken away.
  CARD_DONE,
  /// Reading failed; a person must lift the card or use another. The error says why.
  NEEDS_USER,
  /// No reader; tries again at the given time. The error says why.
  OFFLINE
}
