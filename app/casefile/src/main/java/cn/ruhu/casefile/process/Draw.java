package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.RuleSets.ConfirmMode;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The draw of the district's spot check over one batch (Policy §13: not less than 30 %; DOMAIN
/// §6.2, §6.3). The list is frozen and its hash printed, a seed named in public orders it by
/// `SHA-256(seed ‖ case)`, and the first n are drawn; anybody can do it again. Cases that must be
/// checked anyway are checked besides and do not count into the 30 %.
///
/// @param population SHA-256 of the sorted case ids, one a line
/// @param quota cases drawn by lot, ⌈0.30 × size⌉, fewer only when fewer can be drawn
/// @param byLot drawn by lot, in the order of the draw
/// @param forced checked anyway: complaint, filed relative, refused visit, H doubt
public record Draw(String population, int quota, List<UUID> byLot, Set<UUID> forced) {
  /// Subject of the fact of a draw in a case that is checked anyway.
  public static final String FORCED = "FORCED";

  private static final int PERCENT = 30;

  private static final Set<Stage> DECIDED =
      EnumSet.of(Stage.APPROVED, Stage.REJECTED, Stage.IN_BENEFIT);

  public Draw {
    byLot = List.copyOf(byLot);
    forced = Set.copyOf(forced);
  }

  /// Draws. The order in which cases are handed in changes nothing.
  ///
  /// @param seed published words, not blank; the draw itself keeps them as they are
  public static Draw of(Collection<UUID> cases, Set<UUID> forced, String seed) {
    if (seed.isBlank()) throw new IllegalArgumentException("a draw needs a seed");
    List<UUID> frozen = frozen(cases);
    int quota = quota(frozen.size());
    List<String> free =
        frozen.stream().filter(c -> !forced.contains(c)).map(UUID::toString).toList();
    List<UUID> byLot = Lots.order(free, seed).stream().limit(quota).map(UUID::fromString).toList();
    var anyway = new LinkedHashSet<>(frozen);
    anyway.retainAll(forced);
    return new Draw(population(frozen), quota, byLot, anyway);
  }

  /// Cases to draw by lot from a list of this size.
  public static int quota(int size) {
    return Math.ceilDiv(size * PERCENT, 100);
  }

  /// Hash of a list, as it is printed before the draw; no seed changes it.
  public static String population(Collection<UUID> cases) {
    return Lots.population(cases.stream().map(UUID::toString).toList());
  }

  private static List<UUID> frozen(Collection<UUID> cases) {
    return cases.stream().distinct().sorted(Comparator.comparing(UUID::toString)).toList();
  }

  /// Whether a case is reported, or decided by an entrusted street, and was in no draw: only then
  /// may it be drawn, and once.
  public static boolean awaits(CaseFile file) {
    boolean reported = Process.stage(file).filter(s -> s == Stage.REPORTED).isPresent();
    return (reported || afterwards(file)) && file.gateFacts(GateKind.DRAW_DONE).isEmpty();
  }

  /// Whether an entrusted street decided this case: the district checks such cases afterwards,
  /// beside the benefit or the refusal, and nothing waits for it (DOMAIN §0.2 C1).
  public static boolean afterwards(CaseFile file) {
    boolean street =
        file.application()
            .filter(a -> a.text("confirmMode").equals(ConfirmMode.STREET_ENTRUSTED.name()))
            .isPresent();
    return street
        && Process.stage(file).filter(DECIDED::contains).isPresent()
        && file.lastEvent(Act.DECIDE.name()).isPresent();
  }

  /// Whether the district still owes the check of a decided case: it was drawn, or is checked
  /// whatever the lot says. Told from what an inspector sees too, who sees no decision.
  public static boolean checkOwed(CaseFile file) {
    boolean chosen =
        !file.gateFacts(GateKind.DRAWN).isEmpty()
            || file.gateFacts(GateKind.DRAW_DONE).stream()
                .anyMatch(f -> f.text("subject").equals(FORCED));
    return chosen
        && Process.stage(file).filter(DECIDED::contains).isPresent()
        && file.gateFacts(GateKind.SPOT_CHECK_DONE).isEmpty();
  }

  /// What keeps a person from checking a case, whether the check holds it up or comes afterwards:
  /// nobody of the pair that visited first checks it (§6.2), and where people were drawn nobody
  /// else does.
  ///
  /// @param file the case; where its visits are not seen, as on an inspector's machine, only who
  ///   was drawn is known, and the server asks again
  /// @return empty when the person may
  public static List<Hindrance> mayCheck(CaseFile file, UUID staff) {
    if (investigators(file).contains(staff))
      return List.of(Hindrance.of("ORIGINAL_PAIR_MAY_NOT_CHECK", "§6.2"));
    List<String> drawn = inspectors(file);
    return drawn.isEmpty() || drawn.contains(staff.toString())
        ? List.of()
        : List.of(Hindrance.of("INSPECTOR_NOT_DRAWN", "policy §19"));
  }

  /// Everybody who ever investigated a case for its street; who only checked it did not.
  public static Set<UUID> investigators(CaseFile file) {
    var all = new LinkedHashSet<UUID>();
    for (CaseRecord v : file.visits()) {
      if (v.text("purpose").equals("SPOT_CHECK")) continue;
      v.ref("investigatorA").ifPresent(all::add);
      v.ref("investigatorB").ifPresent(all::add);
    }
    return all;
  }

  /// Ids of who checks a case, as they were drawn or named last; empty when nobody was.
  public static List<String> inspectors(CaseFile file) {
    return file.gateFacts(GateKind.INSPECTORS_DRAWN).stream()
        .reduce((_, later) -> later)
        .map(f -> List.of(f.text("value").split(",", -1)))
        .orElse(List.of())
        .stream()
        .filter(p -> !p.isBlank())
        .toList();
  }

  /// Whether a case is checked whatever the lot says.
  public static boolean forced(CaseFile file, LocalDate today) {
    return DecisionGuards.spotCheckForced(
        new Situation(file, Process.stage(file), Act.TAKE, Actor.system(), ActInput.NONE, today));
  }
}
