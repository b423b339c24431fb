package cn.ruhu.casefile.record;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// All records of one application, read by type. The rules see a case only through this.
///
/// Immutable and thread-safe. Lists are ordered by the record's `order` field, then by id (ids of
/// later records sort later), whatever order the records came in.
public final class CaseFile {
  /// Dispositions of a finished visit (完成·一致, 完成·不一致, 完成·部分核实).
  public static final Set<String> FINISHED = Set.of("10", "11", "12");

  private static final Comparator<CaseRecord> ORDER =
      Comparator.comparingInt(CaseFile::orderOf)
          .thenComparing(CaseRecord::id, CaseFile::compareUnsigned);

  private final Map<UUID, CaseRecord> byId;
  private final Map<RecordType, List<CaseRecord>> byType;

  private CaseFile(Map<UUID, CaseRecord> byId) {
    this.byId = byId;
    this.byType = new EnumMap<>(RecordType.class);
    byId.values().stream()
        .sorted(ORDER)
        .forEach(r -> byType.computeIfAbsent(r.type(), _ -> new ArrayList<>()).add(r));
  }

  /// A case of these records (the district's STANDARD records may stand among them: the rules then
  /// judge by them); of two with one id the later in iteration order stands.
  public static CaseFile of(Collection<CaseRecord> records) {
    var map = new LinkedHashMap<UUID, CaseRecord>();
    records.forEach(r -> map.put(r.id(), r));
    return new CaseFile(map);
  }

  /// The same case after changes were applied in order.
  public CaseFile with(Collection<RecordChange> changes) {
    var map = new LinkedHashMap<>(byId);
    for (RecordChange c : changes) {
      if (c.delete()) map.remove(c.id());
      else map.put(c.id(), c.applyTo(map.get(c.id())));
    }
    return new CaseFile(map);
  }

  private static int orderOf(CaseRecord r) {
    String text = r.text("order");
    if (text.isEmpty() || text.length() > 9) return Integer.MAX_VALUE;
    for (int i = 0; i < text.length(); i++)
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return Integer.MAX_VALUE;
    return Integer.parseInt(text);
  }

  private static int compareUnsigned(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  /// Every record of the case.
  public Collection<CaseRecord> records() {
    return List.copyOf(byId.values());
  }

  /// Records of one type, in stable order.
  public List<CaseRecord> all(RecordType type) {
    return List.copyOf(byType.getOrDefault(type, List.of()));
  }

  /// The record with this id, of whatever type.
  public Optional<CaseRecord> record(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The application itself; empty before it is opened.
  public Optional<CaseRecord> application() {
    return all(RecordType.APPLICATION).stream().findFirst();
  }

  /// The record the file is named by: the application, or the lead or the aid before papers of a
  /// file that is no case.
  public Optional<CaseRecord> head() {
    return application()
        .or(() -> byId.values().stream().filter(r -> r.id().equals(r.caseId())).findFirst())
        .or(() -> all(RecordType.URGENT_AID).stream().findFirst());
  }

  public Optional<CaseRecord> household() {
    return all(RecordType.HOUSEHOLD).stream().findFirst();
  }

  /// The person named by the application as its applicant.
  public Optional<CaseRecord> applicant() {
    return application().flatMap(a -> a.ref("applicant")).flatMap(this::person);
  }

  /// Members in paper order.
  public List<CaseRecord> members() {
    return all(RecordType.MEMBER);
  }

  public Optional<CaseRecord> person(UUID id) {
    return record(id).filter(r -> r.type() == RecordType.PERSON);
  }

  /// The person a member record stands for.
  public Optional<CaseRecord> personOf(CaseRecord member) {
    return member.ref("person").flatMap(this::person);
  }

  public List<CaseRecord> items() {
    return all(RecordType.ITEM);
  }

  /// Items of one kind (`INCOME`, `ASSET`, `EXPENSE`…).
  public List<CaseRecord> items(String kind) {
    return items().stream().filter(i -> i.text("kind").equals(kind)).toList();
  }

  public List<CaseRecord> supporters() {
    return all(RecordType.SUPPORTER);
  }

  /// Attempts at the door, first to last.
  public List<CaseRecord> visits() {
    return standing(RecordType.VISIT).stream().sorted(byTime("finishedAt")).toList();
  }

  /// The newest finished visit of the agency pair (not a district spot-check).
  public Optional<CaseRecord> finishedVisit() {
    return visits().stream()
        .filter(v -> FINISHED.contains(v.text("disposition")))
        .filter(v -> !v.text("purpose").equals("SPOT_CHECK"))
        .reduce((_, later) -> later);
  }

  /// What was answered at a visit; empty answers when there is no record of them.
  public Answers answers(UUID visitId) {
    return all(RecordType.VISIT_ANSWERS).stream()
        .filter(a -> a.ref("visit").filter(visitId::equals).isPresent())
        .reduce((_, later) -> later)
        .map(Answers::of)
        .orElse(Answers.NONE);
  }

  /// Answers of [#finishedVisit].
  public Answers answers() {
    return finishedVisit().map(v -> answers(v.id())).orElse(Answers.NONE);
  }

  /// Gate facts of one kind, oldest first.
  public List<CaseRecord> gateFacts(GateKind kind) {
    return all(RecordType.GATE_FACT).stream()
        .filter(f -> f.text("kind").equals(kind.name()))
        .sorted(byTime("at"))
        .toList();
  }

  /// Complaints nobody answered yet, oldest first.
  public List<CaseRecord> openComplaints() {
    Set<String> closed =
        gateFacts(GateKind.COMPLAINT_CLOSED).stream()
            .map(f -> f.text("subject"))
            .collect(Collectors.toSet());
    return gateFacts(GateKind.COMPLAINT_OPENED).stream()
        .filter(f -> !closed.contains(f.text("subject")))
        .toList();
  }

  /// Opinions that no later one supersedes, oldest first.
  public List<CaseRecord> opinions() {
    return standing(RecordType.OPINION).stream().sorted(byTime("at")).toList();
  }

  /// The opinion that stands for a scheme now: the newest.
  public Optional<CaseRecord> opinion(String scheme) {
    return newest(opinions(), scheme);
  }

  /// Decisions that no later one supersedes, oldest first.
  public List<CaseRecord> decisions() {
    return standing(RecordType.DECISION).stream().sorted(byTime("at")).toList();
  }

  public Optional<CaseRecord> decision(String scheme) {
    return newest(decisions(), scheme);
  }

  public List<CaseRecord> questions() {
    return all(RecordType.QUESTION);
  }

  /// Pages that no later page replaces and nobody took out.
  public List<CaseRecord> pages() {
    return all(RecordType.PAGE).stream().filter(CaseFile::stands).toList();
  }

  /// The `order` of a page that is to stand behind all there are, also behind those that stand no
  /// more: one of them may come back to its place.
  public int nextPageOrder() {
    return all(RecordType.PAGE).stream()
            .mapToInt(CaseFile::orderOf)
            .filter(order -> order < Integer.MAX_VALUE)
            .max()
            .orElse(-1)
        + 1;
  }

  private static boolean stands(CaseRecord page) {
    return page.get("replacedBy").isEmpty() && page.get("replacedWay").isEmpty();
  }

  /// Pages whose place this page took, the newest first: they stay in the file for ever.
  public List<CaseRecord> earlier(CaseRecord page) {
    var chain = new ArrayList<CaseRecord>();
    var seen = new HashSet<UUID>(Set.of(page.id()));
    var next = new ArrayDeque<UUID>(List.of(page.id()));
    while (!next.isEmpty()) {
      UUID by = next.remove();
      for (CaseRecord p : all(RecordType.PAGE).reversed())
        if (p.ref("replacedBy").filter(by::equals).isPresent() && seen.add(p.id())) {
          chain.add(p);
          next.add(p.id());
        }
    }
    return List.copyOf(chain);
  }

  /// Whether a page that something points at is still in the file, itself or as a later one.
  public boolean holds(UUID page) {
    var seen = new HashSet<UUID>();
    Optional<CaseRecord> at = record(page);
    while (at.isPresent() && seen.add(at.get().id())) {
      if (at.get().type() != RecordType.PAGE || stands(at.get())) return true;
      at = at.get().ref("replacedBy").flatMap(this::record);
    }
    return false;
  }

  /// Rows of the document register, oldest first; copies and withdrawn ones among them.
  public List<CaseRecord> documents() {
    return all(RecordType.DOCUMENT).stream().sorted(byTime("at")).toList();
  }

  public List<CaseRecord> assignments() {
    return all(RecordType.ASSIGNMENT);
  }

  public List<CaseRecord> conflicts() {
    return all(RecordType.CONFLICT);
  }

  /// Acts on the case, oldest first.
  public List<CaseRecord> events() {
    return all(RecordType.EVENT).stream().sorted(byTime("at")).toList();
  }

  /// The newest event of one of these acts.
  public Optional<CaseRecord> lastEvent(String... acts) {
    Set<String> wanted = Set.of(acts);
    return events().stream()
        .filter(e -> wanted.contains(e.text("act")))
        .reduce((_, later) -> later);
  }

  /// Schemes applied for, as listed in the application.
  public List<String> schemes() {
    return application().map(a -> codes(a, "schemes")).orElse(List.of());
  }

  /// Schemes there is something to judge about: those applied for, those the applicant agreed to be
  /// judged for instead (改按…认定, C2), and any other an opinion was given on.
  public List<String> judgedSchemes() {
    var all = new LinkedHashSet<>(schemes());
    gateFacts(GateKind.SCHEME_CONSENT).forEach(f -> all.add(f.text("subject")));
    opinions().forEach(o -> all.add(o.text("scheme")));
    all.remove("");
    return List.copyOf(all);
  }

  /// Codes of a `CODES` field.
  public static List<String> codes(CaseRecord record, String field) {
    String text = record.text(field);
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  /// An instant field, or empty when absent or not an instant.
  public static Optional<Instant> instant(CaseRecord record, String field) {
    return Texts.instant(record.text(field));
  }

  private static Optional<CaseRecord> newest(List<CaseRecord> records, String scheme) {
    return records.stream()
        .filter(r -> r.text("scheme").equals(scheme))
        .reduce((_, later) -> later);
  }

  private List<CaseRecord> standing(RecordType type) {
    List<CaseRecord> all = all(type);
    var superseded = new HashSet<UUID>();
    all.forEach(r -> r.ref("supersedes").ifPresent(superseded::add));
    return all.stream().filter(r -> !superseded.contains(r.id())).toList();
  }

  private static Comparator<CaseRecord> byTime(String field) {
    return Comparator.comparing((CaseRecord r) -> instant(r, field).orElse(Instant.MIN))
        .thenComparing(CaseRecord::id, CaseFile::compareUnsigned);
  }
}
