package cn.ruhu.casefile.verification;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.linking.Alike;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The verification of one case (核对, Policy §13): who may be asked about, and what a report writes
/// into it. A report fills the registry column and nothing else; what differs is then for the
/// reviewer to dispose of. The same report again changes nothing.
///
/// Stateless and thread-safe.
public final class Verification {
  private static final Set<String> SIGNED = Set.of("SIGNED", "GUARDIAN");
  private static final String AUTHORIZATION = "D02";

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
  /// @param changes items with the registry's values, a fact for each member the report speaks of,
  ///   and the fact that opens the gate when everybody who was asked about is answered
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
  /// @param doubtful of whom the report has lines that could not be used
  public static Taken take(
      CaseFile file, List<ReportRow> rows, Set<IdNumber> doubtful, Source source, Ids ids) {
    List<Heard> before = Heard.of(file);
    Set<UUID> unsure = of(file, doubtful);
    List<Heard> now = heard(file, rows, unsure, source.report());
    var column = new RegistryColumn(file, ids, before);
    for (ReportRow row : rows) column.add(member(file, row).orElseThrow().id(), row);
    var changes = new ArrayList<RecordChange>(column.changes());
    CaseRecord application = file.application().orElseThrow();
    List<Heard> news =
        now.stream().filter(h -> before.stream().noneMatch(b -> same(b, h))).toList();
    for (Heard h : news) changes.add(RecordChange.create(fact(application, h, source, ids.next())));
    source.page().ifPresent(p -> changes.add(RecordChange.create(p)));
    var all = new ArrayList<>(before);
    all.addAll(now);
    List<UUID> missing = missing(file, all, unsure);
    boolean told = recorded(file, source.report()) || (news.isEmpty() && answered(file));
    if (missing.isEmpty() && !told) {
      boolean nothing = unsure.isEmpty() && all.stream().allMatch(h -> h.codes().isEmpty());
      changes.add(RecordChange.create(fact(application, nothing, source, ids.next())));
    }
    return new Taken(changes, missing, column.found());
  }

  /// Whether the gate is open in the present round.
  private static boolean answered(CaseFile file) {
    Instant start = Round.start(file);
    return Stream.of(GateKind.VERIFICATION_REPORT, GateKind.VERIFICATION_NO_RECORD)
        .flatMap(k -> file.gateFacts(k).stream())
        .anyMatch(f -> !CaseFile.instant(f, "at").orElse(Instant.MIN).isBefore(start));
  }

  private static Set<UUID> of(CaseFile file, Set<IdNumber> numbers) {
    Set<String> texts = numbers.stream().map(IdNumber::text).collect(Collectors.toSet());
    return file.members().stream()
        .filter(m -> file.personOf(m).filter(p -> texts.contains(p.text("idNumber"))).isPresent())
        .map(CaseRecord::id)
        .collect(Collectors.toSet());
  }

  private static List<Heard> heard(
      CaseFile file, List<ReportRow> rows, Set<UUID> unsure, String report) {
    var codes = new LinkedHashMap<UUID, Set<String>>();
    for (ReportRow row : rows) {
      UUID member = member(file, row).orElseThrow().id();
      Set<String> found = codes.computeIfAbsent(member, _ -> new HashSet<>());
      if (!row.none()) found.add(row.code());
    }
    var all = new ArrayList<Heard>();
    codes.forEach((m, found) -> all.add(new Heard(m, report, !unsure.contains(m), found)));
    return all;
  }

  private static boolean same(Heard a, Heard b) {
    return a.member().equals(b.member()) && a.report().equals(b.report());
  }

  /// Whether the case took this very report in before.
  public static boolean recorded(CaseFile file, String report) {
    return file.all(RecordType.GATE_FACT).stream()
        .anyMatch(f ->
            f.text("value").equals(report)
                && (f.text("kind").equals(GateKind.VERIFICATION_REPORT.name())
                    || f.text("kind").equals(GateKind.VERIFICATION_NO_RECORD.name())));
  }

  /// Whom no report of this round answered, or of whom this one has lines that cannot be used.
  private static List<UUID> missing(CaseFile file, List<Heard> heard, Set<UUID> unsure) {
    Set<UUID> answered =
        heard.stream().filter(Heard::whole).map(Heard::member).collect(Collectors.toSet());
    return askable(file).stream()
        .map(p -> p.member().id())
        .filter(m -> !answered.contains(m) || unsure.contains(m))
        .toList();
  }

  private static CaseRecord fact(CaseRecord application, Heard heard, Source source, UUID id) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        id,
        application.scope(),
        application.id(),
        Map.of(
            "application", application.id().toString(),
            "kind", GateKind.VERIFICATION_ANSWERED.name(),
            "subject", heard.member().toString(),
            "value", heard.value(),
            "by", source.by().staff().toString(),
            "at", source.at().toString()));
  }

  private static CaseRecord fact(CaseRecord application, boolean nothing, Source source, UUID id) {
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
