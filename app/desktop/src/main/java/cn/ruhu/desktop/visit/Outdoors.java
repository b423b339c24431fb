package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.papers.Slip;
import java.util.Optional;
import java.util.function.Consumer;

/// What a pair carries besides the machine itself, and what it takes along on paper.
///
/// @param place the receiver of positions
/// @param cards the card reader; asked for while a door is in hand
/// @param sheets prints a sheet that belongs to no case
/// @param eye reads the QR of a badge
/// @param camera photographs papers and rooms
public record Outdoors(
    FieldPlace place, SharedCards cards, Sheets sheets, BadgeEye eye, FieldCamera camera) {
  /// Prints sheets.
  @FunctionalInterface
  public interface Sheets {
    /// @param told on the window's thread: the printer's name, empty when there is none
    void print(Slip slip, Consumer<Optional<String>> told);
  }

  /// None of them.
  public static final Outdoors NOTHING =
      new Outdoors(
          FieldPlace.NONE,
          new SharedCards(CardSource.NONE),
          (_, told) -> told.accept(Optional.empty()),
          BadgeEye.NONE,
          FieldCamera.NONE);

  /// Without a printer and a camera.
  public Outdoors(FieldPlace place, SharedCards cards) {
    this(place, cards, NOTHING.sheets(), BadgeEye.NONE, FieldCamera.NONE);
  }
}
