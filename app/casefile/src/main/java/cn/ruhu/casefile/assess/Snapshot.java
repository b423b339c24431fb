package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.casefile.record.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// What an opinion or a decision was computed from, as text that stays with it: the facts that may
/// change later, the standards and parameters of that day, and what came out (T18). No names and no
/// words of people; visits are append-only and only named.
///
/// Immutable, thread-safe.
///
/// @param values what came out and by what: `ruleSet`, `policy`, `S`, `L`, `minWage`, `C`, `N`,
///   `net`, `dibao`, `lowIncome`, `benefit`, `visit`, `day`; `parameters` are those of the policy
///   ([PolicyText])
/// @param records the facts, by record
public record Snapshot(Map<String, String> values, List<CaseRecord> records) {
  private static final int BYTES_MAX = 1 << 20;

  /// What stands instead of a snapshot that no record could hold, so that nobody takes its absence
  /// for a decision made without one.
  public static final String TOO_LARGE = "TOO_LARGE";

  private static final String PARAMETERS = "parameters";

  /// fields of an OPINION or DECISION that hold it, one after the other
  private static final List<String> FIELDS =
      List.of("computed", "computed1", "computed2", "computed3", "computed4");

  /// fields that the test reads, by type
  private static final Map<RecordType, List<String>> READ =
      Map.of(
          RecordType.APPLICATION,
              List.of("stage", "ruleSet", "acceptDate", "submitDate", "applyDate"),
          RecordType.PERSON, List.of("birthDate"),
          RecordType.MEMBER,
              List.of(
                  "person",
                  "relation",
                  "livingTogether",
                  "hukouRelation",
                  "countedOverride",
                  "countedReason",
                  "legalDutyCohabiting",
                  "marital",
                  "education",
                  "health",
                  "disabilityCategory",
                  "disabilityGrade",
                  "labour",
                  "occupation",
                  "specialIdentity",
                  "guardian",
                  "order",
                  "upliftPercent",
                  "rewardYear"),
          RecordType.SUPPORTER,
              List.of(
                  "relation",
                  "duty",
                  "familySize",
                  "familyMonthlyFen",
                  "paidMonthlyFen",
                  "inability",
                  "dependants"),
          RecordType.ITEM,
              List.of(
                  "member",
                  "kind",
                  "code",
                  "basis",
                  "months",
                  "declared",
                  "verified",
                  "verifiedVisit",
                  "verifiedBasis",
                  "verifiedMonths",
                  "verifiedExemptCode",
                  "verifiedExemptFen",
                  "verifiedContributionFen",
                  "registry",
                  "adopted",
                  "adoptedBasis",
                  "exemptCode",
                  "exemptFen",
                  "contributionFen",
                  "since",
                  "nature",
                  "vehicleExemption",
                  "plate",
                  "order"));

  public Snapshot {
    values = Map.copyOf(values);
    records = List.copyOf(records);
  }

  /// An OPINION or DECISION with the snapshot it was computed from, in as many of its fields as
  /// that takes; [#TOO_LARGE] where even they do not hold it.
  public static CaseRecord keep(CaseRecord record, String snapshot) {
    int parts = Math.ceilDiv(snapshot.length(), Schema.TEXT_MAX);
    if (parts > FIELDS.size()) return record.with(FIELDS.getFirst(), TOO_LARGE);
    CaseRecord kept = record;
    for (int i = 0; i < parts; i++) {
      int from = i * Schema.TEXT_MAX;
      String part = snapshot.substring(from, Math.min(snapshot.length(), from + Schema.TEXT_MAX));
      kept = kept.with(FIELDS.get(i), part);
    }
    return kept;
  }

  /// What a record was computed from, as text; empty when nothing was kept with it.
  static String text(CaseRecord computed) {
    return FIELDS.stream().map(computed::text).collect(Collectors.joining());
  }

  /// The snapshot of a case as it is, in the adopted column.
  public static String of(CaseFile file, LocalDate today) {
    Assessment a = MeansTest.of(file, Column.ADOPTED, today);
    var text = new StringBuilder();
    line(text, "V", outcome(a));
    line(text, "V", Map.of(PARAMETERS, PolicyText.write(a.policy())));
    file.finishedVisit().ifPresent(v -> line(text, "V", Map.of("visit", v.id().toString())));
    for (RecordType type : RecordType.values())
      if (READ.containsKey(type))
        for (CaseRecord r : file.all(type)) {
          var fields = new LinkedHashMap<String, String>();
          boolean ruled = Rulings.stands(r, file.answers()); // one that does not is not kept
          for (String f : READ.getOrDefault(type, List.of()))
            if (ruled || !f.startsWith("adopted"))
              r.get(f).ifPresent(v -> fields.put(f, f.equals("countedReason") ? "x" : plain(v)));
          if (type == RecordType.SUPPORTER)
            FactsReader.born(r, a.facts().day()).ifPresent(b -> fields.put("born", b.toString()));
          line(text, type.name() + " " + r.id(), fields);
        }
    for (FactRulings.Ruled r : FactRulings.all(file))
      if (r.stands())
        line(
            text,
            RecordType.GATE_FACT.name() + " " + r.fact().id(),
            Map.of(
                "kind", r.fact().text("kind"),
                "subject", r.fact().text("subject"),
                "value", plain(r.value())));
    return pack(text.toString());
  }

  /// Values hold no tabs or line ends: they are codes and figures.
  private static String plain(String value) {
    return value.replace('\t', ' ').replace('\n', ' ');
  }

  private static void line(StringBuilder text, String head, Map<String, String> fields) {
    text.append(head);
    fields.forEach((k, v) -> text.append('\t').append(k).append('=').append(v));
    text.append('\n');
  }

  /// What came out, as it is kept and compared.
  static Map<String, String> outcome(Assessment a) {
    var out = new LinkedHashMap<String, String>();
    out.put("day", a.facts().day().toString());
    out.put("ruleSet", a.facts().membership().ruleSet());
    out.put("policy", a.policy().id());
    put(out, "S", a.figures().standard());
    put(out, "L", a.figures().lowIncome());
    put(out, "minWage", a.figures().minWage());
    put(out, "C", a.figures().consumption());
    out.put("N", Integer.toString(a.facts().counted()));
    out.put("net", a.sums().net().fenAsExactYuan());
    out.put("dibao", a.dibao().map(Object::toString).orElse("UNKNOWN"));
    out.put("lowIncome", a.lowIncome().map(Object::toString).orElse("UNKNOWN"));
    out.put("benefit", a.benefit().map(Fen::yuan).orElse("-"));
    return out;
  }

  private static void put(Map<String, String> out, String name, Optional<Fen> figure) {
    out.put(name, figure.map(Fen::yuan).orElse("-"));
  }

  /// Reads a kept snapshot; empty when the text is none.
  public static Optional<Snapshot> read(String packed) {
    Optional<String> text = unpack(packed);
    if (text.isEmpty()) return Optional.empty();
    var values = new HashMap<String, String>();
    var records = new ArrayList<CaseRecord>();
    UUID none = new UUID(0, 1);
    for (String line : text.get().split("\n", -1)) {
      List<String> cells = List.of(line.split("\t", -1));
      var fields = new HashMap<String, String>();
      for (String cell : cells.subList(1, cells.size())) {
        int at = cell.indexOf('=');
        if (at > 0) fields.put(cell.substring(0, at), cell.substring(at + 1));
      }
      String[] head = cells.getFirst().split(" ", 2);
      if (head[0].equals("V")) values.putAll(fields);
      else if (head.length == 2)
        for (RecordType type : RecordType.values())
          if (type.name().equals(head[0]))
            Texts.uuid(head[1])
                .ifPresent(
                    id -> records.add(CaseRecord.of(type, id, CaseRecord.PUBLIC, none, fields)));
    }
    return values.containsKey("day")
        ? Optional.of(new Snapshot(values, records))
        : Optional.empty();
  }

  /// The test again from what was kept, with the visit that was named.
  ///
  /// @param now the case, for its visits and papers
  /// @param at when it was computed: papers that came later were not there
  /// @return empty where the rules or the parameters it was made by cannot be read
  public Optional<Assessment> again(CaseFile now, Instant at) {
    Optional<LocalDate> day = Texts.date(values.getOrDefault("day", ""));
    Optional<RuleSet> rules = RuleSets.byId(values.getOrDefault("ruleSet", ""));
    if (day.isEmpty() || rules.isEmpty()) return Optional.empty();
    Optional<Policy> policy = policy(day.get());
    if (policy.isEmpty()) return Optional.empty();
    var all = new ArrayList<>(records);
    Optional<UUID> visit = Texts.uuid(values.getOrDefault("visit", ""));
    for (CaseRecord r : now.records()) {
      boolean its =
          switch (r.type()) {
            case VISIT -> visit.equals(Optional.of(r.id()));
            case VISIT_ANSWERS -> visit.isPresent() && r.ref("visit").equals(visit);
            case PAGE ->
                r.text("slot").matches("D05|D15")
                    && CaseFile.instant(r, "takenAt").filter(t -> !t.isAfter(at)).isPresent();
            default -> false;
          };
      if (its) all.add(r);
    }
    CaseFile then = CaseFile.of(all);
    Facts facts = MeansTest.facts(then, Column.ADOPTED, rules.get(), day.get(), Optional.empty());
    return Optional.of(
        MeansTest.of(
            then,
            facts,
            policy.get(),
            new Facts.Figures(fen("S"), fen("L"), fen("minWage"), fen("C"))));
  }

  /// The parameters that were kept; of a snapshot of before they were, those of its day. What was
  /// kept and cannot be read is not replaced by what the program says today.
  private Optional<Policy> policy(LocalDate day) {
    return values.containsKey(PARAMETERS)
        ? PolicyText.read(values.getOrDefault(PARAMETERS, ""))
        : Optional.of(Policy.at(day));
  }

  private Optional<Fen> fen(String name) {
    return Fen.parse(values.getOrDefault(name, "")).toOptional();
  }

  private static String pack(String text) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
    deflater.end();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
  }

  private static Optional<String> unpack(String packed) {
    if (packed.isEmpty()) return Optional.empty();
    var inflater = new Inflater();
    try {
      inflater.setInput(Base64.getUrlDecoder().decode(packed));
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        if (n == 0 || out.size() > BYTES_MAX) return Optional.empty();
        out.write(buffer, 0, n);
      }
      return Optional.of(out.toString(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DataFormatException _) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
