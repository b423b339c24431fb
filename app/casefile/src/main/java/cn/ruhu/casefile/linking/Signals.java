package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a linked row of the registry means for a household in receipt (Policy §14: whoever does not
/// qualify any more leaves): a task for its street, never an act. Stateless and thread-safe.
public final class Signals {
  /// benefits of the table `benefit` that are aid for a household's living: one shuts out the other
  private static final Set<String> LIVING = Set.of("01", "02", "03", "04");

  /// the benefit each scheme grants itself
  private static final Map<String, String> OWN =
      Map.of("DB", "01", "TK", "02", "DS", "03", "SN", "04");

  private static final Set<String> IN_RECEIPT =
      Set.of(
          Stage.APPROVED.name(),
          Stage.IN_BENEFIT.name(),
          Stage.REVIEW_DUE.name(),
          Stage.REVIEWING.name(),
          Stage.GRADUAL_EXIT.name());

  private Signals() {}

  /// Something to look at.
  ///
  /// @param detail what tells two signals of a kind apart: the benefit's code, else the day
  /// @param since day it began, `""` when unknown
  /// @param amountFen a month, `""` when unknown
  public record Signal(
      UUID person, SignalKind kind, String detail, String since, String amountFen) {}

  /// Id of a signal: the same as often as it is found.
  public static UUID id(UUID person, SignalKind kind, String detail) {
    return UUID.nameUUIDFromBytes(
        ("signal/" + person + "/" + kind + "/" + detail).getBytes(StandardCharsets.UTF_8));
  }

  /// Whether a household at this stage receives aid: only then there is something to end.
  public static boolean receives(String stage) {
    return IN_RECEIPT.contains(stage);
  }

  /// What the links that count, and the registry column, say of the people of a case; nothing for
  /// one that is not in receipt.
  ///
  /// @param file with the district's STANDARD records, by which income is judged
  /// @param today a benefit that ended before says nothing
  public static List<Signal> of(CaseFile file, LocalDate today) {
    boolean receives = file.application().filter(a -> receives(a.text("stage"))).isPresent();
    if (!receives) return List.of();
    var found = new ArrayList<Signal>();
    Set<String> own = own(file);
    for (CaseRecord link : Links.standing(file)) {
      Optional<UUID> person = link.ref("person");
      if (person.isEmpty() || link.is("gone")) continue;
      String died = link.text("died");
      if (!died.isEmpty()) found.add(new Signal(person.get(), SignalKind.DEATH, died, died, ""));
      for (LinkedBenefit b : LinkedBenefit.read(link.text("benefits")))
        if (b.runs(today.toString()) && LIVING.contains(b.code()) && !own.contains(b.code()))
          found.add(
              new Signal(person.get(), SignalKind.BENEFIT, b.code(), b.since(), b.monthlyFen()));
    }
    income(file, today).ifPresent(found::add);
    return found.stream().distinct().toList();
  }

  private static Set<String> own(CaseFile file) {
    var own = new HashSet<String>();
    for (String scheme : file.judgedSchemes()) {
      String benefit = OWN.get(scheme);
      if (benefit != null) own.add(benefit);
    }
    return own;
  }

  /// What the city found as income of all, a person a month, not below the standard any more.
  private static Optional<Signal> income(CaseFile file, LocalDate today) {
    boolean asked = file.items("INCOME").stream().anyMatch(i -> i.get("registry").isPresent());
    Optional<UUID> applicant = file.applicant().map(CaseRecord::id);
    if (!asked || applicant.isEmpty()) return Optional.empty();
    Standards.Day day = Standards.builtIn().with(file.all(RecordType.STANDARD)).at(today);
    Income found = Income.of(file, Column.REGISTRY);
    Optional<Ratio> each = found.perCapitaMonthly();
    boolean above =
        file.judgedSchemes().stream()
            .flatMap(s -> day.of(s).stream())
            .flatMap(f -> f.amountIfKnown().stream())
            .max(Comparator.comparingLong(Fen::value))
            .filter(standard -> !found.below(standard))
            .isPresent();
    if (!above || each.isEmpty()) return Optional.empty();
    String fen =
        Fen.parse(each.get().fenAsYuan()) instanceof Fen.Valid(Fen amount)
            ? Long.toString(amount.value())
            : "0";
    return Optional.of(new Signal(applicant.get(), SignalKind.INCOME, fen, "", fen));
  }

  /// Whether the author may leave a signal so: the street's reviewer, in the own name, and what
  /// ends it has a reason.
  public static boolean allows(Actor actor, CaseRecord after) {
    if (actor.role() == Role.SYSTEM) return true;
    Optional<SignalState> state = SignalState.of(after);
    boolean own = after.ref("by").filter(actor.staff()::equals).isPresent();
    boolean timed = CaseFile.instant(after, "at").isPresent();
    if (actor.role() != Role.STREET_REVIEWER || state.isEmpty() || !own || !timed) return false;
    return state.get() == SignalState.OPEN || !after.text("reason").isBlank();
  }
}
