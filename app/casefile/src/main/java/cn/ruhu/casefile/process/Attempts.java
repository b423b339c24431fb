package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.spot.SpotVisits;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What has been tried at a door where nobody let the pair in, and what is still to be tried before
/// a supervisor may decide (DOMAIN §3.3): three different days, one of them in the evening or at a
/// weekend, the slip left and photographed, the street's own call. What was tried before the last
/// finished visit is of another round: after a return, and at the next review, trying begins anew.
/// Immutable, thread-safe.
///
/// @param count attempts without a survey
/// @param days different days among them
/// @param oddHour one fell into an evening or a weekend
/// @param noticeLeft the slip was left and its photo is in the file
/// @param phoned the street tried by telephone
public record Attempts(int count, int days, boolean oddHour, boolean noticeLeft, boolean phoned) {
  /// Different days that are needed.
  public static final int DAYS_MIN = 3;

  /// From this hour on, office time, it is evening.
  public static final int EVENING_HOUR = 18;

  /// Nobody at home or no way in.
  private static final Set<String> NOBODY = Set.of("30", "31");

  /// What is still to be done, in the order it is done.
  public enum Need {
    ANOTHER_DAY,
    EVENING_OR_WEEKEND,
    NOTICE,
    STREET_PHONES
  }

  /// What a pair at the door does well to do now.
  public enum Advice {
    /// today was tried already: another attempt on the same day counts as the same
    SAME_DAY,
    /// the last day that is needed, and none fell into an evening or a weekend
    COME_IN_THE_EVENING,
    /// leave the numbered slip and photograph it
    LEAVE_NOTICE,
    /// take somebody of the community along and name them
    TAKE_COMPANION,
    /// nothing more to try: the street telephones, then a supervisor decides
    STREET_DECIDES
  }

  /// What the file says of attempts in this round so far.
  public static Attempts of(CaseFile file) {
    Instant round = round(file);
    var days = new HashSet<Object>();
    boolean odd = false;
    int count = 0;
    for (CaseRecord v : tried(file)) {
      var at = CaseFile.instant(v, "startedAt");
      if (at.isEmpty() || CaseFile.FINISHED.contains(v.text("disposition"))) continue;
      if (at.get().isBefore(round)) continue;
      count++;
      days.add(at.get().atZone(Process.ZONE).toLocalDate());
      odd |= odd(at.get());
    }
    boolean left =
        file.gateFacts(GateKind.NOTICE_LEFT).stream()
            .anyMatch(f -> since(f, round) && f.ref("page").flatMap(file::record).isPresent());
    boolean phoned = file.gateFacts(GateKind.STREET_PHONED).stream().anyMatch(f -> since(f, round));
    return new Attempts(count, days.size(), odd, left, phoned);
  }

  /// Attempts of this round that ended at the door and that one person alone signed: whoever
  /// decides without a visit weighs them by that.
  public static int signedByOne(CaseFile file) {
    Instant round = round(file);
    return (int)
        tried(file).stream()
            .filter(v -> !CaseFile.FINISHED.contains(v.text("disposition")))
            .filter(
                v -> CaseFile.instant(v, "startedAt").filter(at -> !at.isBefore(round)).isPresent())
            .filter(v -> !v.text("signatureA").isEmpty() && v.text("signatureB").isEmpty())
            .count();
  }

  /// Attempts of those the street sent: what the district's check met at the door decides nothing
  /// about them.
  private static List<CaseRecord> tried(CaseFile file) {
    return file.visits().stream().filter(v -> !SpotVisits.is(v)).toList();
  }

  /// When this round's trying began: with the round, or the end of the last finished visit.
  private static Instant round(CaseFile file) {
    Instant visited =
        tried(file).stream()
            .filter(v -> CaseFile.FINISHED.contains(v.text("disposition")))
            .flatMap(v -> CaseFile.instant(v, "finishedAt").stream())
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    Instant begun = Round.start(file);
    return visited.isAfter(begun) ? visited : begun;
  }

  private static boolean since(CaseRecord fact, Instant round) {
    return CaseFile.instant(fact, "at").filter(at -> at.isBefore(round)).isEmpty();
  }

  /// Whether a moment falls into an evening or a weekend at the office.
  public static boolean odd(Instant at) {
    ZonedDateTime local = at.atZone(Process.ZONE);
    return local.getHour() >= EVENING_HOUR
        || EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(local.getDayOfWeek());
  }

  /// What is still missing before a supervisor may decide without a visit; empty when nothing is.
  public List<Need> needs() {
    var found = EnumSet.noneOf(Need.class);
    if (days < DAYS_MIN) found.add(Need.ANOTHER_DAY);
    if (!oddHour) found.add(Need.EVENING_OR_WEEKEND);
    if (!noticeLeft) found.add(Need.NOTICE);
    if (!phoned) found.add(Need.STREET_PHONES);
    return List.copyOf(found);
  }

  /// What to do at the door with this outcome, given the attempts before it.
  ///
  /// @param disposition what the pair is about to record; empty while it is open
  /// @param file of the case, for whether today was tried already
  public List<Advice> advice(CaseFile file, Instant now, String disposition) {
    var found = EnumSet.noneOf(Advice.class);
    var today = now.atZone(Process.ZONE).toLocalDate();
    boolean again =
        tried(file).stream()
            .filter(v -> !CaseFile.FINISHED.contains(v.text("disposition")))
            .flatMap(v -> CaseFile.instant(v, "startedAt").stream())
            .anyMatch(at -> at.atZone(Process.ZONE).toLocalDate().equals(today));
    if (again) found.add(Advice.SAME_DAY);
    int after = days + (again ? 0 : 1);
    boolean oddAfter = oddHour || odd(now);
    if (after >= DAYS_MIN - 1 && !oddAfter) found.add(Advice.COME_IN_THE_EVENING);
    if (NOBODY.contains(disposition) && count >= 1 && !noticeLeft) found.add(Advice.LEAVE_NOTICE);
    if (count >= 1) found.add(Advice.TAKE_COMPANION);
    if (after >= DAYS_MIN && oddAfter && (noticeLeft || NOBODY.contains(disposition)))
      found.add(Advice.STREET_DECIDES);
    return List.copyOf(found);
  }
}
