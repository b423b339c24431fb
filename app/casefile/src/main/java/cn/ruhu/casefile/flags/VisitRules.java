package cn.ruhu.casefile.flags;

import static cn.ruhu.casefile.flags.Flags.about;
import static cn.ruhu.casefile.flags.Flags.flag;

import cn.ruhu.casefile.evidence.HonestySignals;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.spot.SpotComparison;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Doubts the visit itself raises: X08, X09, X21–X23.
final class VisitRules {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private VisitRules() {}

  static List<Flag> of(Subject s) {
    var found = new ArrayList<Flag>();
    vehicle(s).ifPresent(found::add);
    business(s).ifPresent(found::add);
    observers(s).ifPresent(found::add);
    check(s).ifPresent(found::add);
    for (CaseRecord v : s.file().visits()) {
      order(s, v).ifPresent(found::add);
      quality(s, v).ifPresent(found::add);
    }
    return found;
  }

  /// X08: keys, parking cards, or a neighbour who says otherwise, while no vehicle is stated.
  private static Optional<Flag> vehicle(Subject s) {
    boolean seen = s.answers().byWho("O06").values().stream().anyMatch(Subject::yes);
    boolean said = s.answers().each("N06").contains("2");
    return (seen || said) && Subject.none(s.property("P08"))
        ? Optional.of(flag(XRule.X08, seen ? "OBSERVED" : "NEIGHBOUR"))
        : Optional.empty();
  }

  /// X09
  private static Optional<Flag> business(Subject s) {
    boolean seen = s.answers().byWho("O05").values().stream().anyMatch(Subject::yes);
    return seen && Subject.none(s.property("P11"))
        ? Optional.of(flag(XRule.X09))
        : Optional.empty();
  }

  /// X28: the newest check, while no newer visit of the street answered it.
  private static Optional<Flag> check(Subject s) {
    Optional<SpotComparison> newest =
        SpotComparison.newest(s.file()).filter(SpotComparison::differs);
    Optional<UUID> visit = s.file().finishedVisit().map(CaseRecord::id);
    return newest
        .filter(c -> visit.equals(Optional.of(c.first())))
        .map(c -> about(XRule.X28, c.check(), args(c)));
  }

  /// How many rows are apart, and of which questions or kinds of income.
  private static Object[] args(SpotComparison c) {
    if (c.refused()) return new Object[] {"REFUSED"};
    var all = new ArrayList<Object>();
    all.add(c.apart().size());
    c.apart().stream().map(SpotComparison.Row::code).distinct().forEach(all::add);
    return all.toArray();
  }

  /// X22
  private static Optional<Flag> observers(Subject s) {
    List<Long> levels =
        s.answers().byWho("O10").values().stream().flatMap(v -> Texts.whole(v).stream()).toList();
    if (levels.size() < 2) return Optional.empty();
    long low = levels.stream().min(Long::compare).orElseThrow();
    long high = levels.stream().max(Long::compare).orElseThrow();
    return high - low >= 2 ? Optional.of(flag(XRule.X22, low, high)) : Optional.empty();
  }

  /// X23: a visit before acceptance, finished before it began, or with a clock that went back.
  private static Optional<Flag> order(Subject s, CaseRecord v) {
    Optional<Instant> from = CaseFile.instant(v, "startedAt");
    Optional<Instant> to = CaseFile.instant(v, "finishedAt");
    Optional<LocalDate> accepted =
        s.file().application().flatMap(a -> Texts.date(a.text("acceptDate")));
    boolean backwards = from.isPresent() && to.isPresent() && to.get().isBefore(from.get());
    boolean early =
        from.isPresent()
            && accepted.isPresent()
            && from.get().atZone(ZONE).toLocalDate().isBefore(accepted.get());
    boolean clock = Texts.whole(v.text("clockBack")).filter(seconds -> seconds > 0).isPresent();
    if (!backwards && !early && !clock) return Optional.empty();
    String why = early ? "BEFORE_ACCEPTANCE" : backwards ? "BACKWARDS" : "CLOCK";
    return Optional.of(about(XRule.X23, v.id(), why));
  }

  /// X21: what the case itself tells of how the visit was made, and one photo in two visits. Signs
  /// that need other cases ([HonestySignals]) are shown beside the visit.
  private static Optional<Flag> quality(Subject s, CaseRecord v) {
    var why = new ArrayList<String>();
    HonestySignals.alone(v).forEach(n -> why.add(n.code().name()));
    HonestySignals.far(v, s.file().visits()).ifPresent(n -> why.add(n.code().name()));
    if (reused(s, v)) why.add("PHOTO");
    HonestySignals.clock(v, s.file().all(RecordType.GATE_FACT))
        .ifPresent(n -> why.add(n.code().name()));
    return why.isEmpty() ? Optional.empty() : Optional.of(about(XRule.X21, v.id(), why.toArray()));
  }

  /// A correction shows the photos of the visits it takes the place of: that is no second use.
  private static boolean reused(Subject s, CaseRecord visit) {
    Set<UUID> replaced = replaced(s, visit);
    var firstSeen = new HashMap<String, UUID>();
    for (CaseRecord p : s.file().pages()) {
      Optional<UUID> at = p.ref("visit").filter(v -> !replaced.contains(v));
      if (at.isEmpty()) continue;
      UUID first = firstSeen.putIfAbsent(p.text("file"), at.get());
      if (first != null && !first.equals(at.get()) && at.get().equals(visit.id())) return true;
    }
    return false;
  }

  private static Set<UUID> replaced(Subject s, CaseRecord visit) {
    var all = new HashSet<UUID>();
    Optional<UUID> before = visit.ref("supersedes");
    while (before.isPresent() && all.add(before.get()))
      before = s.file().record(before.get()).flatMap(v -> v.ref("supersedes"));
    return all;
  }
}
