package cn.ruhu.casefile.verification;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.linking.Alike;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// The verification of one case (核对, Policy §13): who may be asked about, and what a report writes
/// into it. A report fills the registry column and nothing else; what differs is then for the
/// reviewer to dispose of. The same report again changes nothing.
///
/// Stateless and thread-safe.
public final class Verification {
  private static final Set<String> SIGNED = Set.of("SIGNED", "GUARDIAN");
  private static final String AUTHORIZATION = "D02";
  private static final Set<String> COUNTED = Set.of("COUNT", "MONEY", "AMOUNT");

  private Verification() {}

  /// Somebody whose authorization allows asking.
  ///
  /// @param pages PAGE records of the signed authorization, theirs or the household's
  public record Person(CaseRecord member, CaseRecord person, List<CaseRecord> pages) {
    public Person {
      pages = List.copyOf(pages);
    }
  }

  /// Members who signed (C8), in paper order; who has no number cannot be asked about.
  public static List<Person> askable(CaseFile file) {
    var out = new ArrayList<Person>();
    for (CaseRecord m : file.members()) {
      Optional<CaseRecord> p = file.personOf(m);
      if (!SIGNED.contains(m.text("authorization")) || p.isEmpty()) continue;
      if (p.get().get("idNumber").isEmpty()) continue;
      out.add(new Person(m, p.get(), pages(file, m)));
    }
    return out;
  }

  private static List<CaseRecord> pages(CaseFile file, CaseRecord member) {
    return file.pages().stream()
        .filter(p -> p.text("slot").equals(AUTHORIZATION))
        .filter(p -> p.ref("supporter").isEmpty())
        .filter(p -> p.ref("member").isEmpty() || p.ref("member").equals(Optional.of(member.id())))
        .toList();
  }

  /// The member a line speaks of: same number and a name that is not another one.
  public static Optional<CaseRecord> member(CaseFile file, ReportRow row) {
    return file.members().stream()
        .filter(m ->
            file.personOf(m)
                .filter(p -> p.text("idNumber").equals(row.number().text()))
                .filter(p -> Alike.names(p.text("name"), row.name()))
                .isPresent())
        .findFirst();
  }

  /// What a report does to a case.
  ///
  /// @param changes items with the registry's values, and the fact when everybody who was asked
  ///   about is answered
  /// @param missing members who are not answered yet
  /// @param found values that are new or differ from before
  public record Taken(List<RecordChange> changes, List<UUID> missing, int found) {
    public Taken {
      changes = List.copyOf(changes);
      missing = List.copyOf(missing);
    }
  }

  /// Who takes a report in, from what.
  ///
  /// @param report mark of the file it stood in
  /// @param page PAGE record of the report itself, where there is one
  public record Source(Actor by, Instant at, String report, Optional<CaseRecord> page) {}

  /// What the lines of one case write.
  ///
  /// @param rows lines whose member is of this case
  public static Taken take(CaseFile file, List<ReportRow> rows, Source source, Ids ids) {
    var changes = new ArrayList<RecordChange>();
    CaseRecord application = file.application().orElseThrow();
    int found = 0;
    for (ReportRow row : rows) {
      CaseRecord member = member(file, row).orElseThrow();
      if (row.none() && row.code().isEmpty()) continue;
      Optional<CaseRecord> there = item(file, member, row.code());
      if (row.none() && there.isEmpty()) continue;
      CaseRecord before = there.orElseGet(() -> fresh(application, member, row.code(), ids.next()));
      String value = row.none() ? zero(before) : row.value();
      CaseRecord after = before.with("registry", value).with("registryNote", note(row));
      if (there.isEmpty()) changes.add(RecordChange.create(after));
      else RecordChange.between(before, after).ifPresent(changes::add);
      if (!before.text("registry").equals(value)) found++;
    }
    List<UUID> missing = missing(file, rows);
    source.page().ifPresent(p -> changes.add(RecordChange.create(p)));
    if (missing.isEmpty() && !recorded(file, source.report()))
      changes.add(RecordChange.create(fact(application, rows, source, ids.next())));
    return new Taken(changes, missing, found);
  }

  /// Whether the case took this very report in before.
  public static boolean recorded(CaseFile file, String report) {
    return file.all(RecordType.GATE_FACT).stream()
        .anyMatch(f ->
            f.text("value").equals(report)
                && (f.text("kind").equals(GateKind.VERIFICATION_REPORT.name())
                    || f.text("kind").equals(GateKind.VERIFICATION_NO_RECORD.name())));
  }

  private static List<UUID> missing(CaseFile file, List<ReportRow> rows) {
    var answered =
        rows.stream().flatMap(r -> member(file, r).stream()).map(CaseRecord::id).toList();
    return askable(file).stream()
        .map(p -> p.member().id())
        .filter(m -> !answered.contains(m))
        .toList();
  }

  /// The item the value belongs to: the member's own, else the household's; of several the one that
  /// was declared highest, for the report gives one sum.
  private static Optional<CaseRecord> item(CaseFile file, CaseRecord member, String code) {
    Comparator<CaseRecord> order =
        Comparator.comparing((CaseRecord i) -> i.ref("member").isPresent())
            .thenComparing(i -> Texts.whole(i.text("declared")).orElse(0L));
    return file.items().stream()
        .filter(i -> i.text("code").equals(code))
        .filter(i -> i.ref("member").isEmpty() || i.ref("member").get().equals(member.id()))
        .max(order);
  }

  private static CaseRecord fresh(CaseRecord application, CaseRecord member, String code, UUID id) {
    boolean income = CodeTables.table("income").has(code);
    var fields = new TreeMap<String, String>();
    fields.put("application", application.id().toString());
    fields.put("member", member.id().toString());
    fields.put("kind", income ? "INCOME" : "ASSET");
    fields.put("code", code);
    fields.put("basis", income ? "MONTHLY" : basis(code));
    return CaseRecord.of(RecordType.ITEM, id, application.scope(), application.id(), fields);
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

  private static String note(ReportRow row) {
    String source = CodeTables.label("valueSource", "VERIFICATION");
    return String.join(" ", List.of(source, row.source(), row.day())).strip().replace("  ", " ");
  }

  private static CaseRecord fact(
      CaseRecord application, List<ReportRow> rows, Source source, UUID id) {
    boolean nothing = rows.stream().allMatch(ReportRow::none);
    GateKind kind = nothing ? GateKind.VERIFICATION_NO_RECORD : GateKind.VERIFICATION_REPORT;
    Map<String, String> fields =
        new TreeMap<>(
            Map.of(
                "application", application.id().toString(),
                "kind", kind.name(),
                "value", source.report(),
                "by", source.by().staff().toString(),
                "at", source.at().toString()));
    source.page().ifPresent(p -> fields.put("page", p.id().toString()));
    return CaseRecord.of(RecordType.GATE_FACT, id, application.scope(), application.id(), fields);
  }
}
