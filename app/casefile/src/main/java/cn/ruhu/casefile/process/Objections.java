package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// Objections to the notices of a case (异议, Policy §19, DOMAIN §0.2 C6), each heard and settled by
/// itself: OBJECTION_TAKEN and OBJECTION_SETTLED name the OBJECTION_RAISED they are about.
///
/// Facts of earlier programs name less and read as before: an OBJECTION_RAISED of the own window is
/// in hand without being named, an OBJECTION_SETTLED without a subject settles whatever is in hand
/// when its act is done. Stateless and thread-safe.
public final class Objections {
  /// Facts of one op are made one after the other, far quicker than a person fills a second card.
  private static final Duration ONE_OP = Duration.ofSeconds(5);

  private Objections() {}

  /// An objection that was taken up.
  ///
  /// @param number its place among those of the case, from 1; the same on every machine that has
  ///   the same facts
  /// @param raised the fact OBJECTION_RAISED
  /// @param settled the fact OBJECTION_SETTLED, empty while it is open; one without a subject
  ///   settled several
  public record Objection(int number, CaseRecord raised, Optional<CaseRecord> settled) {
    /// Id of its OBJECTION_RAISED.
    public UUID id() {
      return raised.id();
    }

    /// Day it was raised, at whichever board.
    public LocalDate day() {
      return Situation.day(Situation.at(raised));
    }

    /// What it came to, a code of table `objectionResult`; empty while open and where an earlier
    /// program asked for none.
    public String result() {
      return settled.filter(f -> f.ref("subject").isPresent()).map(f -> f.text("value")).orElse("");
    }
  }

  /// Every objection that was ever taken up as one, in the order they were; what a complaint is the
  /// answer to is none.
  public static List<Objection> all(CaseFile file) {
    Map<UUID, Instant> since = inHand(file);
    var all = new ArrayList<Objection>();
    file.gateFacts(GateKind.OBJECTION_RAISED).stream()
        .filter(f -> since.containsKey(f.id()))
        .sorted(
            Comparator.comparing((CaseRecord f) -> since.getOrDefault(f.id(), Instant.MIN))
                .thenComparing(CaseRecord::id))
        .forEach(f ->
            all.add(
                new Objection(
                    all.size() + 1, f, settled(file, f, since.getOrDefault(f.id(), Instant.MIN)))));
    return List.copyOf(all);
  }

  /// Those nobody settled yet; none where the case does not wait for that.
  public static List<Objection> open(CaseFile file) {
    if (Process.stage(file).filter(s -> s == Stage.OBJECTION).isEmpty()) return List.of();
    return all(file).stream().filter(o -> o.settled().isEmpty()).toList();
  }

  /// Those in hand that nobody settled though the case went on: taken up by a machine that did not
  /// know yet that the last one was settled, or left by a case that ended in between. Each is
  /// answered as a complaint. Only of the present round; none where the case waits for the answers.
  public static List<Objection> left(CaseFile file) {
    if (Process.stage(file).filter(s -> s == Stage.OBJECTION).isPresent()) return List.of();
    Instant round = Round.start(file);
    return all(file).stream()
        .filter(o -> o.settled().isEmpty() && !Situation.at(o.raised()).isBefore(round))
        .toList();
  }

  /// The objection a fact OBJECTION_RAISED, OBJECTION_TAKEN or OBJECTION_SETTLED is about; empty
  /// where it names none that was taken up.
  public static Optional<Objection> of(CaseFile file, CaseRecord fact) {
    UUID id =
        fact.text("kind").equals(GateKind.OBJECTION_RAISED.name())
            ? fact.id()
            : fact.ref("subject").orElse(fact.id());
    return all(file).stream().filter(o -> o.id().equals(id)).findFirst();
  }

  /// Whether any of them was settled with words since the case last came to wait for it: the rest
  /// is the opinions.
  static boolean answered(CaseFile file) {
    Instant raised = file.lastEvent(Act.OBJECT.name()).map(Situation::at).orElse(Instant.MIN);
    boolean any =
        file.gateFacts(GateKind.OBJECTION_SETTLED).stream()
            .anyMatch(f -> !Situation.at(f).isBefore(raised) && isAnswer(f));
    return any && open(file).isEmpty();
  }

  /// Last day on which another objection is heard while the notice rests for one: the day the
  /// notice would have hung to. Empty where no objection is looked into.
  ///
  /// @param today day by which a notice without its own date is judged
  public static Optional<LocalDate> heardUntil(CaseFile file, LocalDate today) {
    if (Process.stage(file).filter(s -> s == Stage.OBJECTION).isEmpty()) return Optional.empty();
    return file.lastEvent(Act.OBJECT.name())
        .flatMap(e -> Process.stage(e.text("from")))
        .map(hung ->
            NoticeGuards.lastDay(
                new Situation(
                    file, Optional.of(hung), Act.OBJECT, Actor.system(), ActInput.NONE, today)));
  }

  /// What stands against a fact that takes up or settles an objection. A second answer to the same
  /// objection is refused: the first one may have been told to who objected. So is an answer by who
  /// investigated, and an objection taken up where nobody looks into any: no answer would be asked
  /// for. Facts that name nothing are of an earlier program and pass.
  ///
  /// @param file the case's, without the new fact but with those that come in one op with it
  /// @param brought whether it comes with the act that begins or ends the hearing, or with the
  ///   complaint that is its answer
  public static List<Hindrance> against(CaseFile file, CaseRecord fact, boolean brought) {
    boolean settles = fact.text("kind").equals(GateKind.OBJECTION_SETTLED.name());
    boolean takes = fact.text("kind").equals(GateKind.OBJECTION_TAKEN.name());
    if (!(settles || takes) || (settles && fact.text("subject").isEmpty())) return List.of();
    boolean there =
        fact.ref("subject")
            .flatMap(file::record)
            .filter(f -> f.text("kind").equals(GateKind.OBJECTION_RAISED.name()))
            .isPresent();
    if (!there) return List.of(Hindrance.of("OBJECTION_UNKNOWN", "C6"));
    if (takes) return brought || !fact.text("value").isEmpty() ? List.of() : heard(file);
    boolean before =
        file.gateFacts(GateKind.OBJECTION_SETTLED).stream()
            .filter(f -> !f.id().equals(fact.id()))
            .anyMatch(f -> isAnswer(f) && f.text("subject").equals(fact.text("subject")));
    if (before) return List.of(Hindrance.of("OBJECTION_SETTLED_BEFORE", "C6"));
    return fact.ref("by").map(by -> maySettle(file, by)).orElse(List.of());
  }

  /// What stands against taking up another objection while others are looked into: nobody looks
  /// into any.
  public static List<Hindrance> heard(CaseFile file) {
    return Process.stage(file).filter(s -> s == Stage.OBJECTION).isPresent()
        ? List.of()
        : List.of(Hindrance.of("OBJECTION_OVER", "C6"));
  }

  /// What stands against this person's answer to an objection, whether or not it is the last:
  /// nobody judges what was said against their own investigation.
  public static List<Hindrance> maySettle(CaseFile file, UUID by) {
    return Draw.investigators(file).contains(by)
        ? List.of(Hindrance.of("INVESTIGATOR_MAY_NOT_JUDGE", Guard.OTHER_PEOPLE.article()))
        : List.of();
  }

  /// Since when each is in hand, by the id of its OBJECTION_RAISED.
  private static Map<UUID, Instant> inHand(CaseFile file) {
    var since = new HashMap<UUID, Instant>();
    Set<UUID> complaints = answeredAsComplaints(file);
    Set<UUID> named = complaints(file, f -> Texts.uuid(f.text("value")).isPresent());
    for (CaseRecord f : file.gateFacts(GateKind.OBJECTION_TAKEN))
      f.ref("subject")
          .filter(id -> !complaints.contains(id))
          .ifPresent(id -> since.putIfAbsent(id, Situation.at(f)));
    Instant unnamed = Posting.takenUnnamed(file);
    for (CaseRecord f : file.gateFacts(GateKind.OBJECTION_RAISED)) {
      // no POSTING: of the own window
      boolean own = f.ref("subject").isEmpty() && !named.contains(f.id());
      boolean before = !Situation.at(f).isAfter(unnamed) && !complaints.contains(f.id());
      if (own || before) since.putIfAbsent(f.id(), Situation.at(f));
    }
    return since;
  }

  /// Those a complaint took up: it is named, or, before complaints were named, was recorded in the
  /// same moment by the same person.
  private static Set<UUID> answeredAsComplaints(CaseFile file) {
    return complaints(
        file,
        f ->
            Texts.uuid(f.text("value")).isPresent()
                || file.gateFacts(GateKind.COMPLAINT_OPENED).stream()
                    .anyMatch(c -> together(c, f)));
  }

  private static Set<UUID> complaints(CaseFile file, Predicate<CaseRecord> which) {
    var all = new HashSet<UUID>();
    file.gateFacts(GateKind.OBJECTION_TAKEN).stream()
        .filter(which)
        .forEach(f -> f.ref("subject").ifPresent(all::add));
    return all;
  }

  private static boolean together(CaseRecord one, CaseRecord other) {
    return one.text("by").equals(other.text("by"))
        && Duration.between(Situation.at(one), Situation.at(other)).abs().compareTo(ONE_OP) <= 0;
  }

  private static Optional<CaseRecord> settled(CaseFile file, CaseRecord raised, Instant since) {
    List<CaseRecord> answers =
        file.gateFacts(GateKind.OBJECTION_SETTLED).stream().filter(Objections::isAnswer).toList();
    return answers.stream()
        .filter(f -> f.text("subject").equals(raised.id().toString()))
        .findFirst()
        .or(() ->
            answers.stream()
                .filter(f -> f.text("subject").isEmpty())
                .filter(f -> !since.isAfter(until(file, f)))
                .findFirst());
  }

  /// When an answer that names none was given: with its act, which may take up others a moment
  /// after the answer; the act that is being judged is the last.
  private static Instant until(CaseFile file, CaseRecord settled) {
    Instant at = Situation.at(settled);
    return file.events().stream()
        .filter(e -> e.text("act").equals(Act.SETTLE.name()))
        .map(Situation::at)
        .filter(e -> !e.isBefore(at))
        .findFirst()
        .orElse(Instant.MAX);
  }

  private static boolean isAnswer(CaseRecord settled) {
    return !settled.text("reason").isBlank();
  }
}
