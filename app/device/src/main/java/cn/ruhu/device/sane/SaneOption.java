package cn.ruhu.device.sane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An option of a device, as `scanimage -A` prints it: `--resolution 75|150|300dpi [75]`, `-x
/// 0..215.9mm (in steps of 0.1) [215.9]`, `--page-loaded[=(yes|no)] [yes] [hardware]`.
///
/// @param flag as it is given, with its dashes
/// @param choices words or numbers to choose from, without unit; empty for a range
/// @param min of a range
/// @param max of a range
/// @param unit `mm`, `dpi`, `pel`… or `""`
/// @param active false when other options rule it out, or only a hand at the device sets it
/// @param value now, `""` when not told
record SaneOption(
    String flag,
    List<String> choices,
    OptionalDouble min,
    OptionalDouble max,
    String unit,
    boolean active,
    String value) {
  private static final Pattern LINE =
      Pattern.compile("^ {4}(--?[A-Za-z0-9-]+)(?:[ =]|(?=\\[))(.*?)((?: ?\\[[^\\]\\[]*\\])+)\\s*$");
  private static final Pattern BRACKET = Pattern.compile("\\[([^\\]\\[]*)\\]");
  private static final Pattern RANGE =
      Pattern.compile("(-?[0-9.]+)\\.\\.(-?[0-9.]+)([A-Za-z%]*)(?: \\(in steps of [0-9.]+\\))?");
  private static final Pattern LAST = Pattern.compile("(-?[0-9.]+)([a-z%]+)");
  private static final Set<String> UNSETTABLE = Set.of("inactive", "read-only", "hardware");
  private static final String SWITCH = "[=(yes|no)]";

  SaneOption {
    choices = List.copyOf(choices);
  }

  /// Reads all of them by flag, in order.
  static Map<String, SaneOption> all(List<String> lines) {
    var found = new LinkedHashMap<String, SaneOption>();
    for (String line : lines) {
      Matcher m = LINE.matcher(line.replace(SWITCH, " yes|no"));
      if (m.matches()) {
        SaneOption option = of(m.group(1), m.group(2).strip(), m.group(3));
        found.put(option.flag(), option);
      }
    }
    return found;
  }

  private static SaneOption of(String flag, String constraint, String brackets) {
    boolean active = true;
    String value = "";
    boolean first = true;
    for (Matcher b = BRACKET.matcher(brackets); b.find(); first = false) {
      String said = b.group(1);
      if (UNSETTABLE.contains(said)) active = false;
      else if (first) value = said;
    }
    Matcher range = RANGE.matcher(constraint.replaceFirst("^auto\\|", ""));
    if (range.matches())
      return new SaneOption(
          flag,
          List.of(),
          number(range.group(1)),
          number(range.group(2)),
          range.group(3),
          active,
          value);
    List<String> choices =
        constraint.isEmpty() || constraint.startsWith("<")
            ? List.of()
            : List.of(constraint.split("\\|"));
    String unit = "";
    if (!choices.isEmpty()) {
      Matcher last = LAST.matcher(choices.getLast());
      if (last.matches()) {
        unit = last.group(2);
        var bare = new ArrayList<>(choices);
        bare.set(bare.size() - 1, last.group(1));
        choices = bare;
      }
    }
    return new SaneOption(
        flag, choices, OptionalDouble.empty(), OptionalDouble.empty(), unit, active, value);
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
