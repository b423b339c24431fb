package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a periodic review begins with: the answers of the visit before the review fell due, where
/// nothing was declared since. Each is still confirmed, must-ask items singly; what only this visit
/// can tell (who was seen, documents, photos, neighbours, observations, urgent need) is asked anew.
///
/// A visit is sealed with a check sum of what was declared then, group by group: another sum now is
/// a newer declaration. Of a visit sealed without them records made since are newer, and what is
/// said of the members: nothing tells when a member's record was changed. Immutable.
final class LastVisit {
  /// sections asked anew at each visit
  private static final String ANEW = "VNOCRQ";

  /// questions asked anew: documents, who was seen, bills of three months, large spending, urgent
  private static final Set<String> QUESTIONS =
      Set.of("M02", "M12", "E04", "P12", "P12T", "K03", "Q01");

  private static final Pattern KEY = Pattern.compile("([A-Z]\\w*)(?:@([0-9a-f-]{36}))?(?:#\\d+)?");
  private static final Pattern FILES = Pattern.compile("sha256-[0-9a-f]+( sha256-[0-9a-f]+)*");
  private static final Pattern ROWS = Pattern.compile("(P09|H18)[A-F]");
  private static final Duration SAME_REVIEW = Duration.ofDays(20);
  private static final int OWNER = 8;
  private static final int SUM = 6;

  /// note with [#sums] of the declaration a draft began with
  static final String SUMS = "declared";

  /// No visit before.
  static final LastVisit NONE = new LastVisit(Optional.empty(), new TreeMap<>());

  private final Optional<CaseRecord> visit;
  private final SortedMap<String, String> answers;

  private LastVisit(Optional<CaseRecord> visit, SortedMap<String, String> answers) {
    this.visit = visit;
    this.answers = answers;
  }

  /// Of a case under review; nothing where no visit was sealed before the review fell due. A second
  /// pair of the same review is not shown what the first found.
  ///
  /// @param now when the visit is begun
  static LastVisit of(CaseFile file, Instant now) {
    Instant due = Round.start(file);
    Optional<CaseRecord> visit =
        file.visits().stream()
            .filter(v -> CaseFile.FINISHED.contains(v.text("disposition")))
            .filter(v -> !v.text("purpose").equals("SPOT_CHECK"))
            .filter(v -> due.equals(Instant.MIN) ? !isOfThis(v, now) : finished(v).isBefore(due))
            .reduce((_, later) -> later);
    if (visit.isEmpty()) return NONE;
    var newer = new Newer(file, visit.get());
    var answers = new TreeMap<String, String>();
    file.answers(visit.get().id())
        .byPath()
        .forEach((key, value) -> {
          if (stands(key, value) && !newer.is(group(key))) answers.put(key, value);
        });
    return new LastVisit(visit, answers);
  }

  /// A pair is not told when the review fell due. The shortest cadence is a month (DOMAIN §2.9): a
  /// review's visit of the last weeks is one of this review.
  private static boolean isOfThis(CaseRecord visit, Instant now) {
    return visit.text("purpose").equals("REVIEW")
        && finished(visit).isAfter(now.minus(SAME_REVIEW));
  }

  private static Instant finished(CaseRecord visit) {
    return CaseFile.instant(visit, "finishedAt").orElse(Instant.MAX);
  }

  private static boolean stands(String key, String value) {
    Matcher parts = KEY.matcher(key);
    return parts.matches()
        && !value.isEmpty()
        && ANEW.indexOf(key.charAt(0)) < 0
        && !QUESTIONS.contains(parts.group(1))
        && !FILES.matcher(value).matches();
  }

  /// Answers a form may begin with, by question.
  SortedMap<String, String> prefill() {
    return answers;
  }

  /// When the visit ended; empty where there is none.
  Optional<Instant> at() {
    return visit.map(LastVisit::finished);
  }

  /// What was declared belongs together: all that a person declared in a section, all vehicles, one
  /// figure of the household.
  private static String group(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) return key;
    String question = parts.group(1);
    String owner = parts.group(2);
    if (owner != null) return question.charAt(0) + "@" + owner.substring(owner.length() - OWNER);
    Matcher row = ROWS.matcher(question);
    return row.matches() ? row.group(1) : question;
  }

  /// Check sums of what is declared now, as a visit is sealed with them: `group=sum`, a space
  /// between two.
  static String sums(CaseFile file) {
    var text = new StringBuilder();
    groups(file)
        .forEach((group, values) -> {
          if (!text.isEmpty()) text.append(' ');
          byte[] bytes = values.getBytes(StandardCharsets.UTF_8);
          text.append(group).append('=').append(Hashes.sha256Hex(bytes), 0, SUM);
        });
    return text.toString();
  }

  private static SortedMap<String, String> groups(CaseFile file) {
    var all = new TreeMap<String, String>();
    Declared.said(file)
        .forEach((key, value) -> {
          if (KEY.matcher(key).matches())
            all.merge(group(key), key + "=" + value + "\n", String::concat);
        });
    return all;
  }

  /// Which groups were declared after a visit.
  private static final class Newer {
    private final Map<String, String> then;
    private final Map<String, String> now;
    private final Set<String> made;

    Newer(CaseFile file, CaseRecord visit) {
      then = read(visit.text("declared"));
      now = read(sums(file));
      made = then.isEmpty() ? made(file, finished(visit)) : Set.of();
    }

    boolean is(String group) {
      if (then.isEmpty()) return group.startsWith("M@") || made.contains(group);
      String sum = now.get(group);
      return sum != null && !sum.equals(then.get(group));
    }

    private static Map<String, String> read(String sums) {
      var all = new HashMap<String, String>();
      for (String one : sums.split(" ", -1)) {
        int at = one.indexOf('=');
        if (at > 0) all.put(one.substring(0, at), one.substring(at + 1));
      }
      return all;
    }

    /// Groups with a record that was made after a moment, as its id says.
    private static Set<String> made(CaseFile file, Instant after) {
      var all = new HashSet<String>();
      for (CaseRecord i : file.items()) {
        if (!isAfter(i.id(), after) || i.get("declared").isEmpty()) continue;
        boolean income = i.text("kind").equals("INCOME");
        i.ref("member").filter(_ -> income).ifPresent(m -> all.add(group("I00@" + m)));
        String code = i.text("code");
        if (!income) all.add(code);
        if (code.equals("P08")) all.add("P09");
        if (code.equals("H21")) all.addAll(Set.of("H17", "H18"));
      }
      return all;
    }

    private static boolean isAfter(UUID id, Instant moment) {
      return id.version() == 7 && Instant.ofEpochMilli(Ids.millisOf(id)).isAfter(moment);
    }
  }
}
