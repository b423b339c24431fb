package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Answers as the verified column of items: the lines of the case are matched, whoever found them;
/// what the case did not have becomes an item of its own, what was declared or found before and is
/// not found now is verified as nothing. The declared column is never touched.
final class Findings {
  private final CaseFile file;
  private final SortedMap<String, String> facts;
  private final UUID visit;
  private final Supplier<UUID> ids;
  private final List<RecordChange> changes = new ArrayList<>();

  private Findings(CaseFile file, SortedMap<String, String> facts, UUID visit, Supplier<UUID> ids) {
    this.file = file;
    this.facts = facts;
    this.visit = visit;
    this.ids = ids;
  }

  /// Changes of ITEM records that follow from a visit's answers.
  static List<RecordChange> of(
      CaseFile file, SortedMap<String, String> facts, UUID visit, Supplier<UUID> ids) {
    var findings = new Findings(file, facts, visit, ids);
    file.members().forEach(m -> findings.incomes(m.id()));
    findings.strangers();
    Declared.HOUSEHOLD_ITEMS.forEach(findings::householdItem);
    return List.copyOf(findings.changes);
  }

  private String fact(String key) {
    return facts.getOrDefault(key, "");
  }

  /// Members the visit found and the declaration did not have: their lines are new items.
  private void strangers() {
    facts.keySet().stream()
        .filter(k -> k.startsWith("I00@"))
        .map(k -> UUID.fromString(k.substring(4)))
        .filter(id -> file.record(id).isEmpty())
        .forEach(this::incomes);
  }

  private void incomes(UUID member) {
    if (fact("I00@" + member).isEmpty()) return;
    var lines = new ArrayList<String>();
    for (int n = 1; facts.containsKey("I01@" + member + "#" + n); n++)
      lines.add("@" + member + "#" + n);
    var left =
        file.items("INCOME").stream()
            .filter(i -> i.ref("member").filter(member::equals).isPresent())
            .collect(Collectors.toCollection(ArrayList::new));
    Map<String, CaseRecord> same = matched(left, lines);
    for (int n = 1; n <= lines.size(); n++) {
      String at = lines.get(n - 1);
      CaseRecord item = same.get(at);
      if (item != null) verified(item, inBasisOf(item, at), fact("I07" + at));
      else add(incomeItem(member, at, n));
    }
    left.removeAll(same.values());
    left.stream().filter(Findings::said).forEach(i -> verified(i, "0", ""));
  }

  /// Somebody at the table or at the door said it. What the registry alone says is its own word.
  private static boolean said(CaseRecord item) {
    return item.get("declared").isPresent() || item.get("verified").isPresent();
  }

  /// The lines of the case by the line of the visit that is the same income, whoever made them: a
  /// declaration, an earlier visit, the registry. The surest pairs are made first.
  private Map<String, CaseRecord> matched(List<CaseRecord> items, List<String> lines) {
    var same = new LinkedHashMap<String, CaseRecord>();
    var left = new ArrayList<>(items);
    List<BiPredicate<CaseRecord, String>> likeness =
        List.of(
            (i, at) -> paid(i, at) && labelled(i, at),
            this::paid,
            this::labelled,
            (i, _) -> said(i),
            (_, _) -> true);
    for (BiPredicate<CaseRecord, String> like : likeness)
      for (String at : lines) {
        if (same.containsKey(at)) continue;
        left.stream()
            .filter(i -> i.text("code").equals(fact("I01" + at)) && like.test(i, at))
            .findFirst()
            .ifPresent(i -> {
              same.put(at, i);
              left.remove(i);
            });
      }
    return same;
  }

  private boolean paid(CaseRecord item, String at) {
    String amount = fact("I04" + at);
    return item.text("declared").equals(amount) || item.text("verified").equals(amount);
  }

  private boolean labelled(CaseRecord item, String at) {
    return !item.text("label").isEmpty() && item.text("label").equals(fact("I02" + at));
  }

  /// The amount found, counted as the item counts: a line found monthly and declared yearly is
  /// brought to a year and so on.
  private String inBasisOf(CaseRecord item, String at) {
    String basis = item.get("basis").orElse("MONTHLY");
    String months = item.get("months").orElse("12");
    boolean monthly = basis.equals("MONTHLY");
    boolean same =
        Declared.basis(fact("I03" + at)).equals(basis)
            && (!monthly || fact("I05" + at).equals(months));
    if (same && !basis.equals("IRREGULAR")) return fact("I04" + at);
    BigDecimal year = new BigDecimal(inYear(at));
    if (!monthly || !months.matches("[1-9]\\d?")) return year.toPlainString();
    return year.divide(new BigDecimal(months), 0, RoundingMode.HALF_UP).toPlainString();
  }

  private String inYear(String at) {
    long amount = number("I04" + at);
    return Long.toString(
        switch (fact("I03" + at)) {
          case "1" -> amount * (fact("I05" + at).isEmpty() ? 12 : number("I05" + at));
          case "2" -> {
            long sum = 0;
            for (int m = 1; m <= 12; m++) sum += number("I06M%02d".formatted(m) + at);
            yield sum;
          }
          default -> amount;
        });
  }

  private long number(String key) {
    return fact(key).matches("\\d{1,15}") ? Long.parseLong(fact(key)) : 0;
  }

  private Map<String, String> incomeItem(UUID member, String at, int n) {
    var fields = new TreeMap<String, String>();
    String basis = Declared.basis(fact("I03" + at));
    fields.put("member", member.toString());
    fields.put("kind", "INCOME");
    fields.put("code", fact("I01" + at));
    fields.put("label", fact("I02" + at));
    fields.put("basis", basis);
    fields.put("months", basis.equals("MONTHLY") ? fact("I05" + at) : "");
    fields.put("verified", basis.equals("IRREGULAR") ? inYear(at) : fact("I04" + at));
    fields.put("evidence", fact("I07" + at));
    fields.put("order", Integer.toString(900 + n));
    if (basis.equals("IRREGULAR")) {
      var months = new ArrayList<String>();
      for (int m = 1; m <= 12; m++) months.add(Long.toString(number("I06M%02d".formatted(m) + at)));
      fields.put("monthly", String.join(",", months));
    }
    return fields;
  }

  private void householdItem(String code) {
    String found = fact(code);
    if (found.isEmpty()) return;
    String value =
        code.equals("H07")
            ? new BigDecimal(found).movePointRight(1).setScale(0, RoundingMode.HALF_UP).toString()
            : found;
    List<CaseRecord> lines = Declared.items(file, code);
    if (!lines.isEmpty()) found(code, lines, value);
    else if (!value.equals("0"))
      add(
          Map.of(
              "kind",
              code.startsWith("H") ? "HOUSING" : "ASSET",
              "code",
              code,
              "basis",
              basisOf(code),
              "verified",
              value));
  }

  /// What was found of property is one figure for all lines of its code: each is found as declared
  /// as far as it goes, the last is what is left, so that together they are what was found.
  private void found(String code, List<CaseRecord> lines, String value) {
    List<String> figures =
        lines.stream().map(i -> i.get("declared").orElse("0")).collect(Collectors.toList());
    figures.add(value);
    if (!Declared.summed(code, figures)) {
      verified(lines.getFirst(), value, "");
      return;
    }
    long left = Long.parseLong(value);
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      long here = last ? left : Math.min(left, Long.parseLong(figures.get(i)));
      verified(lines.get(i), Long.toString(here), "");
      left -= here;
    }
  }

  private static String basisOf(String code) {
    return switch (code) {
      case "H04", "H06" -> "CODE";
      case "H07" -> "AREA";
      case "H08", "H17", "P08" -> "COUNT";
      default -> "AMOUNT";
    };
  }

  private void verified(CaseRecord item, String value, String evidence) {
    CaseRecord after = item.with("verified", value).with("verifiedVisit", visit.toString());
    if (!evidence.isEmpty()) after = after.with("evidence", evidence);
    RecordChange.between(item, after).ifPresent(changes::add);
  }

  private void add(Map<String, String> fields) {
    CaseRecord app = file.application().orElseThrow();
    changes.add(
        RecordChange.create(
            CaseRecord.of(RecordType.ITEM, ids.get(), app.scope(), app.id(), fields)
                .with("application", app.id().toString())
                .with("verifiedVisit", visit.toString())));
  }
}
