package cn.ruhu.casefile;

import cn.ruhu.casefile.IdNumber.Invalid;
import cn.ruhu.casefile.IdNumber.Kind;
import cn.ruhu.casefile.IdNumber.Parsed;
import cn.ruhu.casefile.IdNumber.Reason;
import cn.ruhu.casefile.IdNumber.Valid;
import cn.ruhu.casefile.IdNumber.Warning;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTable;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reading of one text as an identity number: which kind, which reasons against it, which warnings.
final class IdNumberReading {
  private static final CodeTable PROVINCES = CodeTables.table("province");
  private static final CodeTable REGIONS = CodeTables.table("region");

  /// provinces whose regions are listed in full; of the others an unknown region says nothing
  private static final Set<String> LISTED =
      REGIONS.entries().stream()
          .map(e -> e.code().substring(0, 2))
          .collect(Collectors.toUnmodifiableSet());

  private final LocalDate today;
  private final EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
  private final EnumSet<Warning> warnings = EnumSet.noneOf(Warning.class);

  private IdNumberReading(LocalDate today) {
    this.today = today;
  }

  static Parsed read(String raw, LocalDate today) {
    String text = Typed.narrow(raw);
    var reading = new IdNumberReading(today);
    if (text.isEmpty()) return new Invalid(List.of(Reason.EMPTY));
    if (text.length() == 18) return reading.eighteen(text);
    if (text.length() == 15)
      return Character.isLetter(text.charAt(0)) ? reading.foreignerOld(text) : reading.old(text);
    return new Invalid(List.of(Reason.LENGTH));
  }

  /// Check digit of an old foreigner's number over its first 14 characters: values (A = 10) times
  /// 7, 3, 1 and again, sum modulo 10.
  static int foreignerCheck(String fourteen) {
    int[] weights = {7, 3, 1};
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      char c = fourteen.charAt(i);
      sum += (c >= 'A' ? c - 'A' + 10 : c - '0') * weights[i % 3];
    }
    return sum % 10;
  }

  private Parsed eighteen(String text) {
    String body = text.substring(0, 17);
    char last = text.charAt(17);
    if (!Typed.digits(body) || !(last == 'X' || Typed.digits(text.substring(17))))
      return new Invalid(List.of(Reason.CHARACTER));
    Kind kind = kindOf(body);
    switch (kind) {
      case FOREIGNER -> province(body.substring(1, 3));
      case RESIDENT -> residentRegion(body.substring(0, 6));
      case HMT_PERMIT, FOREIGNER_OLD -> {}
    }
    Optional<LocalDate> birth =
        date(number(body, 6, 10), number(body, 10, 12), number(body, 12, 14));
    birth.ifPresent(this::birthRange);
    if (Mod11.check(body) != last) reasons.add(Reason.CHECK_DIGIT);
    Sex sex = (body.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    return outcome(text, kind, birth, sex);
  }

  private static Kind kindOf(String body) {
    if (body.charAt(0) == '9') return Kind.FOREIGNER;
    return switch (body.substring(0, 6)) {
      case "810000", "820000", "830000" -> Kind.HMT_PERMIT;
      default -> Kind.RESIDENT;
    };
  }

  private Parsed old(String text) {
    if (!Typed.digits(text)) return new Invalid(List.of(Reason.CHARACTER));
    warnings.add(Warning.UPGRADED);
    if (text.compareTo(text.substring(0, 12) + "996") >= 0) warnings.add(Warning.CENTENARIAN);
    String body = text.substring(0, 6) + "19" + text.substring(6);
    return eighteen(body + Mod11.check(body));
  }

  private Parsed foreignerOld(String text) {
    String digits = text.substring(3);
    boolean letters = text.substring(0, 3).chars().allMatch(c -> c >= 'A' && c <= 'Z');
    if (!letters || !Typed.digits(digits)) return new Invalid(List.of(Reason.CHARACTER));
    if (!PROVINCES.has(digits.substring(0, 2))) warnings.add(Warning.REGION_UNKNOWN);
    int year = number(text, 7, 9);
    int month = number(text, 9, 11);
    int day = number(text, 11, 13);
    boolean later = 2000 + year <= today.getYear();
    Optional<LocalDate> birth = later ? date(2000 + year, month, day) : Optional.empty();
    if (birth.isPresent() && !birth.get().isAfter(today)) {
      warnings.add(Warning.BIRTH_CENTURY);
    } else {
      reasons.clear();
      birth = date(1900 + year, month, day);
    }
    if (foreignerCheck(text) != text.charAt(14) - '0') warnings.add(Warning.CHECK_MISMATCH);
    return outcome(text, Kind.FOREIGNER_OLD, birth, Sex.UNSTATED);
  }

  private void province(String two) {
    if (!PROVINCES.has(two)) reasons.add(Reason.PROVINCE);
  }

  private void residentRegion(String region) {
    province(region.substring(0, 2));
    Optional<CodeEntry> entry = REGIONS.entry(region);
    if (entry.isEmpty()) {
      if (LISTED.contains(region.substring(0, 2))) warnings.add(Warning.REGION_UNKNOWN);
    } else if (entry.get().extra().equals("ABOLISHED")) {
      warnings.add(Warning.REGION_ABOLISHED);
    }
  }

  private void birthRange(LocalDate birth) {
    if (birth.isAfter(today)) reasons.add(Reason.BIRTH_FUTURE);
    else if (birth.getYear() < 1900) reasons.add(Reason.BIRTH_TOO_EARLY);
    else if (birth.getYear() < 1910) warnings.add(Warning.BIRTH_EARLY);
  }

  private Optional<LocalDate> date(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException _) {
      reasons.add(Reason.BIRTH_IMPOSSIBLE);
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private Parsed outcome(String text, Kind kind, Optional<LocalDate> birth, Sex sex) {
    if (!reasons.isEmpty() || birth.isEmpty()) return new Invalid(new ArrayList<>(reasons));
    return new Valid(new IdNumber(text, kind, birth.get(), sex), new ArrayList<>(warnings));
  }
}
