package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.SharedCards;

/// What a pair carries besides the machine itself.
///
/// @param place the receiver of positions
/// @param cards the card reader; asked for while a door is in hand
public record Outdoors(FieldPlace place, SharedCards cards) {
  /// Neither.
  public static final Outdoors NOTHING =
      new Outdoors(FieldPlace.NONE, new SharedCards(CardSource.NONE));
}
