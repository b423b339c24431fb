package cn.ruhu.casefile.verification;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Lines of a report as the registry column of one case. A member's value belongs to their own
/// lines of its code, else to the household's, where the values of all members are one sum; where
/// neither is there it becomes an item of theirs. What several offices say of a member's property
/// is one sum, each knows its own account; of an income it is the same money seen by several (tax,
/// social insurance), of which the largest stands. Used once.
final class RegistryColumn {
  private static final Set<String> YEARS = Set.of("YEARLY", "IRREGULAR");
  private static final Set<String> COUNTED = Set.of("COUNT", "MONEY", "AMOUNT");

  private final CaseFile file;
  private final Ids ids;
  private final List<Heard> heard;
  private final Set<UUID> nothing = new HashSet<>();
  private final Map<Target, List<Value>> values = new LinkedHashMap<>();
  private final List<RecordChange> changes = new ArrayList<>();
  private int found;

  /// Whose lines a value belongs to.
  ///
  /// @param member empty for the household's
  private record Target(String code, Optional<UUID> member) {}

  private record Value(UUID member, ReportRow row) {}

  /// @param heard what reports of this round said before
  RegistryColumn(CaseFile file, Ids ids, List<Heard> heard) {
    this.file = file;
    this.ids = ids;
    this.heard = List.copyOf(heard);
  }

  /// @param member the line speaks of
  void add(UUID member, ReportRow row) {
    if (row.code().isEmpty()) {
      nothing.add(member);
      return;
    }
    boolean own = !lines(new Target(row.code(), Optional.of(member))).isEmpty();
    boolean household = !lines(new Target(row.code(), Optional.empty())).isEmpty();
    var target = new Target(row.code(), own || !household ? Optional.of(member) : Optional.empty());
    values.computeIfAbsent(target, _ -> new ArrayList<>()).add(new Value(member, row));
  }

  /// What the lines change, each record once.
  List<RecordChange> changes() {
    values.forEach(this::write);
    values.clear();
    return List.copyOf(changes);
  }

  /// Values that are new or differ from before; known after [#changes].
  int found() {
    return found;
  }

  private List<CaseRecord> lines(Target target) {
    return file.items().stream()
        .filter(i -> i.text("code").equals(target.code()))
        .filter(i -> i.ref("member").equals(target.member()))
        .toList();
  }

  private void write(Target target, List<Value> said) {
    List<CaseRecord> lines = lines(target);
    List<ReportRow> rows =
        said.stream().map(Value::row).filter(r -> !r.none()).collect(Collectors.toList());
    Optional<String> sum = sum(amounts(target.code(), said, lines));
    if (lines.isEmpty()) {
      sum.ifPresent(value -> {
        CaseRecord item = fresh(target);
        changes.add(RecordChange.create(told(item, value, note(rows))));
        found++;
      });
      return;
    }
    String note = note(rows.isEmpty() ? said.stream().map(Value::row).toList() : rows);
    Optional<String> before = sum(lines.stream().flatMap(i -> i.get("registry").stream()).toList());
    Set<UUID> others = target.member().isEmpty() ? others(target.code(), said) : Set.of();
    if (others.isEmpty() || before.isEmpty()) {
      spread(lines, sum, note);
      return;
    }
    boolean again = said.stream().anyMatch(v -> contributed(target.code()).contains(v.member()));
    Optional<String> value = again ? larger(before.get(), sum) : both(before.get(), sum);
    if (value.equals(before)) return;
    String noted = lines.getFirst().text("registryNote");
    spread(lines, value, again ? note : distinct(List.of(noted, note)));
  }

  /// What counts of the lines of a report, as these items count.
  private static List<String> amounts(String code, List<Value> said, List<CaseRecord> lines) {
    boolean income = CodeTables.table("income").has(code);
    boolean year = !lines.isEmpty() && YEARS.contains(counting(lines).text("basis"));
    var each = new LinkedHashMap<String, String>();
    for (Value v : said) {
      if (v.row().none()) continue;
      String value = v.row().value();
      if (year && v.row().basis().equals("MONTHLY"))
        value = Long.toString(Math.multiplyExact(Texts.whole(value).orElse(0L), 12L));
      String key = income ? v.member().toString() : v.member() + " " + each.size();
      each.merge(key, value, RegistryColumn::most);
    }
    return List.copyOf(each.values());
  }

  private static String most(String a, String b) {
    return Texts.whole(a).orElse(0L) >= Texts.whole(b).orElse(0L) ? a : b;
  }

  /// The line whose basis a value of all of them has.
  private static CaseRecord counting(List<CaseRecord> lines) {
    return alike(lines) ? lines.getFirst() : highest(lines);
  }

  private static boolean alike(List<CaseRecord> lines) {
    return lines.stream().map(i -> i.get("basis").orElse("MONTHLY")).distinct().count() == 1;
  }

  /// Members whose share is in the household's sum and whom these lines do not speak of.
  private Set<UUID> others(String code, List<Value> said) {
    var others = new HashSet<>(contributed(code));
    others.removeAll(nothing);
    said.forEach(v -> others.remove(v.member()));
    return others;
  }

  private Set<UUID> contributed(String code) {
    return heard.stream()
        .filter(h -> h.codes().contains(code))
        .map(Heard::member)
        .collect(Collectors.toSet());
  }

  private static Optional<String> both(String before, Optional<String> more) {
    return more.isEmpty() ? Optional.of(before) : sum(List.of(before, more.get()));
  }

  /// Who was counted before is spoken of again, and others are not: their shares are not known
  /// apart, so nothing that was found is taken away.
  private static Optional<String> larger(String before, Optional<String> now) {
    Optional<Long> was = Texts.whole(before);
    Optional<Long> is = now.flatMap(Texts::whole);
    if (was.isEmpty() || is.isEmpty()) return both(before, now);
    return Optional.of(Long.toString(Math.max(was.get(), is.get())));
  }

  /// Amounts and counts as their sum, words side by side; empty when there is nothing.
  private static Optional<String> sum(List<String> values) {
    if (values.isEmpty()) return Optional.empty();
    if (values.stream().anyMatch(v -> Texts.whole(v).isEmpty()))
      return Optional.of(distinct(values));
    long sum = values.stream().mapToLong(v -> Texts.whole(v).orElse(0L)).sum();
    return Optional.of(Long.toString(sum));
  }

  /// One value over the lines it is of: each as much as was found there or declared, the last what
  /// is left, so that together they are the value. Lines that are counted differently have no sum:
  /// then it is the one's that was declared highest.
  private void spread(List<CaseRecord> lines, Optional<String> value, String note) {
    int before = changes.size();
    Optional<Long> whole = value.flatMap(Texts::whole);
    if (value.isEmpty()) lines.forEach(i -> tell(i, zero(i), note));
    else if (lines.size() == 1 || !alike(lines) || whole.isEmpty())
      tell(highest(lines), value.get(), note);
    else split(lines, whole.get(), note);
    boolean differs =
        changes.subList(before, changes.size()).stream()
            .anyMatch(c -> c.fields().containsKey("registry"));
    if (differs) found++;
  }

  private void split(List<CaseRecord> lines, long value, String note) {
    long left = value;
    for (int i = 0; i < lines.size(); i++) {
      CaseRecord line = lines.get(i);
      boolean last = i == lines.size() - 1;
      long here = last ? left : Math.min(left, known(line));
      tell(line, Long.toString(here), note);
      left -= here;
    }
  }

  private static long known(CaseRecord line) {
    return line.get("verified").or(() -> line.get("declared")).flatMap(Texts::whole).orElse(0L);
  }

  private static CaseRecord highest(List<CaseRecord> lines) {
    return lines.stream()
        .max(Comparator.comparing(i -> Texts.whole(i.text("declared")).orElse(0L)))
        .orElseThrow();
  }

  private void tell(CaseRecord line, String value, String note) {
    RecordChange.between(line, told(line, value, note)).ifPresent(changes::add);
  }

  private static CaseRecord told(CaseRecord line, String value, String note) {
    return line.with("registry", value).with("registryNote", note);
  }

  private CaseRecord fresh(Target target) {
    CaseRecord application = file.application().orElseThrow();
    boolean income = CodeTables.table("income").has(target.code());
    var fields = new TreeMap<String, String>();
    fields.put("application", application.id().toString());
    target.member().ifPresent(m -> fields.put("member", m.toString()));
    fields.put("kind", income ? "INCOME" : "ASSET");
    fields.put("code", target.code());
    fields.put("basis", income ? "MONTHLY" : basis(target.code()));
    return CaseRecord.of(
        RecordType.ITEM, ids.next(), application.scope(), application.id(), fields);
  }

  private static String basis(String code) {
    return CodeTables.table("asset").entries().stream()
        .filter(e -> e.code().equals(code))
        .map(e -> e.extra().equals("MONEY") ? "AMOUNT" : e.extra())
        .filter(COUNTED::contains)
        .findFirst()
        .orElse("CODE");
  }

  /// Nothing found, as the item counts.
  private static String zero(CaseRecord item) {
    boolean words = item.text("kind").equals("ASSET") && item.text("basis").equals("CODE");
    return words ? "" : "0";
  }

  /// Where a value comes from; of several offices each with what it said.
  private static String note(List<ReportRow> rows) {
    boolean several = rows.stream().map(ReportRow::source).distinct().count() > 1;
    return distinct(rows.stream().map(r -> note(r, several)).toList());
  }

  private static String note(ReportRow row, boolean several) {
    String source = CodeTables.label("valueSource", "VERIFICATION");
    String said = several && money(row) ? new Fen(Long.parseLong(row.value())).yuan() : "";
    return String.join(" ", List.of(source, row.source(), row.day(), said))
        .strip()
        .replaceAll(" +", " ");
  }

  private static boolean money(ReportRow row) {
    boolean income = CodeTables.table("income").has(row.code());
    return (income || basis(row.code()).equals("AMOUNT")) && Texts.whole(row.value()).isPresent();
  }

  private static String distinct(List<String> words) {
    var all = new LinkedHashSet<>(words);
    all.remove("");
    return String.join("; ", all);
  }
}
