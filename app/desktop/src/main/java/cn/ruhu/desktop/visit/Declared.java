package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.Spending;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Opening;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// What the declaration already says, as a questionnaire begins with it (DOMAIN §3.3). The form
/// decides what may be filled in beforehand; here everything known is offered.
final class Declared {
  /// Member fields by the question that asks the same.
  private static final Map<String, String> MEMBER =
      Map.of(
          "M03", "relation",
          "M08", "hukouKind",
          "M09", "hukouRelation",
          "M10", "livingTogether",
          "M13", "marital",
          "M14", "education",
          "M16", "labour",
          "M17", "occupation");

  private static final Map<String, String> MEMBER_CODES =
      Map.of("M15", "health", "M18", "specialIdentity", "M20", "benefits");

  private static final Map<String, String> PERSON =
      Map.of(
          "M01",
          "name",
          "M04",
          "sex",
          "M05",
          "birthDate",
          "M06",
          "ethnicity",
          "M07",
          "registeredAddress");

  private static final Map<String, String> SUPPORTER =
      Map.of(
          "F01", "name",
          "F02", "relation",
          "F03", "duty",
          "F05", "familySize",
          "F06", "familyMonthlyFen",
          "F08", "inability",
          "F09", "dependants",
          "F10", "paidMonthlyFen",
          "declared_paid", "paidMonthlyFen");

  private static final Map<String, String> AUTHORIZATION =
      Map.of("SIGNED", "1", "GUARDIAN", "1", "REFUSED", "2", "UNREACHABLE", "3");

  /// Questions of sections H and P that ask for an item of that very code.
  static final List<String> HOUSEHOLD_ITEMS =
      List.of(
          "H04", "H05", "H06", "H07", "H08", "H17", "P01", "P02", "P03", "P04", "P05", "P06", "P07",
          "P08");

  /// Questions whose silence in a signed declaration says that there is none: each is still asked
  /// and confirmed by itself.
  static final Map<String, String> NOT_DECLARED =
      Map.of(
          "P03", "0", "P04", "0", "P05", "0", "P07", "0", "P08", "0", "P11", "false", "H17", "0");

  private static final List<String> MONEY = List.of("P01", "P02", "P03", "P04", "P05");
  private static final String[] BASES = {"", "MONTHLY", "IRREGULAR", "YEARLY", "ONE_OFF"};

  private Declared() {}

  /// The pair of a visit.
  record Pair(UUID a, UUID b, String nameA, String nameB) {}

  static Opening opening(
      CaseFile file, Pair pair, int attemptsBefore, Instant start, Map<String, String> earlier) {
    var known = new TreeMap<String, String>();
    CaseRecord app = file.application().orElseThrow();
    known.put("application_number", app.text("number"));
    known.put("applicant_name", file.applicant().map(p -> p.text("name")).orElse(""));
    known.put("application_address", app.text("residenceAddress"));
    known.put(
        "application_schemes",
        file.schemes().stream()
            .map(c -> CodeTables.table("scheme").label(c))
            .collect(Collectors.joining(" ")));
    known.put("attempts_before", Integer.toString(attemptsBefore));
    known.put("declared_members", Integer.toString(file.members().size()));
    known.put("declared_income", whole(Income.of(file, Column.DECLARED).net()));
    long assets = 0;
    for (String code : MONEY)
      assets += Long.parseLong(declared(file, code).matches("\\d+") ? declared(file, code) : "0");
    known.put("declared_assets", Long.toString(assets));
    known.put("declared_dwellings", orNone(declared(file, "H17")));
    known.put("declared_vehicles", orNone(declared(file, "P08")));
    String business = declared(file, "P11");
    known.put("declared_business", Boolean.toString(!business.isEmpty() && !no(business)));
    known.put("V06", pair.nameA());
    known.put("V07", pair.nameB());
    known.putAll(said(file));
    NOT_DECLARED.forEach(known::putIfAbsent);
    known.put("standard", standard(start));
    known.put("declared_supporters", Integer.toString(file.supporters().size()));
    again(known, earlier);
    known.put("V03", start.atZone(Show.ZONE).toOffsetDateTime().toString());
    known.values().removeIf(String::isEmpty);
    return Opening.of(
            everybody(file.members(), earlier, "M01@"), List.of(pair.a(), pair.b()), known)
        .withSupporters(everybody(file.supporters(), earlier, "F01@"));
  }

  /// Answers as the declaration alone has them, by the question that asks the same; what it is
  /// silent about is not among them.
  static SortedMap<String, String> said(CaseFile file) {
    var known = new TreeMap<String, String>();
    for (String code : HOUSEHOLD_ITEMS) {
      String value = declared(file, code);
      if (!value.isEmpty()) known.put(code, code.equals("H07") ? squareMetres(value) : value);
    }
    expenses(known, file);
    known.putAll(DeclaredDetails.property(file));
    if (!file.supporters().isEmpty()) known.put("F00", "true");
    for (CaseRecord m : file.members()) member(known, file, m);
    for (CaseRecord s : file.supporters()) supporter(known, s);
    known.values().removeIf(String::isEmpty);
    return known;
  }

  /// Those declared, then those the visit before found: its correction takes its place and leaves
  /// nobody out.
  ///
  /// @param name question with `@` that asks each person's name
  private static List<UUID> everybody(
      List<CaseRecord> declared, Map<String, String> earlier, String name) {
    var all = new LinkedHashSet<UUID>();
    declared.forEach(r -> all.add(r.id()));
    for (String key : new TreeMap<>(earlier).keySet())
      if (key.startsWith(name)) Texts.uuid(key.substring(name.length())).ifPresent(all::add);
    return List.copyOf(all);
  }

  /// Declared expenditure as it is asked at the door: by the month, medicine and school by the
  /// year; the rent of the dwelling is what rent and upkeep begin with.
  private static void expenses(SortedMap<String, String> known, CaseFile file) {
    for (String code : Spending.codes())
      Spending.declared(file, code).ifPresent(fen -> known.put(code, Long.toString(fen)));
    String rent = declared(file, "H05");
    if (rent.matches("[1-9][0-9]{0,14}")) known.putIfAbsent("E02", rent);
  }

  /// The 低保 standard of the day in whole fen, as far as it is known: what support is measured by.
  private static String standard(Instant start) {
    return Standards.on(start.atZone(Show.ZONE).toLocalDate())
        .dibao()
        .amountIfKnown()
        .map(fen -> Long.toString(fen.value()))
        .orElse("");
  }

  static boolean no(String value) {
    return value.equals("0") || value.equals("false");
  }

  private static String orNone(String count) {
    return count.isEmpty() ? "0" : count;
  }

  private static String whole(Ratio fen) {
    BigInteger[] parts = fen.numerator().divideAndRemainder(fen.denominator());
    return parts[0].toString();
  }

  static String squareMetres(String tenths) {
    return tenths.matches("\\d{1,9}")
        ? new BigDecimal(tenths).movePointLeft(1).stripTrailingZeros().toPlainString()
        : "";
  }

  /// The declared value of a code: the sum where property is declared line by line, else the first.
  static String declared(CaseFile file, String code) {
    List<String> all =
        items(file, code).stream().map(i -> i.text("declared")).filter(v -> !v.isEmpty()).toList();
    if (all.isEmpty()) return "";
    return summed(code, all)
        ? Long.toString(all.stream().mapToLong(Long::parseLong).sum())
        : all.getFirst();
  }

  /// The lines of a code.
  static List<CaseRecord> items(CaseFile file, String code) {
    return file.items().stream().filter(i -> i.text("code").equals(code)).toList();
  }

  /// Whether figures of a code are asked for as their sum at the door.
  static boolean summed(String code, List<String> figures) {
    return code.startsWith("P") && figures.stream().allMatch(v -> v.matches("[0-9]{1,15}"));
  }

  private static void member(SortedMap<String, String> known, CaseFile file, CaseRecord member) {
    String at = "@" + member.id();
    file.personOf(member)
        .ifPresent(p -> {
          PERSON.forEach((question, field) -> known.put(question + at, p.text(field)));
          known.put("id_masked" + at, Show.masked(p.text("idNumber")));
        });
    MEMBER.forEach((question, field) -> known.put(question + at, member.text(field)));
    MEMBER_CODES.forEach(
        (question, field) -> known.put(question + at, member.text(field).replace(',', ' ')));
    known.put("declared_health" + at, member.text("health").replace(',', ' '));
    known.put("declared_work" + at, member.text("occupation"));
    DeclaredDetails.health(member).forEach((question, value) -> known.put(question + at, value));
    List<CaseRecord> lines = incomes(file, member.id());
    known.put("I00" + at, Boolean.toString(!lines.isEmpty()));
    for (int i = 0; i < lines.size(); i++) line(known, at + "#" + (i + 1), lines.get(i));
  }

  /// Answers of the visit before stand in place of what was declared; of whoever answered about
  /// income then, and of vehicles and dwellings that were counted then, no declared line is mixed
  /// into the lines of that answer.
  private static void again(SortedMap<String, String> known, Map<String, String> earlier) {
    known
        .keySet()
        .removeIf(k ->
            k.startsWith("I")
                && k.contains("#")
                && earlier.containsKey("I00" + k.substring(k.indexOf('@'), k.indexOf('#'))));
    if (earlier.containsKey("P08")) known.keySet().removeIf(k -> k.startsWith("P09"));
    if (earlier.containsKey("H17")) known.keySet().removeIf(k -> k.startsWith("H18"));
    known.putAll(earlier);
  }

  private static void supporter(SortedMap<String, String> known, CaseRecord supporter) {
    String at = "@" + supporter.id();
    SUPPORTER.forEach((question, field) -> known.put(question + at, supporter.text(field)));
    known.put(
        "id_masked" + at,
        supporter.text("idNumber").isEmpty() ? "" : Show.masked(supporter.text("idNumber")));
    known.put("F04" + at, AUTHORIZATION.getOrDefault(supporter.text("authorization"), ""));
  }

  /// Declared income lines of a member, in paper order.
  static List<CaseRecord> incomes(CaseFile file, UUID member) {
    return file.items("INCOME").stream()
        .filter(i -> i.ref("member").filter(member::equals).isPresent())
        .filter(i -> i.get("declared").isPresent())
        .toList();
  }

  private static void line(SortedMap<String, String> known, String at, CaseRecord item) {
    String basis = item.get("basis").orElse("MONTHLY");
    known.put("I01" + at, item.text("code"));
    known.put("I02" + at, item.text("label"));
    for (int i = 1; i < BASES.length; i++)
      if (BASES[i].equals(basis)) known.put("I03" + at, Integer.toString(i));
    known.put("I04" + at, item.text("declared"));
    if (basis.equals("MONTHLY")) known.put("I05" + at, item.get("months").orElse("12"));
    known.put("I10" + at, item.text("contributionFen"));
    exempt(item)
        .ifPresent(year -> {
          known.put("I09" + at, Long.toString(year));
          known.put("I09E" + at, item.text("exemptCode"));
        });
    var months = new ArrayList<>(List.of(item.text("monthly").split(",", -1)));
    if (basis.equals("IRREGULAR") && months.size() == 12)
      for (int m = 0; m < 12; m++) known.put("I06M%02d".formatted(m + 1) + at, months.get(m));
  }

  /// What is declared not to count, as the form asks it: for the year. Without a ground it counts.
  private static Optional<Long> exempt(CaseRecord item) {
    boolean monthly = item.get("basis").orElse("MONTHLY").equals("MONTHLY");
    long months = Math.min(12, Texts.whole(item.text("months")).orElse(12L));
    return item.get("exemptCode")
        .flatMap(_ -> Texts.whole(item.text("exemptFen")))
        .filter(fen -> fen > 0)
        .map(fen -> Math.multiplyExact(fen, monthly ? months : 1));
  }

  /// How an answer to "how is it counted" is called in an item.
  static String basis(String answer) {
    return answer.matches("[1-4]") ? BASES[Integer.parseInt(answer)] : "MONTHLY";
  }
}
