package cn.ruhu.survey;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a form's appearance words ask of a screen. A question may have several; what no screen of
/// ours can do is named when the form is loaded and shown the plain way.
public enum Look {
  /// A list that opens and closes.
  MINIMAL("minimal"),
  /// A list searched by typing.
  AUTOCOMPLETE("autocomplete", "search"),
  /// Choices as a scale from left to right.
  LIKERT("likert"),
  /// Choices in {@link Presentation#columns()} columns, or as many as there is room for.
  COLUMNS("columns", "columns-pack", "columns-flex", "compact", "quickcompact", "horizontal"),
  /// Goes on to the next question once a choice is made.
  QUICK("quick", "quickcompact"),
  /// The head of a table: labels of the choices without anything to choose.
  LABEL("label"),
  /// A row of a table: choices without their labels.
  LIST_NOLABEL("list-nolabel"),
  /// Choices side by side with their labels.
  LIST("list"),
  /// Choices without round or square boxes.
  NO_BUTTONS("no-buttons"),
  /// Several lines of text.
  MULTILINE("multiline", "textarea"),
  /// Digits alone, kept as text.
  NUMBERS("numbers"),
  /// Groups of three digits are set apart.
  THOUSANDS("thousands-sep"),
  /// A web address.
  URL("url"),
  /// Shown as dots while typed.
  MASKED("masked"),
  /// Shown, and hidden again at once.
  HIDDEN_ANSWER("hidden-answer"),
  /// A range as a list of its steps.
  PICKER("picker"),
  /// A range from bottom to top.
  VERTICAL("vertical"),
  /// A range without marks.
  NO_TICKS("no-ticks"),
  /// A range as stars.
  RATING("rating"),
  /// A number with a plus and a minus.
  COUNTER("counter"),
  /// A date of which month and year count.
  MONTH_YEAR("month-year"),
  /// A date of which the year counts.
  YEAR("year"),
  /// A date typed, without a calendar.
  NO_CALENDAR("no-calendar"),
  /// A signature.
  SIGNATURE("signature"),
  /// A drawing.
  DRAW("draw"),
  /// A picture to draw on.
  ANNOTATE("annotate"),
  /// A picture made now, not one from before.
  NEW("new", "new-front", "new-rear", "selfie"),
  /// A choice among pictures drawn on one picture; shown as a plain list.
  IMAGE_MAP("image-map"),
  /// A place on a map; coordinates are typed or read.
  MAP("map", "maps", "placement-map"),
  /// A group on one page.
  FIELD_LIST("field-list"),
  /// A group as a table.
  TABLE_LIST("table-list");

  /// Separated by spaces.
  private final String words;

  Look(String... words) {
    this.words = String.join(" ", words);
  }

  /// The looks a form's appearance words ask for, in the order of this list.
  static Set<Look> of(Collection<String> tokens) {
    Set<Look> looks = EnumSet.noneOf(Look.class);
    for (String token : tokens) {
      for (Look look : values()) if (look.asks(token)) looks.add(look);
      if (columns(token) > 0) looks.add(COLUMNS);
    }
    return looks;
  }

  private boolean asks(String token) {
    return !token.isEmpty() && (" " + words + " ").contains(" " + token + " ");
  }

  /// Whether a word is known here.
  static boolean known(String token) {
    return columns(token) > 0 || !of(List.of(token)).isEmpty();
  }

  /// The number in `columns-3` or `compact-3`, else 0.
  static int columns(String token) {
    for (String prefix : List.of("columns-", "compact-", "quickcompact-")) {
      String rest = token.startsWith(prefix) ? token.substring(prefix.length()) : "";
      if (rest.matches("[1-9]\\d?")) return Integer.parseInt(rest);
    }
    return 0;
  }
}
