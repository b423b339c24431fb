package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Finds what stands behind the two values of a conflict: how each came in, on which machine, the
/// pages of the case that show the fact, and what the other columns say. Work for the background.
final class Evidences {
  /// The question of the visit that asks for a field of a member.
  private static final Map<String, String> QUESTIONS = Comparison.memberQuestions();

  /// Papers that show who somebody is.
  private static final Set<String> IDENTITY = Set.of("D03", "D04");

  private static final Set<String> BANK = Set.of("bankName", "bankHolder", "bankAccount");
  private static final String BANK_CARD = "D28";
  private static final int DEVICE_SHOWN = 8;

  private final Desk desk;
  private final Text text;

  Evidences(Desk desk, Text text) {
    this.desk = desk;
    this.text = text;
  }

  /// How a value of this case is said in words.
  @FunctionalInterface
  interface InWords {
    String of(String field, String stored);
  }

  Evidence of(CaseFile file, CaseRecord conflict, InWords words) {
    Optional<CaseRecord> record = conflict.ref("record").flatMap(file::record);
    Optional<FactRow> row = record.flatMap(r -> row(file, r, ConflictFields.names(conflict)));
    List<CaseRecord> pages = record.map(r -> pages(file, conflict, r, row)).orElse(List.of());
    Optional<UUID> kept = conflict.ref("keptAuthor");
    Optional<UUID> offered = conflict.ref("author").filter(a -> !kept.equals(Optional.of(a)));
    return new Evidence(
        new Evidence.Side(
            sources(file, conflict, record, ConflictFields.KEPT, kept), made(pages, kept)),
        new Evidence.Side(
            Stream.concat(
                    sources(file, conflict, record, ConflictFields.OFFERED, conflict.ref("author"))
                        .stream(),
                    device(conflict).stream())
                .toList(),
            made(pages, offered)),
        columns(row, record, words),
        pages.stream().filter(p -> !by(p, kept) && !by(p, offered)).map(this::sheet).toList(),
        names(file, pages));
  }

  private static boolean by(CaseRecord page, Optional<UUID> author) {
    return author.isPresent() && page.ref("by").equals(author);
  }

  private List<Evidence.Sheet> made(List<CaseRecord> pages, Optional<UUID> author) {
    return pages.stream().filter(p -> by(p, author)).map(this::sheet).toList();
  }

  private Evidence.Sheet sheet(CaseRecord page) {
    String who = page.ref("by").map(desk::staffName).orElse("");
    String day = CaseFile.instant(page, "takenAt").map(t -> Show.day(t).toString()).orElse("");
    return new Evidence.Sheet(page, (day + "  " + who).strip());
  }

  private Map<UUID, String> names(CaseFile file, List<CaseRecord> pages) {
    var names = new HashMap<UUID, String>();
    for (CaseRecord p : pages) {
      p.ref("member")
          .flatMap(file::record)
          .ifPresent(m -> names.put(m.id(), file.personOf(m).map(x -> x.text("name")).orElse("")));
      p.ref("supporter").flatMap(file::record).ifPresent(s -> names.put(s.id(), s.text("name")));
    }
    return names;
  }

  /// The fact the field is, as the comparison of the case knows it.
  private static Optional<FactRow> row(CaseFile file, CaseRecord record, Set<String> fields) {
    List<String> keys =
        switch (record.type()) {
          case ITEM -> List.of("ITEM:" + record.id());
          case MEMBER ->
              fields.stream()
                  .filter(QUESTIONS::containsKey)
                  .map(f -> QUESTIONS.get(f) + "@" + record.id())
                  .toList();
          case APPLICATION -> fields.contains("residenceAddress") ? List.of("H02") : List.of();
          default -> List.of();
        };
    if (keys.isEmpty()) return Optional.empty();
    Comparison comparison = Comparison.of(file);
    return keys.stream().flatMap(k -> comparison.row(k).stream()).findFirst();
  }

  private static List<CaseRecord> pages(
      CaseFile file, CaseRecord conflict, CaseRecord record, Optional<FactRow> row) {
    var found = new LinkedHashSet<CaseRecord>();
    row.ifPresent(r -> r.evidence().forEach(p -> file.record(p).ifPresent(found::add)));
    Set<String> fields = ConflictFields.names(conflict);
    for (CaseRecord p : file.pages()) if (shows(file, p, record, fields)) found.add(p);
    return List.copyOf(found);
  }

  private static boolean shows(
      CaseFile file, CaseRecord page, CaseRecord record, Set<String> fields) {
    return switch (record.type()) {
      case PERSON ->
          IDENTITY.contains(page.text("slot"))
              && page.ref("member")
                  .flatMap(file::record)
                  .flatMap(m -> m.ref("person"))
                  .map(record.id()::equals)
                  .orElse(true);
      case SUPPORTER -> page.ref("supporter").map(record.id()::equals).orElse(false);
      case VISIT_ANSWERS -> fields.contains(page.text("path"));
      case APPLICATION ->
          page.text("slot").equals(BANK_CARD) && fields.stream().anyMatch(BANK::contains);
      default -> false;
    };
  }

  private List<Evidence.Column> columns(
      Optional<FactRow> row, Optional<CaseRecord> record, InWords words) {
    if (row.isEmpty() || record.isEmpty()) return List.of();
    var all = new ArrayList<Evidence.Column>();
    boolean item = record.get().type() == RecordType.ITEM;
    for (Column c : item ? List.of(Column.values()) : List.of(Column.DECLARED, Column.VERIFIED))
      all.add(
          new Evidence.Column(
              text.of("work.field." + c.field()),
              words.of(
                  field(row.get(), c), item ? record.get().text(c.field()) : row.get().of(c))));
    return all;
  }

  /// The field whose kind reads the value: members keep in words of their own fields what the visit
  /// answers.
  private static String field(FactRow row, Column column) {
    if (row.item().isPresent()) return column.field();
    return QUESTIONS.entrySet().stream()
        .filter(e -> e.getValue().equals(row.code()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("residenceAddress");
  }

  private List<String> sources(
      CaseFile file,
      CaseRecord conflict,
      Optional<CaseRecord> record,
      String side,
      Optional<UUID> author) {
    var words = new LinkedHashSet<String>();
    for (String field : ConflictFields.names(conflict))
      words.add(
          switch (ConflictFields.type(conflict)) {
            case PERSON -> person(record, field, conflict.text(side + field), author);
            case ITEM -> item(file, conflict, field, side, author);
            case VISIT, VISIT_ANSWERS ->
                text.of(
                    "conflicts.source.answer",
                    visited(file, record.flatMap(r -> r.ref("visit")).or(() -> visit(record))));
            default -> typed(author);
          });
    return List.copyOf(words);
  }

  private static Optional<UUID> visit(Optional<CaseRecord> record) {
    return record.filter(r -> r.type() == RecordType.VISIT).map(CaseRecord::id);
  }

  private String person(
      Optional<CaseRecord> person, String field, String value, Optional<UUID> author) {
    Optional<String> chip = person.flatMap(p -> chip(p, field));
    if (chip.isEmpty()) return typed(author);
    return chip.get().equals(value)
        ? text.of("conflicts.source.chip")
        : text.of("conflicts.source.notChip", chip.get());
  }

  /// What the chip of the card said, when one was read.
  private static Optional<String> chip(CaseRecord person, String field) {
    String from = Provenance.of(person, field);
    return from.equals(Provenance.CHIP) || from.equals(Provenance.VENDOR_API)
        ? person.get(field)
        : Optional.ofNullable(Provenance.read(person.text("chipValues")).get(field));
  }

  private String item(
      CaseFile file, CaseRecord conflict, String field, String side, Optional<UUID> author) {
    if (field.startsWith("verified"))
      return text.of(
          "conflicts.source.verified",
          visited(
              file,
              conflict
                  .ref(side + "verifiedVisit")
                  .or(() -> file.finishedVisit().map(CaseRecord::id))));
    if (field.startsWith("registry")) return text.of("conflicts.source.registry");
    if (field.startsWith("adopt")) return text.of("conflicts.source.adopted");
    if (field.startsWith("declared")) return text.of("conflicts.source.declared", role(author));
    return typed(author);
  }

  private String typed(Optional<UUID> author) {
    return text.of("conflicts.source.typed", role(author));
  }

  private String role(Optional<UUID> author) {
    return author
        .flatMap(desk::staff)
        .map(s -> text.of("kit.role." + s.text("role")))
        .orElseGet(() -> text.of("conflicts.source.somebody"));
  }

  private String visited(CaseFile file, Optional<UUID> visit) {
    return visit
        .flatMap(file::record)
        .flatMap(v -> CaseFile.instant(v, "finishedAt"))
        .map(Show::day)
        .map(Object::toString)
        .orElseGet(() -> text.of("conflicts.source.someDay"));
  }

  private Optional<String> device(CaseRecord conflict) {
    String device = conflict.text("authorDevice");
    if (device.isEmpty()) return Optional.empty();
    if (device.equals(desk.store().device().toString()))
      return Optional.of(text.of("conflicts.device.here"));
    return Optional.of(
        text.of(
            "conflicts.device.other",
            device.substring(Math.max(0, device.length() - DEVICE_SHOWN))));
  }
}
