package cn.ruhu.casefile.change;

import static cn.ruhu.casefile.change.ChangeProblem.problem;

import cn.ruhu.casefile.BankAccount;
import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Typed;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What cannot be true of a report: said beside the field while the household still stands at the
/// counter. Stateless and thread-safe.
public final class ChangeRules {
  /// A child older than this is no newborn: it moved in, with the papers of somebody who moves in.
  public static final int NEWBORN_MONTHS_MAX = 12;

  private static final int PHONE_MIN = 7;
  private static final int PHONE_MAX = 15;
  private static final int SAME_NAME_MAX = 60;

  private ChangeRules() {}

  /// Everything wrong, in the order the fields are asked; empty when the report may be taken.
  ///
  /// @param file the household as it stands
  /// @param today day of the report
  public static List<ChangeProblem> check(CaseFile file, ChangeDraft typed, LocalDate today) {
    ChangeDraft draft = typed.completed(today);
    var found = new ArrayList<ChangeProblem>();
    for (Asked a : draft.kind().asked()) {
      String text = draft.text(a.field());
      if (!text.isEmpty()) found.addAll(field(file, draft, a.field(), today));
      else if (a.required() || needed(file, draft, a.field()))
        found.add(problem(a.field(), "REQUIRED_" + word(draft, a.field())));
    }
    if (draft.kind() == ChangeKind.ADDRESS && draft.text("newText").isEmpty()) {
      if (draft.text("newDelivery").isEmpty()) found.add(problem("newText", "ADDRESS_NONE"));
    }
    if (draft.kind().papersFirst() && !missing(draft).isEmpty())
      found.add(problem("evidence", "PAPER_FIRST", missing(draft).getFirst()));
    if (found.isEmpty()) found.addAll(twice(file, draft));
    return found;
  }

  /// Papers asked for and not seen.
  public static List<String> missing(ChangeDraft draft) {
    return missing(draft.kind(), draft.text("evidence"));
  }

  /// As [#missing(ChangeDraft)], of a report taken in.
  public static List<String> missing(CaseRecord report) {
    return ChangeKind.of(report.text("kind"))
        .map(k -> missing(k, report.text("evidence")))
        .orElse(List.of());
  }

  private static List<String> missing(ChangeKind kind, String evidence) {
    List<String> seen = Arrays.asList(evidence.split(",", -1));
    return kind.papers().stream().filter(p -> !seen.contains(p)).toList();
  }

  /// Whether somebody has to be named who stands for the household from now on: it was in the name
  /// of who leaves, and others stay (停旧建新, DOMAIN §2.6).
  public static boolean needsSuccessor(CaseFile file, ChangeDraft draft) {
    if (!draft.kind().leaves()) return false;
    Optional<CaseRecord> member = People.member(file, draft.text("member"));
    return member.isPresent()
        && People.stands(file, member.get())
        && People.present(file).stream().anyMatch(m -> !m.id().equals(member.get().id()));
  }

  /// Whether nobody is left in the household: the aid ends without a review.
  public static boolean nobodyLeft(CaseFile file, CaseRecord report) {
    boolean leaves = ChangeKind.of(report.text("kind")).filter(ChangeKind::leaves).isPresent();
    Optional<UUID> gone = report.ref("member");
    return leaves
        && gone.isPresent()
        && People.present(file).stream().allMatch(m -> m.id().equals(gone.get()));
  }

  /// How many people live in the household as the file has it.
  public static int people(CaseFile file) {
    return People.present(file).size();
  }

  private static boolean needed(CaseFile file, ChangeDraft draft, String field) {
    if (field.equals("successor")) return needsSuccessor(file, draft);
    boolean bank = draft.kind() == ChangeKind.BANK && field.equals("note");
    return bank && !draft.text("bankHolder").isEmpty() && !ofMember(file, draft.text("bankHolder"));
  }

  /// Some fields say more than that they are empty.
  private static String word(ChangeDraft draft, String field) {
    if (field.equals("successor") && draft.kind() != ChangeKind.HEAD) return "SUCCESSOR";
    if (field.equals("note") && draft.kind() == ChangeKind.BANK) return "HOLDER";
    return draft.kind() == ChangeKind.EXIT && field.equals("note") ? "WORD" : "FIELD";
  }

  private static List<ChangeProblem> field(
      CaseFile file, ChangeDraft draft, String field, LocalDate today) {
    return switch (field) {
      case "happenedOn" -> day(file, draft, today);
      case "member" -> member(file, draft);
      case "successor" -> successor(file, draft);
      case "personName" -> name(file, draft);
      case "personNumber" -> number(file, draft, today);
      case "relation" -> known("relation", draft.text(field), field, "RELATION_UNKNOWN");
      case "personSex" -> known("sex", draft.text(field), field, "SEX_UNKNOWN");
      case "newFen" -> amount(draft.text(field));
      case "newStreet" -> street(file, draft);
      case "bankAccount" -> account(file, draft.text(field));
      case "newText" -> draft.kind() == ChangeKind.PHONE ? phone(file, draft) : List.of();
      default -> List.of();
    };
  }

  private static List<ChangeProblem> day(CaseFile file, ChangeDraft draft, LocalDate today) {
    Optional<LocalDate> day = draft.day();
    if (day.isEmpty()) return List.of(problem("happenedOn", "DATE_WRONG"));
    if (day.get().isAfter(today)) return List.of(problem("happenedOn", "DATE_FUTURE"));
    if (draft.kind() == ChangeKind.BIRTH) return born(draft, day.get(), today);
    Optional<LocalDate> born =
        People.member(file, draft.text("member")).flatMap(m -> People.born(file, m));
    return born.filter(day.get()::isBefore).isPresent()
        ? List.of(problem("happenedOn", "DATE_BEFORE_BIRTH", born.get().toString()))
        : List.of();
  }

  private static List<ChangeProblem> born(ChangeDraft draft, LocalDate day, LocalDate today) {
    Optional<LocalDate> said = draft.number(today).map(IdNumber::birthDate);
    if (said.filter(d -> !d.equals(day)).isPresent())
      return List.of(problem("happenedOn", "BIRTH_NOT_IN_NUMBER", said.get().toString()));
    return day.isBefore(today.minusMonths(NEWBORN_MONTHS_MAX))
        ? List.of(problem("happenedOn", "NEWBORN_TOO_OLD"))
        : List.of();
  }

  private static List<ChangeProblem> member(CaseFile file, ChangeDraft draft) {
    Optional<CaseRecord> member = People.member(file, draft.text("member"));
    if (member.isEmpty()) return List.of(problem("member", "NOT_A_MEMBER"));
    if (People.dead(member.get()))
      return List.of(problem("member", "ALREADY_DEAD", People.name(file, member.get())));
    boolean gone = draft.kind() == ChangeKind.MOVED_OUT && !People.present(member.get());
    return gone
        ? List.of(problem("member", "ALREADY_GONE", People.name(file, member.get())))
        : List.of();
  }

  private static List<ChangeProblem> successor(CaseFile file, ChangeDraft draft) {
    Optional<CaseRecord> next = People.member(file, draft.text("successor"));
    if (next.isEmpty() || !People.present(next.get()))
      return List.of(problem("successor", "SUCCESSOR_NOT_A_MEMBER"));
    if (draft.text("successor").equals(draft.text("member")))
      return List.of(problem("successor", "SUCCESSOR_LEAVES"));
    boolean same = draft.kind() == ChangeKind.HEAD && People.stands(file, next.get());
    return same ? List.of(problem("successor", "SUCCESSOR_STANDS_ALREADY")) : List.of();
  }

  private static List<ChangeProblem> name(CaseFile file, ChangeDraft draft) {
    String name = draft.text("personName");
    if (name.codePointCount(0, name.length()) > SAME_NAME_MAX)
      return List.of(problem("personName", "NAME_TOO_LONG"));
    if (!draft.text("personNumber").isEmpty()) return List.of();
    Optional<CaseRecord> same =
        file.members().stream()
            .filter(m -> People.name(file, m).equals(name))
            .filter(m -> People.born(file, m).equals(draft.day()))
            .findFirst();
    return same.isPresent() ? List.of(problem("personName", "ALREADY_MEMBER", name)) : List.of();
  }

  private static List<ChangeProblem> number(CaseFile file, ChangeDraft draft, LocalDate today) {
    return switch (IdNumber.parse(draft.text("personNumber"), today)) {
      case IdNumber.Invalid(var reasons) ->
          List.of(problem("personNumber", reasons.getFirst().code()));
      case IdNumber.Valid(var number, var _) -> {
        Optional<CaseRecord> there =
            file.members().stream()
                .filter(m -> People.number(file, m).equals(number.text()))
                .findFirst();
        yield there
            .map(m -> List.of(problem("personNumber", "ALREADY_MEMBER", People.name(file, m))))
            .orElse(List.of());
      }
    };
  }

  private static List<ChangeProblem> known(String table, String code, String field, String wrong) {
    return CodeTables.table(table).has(code) ? List.of() : List.of(problem(field, wrong));
  }

  private static List<ChangeProblem> amount(String yuan) {
    return switch (Fen.parse(yuan)) {
      case Fen.Valid _ -> List.of();
      case Fen.Invalid(var why) -> List.of(problem("newFen", why.code()));
    };
  }

  private static List<ChangeProblem> street(CaseFile file, ChangeDraft draft) {
    String street = draft.text("newStreet");
    if (!CodeTables.table("street").has(street))
      return List.of(problem("newStreet", "STREET_UNKNOWN"));
    if (draft.kind() == ChangeKind.ADDRESS) return List.of(); // the case stays where it is
    boolean same = file.application().filter(a -> a.text("street").equals(street)).isPresent();
    return same ? List.of(problem("newStreet", "STREET_SAME")) : List.of();
  }

  private static List<ChangeProblem> account(CaseFile file, String typed) {
    Optional<BankAccount.Problem> wrong = BankAccount.problem(typed);
    String digits = BankAccount.plain(typed);
    if (wrong.isPresent())
      return List.of(problem("bankAccount", wrong.get().code(), Integer.toString(digits.length())));
    return stands(file, "bankAccount", digits)
        ? List.of(problem("bankAccount", "SAME_AS_BEFORE"))
        : List.of();
  }

  private static List<ChangeProblem> phone(CaseFile file, ChangeDraft draft) {
    String digits = Typed.narrow(draft.text("newText")).replace("-", "");
    boolean fits =
        digits.length() >= PHONE_MIN
            && digits.length() <= PHONE_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!fits) return List.of(problem("newText", "PHONE_WRONG"));
    return stands(file, "phone", digits)
        ? List.of(problem("newText", "SAME_AS_BEFORE"))
        : List.of();
  }

  private static boolean stands(CaseFile file, String field, String value) {
    return file.application().filter(a -> a.text(field).equals(value)).isPresent();
  }

  private static boolean ofMember(CaseFile file, String holder) {
    return file.members().stream().anyMatch(m -> People.name(file, m).equals(holder));
  }

  /// The same news of the same member, or the same kind where nobody is named, waits already.
  private static List<ChangeProblem> twice(CaseFile file, ChangeDraft draft) {
    if (draft.kind() == ChangeKind.OTHER || draft.kind() == ChangeKind.PROPERTY) return List.of();
    return file.all(RecordType.CHANGE_REPORT).stream()
        .filter(ChangeState::waits)
        .filter(r -> r.text("kind").equals(draft.kind().name()))
        .filter(r -> r.text("member").equals(draft.text("member")))
        .filter(r -> !draft.kind().joins() || sameNewcomer(r, draft))
        .findFirst()
        .map(r -> List.of(problem("kind", "REPORTED_ALREADY", r.text("number"))))
        .orElse(List.of());
  }

  private static boolean sameNewcomer(CaseRecord report, ChangeDraft draft) {
    return report.text("personName").equals(draft.text("personName"))
        && Texts.date(report.text("happenedOn")).equals(draft.day());
  }
}
