package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.means.Spending;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  /// Sources of which the form asks what is exempt (I09), and the one whose contributions it asks
  /// (I10).
  private static final Set<String> EXEMPT_OF =
      Set.of("103", "401", "403", "407", "408", "409", "901");

  private static final String WAGE = "101";

  private static final List<String> BESIDE =
      List.of(
          "verifiedBasis",
          "verifiedMonths",
          "verifiedExemptCode",
          "verifiedExemptFen",
          "verifiedContributionFen");

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
    Spending.codes().forEach(findings::expense);
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
      if (item != null) change(item, evidence(told(item, at), at));
      else changes.add(RecordChange.create(incomeItem(member, at, n)));
    }
    left.removeAll(same.values());
    boolean again = file.answers().get("I00", member).isPresent() && !review();
    left.stream()
        .filter(Findings::said)
        .filter(i -> !again || i.get("verified").isPresent()) // else nobody was asked about it
        .forEach(i -> change(i, plain(found(i, "0"))));
  }

  /// A review offers what was declared since the last visit: it was asked about.
  private boolean review() {
    return Visit.reviews(file) && !Return.of(file).isReturn();
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

  /// The item with what was found, counted as it was found: where that is not how the item counts,
  /// the verified value has a basis of its own, for a year's sum divided into months is another
  /// sum.
  private CaseRecord told(CaseRecord item, String at) {
    String basis = Declared.basis(fact("I03" + at));
    boolean monthly = basis.equals("MONTHLY");
    String months = monthly ? fact("I05" + at) : "";
    boolean same =
        item.get("basis").orElse("MONTHLY").equals(basis)
            && (!monthly || item.get("months").orElse("12").equals(months));
    CaseRecord after =
        plain(found(item, basis.equals("IRREGULAR") ? inYear(at) : fact("I04" + at)));
    if (!same) after = after.with("verifiedBasis", basis).with("verifiedMonths", months);
    String exempt =
        told(
            item,
            EXEMPT_OF.contains(item.text("code")),
            "exemptFen",
            "verifiedExemptFen",
            "I09" + at);
    if (number("I09" + at) > 0) after = after.with("verifiedExemptCode", fact("I09E" + at));
    return after
        .with("verifiedExemptFen", exempt)
        .with(
            "verifiedContributionFen",
            told(
                item,
                item.text("code").equals(WAGE),
                "contributionFen",
                "verifiedContributionFen",
                "I10" + at));
  }

  /// What was said of an amount that stands beside the item; none, where a declared one was asked
  /// about and left empty. A visit before that did not offer the declared one left it empty without
  /// saying so.
  private String told(
      CaseRecord item, boolean asked, String declared, String verified, String question) {
    String said = fact(question);
    boolean offered = item.get("verifiedVisit").isEmpty() || item.get(verified).isPresent();
    return said.isEmpty() && asked && offered && item.get(declared).isPresent() ? "0" : said;
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

  private CaseRecord incomeItem(UUID member, String at, int n) {
    var fields = new TreeMap<String, String>();
    String basis = Declared.basis(fact("I03" + at));
    fields.put("member", member.toString());
    fields.put("kind", "INCOME");
    fields.put("code", fact("I01" + at));
    fields.put("label", fact("I02" + at));
    fields.put("basis", basis);
    fields.put("months", basis.equals("MONTHLY") ? fact("I05" + at) : "");
    fields.put("evidence", fact("I07" + at));
    fields.put("order", Integer.toString(900 + n));
    if (basis.equals("IRREGULAR")) {
      var months = new ArrayList<String>();
      for (int m = 1; m <= 12; m++) months.add(Long.toString(number("I06M%02d".formatted(m) + at)));
      fields.put("monthly", String.join(",", months));
    }
    return told(fresh(fields), at);
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
      changes.add(
          RecordChange.create(
              found(
                  fresh(
                      Map.of(
                          "kind",
                          code.startsWith("H") ? "HOUSING" : "ASSET",
                          "code",
                          code,
                          "basis",
                          basisOf(code))),
                  value)));
  }

  /// What was found to be spent, in the lines it was declared in.
  private void expense(String code) {
    Optional<Long> sum = Texts.whole(fact(code)).filter(v -> v >= 0);
    if (sum.isEmpty()) return;
    List<CaseRecord> lines = Spending.lines(file, code);
    if (!lines.isEmpty())
      Spending.found(lines, code, sum.get()).stream()
          .map(l -> l.with("verifiedVisit", visit.toString()))
          .forEach(l -> change(file.record(l.id()).orElseThrow(), l));
    else if (sum.get() > 0)
      changes.add(
          RecordChange.create(
              found(
                  fresh(Map.of("kind", "EXPENSE", "code", code, "basis", Spending.basis(code))),
                  Long.toString(sum.get()))));
  }

  /// What was found of property is one figure for all lines of its code: each is found as declared
  /// as far as it goes, the last is what is left, so that together they are what was found.
  private void found(String code, List<CaseRecord> lines, String value) {
    List<String> figures =
        lines.stream().map(i -> i.get("declared").orElse("0")).collect(Collectors.toList());
    figures.add(value);
    if (!Declared.summed(code, figures)) {
      change(lines.getFirst(), found(lines.getFirst(), value));
      return;
    }
    long left = Long.parseLong(value);
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      long here = last ? left : Math.min(left, Long.parseLong(figures.get(i)));
      change(lines.get(i), found(lines.get(i), Long.toString(here)));
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

  private CaseRecord found(CaseRecord item, String value) {
    return item.with("verified", value).with("verifiedVisit", visit.toString());
  }

  /// Without what a visit before said beside the value.
  private static CaseRecord plain(CaseRecord item) {
    CaseRecord plain = item;
    for (String f : BESIDE) plain = plain.with(f, null);
    return plain;
  }

  private CaseRecord evidence(CaseRecord item, String at) {
    String evidence = fact("I07" + at);
    return evidence.isEmpty() ? item : item.with("evidence", evidence);
  }

  private void change(CaseRecord before, CaseRecord after) {
    RecordChange.between(before, after).ifPresent(changes::add);
  }

  private CaseRecord fresh(Map<String, String> fields) {
    CaseRecord app = file.application().orElseThrow();
    return CaseRecord.of(RecordType.ITEM, ids.get(), app.scope(), app.id(), fields)
        .with("application", app.id().toString());
  }
}
