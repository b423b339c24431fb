package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Commitment;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Lots;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a draw writes (DOMAIN §6.3): the frozen list with its commitment first, then, with the
/// public number, the cases and who checks them, all in one op. Called off the window's thread.
final class DrawWork {
  /// People who check a case.
  static final int EACH = 2;

  private final Desk desk;

  DrawWork(Desk desk) {
    this.desk = desk;
  }

  private static String key(String batch) {
    return "draw-frozen:" + batch;
  }

  /// The list of this batch that waits for its public number; empty when none was frozen here, its
  /// commitment is not the one that was published first, or one of its cases was drawn or left
  /// meanwhile.
  Optional<Frozen> frozen(String batch) throws StoreException {
    Optional<Frozen> kept = desk.store().drafts().get(key(batch)).flatMap(Frozen::read);
    return kept.filter(f -> f.cases().stream().allMatch(c -> waits(desk.caseFile(c), f)));
  }

  private static boolean waits(CaseFile file, Frozen frozen) {
    String hash = frozen.commitment().hash();
    return Draw.awaits(file) && Drawn.binds(file, frozen.population(), hash, Instant.MAX);
  }

  /// Freezes the list and publishes the commitment. One list is committed to once: whoever could
  /// choose among two secrets could choose the result.
  ///
  /// @param source which public number will be taken, one that is not known yet
  /// @return empty when this list was committed to before, here or on another machine: nothing was
  ///   written
  Optional<Frozen> freeze(Batch batch, String source) throws StoreException {
    String population = batch.population();
    boolean before =
        batch.cases().stream()
            .allMatch(c -> Drawn.committed(desk.caseFile(c), population).isPresent());
    if (before || frozen(batch.name()).isPresent()) return Optional.empty();
    // two ids of this machine hold 148 bits of its secure randomness
    String secret = (desk.newId().toString() + desk.newId()).replace("-", "");
    var frozen =
        new Frozen(
            new Commitment(secret), source, batch.cases(), Optional.of(forced(batch.cases())));
    desk.store().drafts().put(key(batch.name()), frozen.write()); // first: without it no draw
    var changes = new ArrayList<RecordChange>();
    for (UUID id : frozen.cases())
      changes.add(
          RecordChange.create(
              fact(id, GateKind.DRAW_COMMITTED, batch.name())
                  .with("subject", frozen.population())
                  .with("reason", Drawn.committing(frozen))));
    desk.save("save", source, true, changes); // what it does not publish nobody draws by
    return Optional.of(frozen);
  }

  /// Draws the frozen list by its secret and the public number.
  ///
  /// @return empty as of [#draw]
  Optional<Draw> reveal(Batch batch, Frozen frozen, String number) throws StoreException {
    Set<UUID> forced = frozen.forced().orElseGet(() -> forced(frozen.cases()));
    var list =
        new Batch(
            batch.street(), batch.month(), frozen.cases(), forced, batch.due(), batch.daysLeft());
    String words =
        Drawn.revealed(frozen.source(), frozen.commitment().hash(), frozen.commitment(), number);
    boolean there = frozen.cases().stream().map(desk::caseFile).allMatch(Draw::awaits);
    if (!there) return Optional.empty();
    Draw drawn = write(list, frozen.commitment().seed(number), words);
    desk.store().drafts().remove(key(batch.name()));
    return Optional.of(drawn);
  }

  /// Those checked whatever the lot says, as the cases are now.
  private Set<UUID> forced(List<UUID> cases) {
    var all = new HashSet<UUID>();
    for (UUID id : cases) if (Draw.forced(desk.caseFile(id), desk.today())) all.add(id);
    return all;
  }

  /// The draw over a batch, written into each of its cases at once, with who checks those it falls
  /// on.
  ///
  /// @param reason why it is drawn by hand (C5), or what was revealed
  /// @return the draw, empty when a case of the list is not any more what was shown (its stage, a
  ///   draw it was in, whether it is checked anyway): nothing was written. A case that joined the
  ///   month meanwhile is drawn with the next batch
  Optional<Draw> draw(Batch batch, String seed, String reason) throws StoreException {
    for (UUID id : batch.cases()) {
      CaseFile file = desk.caseFile(id);
      boolean forced = Draw.forced(file, desk.today());
      if (!Draw.awaits(file) || forced != batch.forced().contains(id)) return Optional.empty();
    }
    return Optional.of(write(batch, seed, reason));
  }

  private Draw write(Batch batch, String seed, String reason) throws StoreException {
    Draw draw = Draw.of(batch.cases(), batch.forced(), seed);
    var changes = new ArrayList<RecordChange>();
    String words = Drawn.words(seed, draw.population(), reason);
    for (UUID id : batch.cases()) {
      CaseRecord done = fact(id, GateKind.DRAW_DONE, batch.name()).with("reason", words);
      changes.add(
          RecordChange.create(
              draw.forced().contains(id) ? done.with("subject", Draw.FORCED) : done));
      if (draw.byLot().contains(id))
        changes.add(
            RecordChange.create(fact(id, GateKind.DRAWN, batch.name()).with("reason", words)));
    }
    List<Lots.Inspector> pool = pool();
    List<Lots.Visited> checked = checked(draw);
    Map<String, List<String>> inspectors = Lots.inspectors(checked, pool, EACH, seed);
    for (Lots.Visited v : checked) {
      List<String> people = inspectors.getOrDefault(v.id(), List.of());
      if (people.isEmpty()) continue;
      changes.add(
          RecordChange.create(
              fact(UUID.fromString(v.id()), GateKind.INSPECTORS_DRAWN, "")
                  .with("value", String.join(",", people))
                  .with("reason", Drawn.chosen(batch.name(), pool, v))));
    }
    desk.save("save", reason, true, changes);
    return draw;
  }

  /// Everybody of the district who inspects, by id, with where they belong: whoever came from a
  /// street or an agency checks no case of it (DOMAIN §6.3).
  private List<Lots.Inspector> pool() {
    return desk.staff(Role.DISTRICT_INSPECTOR).stream()
        .map(s -> new Lots.Inspector(s.id().toString(), s.text("street"), s.text("agency")))
        .sorted(Comparator.comparing(Lots.Inspector::id))
        .toList();
  }

  private List<Lots.Visited> checked(Draw draw) {
    var checked = new ArrayList<Lots.Visited>();
    draw.byLot().forEach(c -> checked.add(visited(desk, c, desk.now())));
    draw.forced().forEach(c -> checked.add(visited(desk, c, desk.now())));
    return checked;
  }

  /// A case as the choice of inspectors sees it: its first pair, and whoever bears the name of a
  /// relative the household declared, may not go. Who only checked it is none of its pair.
  ///
  /// @param until visits that ended later are left out
  static Lots.Visited visited(Desk desk, UUID id, Instant until) {
    CaseFile file = desk.caseFile(id);
    var barred = new HashSet<String>();
    String agency = "";
    for (CaseRecord v : file.visits()) {
      boolean later = CaseFile.instant(v, "finishedAt").filter(until::isBefore).isPresent();
      if (later || v.text("purpose").equals("SPOT_CHECK")) continue;
      for (String f : List.of("investigatorA", "investigatorB"))
        v.ref(f).map(UUID::toString).ifPresent(barred::add);
    }
    for (CaseRecord a : file.assignments()) agency = a.get("agency").orElse(agency);
    Set<String> relatives = new HashSet<>();
    file.all(RecordType.RELATIVE).forEach(r -> relatives.add(r.text("name")));
    for (CaseRecord s : desk.staff(Role.DISTRICT_INSPECTOR))
      if (relatives.contains(s.text("name"))) barred.add(s.id().toString());
    String street = file.application().map(a -> a.text("street")).orElse("");
    return new Lots.Visited(id.toString(), street, agency, barred);
  }

  private CaseRecord fact(UUID id, GateKind kind, String batch) {
    CaseRecord a = desk.caseFile(id).application().orElseThrow();
    return CaseRecord.of(RecordType.GATE_FACT, desk.newId(), a.scope(), a.id(), Map.of())
        .with("application", a.id().toString())
        .with("kind", kind.name())
        .with("value", batch)
        .with("by", desk.actor().staff().toString())
        .with("at", desk.now().toString());
  }
}
