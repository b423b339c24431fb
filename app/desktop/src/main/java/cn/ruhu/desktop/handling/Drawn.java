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
import java.util.stream.Stream;

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
  private static final String AGENCY = "agency:";
  private static final String FORCED_LIST = "forced:";
  private static final String BELONGS = "/";

  /// A batch, then at least who could have been chosen.
  private static final Pattern CHOSEN =
      Pattern.compile("[^\n/]*/\\d{4}-\\d{2}\n.*", Pattern.DOTALL);

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

  /// What a commitment says: the hash of the secret, the source of the public number, the hash of
  /// the list of forced cases, each on a line.
  static String committing(Frozen frozen) {
    String words = frozen.commitment().hash() + "\n" + frozen.source();
    return frozen.forcedPopulation().map(h -> words + "\n" + FORCED_LIST + h).orElse(words);
  }

  /// Hash of the forced cases as it was committed to; empty where it was not.
  private static Optional<String> forcedPopulation(CaseFile file, String population) {
    return committed(file, population)
        .flatMap(f -> f.text("reason").lines().filter(l -> l.startsWith(FORCED_LIST)).findFirst())
        .map(l -> l.substring(FORCED_LIST.length()));
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
        ? Optional.of(new PublishedDraw.Revealed(parts[1], parts[2], parts[3], ""))
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
            if (f.text("subject").equals(Draw.FORCED)) forced.add(c);
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
  /// district who inspects with their street and agency, who might not go, and the agency that
  /// visited first, each on a line.
  static String chosen(String batch, List<Lots.Inspector> pool, Lots.Visited visited) {
    return String.join(
        "\n",
        batch,
        pool.stream().map(Drawn::written).collect(Collectors.joining(",")),
        BARRED + visited.barred().stream().sorted().collect(Collectors.joining(",")),
        AGENCY + visited.agency());
  }

  private static String written(Lots.Inspector i) {
    boolean nowhere = i.street().isEmpty() && i.agency().isEmpty();
    return nowhere ? i.id() : String.join(BELONGS, i.id(), i.street(), i.agency());
  }

  /// Facts of before name people alone.
  private static PublishedDraw.Inspector read(String written) {
    String[] parts = written.split(BELONGS, -1);
    return parts.length == 3
        ? new PublishedDraw.Inspector(parts[0], parts[1], parts[2])
        : new PublishedDraw.Inspector(written, "", "");
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
        .map(barred -> new Lots.Visited(now.id(), now.street(), agency(fact, now), barred))
        .orElse(now);
  }

  /// The agency of the first visit as it was when it was drawn; facts of before do not say it.
  private static String agency(Optional<CaseRecord> fact, Lots.Visited now) {
    return fact.flatMap(f -> f.text("reason").lines().skip(3).findFirst())
        .filter(l -> l.startsWith(AGENCY))
        .map(l -> l.substring(AGENCY.length()))
        .orElse(now.agency());
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
            Stream.of(pool.split(",", -1)).map(Drawn::read).toList(),
            visited,
            street(),
            DrawWork.EACH,
            assigned));
  }

  /// With the hash of the forced cases as every case of the list carries it.
  private PublishedDraw.Revealed committed(Desk desk, PublishedDraw.Revealed r) {
    String forced = forcedPopulation(desk.caseFile(cases.getFirst()), population).orElse("");
    return new PublishedDraw.Revealed(r.commitment(), r.secret(), r.number(), forced);
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
            revealed().map(r -> committed(desk, r)),
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

  /// The forced cases are those that were committed to.
  private boolean sameForced(CaseFile file) {
    return forcedPopulation(file, population).map(Draw.population(forced)::equals).orElse(true);
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
                        .map(desk::caseFile)
                        .allMatch(c -> binds(c, population, r.commitment(), at) && sameForced(c)))
            .orElse(true);
    return committed
        && again.population().equals(population)
        && Set.copyOf(again.byLot()).equals(lot);
  }
}
