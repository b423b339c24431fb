package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.Tsv;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Until when something is done about a lead and what was handed on: limits are dated figures of
/// the district in working days.
///
/// Policy §8 (首问负责). Stateless and thread-safe.
public final class ErrandClock {
  private static final List<List<String>> LIMITS = Tsv.rows(ErrandClock.class, "limits.tsv");

  private ErrandClock() {}

  /// What is due next of a lead.
  public enum Step {
    /// the first word with whom it is about
    CONTACT,
    /// somebody it was handed to has not answered
    ANSWER,
    /// it is to be brought to an end
    HANDLE
  }

  /// What is due next, and when.
  public record Next(Step step, LocalDate due) {}

  /// Working days, or hours, of a limit that begins on this day.
  ///
  /// @param limit key of `limits.tsv`
  static int days(String limit, LocalDate day) {
    List<List<String>> rows = LIMITS.stream().filter(r -> r.get(0).equals(limit)).toList();
    return rows.stream()
        .filter(r -> !LocalDate.parse(r.get(1)).isAfter(day))
        .reduce((_, later) -> later)
        .or(() -> rows.stream().findFirst())
        .map(r -> Integer.parseInt(r.get(2)))
        .orElseThrow(() -> new IllegalArgumentException("limit " + limit));
  }

  /// Last day of the first contact: one working day, an urgent one on the day itself.
  ///
  /// @param heard day it came to the street
  public static Due contactDue(LocalDate heard, boolean urgent) {
    return WorkingDays.due(heard, days(urgent ? "urgent" : "contact", heard));
  }

  /// Hour by which somebody should have spoken with whom an urgent lead is about: some hours after
  /// it was heard, at the latest the end of that day.
  public static Instant urgentBy(Instant heard, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(heard, zone);
    Instant by = heard.plus(Duration.ofHours(days("urgentHours", day)));
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(60);
    return by.isAfter(end) ? end : by;
  }

  /// Last day of an answer to something handed on.
  ///
  /// @param kind code of table `referralKind`
  public static Due answerDue(String kind, LocalDate sent) {
    return WorkingDays.due(sent, days(kind, sent));
  }

  /// What is due next of an open lead; empty for one that has ended.
  ///
  /// @param referrals what was handed on of it
  public static Optional<Next> next(
      CaseRecord lead, Collection<CaseRecord> referrals, ZoneId zone) {
    if (LeadState.of(lead).filter(LeadState::isOpen).isEmpty()) return Optional.empty();
    if (Leads.awaitsContact(lead))
      return Texts.date(lead.text("contactDue")).map(d -> new Next(Step.CONTACT, d));
    Optional<LocalDate> answer =
        referrals.stream()
            .filter(Referrals::awaitsAnswer)
            .flatMap(r -> Texts.date(r.text("due")).stream())
            .min(Comparator.naturalOrder());
    if (answer.isPresent()) return answer.map(d -> new Next(Step.ANSWER, d));
    return Texts.instant(lead.text("receivedAt"))
        .map(at -> LocalDate.ofInstant(at, zone))
        .map(day -> new Next(Step.HANDLE, WorkingDays.due(day, days("handle", day)).date()));
  }

  /// How a day stands to today: in time, due today, overdue.
  ///
  /// @param days working days left or overdue; 0 today
  public record Ageing(Age age, int days) {
    public static Ageing of(LocalDate due, LocalDate today) {
      if (due.equals(today)) return new Ageing(Age.TODAY, 0);
      int between = Math.abs(WorkingDays.between(today, due));
      // on a free day after the last day nothing was counted, and it is late all the same
      return due.isBefore(today)
          ? new Ageing(Age.OVERDUE, Math.max(1, between))
          : new Ageing(Age.IN_TIME, between);
    }
  }

  /// Classes of the ageing list.
  public enum Age {
    OVERDUE,
    TODAY,
    IN_TIME
  }
}
