package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.Problem;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Amounts;
import cn.ruhu.desktop.work.Provenance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A value that is neither: what may be typed, whether it may be kept, and the record with it. The
/// rules are those of the field wherever else it is filled. Stateless.
final class ThirdValue {
  private static final Set<String> MONEY_BASIS =
      Set.of("MONTHLY", "IRREGULAR", "YEARLY", "ONE_OFF", "AMOUNT");
  private static final Set<String> COLUMNS = Set.of("declared", "verified", "registry", "adopted");

  private ThirdValue() {}

  /// What is asked for a third value of these fields.
  ///
  /// @param names fields in dispute
  /// @param label of a field
  static Asked asked(
      Actor actor,
      CaseRecord conflict,
      Optional<CaseRecord> standing,
      Iterable<String> names,
      Function<String, String> label) {
    if (standing.isEmpty() || standing.get().type().appendOnly())
      return Asked.blocked("conflicts.other.notHere");
    CaseRecord record = standing.get();
    var fields = new ArrayList<Asked.Field>();
    for (String name : names) {
      if (record.type().field(name).filter(f -> filledAlong(f)).isPresent()) continue;
      Optional<Asked.Kind> kind = kind(record, name);
      if (kind.isEmpty()) return Asked.blocked("conflicts.other.notHere");
      if (!Rights.mayWrite(actor.role(), record.type(), name)
          || !Rights.inReach(actor, record.scope()))
        return Asked.blocked("conflicts.other.notYours");
      fields.add(
          new Asked.Field(
              name,
              label.apply(name),
              kind.get(),
              record.type().field(name).map(FieldSpec::table).orElse(""),
              conflict.text(ConflictFields.KEPT + name),
              conflict.text(ConflictFields.OFFERED + name)));
    }
    return fields.isEmpty() ? Asked.blocked("conflicts.other.notHere") : new Asked("", fields);
  }

  /// What is not typed: references stay as they stand, or follow from who signs; what a ruling was
  /// made on follows from the record.
  private static boolean filledAlong(FieldSpec f) {
    return (f.kind() == FieldKind.REF && !f.group().equals(f.name()))
        || f.name().equals("adoptedBasis")
        || f.name().equals("adoptedOn");
  }

  /// Whether a value column of this record holds fen.
  static boolean money(CaseRecord record, String field) {
    if (record.type() == RecordType.ITEM && COLUMNS.contains(field))
      return record.text("kind").equals("INCOME") || MONEY_BASIS.contains(record.text("basis"));
    return record.type().field(field).filter(f -> f.kind() == FieldKind.FEN).isPresent();
  }

  private static Optional<Asked.Kind> kind(CaseRecord record, String field) {
    if (money(record, field)) return Optional.of(Asked.Kind.MONEY);
    Optional<FieldSpec> spec = record.type().field(field);
    if (spec.isEmpty()) return Optional.empty();
    boolean column = record.type() == RecordType.ITEM && COLUMNS.contains(field);
    if (column && record.text("basis").equals("COUNT")) return Optional.of(Asked.Kind.DIGITS);
    if (column && record.text("basis").equals("AREA")) return Optional.empty();
    return switch (spec.get().kind()) {
      case TEXT, NAME, PERCENT -> Optional.of(Asked.Kind.TEXT);
      case CODE -> Optional.of(Asked.Kind.CHOICE);
      case CODES -> Optional.of(Asked.Kind.TICKS);
      case DATE -> Optional.of(Asked.Kind.DATE);
      case FEN -> Optional.of(Asked.Kind.MONEY);
      case INT -> Optional.of(Asked.Kind.DIGITS);
      case BOOL -> Optional.of(Asked.Kind.YES_NO);
      case ID_NUMBER -> Optional.of(Asked.Kind.ID_NUMBER);
      case INSTANT, REF, FILE -> Optional.empty();
    };
  }

  /// What is wrong with one typed text, by itself; empty when nothing is.
  static Optional<Message> wrong(
      RecordType type, Asked.Field field, String typed, LocalDate today) {
    if (typed.isBlank())
      return field.mayBeEmpty()
          ? Optional.empty()
          : Optional.of(Message.of("conflicts.other.empty", field.label()));
    if (field.kind() == Asked.Kind.MONEY) return Amounts.problem(typed);
    return type.field(field.name()).stream()
        .flatMap(f -> Schema.value(type, f, stored(field, typed, today), today).stream())
        .filter(Problem::refuses)
        .findFirst()
        .map(ThirdValue::words);
  }

  /// The text as the record keeps it.
  static String stored(Asked.Field field, String typed, LocalDate today) {
    String plain = typed.strip();
    return switch (field.kind()) {
      case MONEY -> Amounts.stored(plain).orElse(plain);
      case ID_NUMBER -> IdNumber.parse(plain, today).toOptional().map(IdNumber::text).orElse(plain);
      case TEXT, DIGITS, DATE, CHOICE, TICKS, YES_NO -> plain;
    };
  }

  /// What is wrong with the texts, by field; empty when they may be kept.
  static Map<String, Message> problems(
      CaseFile file,
      CaseRecord standing,
      Asked asked,
      Map<String, String> typed,
      Actor actor,
      LocalDate today) {
    var found = new LinkedHashMap<String, Message>();
    for (Asked.Field f : asked.fields())
      wrong(standing.type(), f, typed.getOrDefault(f.name(), ""), today)
          .ifPresent(m -> found.put(f.name(), m));
    if (!found.isEmpty()) return found;
    if (same(asked, typed, today, Asked.Field::kept))
      found.put(first(asked), Message.of("conflicts.other.same.kept"));
    else if (same(asked, typed, today, Asked.Field::offered))
      found.put(first(asked), Message.of("conflicts.other.same.offered"));
    CaseRecord after = with(standing, asked, typed, actor, today);
    for (Problem p : Schema.check(after, today))
      if (p.refuses() && named(asked, p.field())) found.putIfAbsent(p.field(), words(p));
    besides(file, after, asked).forEach(found::putIfAbsent);
    return found;
  }

  /// What the rest of the household says against it.
  private static Map<String, Message> besides(CaseFile file, CaseRecord after, Asked asked) {
    var found = new LinkedHashMap<String, Message>();
    if (after.type() == RecordType.PERSON && named(asked, "idNumber"))
      file.all(RecordType.PERSON).stream()
          .filter(p -> !p.id().equals(after.id()))
          .filter(p -> p.text("idNumber").equals(after.text("idNumber")))
          .findFirst()
          .ifPresent(_ -> found.put("idNumber", Message.of("work.problem.ID_TWICE")));
    if (after.type() == RecordType.MEMBER
        && named(asked, "relation")
        && after.text("relation").equals("01"))
      file.members().stream()
          .filter(m -> !m.id().equals(after.id()) && m.text("relation").equals("01"))
          .findFirst()
          .ifPresent(_ -> found.put("relation", Message.of("work.problem.SECOND_APPLICANT")));
    return found;
  }

  private static boolean named(Asked asked, String field) {
    return asked.fields().stream().anyMatch(f -> f.name().equals(field));
  }

  private static String first(Asked asked) {
    return asked.fields().getFirst().name();
  }

  private static boolean same(
      Asked asked, Map<String, String> typed, LocalDate today, Function<Asked.Field, String> side) {
    return asked.fields().stream()
        .allMatch(f -> stored(f, typed.getOrDefault(f.name(), ""), today).equals(side.apply(f)));
  }

  /// The record with the third value.
  static CaseRecord with(
      CaseRecord standing, Asked asked, Map<String, String> typed, Actor actor, LocalDate today) {
    CaseRecord now = standing;
    for (Asked.Field f : asked.fields()) {
      String text = stored(f, typed.getOrDefault(f.name(), ""), today);
      now =
          now.type() == RecordType.PERSON
              ? Provenance.left(now, f.name(), text, today)
              : now.with(f.name(), text);
      if (f.name().equals("adopted")) now = now.with("adoptedBy", actor.staff().toString());
    }
    return now;
  }

  /// Texts as a person would have typed them, to begin with: several fields start from what stands.
  static Map<String, String> start(Asked asked) {
    var typed = new LinkedHashMap<String, String>();
    boolean several = asked.fields().size() > 1;
    for (Asked.Field f : asked.fields()) typed.put(f.name(), several ? begin(f) : "");
    return typed;
  }

  private static String begin(Asked.Field f) {
    return f.kind() == Asked.Kind.MONEY ? Amounts.shown(f.kept()) : f.kept();
  }

  private static Message words(Problem p) {
    return Message.of("work.problem." + p.code(), p.args().toArray());
  }
}
