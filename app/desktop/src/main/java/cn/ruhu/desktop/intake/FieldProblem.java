package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.Problem;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Something wrong with one field of a working copy. It never keeps anything from being kept as a
/// draft; it keeps the case from being handed on.
///
/// @param record whose field
/// @param type its type
/// @param field which
/// @param words what to do about it
record FieldProblem(UUID record, RecordType type, String field, Message words) {

  private static final Set<RecordType> ASKED =
      Set.of(
          RecordType.PERSON,
          RecordType.MEMBER,
          RecordType.SUPPORTER,
          RecordType.RELATIVE,
          RecordType.APPLICATION,
          RecordType.HOUSEHOLD,
          RecordType.ITEM);

  /// Everything wrong in a working copy, in the order of its records.
  static List<FieldProblem> of(WorkingCopy copy, LocalDate today) {
    var all = new ArrayList<FieldProblem>();
    for (CaseRecord r : copy.work()) {
      if (!ASKED.contains(r.type())) continue;
      for (Problem p : Schema.check(r, today))
        if (p.refuses() && copy.typed(r.id(), p.field()).isEmpty())
          all.add(new FieldProblem(r.id(), r.type(), p.field(), words(p)));
    }
    typed(copy, all);
    impossible(copy.file(), all);
    twice(copy.file(), all);
    applicants(copy.file(), all);
    return all;
  }

  private static void typed(WorkingCopy copy, List<FieldProblem> all) {
    copy.typedTexts()
        .forEach((key, text) -> {
          int at = key.indexOf('/');
          UUID id = UUID.fromString(key.substring(0, at));
          String field = key.substring(at + 1);
          copy.get(id)
              .ifPresent(r ->
                  FieldEdits.figure(r, field, text)
                      .ifPresent(m -> all.add(new FieldProblem(id, r.type(), field, m))));
        });
  }

  /// What cannot be, whatever stands on the paper: more months than a year has, a part larger than
  /// its whole.
  private static void impossible(CaseFile file, List<FieldProblem> all) {
    for (CaseRecord i : file.items()) {
      Optional<Long> months = Texts.whole(i.text("months"));
      if (months.isPresent() && (months.get() < 1 || months.get() > Months.COUNT))
        all.add(impossible(i, "months", "intake.wrong.months"));
      if (larger(i, "reimbursedFen", "totalFen"))
        all.add(impossible(i, "reimbursedFen", "intake.wrong.reimbursed"));
      if (i.text("kind").equals("INCOME") && larger(i, "exemptFen", "declared"))
        all.add(impossible(i, "exemptFen", "intake.wrong.exempt"));
    }
  }

  private static FieldProblem impossible(CaseRecord r, String field, String words) {
    return new FieldProblem(r.id(), r.type(), field, Message.of(words));
  }

  private static boolean larger(CaseRecord r, String part, String whole) {
    Optional<Long> of = Texts.whole(r.text(whole));
    return of.isPresent() && Texts.whole(r.text(part)).filter(p -> p > of.get()).isPresent();
  }

  /// The same number for two people of one household.
  private static void twice(CaseFile file, List<FieldProblem> all) {
    var seen = new HashSet<String>();
    for (CaseRecord p : file.all(RecordType.PERSON)) {
      String number = p.text("idNumber");
      if (!number.isEmpty() && !seen.add(number))
        all.add(
            new FieldProblem(p.id(), p.type(), "idNumber", Message.of("work.problem.ID_TWICE")));
    }
  }

  private static void applicants(CaseFile file, List<FieldProblem> all) {
    file.members().stream()
        .filter(m -> m.text("relation").equals("01"))
        .skip(1)
        .forEach(m ->
            all.add(
                new FieldProblem(
                    m.id(), m.type(), "relation", Message.of("work.problem.SECOND_APPLICANT"))));
  }

  /// What is wrong with a text as it is typed into a field: an amount or an area is none yet, any
  /// other text is no value of its field.
  static Optional<Message> entered(CaseRecord r, String field, String text, LocalDate today) {
    if (FieldEdits.amount(r, field) || FieldEdits.area(r, field))
      return FieldEdits.figure(r, field, text);
    return of(r.type(), field, text, today);
  }

  /// What is wrong with one value before it is kept; empty for nothing.
  static Optional<Message> of(RecordType type, String field, String value, LocalDate today) {
    Optional<FieldSpec> spec = type.field(field);
    if (value.isEmpty() || spec.isEmpty()) return Optional.empty();
    return Schema.value(type, spec.get(), value, today).stream()
        .filter(Problem::refuses)
        .filter(p -> !p.code().equals("ID_NOT_STORED_FORM"))
        .findFirst()
        .map(FieldProblem::words);
  }

  static Message words(Problem problem) {
    return Message.of("work.problem." + problem.code(), problem.args().toArray());
  }
}
