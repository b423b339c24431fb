package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.wire.PublishedDraw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A draw as it stands in the cases of its batch, enough to do it again (DOMAIN §6.3).
///
/// @param batch street and month, `110108007/2018-03`
/// @param seed words named in public
/// @param population SHA-256 of the frozen list
/// @param reason why it was drawn by hand
/// @param cases the frozen list
/// @param forced checked whatever the lot says
/// @param lot drawn by lot
record Drawn(
    String batch,
    String seed,
    String population,
    String reason,
    Instant at,
    Optional<UUID> by,
    List<UUID> cases,
    Set<UUID> forced,
    Set<UUID> lot) {
  private static final String SEPARATOR = " \u00b7 ";
  private static final Pattern WORDS =
      Pattern.compile("(.*)" + SEPARATOR + "([0-9a-f]{64})" + SEPARATOR + "(.*)", Pattern.DOTALL);

  /// Subject of the fact of a case that is checked anyway.
  static final String FORCED = "FORCED";

  Drawn {
    cases = List.copyOf(cases);
    forced = Set.copyOf(forced);
    lot = Set.copyOf(lot);
  }

  /// What the facts of a draw say of how it was made.
  static String words(String seed, String population, String reason) {
    return String.join(SEPARATOR, seed, population, reason);
  }

  /// The draws this desk knows of, newest first.
  static List<Drawn> all(Desk desk) {
    record Key(String batch, String words) {}
    var done = new LinkedHashMap<Key, List<CaseRecord>>();
    var lots = new HashMap<Key, Set<UUID>>(); // of this draw: a case may have been in another
    for (CaseRecord f : desk.store().all(RecordType.GATE_FACT)) {
      var key = new Key(f.text("value"), f.text("reason"));
      if (f.text("kind").equals(GateKind.DRAWN.name()))
        f.ref("application").ifPresent(c -> lots.computeIfAbsent(key, _ -> new HashSet<>()).add(c));
      if (f.text("kind").equals(GateKind.DRAW_DONE.name()))
        done.computeIfAbsent(key, _ -> new ArrayList<>()).add(f);
    }
    return done.entrySet().stream()
        .flatMap(e -> of(e.getValue(), lots.getOrDefault(e.getKey(), Set.of())).stream())
        .sorted(Comparator.comparing(Drawn::at).reversed())
        .toList();
  }

  private static Optional<Drawn> of(List<CaseRecord> facts, Set<UUID> lots) {
    CaseRecord first = facts.getFirst();
    Matcher words = WORDS.matcher(first.text("reason"));
    if (!words.matches()) return Optional.empty();
    var cases = new ArrayList<UUID>();
    var forced = new HashSet<UUID>();
    for (CaseRecord f : facts)
      f.ref("application")
          .ifPresent(c -> {
            cases.add(c);
            if (f.text("subject").equals(FORCED)) forced.add(c);
          });
    return Optional.of(
        new Drawn(
            first.text("value"),
            words.group(1),
            words.group(2),
            words.group(3),
            CaseFile.instant(first, "at").orElse(Instant.MIN),
            first.ref("by"),
            cases.stream().sorted(Comparator.comparing(UUID::toString)).toList(),
            forced,
            cases.stream().filter(lots::contains).collect(java.util.stream.Collectors.toSet())));
  }

  String street() {
    return street(batch);
  }

  String month() {
    return month(batch);
  }

  /// Street of a batch by its name.
  static String street(String batch) {
    return batch.substring(0, Math.max(0, batch.indexOf('/')));
  }

  /// Month of a batch by its name.
  static String month(String batch) {
    return batch.substring(batch.indexOf('/') + 1);
  }

  /// The draw done again from list and seed.
  Draw again() {
    return Draw.of(cases, forced, seed);
  }

  /// The file anybody can check the draw by.
  String published() {
    Draw again = again();
    return new PublishedDraw(
            batch,
            cases.stream().map(UUID::toString).toList(),
            population,
            seed,
            again.quota(),
            cases.stream().filter(forced::contains).map(UUID::toString).toList(),
            again.byLot().stream().map(UUID::toString).toList())
        .json();
  }

  /// Done again it gives the same list and the same cases.
  boolean holds() {
    Draw again = again();
    return again.population().equals(population) && Set.copyOf(again.byLot()).equals(lot);
  }
}
