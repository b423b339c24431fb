package cn.ruhu.device.idcard;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.device.idcard.CardWarning.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a clerk should know about a card that was read (DEVICES §1.9). A warning never hides the
/// card; what follows from it is the window's business.
final class CardChecks {
  private CardChecks() {}

  /// @param today the day in Asia/Shanghai
  static List<CardWarning> of(CardText card, LocalDate today) {
    var warnings = new ArrayList<CardWarning>();
    for (var entry : card.values().entrySet()) value(entry.getKey(), entry.getValue(), warnings);
    if (card.type() == CardType.UNKNOWN || !usualMark(card)) {
      warnings.add(
          new CardWarning(
              Code.TYPE_UNKNOWN, CardField.WHOLE, "U+%04X".formatted((int) card.mark())));
    }
    if (card.type() == CardType.UNKNOWN) return warnings;
    if (card.name().isEmpty()) warnings.add(new CardWarning(Code.NAME_EMPTY, CardField.NAME, ""));
    number(card, today, warnings);
    validity(card, today, warnings);
    if (card.type() == CardType.RESIDENT) {
      term(card, warnings);
      ethnicity(card, warnings);
    }
    return warnings;
  }

  private static void value(CardField field, CardValue value, List<CardWarning> warnings) {
    if (value.corrupt()) warnings.add(new CardWarning(Code.CORRUPT, field, ""));
    if (!value.privateUse().isEmpty()) {
      String points =
          value.privateUse().stream().map("U+%04X"::formatted).collect(Collectors.joining(" "));
      warnings.add(new CardWarning(Code.PRIVATE_USE, field, points));
    }
  }

  private static boolean usualMark(CardText card) {
    return card.type() != CardType.RESIDENT || card.mark() == ' ' || card.mark() == 0;
  }

  private static void number(CardText card, LocalDate today, List<CardWarning> warnings) {
    var birth = card.birthDate();
    if (birth.isEmpty() || birth.get().isAfter(today))
      warnings.add(new CardWarning(Code.BIRTH_INVALID, CardField.BIRTH, ""));
    switch (IdNumber.parse(card.number(), today)) {
      case IdNumber.Invalid _ ->
          warnings.add(new CardWarning(Code.NUMBER_INVALID, CardField.NUMBER, ""));
      case IdNumber.Valid(var number, var remarks) -> {
        if (remarks.contains(IdNumber.Warning.CHECK_MISMATCH))
          warnings.add(new CardWarning(Code.NUMBER_INVALID, CardField.NUMBER, ""));
        if (number.kind() != kind(card.type()))
          warnings.add(new CardWarning(Code.NUMBER_KIND_DIFFERS, CardField.NUMBER, ""));
        boolean centuryOpen = remarks.contains(IdNumber.Warning.BIRTH_CENTURY);
        if (birth.isPresent() && !sameBirth(birth.get(), number.birthDate(), centuryOpen))
          warnings.add(new CardWarning(Code.BIRTH_DIFFERS, CardField.BIRTH, ""));
        boolean sexKnown = number.sex() == Sex.MALE || number.sex() == Sex.FEMALE;
        if (sexKnown && !number.sex().code().equals(card.sex()))
          warnings.add(new CardWarning(Code.SEX_DIFFERS, CardField.SEX, ""));
      }
    }
  }

  private static IdNumber.@Nullable Kind kind(CardType type) {
    return switch (type) {
      case RESIDENT -> IdNumber.Kind.RESIDENT;
      case HMT_RESIDENCE -> IdNumber.Kind.HMT_PERMIT;
      case FOREIGN_2017 -> IdNumber.Kind.FOREIGNER_OLD;
      case FOREIGN_2023 -> IdNumber.Kind.FOREIGNER;
      case UNKNOWN -> null;
    };
  }

  /// Old foreigners' numbers carry two digits of the year only.
  private static boolean sameBirth(LocalDate field, LocalDate number, boolean centuryOpen) {
    if (!centuryOpen) return field.equals(number);
    return field.getYear() % 100 == number.getYear() % 100
        && field.getDayOfYear() == number.withYear(field.getYear()).getDayOfYear();
  }

  private static void validity(CardText card, LocalDate today, List<CardWarning> warnings) {
    var from = card.validFrom();
    var to = card.validTo();
    if (from.isEmpty())
      warnings.add(new CardWarning(Code.VALIDITY_INVALID, CardField.VALID_FROM, ""));
    else if (from.get().isAfter(today))
      warnings.add(
          new CardWarning(Code.NOT_YET_VALID, CardField.VALID_FROM, from.get().toString()));
    if (card.longTerm()) {
      if (card.type() != CardType.RESIDENT)
        warnings.add(new CardWarning(Code.VALIDITY_INVALID, CardField.VALID_TO, ""));
    } else if (to.isEmpty())
      warnings.add(new CardWarning(Code.VALIDITY_INVALID, CardField.VALID_TO, ""));
    else if (to.get().isBefore(today))
      warnings.add(new CardWarning(Code.EXPIRED, CardField.VALID_TO, to.get().toString()));
  }

  /// Under 16: 5 years; 16–25: 10; 26–45: 20; from 46: long term.
  private static void term(CardText card, List<CardWarning> warnings) {
    var from = card.validFrom();
    var birth = card.birthDate();
    if (from.isEmpty() || birth.isEmpty() || from.get().isBefore(birth.get())) return;
    int age = Age.years(birth.get(), from.get());
    int years = age < 16 ? 5 : age < 26 ? 10 : age < 46 ? 20 : 0;
    boolean usual =
        years == 0
            ? card.longTerm()
            : card.validTo().map(from.get().plusYears(years)::equals).orElse(false);
    if (!usual)
      warnings.add(
          new CardWarning(
              Code.TERM_UNUSUAL, CardField.VALID_TO, years == 0 ? "LONG" : String.valueOf(years)));
  }

  private static void ethnicity(CardText card, List<CardWarning> warnings) {
    String code = card.ethnicity();
    boolean known =
        CodeTables.table("ethnicity").entries().stream().anyMatch(e -> e.code().equals(code));
    if (!known) warnings.add(new CardWarning(Code.ETHNICITY_UNKNOWN, CardField.ETHNICITY, code));
  }
}
