package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.sheet.IdCards;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.util.List;
import java.util.Optional;

/// One side of an identity card that reading found on a page: a copy commonly shows both, which are
/// two pages of one original.
///
/// @param side [#FRONT], [#BACK], or `""` where the picture does not say
/// @param recipe cuts it out of the page's picture, upright and in its true shape
record CardSide(String side, PageRecipe recipe) {
  /// with the portrait
  static final String FRONT = IdCards.Side.FRONT.name();

  /// with the emblem
  static final String BACK = IdCards.Side.BACK.name();

  /// As a batch keeps it.
  static String text(IdCards.IdCard card) {
    return card.side().name() + " " + card.recipe().text();
  }

  /// What [#text] made, the front first; those a later version wrote otherwise are left out.
  static List<CardSide> of(List<String> texts) {
    List<CardSide> all = texts.stream().flatMap(t -> read(t).stream()).toList();
    boolean back = all.size() == 2 && all.getFirst().side().equals(BACK);
    return back && all.getLast().side().equals(FRONT) ? all.reversed() : all;
  }

  /// Whether these are the two sides of one card: a third says that two are not all.
  static boolean pair(List<CardSide> sides) {
    if (sides.size() != 2) return false;
    String side = sides.getFirst().side();
    return side.isEmpty() || !side.equals(sides.getLast().side());
  }

  private static Optional<CardSide> read(String text) {
    int space = text.indexOf(' ');
    if (space < 0) return Optional.empty();
    String side = text.substring(0, space);
    boolean known = side.equals(FRONT) || side.equals(BACK);
    return PageRecipe.read(text.substring(space + 1)).map(r -> new CardSide(known ? side : "", r));
  }
}
