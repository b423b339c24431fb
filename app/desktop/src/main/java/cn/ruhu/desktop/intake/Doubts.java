package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.BankAccount;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Amounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Things to look at again that are no problem: each says why in words beside its field and asks
/// for no answer. Window thread only.
final class Doubts {
  private static final Set<String> MALE =
      Set.of("11", "20", "21", "22", "23", "24", "25", "26", "27", "28", "51", "53", "55", "57");
  private static final Set<String> FEMALE =
      Set.of("12", "30", "31", "32", "33", "34", "35", "36", "37", "38", "52", "54", "56", "58");
  private static final int PEOPLE = 12;

  private final IntakeViewModel model;

  Doubts(IntakeViewModel model) {
    this.model = model;
  }

  /// What makes one think twice about a field's value; empty for nothing.
  Optional<Message> of(UUID id, String field) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return Optional.empty();
    return copy.get(id)
        .flatMap(r ->
            switch (r.type()) {
              case MEMBER -> member(copy, r, field);
              case APPLICATION -> application(copy, r, field);
              case SUPPORTER -> supporter(r, field);
              case ITEM -> item(copy, r, field);
              default -> Optional.empty();
            });
  }

  private static Optional<Message> say(boolean doubtful, String words, Object... args) {
    return doubtful ? Optional.of(Message.of("intake.doubt." + words, args)) : Optional.empty();
  }

  private Optional<Message> member(WorkingCopy copy, CaseRecord m, String field) {
    CaseRecord p = copy.file().personOf(m).orElse(null);
    if (p == null) return Optional.empty();
    int age = age(p);
    String sex = p.text("sex");
    String value = m.text(field);
    return switch (field) {
      case "relation" ->
          say(
              (sex.equals("2") && MALE.contains(value))
                  || (sex.equals("1") && FEMALE.contains(value)),
              "sex");
      case "marital" ->
          say(
              age >= 0 && age < (sex.equals("1") ? 22 : 20) && value.startsWith("2"),
              "marital",
              age);
      case "labour" ->
          value.equals("4") && age >= 16
              ? say(true, "labour16", age)
              : say(value.equals("5") && age >= 0 && age < 60, "labour60", age);
      case "occupation" -> say(value.equals("2") && age > 30, "student", age);
      case "disabilityCategory" ->
          say(!value.isEmpty() && !CaseFile.codes(m, "health").contains("60"), "disabled");
      case "disabilityCertificate" -> certificate(m, p, value);
      case "guardian" -> say(age >= 18 && !value.isEmpty(), "guardian", age);
      default -> Optional.empty();
    };
  }

  /// A certificate's number is the holder's number, then category and grade.
  private static Optional<Message> certificate(CaseRecord m, CaseRecord p, String number) {
    String plain = number.replace(" ", "");
    if (plain.length() < 20 || p.text("idNumber").length() != 18) return Optional.empty();
    if (!plain.startsWith(p.text("idNumber"))) return say(true, "certificate.person");
    boolean category =
        m.get("disabilityCategory").filter(c -> !plain.substring(18, 19).equals(c)).isPresent();
    boolean grade =
        m.get("disabilityGrade").filter(g -> !plain.substring(19, 20).equals(g)).isPresent();
    return say(category || grade, "certificate.grade");
  }

  /// Years of age, negative when nobody knows.
  private int age(CaseRecord person) {
    return Texts.date(person.text("birthDate"))
        .filter(b -> !b.isAfter(model.desk().today()))
        .map(b -> Age.years(b, model.desk().today()))
        .orElse(-1);
  }

  private static Optional<Message> application(WorkingCopy copy, CaseRecord app, String field) {
    String value = app.text(field);
    int members = copy.file().members().size();
    int relatives = copy.file().all(RecordType.RELATIVE).size();
    return switch (field) {
      case "familySize" ->
          say(!value.isEmpty() && !value.equals(Integer.toString(members)), "size", members);
      case "phone" -> say(!value.isEmpty() && (value.length() < 7 || value.length() > 15), "phone");
      case "bankHolder" ->
          say(
              !value.isEmpty()
                  && copy.file().applicant().map(p -> !p.text("name").equals(value)).orElse(false),
              "holder");
      case "bankAccount" -> account(value);
      case "relativeOfOfficial" ->
          value.equals("false") && relatives > 0
              ? say(true, "relatives.listed", relatives)
              : say(value.equals("true") && relatives == 0, "relatives.none");
      default -> Optional.empty();
    };
  }

  private static Optional<Message> account(String number) {
    if (number.isBlank()) return Optional.empty();
    return switch (BankAccount.problem(number).orElse(null)) {
      case DIGITS, LENGTH -> say(true, "account.length", BankAccount.plain(number).length());
      case CHECK -> say(true, "account.check");
      case null -> Optional.empty();
    };
  }

  private static Optional<Message> supporter(CaseRecord s, String field) {
    Optional<Long> value = Texts.whole(s.text(field));
    Optional<Long> monthly = Texts.whole(s.text("familyMonthlyFen"));
    return switch (field) {
      case "familySize", "dependants" -> say(value.filter(n -> n > PEOPLE).isPresent(), "many");
      case "familyMonthlyFen" -> unusual(s.text(field));
      case "paidMonthlyFen" ->
          say(value.isPresent() && monthly.filter(m -> m < value.get()).isPresent(), "paid");
      case "inability" ->
          say(
              !s.text(field).isEmpty()
                  && !s.text(field).equals("0")
                  && Texts.whole(s.text("paidMonthlyFen")).filter(v -> v > 0).isPresent(),
              "inability");
      default -> Optional.empty();
    };
  }

  private static Optional<Message> unusual(String fen) {
    return Amounts.unusual(fen) ? Optional.of(Message.of("intake.unusual")) : Optional.empty();
  }

  private Optional<Message> item(WorkingCopy copy, CaseRecord i, String field) {
    boolean income = i.text("kind").equals("INCOME");
    if (field.equals("code") && income) return ofWhom(copy, i);
    if (!field.equals("declared")) return Optional.empty();
    boolean monthly = List.of("", "MONTHLY").contains(i.text("basis"));
    if (income || (i.text("kind").equals("EXPENSE") && monthly)) {
      Optional<Message> large = unusual(i.text("declared"));
      if (large.isPresent()) return large;
    }
    Optional<Long> value = Texts.whole(i.text("declared"));
    return switch (i.text("code")) {
      case "P08" -> say(value.filter(n -> n > 5).isPresent(), "vehicles");
      case "H21" -> say(value.filter(n -> n > 10_000 || n < 50).isPresent(), "area");
      default -> Optional.empty();
    };
  }

  /// Wages of a child, a pension of somebody young.
  private Optional<Message> ofWhom(WorkingCopy copy, CaseRecord income) {
    int age = copy.owner(income).map(this::age).orElse(-1);
    if (age < 0) return Optional.empty();
    String code = income.text("code");
    if (age < 16 && code.startsWith("10")) return say(true, "childWage", age);
    return say(code.equals("401") && age < 45, "youngPension", age);
  }
}
