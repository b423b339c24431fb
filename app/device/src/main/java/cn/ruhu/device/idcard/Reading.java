package cn.ruhu.device.idcard;

/// What became of a wish to read a card.
public sealed interface Reading {
  /// A card was read.
  record Card(CardReading card) implements Reading {}

  /// The reader works and no card was laid down in time.
  record NoCard() implements Reading {}

  /// It could not be read, or there is no reader.
  record Trouble(ReaderError error) implements Reading {}
}
