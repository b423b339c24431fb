package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Commitment;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Lots;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

  private static final String COMMITTED = "committed";
  private static final String BARRED = "barred:";

  /// A batch, then at least who could have been chosen.
  private static final Pattern CHOSEN =
      Pattern.compile("[^\n/]*/\\d{4}-\\d{2}\n.*", Pattern.DOTALL);

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

  /// What a draw with a commitment says instead of a reason: the source of the public number, and
  /// on a line of its own what makes the seed.
  static String revealed(String source, String hash, Commitment commitment, String number) {
    return source + "\n" + String.join("\t", COMMITTED, hash, commitment.secret(), number);
  }

  /// Why it was drawn by hand, or where the public number came from.
  String words() {
    return reason.lines().findFirst().orElse("");
  }

  /// What was committed to and revealed; empty for a seed named in public.
  Optional<PublishedDraw.Revealed> revealed() {
    String last = reason.lines().skip(1).findFirst().orElse("");
    String[] parts = last.split("\t", -1);
    return parts.length == 4 && parts[0].equals(COMMITTED)
        ? Optional.of(new PublishedDraw.Revealed(parts[1], parts[2], parts[3]))
        : Optional.empty();
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
            cases.stream().filter(lots::contains).collect(Collectors.toSet())));
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

  /// Who checks what, by case, as it was drawn with this draw; nothing where nobody was.
  Map<UUID, List<UUID>> inspectors(Desk desk) {
    var map = new LinkedHashMap<UUID, List<UUID>>();
    for (UUID c : checked()) assigned(desk, c).ifPresent(f -> map.put(c, people(f)));
    return map;
  }

  private List<UUID> checked() {
    var all = new ArrayList<>(again().byLot());
    cases.stream().filter(forced::contains).forEach(all::add);
    return all;
  }

  private Optional<CaseRecord> assigned(Desk desk, UUID c) {
    return desk.caseFile(c).gateFacts(GateKind.INSPECTORS_DRAWN).stream()
        .filter(f -> f.text("reason").startsWith(batch + "\n"))
        .reduce((_, later) -> later);
  }

  private static List<UUID> people(CaseRecord fact) {
    return java.util.Arrays.stream(fact.text("value").split(",", -1))
        .filter(p -> p.length() == 36)
        .map(UUID::fromString)
        .toList();
  }

  /// What the fact of who checks a case says of how they were chosen: the batch, everybody of the
  /// district who inspects, and who might not go, each on a line.
  static String chosen(String batch, List<String> pool, Set<String> barred) {
    return String.join(
        "\n",
        batch,
        String.join(",", pool),
        BARRED + barred.stream().sorted().collect(Collectors.joining(",")));
  }

  /// Whether a fact says so, and not a person why another was named.
  static boolean isChosen(CaseRecord fact) {
    return fact.text("kind").equals(GateKind.INSPECTORS_DRAWN.name())
        && CHOSEN.matcher(fact.text("reason")).matches();
  }

  /// Who might not check a case as it was when it was drawn: what came into it later changes
  /// nothing of a draw. Facts of before do not say it; there its visits of before the draw do.
  private Lots.Visited visited(Desk desk, UUID c, Optional<CaseRecord> fact) {
    Lots.Visited now = DrawWork.visited(desk, c, at);
    return fact.flatMap(f -> f.text("reason").lines().skip(2).findFirst())
        .filter(l -> l.startsWith(BARRED))
        .map(l -> List.of(l.substring(BARRED.length()).split(",", -1)))
        .map(ids -> ids.stream().filter(p -> !p.isEmpty()).collect(Collectors.toSet()))
        .map(barred -> new Lots.Visited(now.id(), now.street(), now.agency(), barred))
        .orElse(now);
  }

  private Optional<PublishedDraw.Inspecting> inspecting(Desk desk) {
    var assigned = new LinkedHashMap<String, List<String>>();
    var visited = new LinkedHashMap<String, PublishedDraw.Visited>();
    String pool = "";
    for (UUID c : checked()) {
      Optional<CaseRecord> fact = assigned(desk, c);
      List<UUID> people = fact.map(Drawn::people).orElse(List.of());
      assigned.put(c.toString(), people.stream().map(UUID::toString).toList());
      pool = fact.map(f -> f.text("reason").lines().skip(1).findFirst().orElse("")).orElse(pool);
      Lots.Visited v = visited(desk, c, fact);
      visited.put(
          c.toString(),
          new PublishedDraw.Visited(v.agency(), v.barred().stream().sorted().toList()));
    }
    if (pool.isEmpty()) return Optional.empty();
    return Optional.of(
        new PublishedDraw.Inspecting(
            List.of(pool.split(",", -1)), visited, street(), DrawWork.EACH, assigned));
  }

  /// The file anybody can check the draw by.
  String published(Desk desk) {
    Draw again = again();
    return new PublishedDraw(
            batch,
            cases.stream().map(UUID::toString).toList(),
            population,
            seed,
            again.quota(),
            cases.stream().filter(forced::contains).map(UUID::toString).toList(),
            again.byLot().stream().map(UUID::toString).toList(),
            revealed(),
            inspecting(desk))
        .json();
  }

  /// The first commitment to a list as a case carries it.
  static Optional<CaseRecord> committed(CaseFile file, String population) {
    return file.gateFacts(GateKind.DRAW_COMMITTED).stream()
        .filter(f -> f.text("subject").equals(population))
        .findFirst();
  }

  /// Whether a case carries this commitment as the first one to its list.
  ///
  /// @param until it was published no later
  static boolean binds(CaseFile file, String population, String hash, Instant until) {
    return committed(file, population)
        .filter(f -> f.text("reason").lines().findFirst().filter(hash::equals).isPresent())
        .flatMap(f -> CaseFile.instant(f, "at"))
        .filter(published -> !published.isAfter(until))
        .isPresent();
  }

  /// Done again it gives the same list and the same cases, and what was revealed had been committed
  /// to in every one of them before.
  boolean holds(Desk desk) {
    Draw again = again();
    boolean committed =
        revealed()
            .map(r ->
                Lots.sha256(r.secret()).equals(r.commitment())
                    && seed.equals(r.secret() + r.number())
                    && cases.stream()
                        .allMatch(c -> binds(desk.caseFile(c), population, r.commitment(), at)))
            .orElse(true);
    return committed
        && again.population().equals(population)
        && Set.copyOf(again.byLot()).equals(lot);
  }
}
