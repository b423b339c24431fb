package cn.ruhu.casefile.evidence;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Signs of honesty and of its lack in how a visit was made, computed from records alone and never
/// in anybody's way: shown to supervisors, and to the pair before it seals. Figures are [D], from
/// X21. Stateless, thread-safe.
public final class HonestySignals {
  /// seconds of a first part that is short
  public static final long SHORT_SECONDS = 8 * 60;

  /// metres between two visits of one household that are far
  public static final double FAR_METRES = 300;

  /// visits an hour by one pair
  public static final int BUSY_VISITS = 3;

  /// cases with the same words
  public static final int SAME_TEXTS = 3;

  /// bits of 64 in which two pictures' prints may differ and still look the same
  public static final int PRINT_NEAR = 5;

  private static final int TEXT_MIN = 15;
  private static final int FAST_MIN = 20;
  private static final Set<String> WRITTEN = Set.of("R05", "C09", "N08");
  private static final Pattern PRINT = Pattern.compile("[0-9a-f]{16}");

  private HonestySignals() {}

  /// What other households have that a visit is held against. May hold the visit's own case too.
  ///
  /// @param visits VISIT records
  /// @param pages PAGE records with a `visit`
  /// @param answers answers by visit; those whose statement was drafted may be among them
  public record Others(
      Collection<CaseRecord> visits, Collection<CaseRecord> pages, Map<UUID, Answers> answers) {
    /// Nothing else is known.
    public static final Others NONE = new Others(List.of(), List.of(), Map.of());

    /// Of records as a store has them.
    ///
    /// @param visits all VISIT records at hand
    /// @param pages all PAGE records at hand
    /// @param answers all VISIT_ANSWERS records at hand
    public static Others of(
        Collection<CaseRecord> visits,
        Collection<CaseRecord> pages,
        Collection<CaseRecord> answers) {
      var byVisit = new HashMap<UUID, Answers>();
      for (CaseRecord r : answers) r.ref("visit").ifPresent(v -> byVisit.put(v, Answers.of(r)));
      return new Others(
          visits, pages.stream().filter(p -> p.ref("visit").isPresent()).toList(), byVisit);
    }
  }

  /// Everything noticed about one visit, in the order of [HonestySignal.Code].
  ///
  /// @param pages of this visit
  public static List<HonestySignal> of(
      CaseRecord visit, Answers answers, Collection<CaseRecord> pages, Others others) {
    var found = new ArrayList<>(alone(visit));
    far(visit, others.visits()).ifPresent(found::add);
    busy(visit, others.visits()).ifPresent(found::add);
    photos(visit, pages, others.pages()).ifPresent(found::add);
    texts(visit, answers, others).ifPresent(found::add);
    return List.copyOf(found);
  }

  /// What the visit's own record tells. A correction after a return asks a few questions again and
  /// may be as short as they are.
  public static List<HonestySignal> alone(CaseRecord visit) {
    var found = new ArrayList<HonestySignal>();
    boolean finished =
        CaseFile.FINISHED.contains(visit.text("disposition"))
            && !visit.text("purpose").equals("RETURN");
    Optional<Long> seconds = Texts.whole(visit.text("durationSeconds"));
    if (finished && seconds.filter(s -> s < SHORT_SECONDS).isPresent())
      found.add(HonestySignal.of(HonestySignal.Code.SHORT, seconds.get()));
    long answered = Texts.whole(visit.text("answered")).orElse(0L);
    long fast = Texts.whole(visit.text("fast")).orElse(0L);
    if (fast >= FAST_MIN && fast * 2 > answered)
      found.add(HonestySignal.of(HonestySignal.Code.FAST, fast, answered));
    long changed = Texts.whole(visit.text("changedAfter")).orElse(0L);
    if (changed > 0) found.add(HonestySignal.of(HonestySignal.Code.CHANGED, changed));
    return found;
  }

  /// The farthest other visit of the same household, further off than both devices may err.
  public static Optional<HonestySignal> far(CaseRecord visit, Collection<CaseRecord> visits) {
    Optional<Place> here = Place.read(visit.text("place"));
    if (here.isEmpty()) return Optional.empty();
    double most = 0;
    for (CaseRecord other : visits) {
      if (!sameCase(visit, other) || other.id().equals(visit.id())) continue;
      Optional<Place> there = Place.read(other.text("place"));
      if (there.isEmpty()) continue;
      double err = here.get().accuracyMetres() + there.get().accuracyMetres();
      most = Math.max(most, here.get().metresTo(there.get()) - err);
    }
    return most > FAR_METRES
        ? Optional.of(HonestySignal.of(HonestySignal.Code.FAR, Math.round(most)))
        : Optional.empty();
  }

  /// Visits by one of the two that began within the same hour as this one, this one included.
  private static Optional<HonestySignal> busy(CaseRecord visit, Collection<CaseRecord> visits) {
    Optional<Instant> from = CaseFile.instant(visit, "startedAt");
    if (from.isEmpty()) return Optional.empty();
    int most = 0;
    List<Instant> starts =
        visits.stream()
            .filter(v -> !v.id().equals(visit.id()) && samePair(visit, v))
            .flatMap(v -> CaseFile.instant(v, "startedAt").stream())
            .toList();
    var all = new ArrayList<>(starts);
    all.add(from.get());
    for (Instant begin : all) {
      Instant end = begin.plus(Duration.ofHours(1));
      boolean within = !from.get().isBefore(begin) && from.get().isBefore(end);
      if (!within) continue;
      int n = (int) all.stream().filter(t -> !t.isBefore(begin) && t.isBefore(end)).count();
      most = Math.max(most, n);
    }
    return most > BUSY_VISITS
        ? Optional.of(HonestySignal.of(HonestySignal.Code.BUSY, most))
        : Optional.empty();
  }

  private static boolean samePair(CaseRecord a, CaseRecord b) {
    return pair(a).equals(pair(b));
  }

  /// A clock that was ahead, as the district noted it when the visit came.
  ///
  /// @param facts of the case
  public static Optional<HonestySignal> clock(CaseRecord visit, Collection<CaseRecord> facts) {
    String about = visit.id().toString();
    return facts.stream()
        .filter(f -> f.text("kind").equals(GateKind.CLOCK_AHEAD.name()))
        .filter(f -> f.text("subject").equals(about))
        .flatMap(f -> Texts.whole(f.text("value")).stream())
        .max(Long::compare)
        .map(s -> HonestySignal.of(HonestySignal.Code.CLOCK, Math.round(s / 60.0)));
  }

  private static List<String> pair(CaseRecord visit) {
    return Stream.of("investigatorA", "investigatorB").map(visit::text).sorted().toList();
  }

  private static boolean sameCase(CaseRecord a, CaseRecord b) {
    return a.text("application").equals(b.text("application"));
  }

  /// Pictures of this visit that another household's visit has, byte for byte or by their print.
  private static Optional<HonestySignal> photos(
      CaseRecord visit, Collection<CaseRecord> own, Collection<CaseRecord> pages) {
    List<CaseRecord> others = pages.stream().filter(p -> !sameCase(visit, p) && photo(p)).toList();
    var files = new HashSet<String>();
    var prints = new HashSet<Long>();
    for (CaseRecord p : others) {
      files.add(p.text("file"));
      print(p).ifPresent(prints::add);
    }
    long same =
        own.stream()
            .filter(HonestySignals::photo)
            .filter(p -> files.contains(p.text("file")) || near(p, prints))
            .count();
    return same > 0
        ? Optional.of(HonestySignal.of(HonestySignal.Code.PHOTO, same))
        : Optional.empty();
  }

  /// Taken at the visit, of the home or of a paper; a signature is none.
  private static boolean photo(CaseRecord page) {
    return !page.text("slot").equals("D99");
  }

  private static boolean near(CaseRecord page, Set<Long> prints) {
    Optional<Long> print = print(page);
    return print.isPresent()
        && prints.stream().anyMatch(o -> Long.bitCount(o ^ print.get()) <= PRINT_NEAR);
  }

  /// A print of no shape at all (a dark or an empty picture) says nothing.
  private static Optional<Long> print(CaseRecord page) {
    String text = page.text("print");
    if (!PRINT.matcher(text).matches()) return Optional.empty();
    long bits = Long.parseUnsignedLong(text, 16);
    int set = Long.bitCount(bits);
    return set < 8 || set > 56 ? Optional.empty() : Optional.of(bits);
  }

  /// Free text that stands in other households word for word; what the program drafted and nobody
  /// touched is exempt.
  private static Optional<HonestySignal> texts(CaseRecord visit, Answers answers, Others others) {
    Set<String> own = written(visit, answers);
    if (own.isEmpty()) return Optional.empty();
    int most = 0;
    for (String text : own) {
      var cases = new HashSet<>(Set.of(visit.text("application")));
      for (CaseRecord v : others.visits()) {
        Answers theirs = others.answers().getOrDefault(v.id(), Answers.NONE);
        if (written(v, theirs).contains(text)) cases.add(v.text("application"));
      }
      most = Math.max(most, cases.size());
    }
    return most >= SAME_TEXTS
        ? Optional.of(HonestySignal.of(HonestySignal.Code.TEXT, most))
        : Optional.empty();
  }

  private static Set<String> written(CaseRecord visit, Answers answers) {
    var out = new HashSet<String>();
    boolean drafted = visit.text("statement").equals("DRAFTED");
    answers
        .byPath()
        .forEach((path, value) -> {
          String question = path.split("[@#]", 2)[0];
          if (!WRITTEN.contains(question) || (drafted && question.equals("R05"))) return;
          String text = value.strip().replaceAll("\\s+", " ");
          if (text.length() >= TEXT_MIN) out.add(text);
        });
    return out;
  }
}
