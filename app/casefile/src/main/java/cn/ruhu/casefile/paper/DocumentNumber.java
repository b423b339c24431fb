package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.casefile.tables.Tsv;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Number of a document in the register: `海北受〔2026〕001-0012号`. Word (street and kind) and year,
/// then the machine's block and a running number, so that machines without a line never issue one
/// number twice.
///
/// Immutable, thread-safe.
///
/// @param word short name of office and kind of paper, configuration
/// @param year year of issue
/// @param block three digits of the machine
/// @param sequence 1 to 9999
public record DocumentNumber(String word, int year, String block, int sequence) {
  /// Last number of a block for one word and year.
  public static final int SEQUENCE_MAX = 9999;

  private static final Map<String, String> WORDS =
      Tsv.pairs(DocumentNumber.class, "documentWords.tsv");
  private static final Pattern STREET =
      Pattern.compile("(?:" + String.join("|", List.of(word("suffixes").split(",", -1))) + ")$");

  private static final Pattern TEXT =
      Pattern.compile("(.+)\u3014(\\d{4})\u3015(\\d{3})-(\\d{4})\u53F7");

  /// @throws IllegalArgumentException when a part is out of its range
  public DocumentNumber {
    if (word.isBlank() || word.indexOf('\u3014') >= 0)
      throw new IllegalArgumentException("document word");
    if (year < 2014 || year > 2099) throw new IllegalArgumentException("year " + year);
    if (!block.matches("[0-9]{3}")) throw new IllegalArgumentException("block is three digits");
    if (sequence < 1 || sequence > SEQUENCE_MAX)
      throw new IllegalArgumentException("sequence " + sequence);
  }

  /// Reads the printed form; empty for any other text (numbers of other registers).
  public static Optional<DocumentNumber> parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) return Optional.empty();
    int year = Integer.parseInt(m.group(2));
    int sequence = Integer.parseInt(m.group(4));
    return year < 2014 || year > 2099 || sequence < 1
        ? Optional.empty()
        : Optional.of(new DocumentNumber(m.group(1), year, m.group(3), sequence));
  }

  /// The next number of a machine: one above the highest issued with this word, year and block;
  /// empty when the block is used up.
  ///
  /// @param issued numbers in use, any text; others are passed over
  public static Optional<DocumentNumber> next(
      String word, int year, String block, Collection<String> issued) {
    int last =
        issued.stream()
            .flatMap(t -> parse(t).stream())
            .filter(n -> n.word.equals(word) && n.year == year && n.block.equals(block))
            .mapToInt(DocumentNumber::sequence)
            .max()
            .orElse(0);
    return last == SEQUENCE_MAX
        ? Optional.empty()
        : Optional.of(new DocumentNumber(word, year, block, last + 1));
  }

  private static String word(String key) {
    return WORDS.getOrDefault(key, "");
  }

  /// Word of the numbers an office gives to one kind of paper: district, office, kind.
  ///
  /// @param street code of table `street`; empty for the district's own office
  /// @param paper code of table `paper`
  /// @throws IllegalArgumentException when papers of this kind carry no number
  public static String wordFor(String street, String paper) {
    if (word(paper).isEmpty()) throw new IllegalArgumentException("no numbers for " + paper);
    String office =
        street.isEmpty()
            ? word("bureau")
            : STREET.matcher(CodeTables.label("street", street)).replaceFirst("");
    return word("district") + office + word(paper);
  }

  /// Whether papers of this kind carry a number of the register.
  public static boolean numbered(String paper) {
    return !word(paper).isEmpty();
  }

  /// As printed and stored.
  public String text() {
    return word + '\u3014' + year + '\u3015' + block + String.format("-%04d", sequence) + '\u53F7';
  }
}
