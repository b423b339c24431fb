package cn.ruhu.casefile.spot;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the district's check found beside what the first visit found, row by row (DOMAIN §6.2):
/// both are read from the answers to the same questions, so that nothing anybody ruled since, and
/// nothing that was declared, stands between them. Money and areas agree within a tenth of the
/// first visit's; numbers and codes agree when they are equal.
///
/// Immutable, thread-safe.
///
/// @param check the VISIT of the check
/// @param first the VISIT it is held against
/// @param refused nobody was let in: there is nothing to compare, and that is a difference
/// @param rows in the order of the questionnaire; as read from what was kept, those apart first and
///   of the others as many as there was room for
/// @param same rows that agree, within a tenth where they are amounts
/// @param all rows there were
public record SpotComparison(
    UUID check, UUID first, boolean refused, List<Row> rows, int same, int all) {
  /// from a tenth of the first visit's amount on two amounts are apart
  private static final long TENTH = 10;

  private static final int MONTHS = 12;

  /// characters, below what a field of text holds
  private static final int ROOM = 9_000;

  private static final String TAB = "\t";
  private static final String REFUSED = "REFUSED";

  /// The kind of an income, with its owner and line.
  private static final Pattern LINE = Pattern.compile("I01(@[0-9a-f-]{36}#\\d{1,3})");

  /// A question about somebody.
  private static final Pattern ABOUT = Pattern.compile("[A-Z]\\w*@([0-9a-f-]{36})(#\\d{1,3})?");

  /// Rows that agree of how many.
  private static final Pattern COUNTS = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /// Questions of housing and property, in their order.
  private static final Map<String, Kind> ONCE = once();

  private static Map<String, Kind> once() {
    var all = new LinkedHashMap<String, Kind>();
    all.put("H04", Kind.CODE);
    all.put("H06", Kind.CODE);
    all.put("H07", Kind.AREA);
    all.put("H08", Kind.COUNT);
    all.put("H17", Kind.COUNT);
    all.put("H19", Kind.BOOL);
    for (String p : List.of("P01", "P02", "P03", "P04", "P05", "P06", "P07"))
      all.put(p, Kind.MONEY);
    all.put("P08", Kind.COUNT);
    all.put("P10", Kind.BOOL);
    all.put("P11", Kind.BOOL);
    return Collections.unmodifiableMap(all);
  }

  /// How the values of a row are read.
  public enum Kind {
    /// whole fen
    MONEY,
    /// square metres
    AREA,
    /// people or things
    COUNT,
    /// an entry of [Row#table]
    CODE,
    BOOL;

    boolean amount() {
      return this == MONEY || this == AREA;
    }
  }

  /// How the two agree.
  public enum Agreement {
    EQUAL,
    /// apart by less than a tenth
    NEAR,
    APART
  }

  /// One row.
  ///
  /// @param key `N`, a question (`H17`, `M10@<member>`) or `I:<member>:<code>` for the year's sum
  ///   of an income
  /// @param firstly stored text of the first visit; `""` where it found nothing
  /// @param again stored text of the check
  public record Row(String key, String firstly, String again, Agreement agreement) {
    /// The question, or the code of the income.
    public String code() {
      return isIncome() ? key.substring(key.lastIndexOf(':') + 1) : key.split("@", 2)[0];
    }

    public boolean isIncome() {
      return key.startsWith("I:");
    }

    /// Member it speaks of, empty for the household.
    public Optional<UUID> member() {
      String[] parts = key.split("[:@]", -1);
      return parts.length > 1 ? Texts.uuid(parts[1]) : Optional.empty();
    }

    /// How its values are read.
    public Kind kind() {
      return SpotComparison.kind(key);
    }

    /// Code table of a value that is a code, else empty.
    public String table() {
      return switch (code()) {
        case "M10" -> "livingTogether";
        case "H04" -> "housingSource";
        case "H06" -> "housingKind";
        default -> "";
      };
    }
  }

  public SpotComparison {
    rows = List.copyOf(rows);
  }

  /// The newest check of a case that counts, held against the visit it checked; empty where either
  /// is not seen, or there was none.
  public static Optional<SpotComparison> newest(CaseFile file) {
    return SpotVisits.counted(file).stream().reduce((_, later) -> later).flatMap(v -> of(file, v));
  }

  /// One check held against the visit it checked.
  ///
  /// @param check a VISIT that ended a check
  public static Optional<SpotComparison> of(CaseFile file, CaseRecord check) {
    Optional<CaseRecord> first = SpotVisits.checked(file, check);
    if (first.isEmpty()) return Optional.empty();
    UUID id = first.get().id();
    if (!CaseFile.FINISHED.contains(check.text("disposition")))
      return Optional.of(whole(check.id(), id, true, List.of()));
    Answers before = file.answers(id);
    Answers now = matched(before, file.answers(check.id()));
    return Optional.of(whole(check.id(), id, false, rows(before, now)));
  }

  private static SpotComparison whole(UUID check, UUID first, boolean refused, List<Row> rows) {
    long same = rows.stream().filter(r -> r.agreement() != Agreement.APART).count();
    return new SpotComparison(check, first, refused, rows, (int) same, rows.size());
  }

  /// The check's answers, with whoever only the two visits met under one id: each visit makes an id
  /// of its own for somebody nobody declared, so that they are told by their names.
  private static Answers matched(Answers first, Answers check) {
    Set<UUID> before = met(first);
    Set<UUID> now = met(check);
    var free = new TreeSet<>(before);
    free.removeAll(now);
    var strangers = new TreeSet<>(now);
    strangers.removeAll(before);
    var ids = new LinkedHashMap<String, String>();
    for (UUID stranger : strangers) {
      Optional<UUID> same =
          free.stream()
              .filter(f -> !name(check, stranger).isEmpty())
              .filter(f -> name(first, f).equals(name(check, stranger)))
              .findFirst();
      if (same.isEmpty()) continue;
      free.remove(same.get());
      ids.put("@" + stranger, "@" + same.get());
    }
    if (ids.isEmpty()) return check;
    var renamed = new TreeMap<String, String>();
    for (var said : check.byPath().entrySet()) {
      String path = said.getKey();
      for (var id : ids.entrySet()) path = path.replace(id.getKey(), id.getValue());
      renamed.put(path, said.getValue());
    }
    return Answers.NONE.with(renamed);
  }

  /// Members a visit said anything about.
  private static Set<UUID> met(Answers answers) {
    var all = new TreeSet<UUID>();
    for (String path : answers.byPath().keySet()) {
      Matcher about = ABOUT.matcher(path);
      if (about.matches()) Texts.uuid(about.group(1)).ifPresent(all::add);
    }
    return all;
  }

  private static String name(Answers answers, UUID member) {
    return answers.get("M01", member).orElse("").strip();
  }

  private static List<Row> rows(Answers first, Answers check) {
    var rows = new ArrayList<Row>();
    add(rows, "N", people(first), people(check));
    var members = new TreeSet<String>();
    members.addAll(who(first));
    members.addAll(who(check));
    for (String m : members) {
      String question = "M10@" + m;
      add(rows, question, first.get(question).orElse(""), check.get(question).orElse(""));
    }
    Map<String, Long> before = incomes(first);
    Map<String, Long> now = incomes(check);
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    for (String k : keys)
      add(
          rows,
          k,
          Long.toString(before.getOrDefault(k, 0L)),
          Long.toString(now.getOrDefault(k, 0L)));
    for (String question : ONCE.keySet())
      add(rows, question, first.get(question).orElse(""), check.get(question).orElse(""));
    return rows;
  }

  private static void add(Collection<Row> rows, String key, String first, String check) {
    Kind kind = kind(key);
    boolean measured = kind.amount() || kind == Kind.COUNT;
    boolean none = measured ? zero(first) && zero(check) : first.isEmpty() && check.isEmpty();
    if (!none) rows.add(new Row(key, first, check, agreement(first, check, kind)));
  }

  private static Kind kind(String key) {
    if (key.startsWith("I:")) return Kind.MONEY;
    String question = key.split("@", 2)[0];
    if (question.equals("N")) return Kind.COUNT;
    return ONCE.getOrDefault(question, Kind.CODE);
  }

  private static boolean zero(String value) {
    return value.isEmpty() || value.matches("0+(\\.0+)?");
  }

  private static Agreement agreement(String first, String check, Kind kind) {
    if (first.equals(check)) return Agreement.EQUAL;
    if (kind == Kind.BOOL && no(first) && no(check)) return Agreement.EQUAL;
    if (kind == Kind.COUNT && zero(first) && zero(check)) return Agreement.EQUAL;
    if (!kind.amount()) return Agreement.APART;
    Optional<BigDecimal> a = number(first);
    Optional<BigDecimal> b = number(check);
    if (a.isEmpty() || b.isEmpty()) return Agreement.APART;
    if (a.get().compareTo(b.get()) == 0) return Agreement.EQUAL;
    BigDecimal apart = b.get().subtract(a.get()).abs().multiply(BigDecimal.valueOf(TENTH));
    return apart.compareTo(a.get().abs()) < 0 ? Agreement.NEAR : Agreement.APART;
  }

  private static boolean no(String value) {
    return value.isEmpty() || value.equals("false");
  }

  private static Optional<BigDecimal> number(String value) {
    String text = value.isEmpty() ? "0" : value;
    return text.matches("-?\\d{1,15}(\\.\\d{1,4})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /// People who live in the household (M21), or who were said to where the form does not count.
  private static String people(Answers answers) {
    Optional<String> counted = answers.get("M21").filter(n -> !n.isEmpty());
    long said = answers.byWho("M10").values().stream().filter(v -> v.matches("[1-4]")).count();
    if (counted.isPresent()) return counted.get();
    return answers.byWho("M10").isEmpty() ? "" : Long.toString(said);
  }

  private static List<String> who(Answers answers) {
    return answers.byWho("M10").keySet().stream().map(UUID::toString).toList();
  }

  /// Fen a year by member and code of income, whoever declared it.
  private static Map<String, Long> incomes(Answers answers) {
    var sums = new TreeMap<String, Long>();
    answers
        .byPath()
        .forEach((path, code) -> {
          Matcher line = LINE.matcher(path);
          if (!line.matches() || code.isEmpty()) return;
          String at = line.group(1);
          String member = at.substring(1, at.indexOf('#'));
          sums.merge("I:" + member + ":" + code, year(answers, at), Long::sum);
        });
    return sums;
  }

  private static long year(Answers answers, String at) {
    long amount = whole(answers, "I04" + at);
    return switch (answers.get("I03" + at).orElse("")) {
      case "1" -> {
        String months = answers.get("I05" + at).orElse("");
        yield amount * (months.isEmpty() ? MONTHS : whole(answers, "I05" + at));
      }
      case "2" -> {
        long sum = 0;
        for (int m = 1; m <= MONTHS; m++) sum += whole(answers, "I06M%02d".formatted(m) + at);
        yield sum;
      }
      default -> amount;
    };
  }

  private static long whole(Answers answers, String question) {
    return answers
        .get(question)
        .filter(v -> v.matches("\\d{1,15}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  /// Rows that are apart.
  public List<Row> apart() {
    return rows.stream().filter(r -> r.agreement() == Agreement.APART).toList();
  }

  /// Whether somebody has to look at it.
  public boolean differs() {
    return refused || same < all;
  }

  /// What the fact `SPOT_COMPARED` keeps: rows that agree of how many, then a line a row with key,
  /// both values and how they agree, those apart before the others; of a very large household as
  /// many of the others as there is room for.
  public String text() {
    var text = new StringBuilder();
    text.append(refused ? REFUSED : same + "/" + all);
    var ordered = new ArrayList<>(apart());
    rows.stream().filter(r -> r.agreement() != Agreement.APART).forEach(ordered::add);
    for (Row r : ordered) {
      String line =
          String.join(TAB, r.key(), flat(r.firstly()), flat(r.again()), r.agreement().name());
      if (text.length() + line.length() < ROOM) text.append('\n').append(line);
    }
    return text.toString();
  }

  private static String flat(String value) {
    return value.replace('\t', ' ').replace('\n', ' ');
  }

  /// Whether a fact `SPOT_COMPARED` says that nobody was let in.
  public static boolean isRefused(CaseRecord fact) {
    return fact.text("kind").equals(GateKind.SPOT_COMPARED.name())
        && fact.text("value").startsWith(REFUSED);
  }

  /// Reads what a fact `SPOT_COMPARED` keeps; empty when it is none.
  public static Optional<SpotComparison> read(CaseRecord fact) {
    Optional<UUID> check = fact.ref("subject");
    Optional<UUID> first = Texts.uuid(fact.text("reason"));
    if (check.isEmpty() || first.isEmpty()) return Optional.empty();
    List<String> lines = List.of(fact.text("value").split("\n", -1));
    var rows = new ArrayList<Row>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(TAB, -1);
      if (cells.length != 4) continue;
      for (Agreement a : Agreement.values())
        if (a.name().equals(cells[3])) rows.add(new Row(cells[0], cells[1], cells[2], a));
    }
    boolean refused = lines.getFirst().equals(REFUSED);
    SpotComparison kept = whole(check.get(), first.get(), refused, rows);
    Matcher counts = COUNTS.matcher(lines.getFirst());
    if (!counts.matches()) return Optional.of(kept);
    int same = Integer.parseInt(counts.group(1));
    int all = Integer.parseInt(counts.group(2));
    return Optional.of(new SpotComparison(check.get(), first.get(), refused, rows, same, all));
  }
}
