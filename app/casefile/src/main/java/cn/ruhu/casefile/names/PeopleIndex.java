package cn.ruhu.casefile.names;

import cn.ruhu.casefile.names.Segment.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds people and households in memory by whatever one remembers: characters of a name, its
/// pinyin typed whole, in part or as initials (`wangfang`, `wangf`, `wf`), a surname's own reading,
/// a code point (`U+20164`), other characters of the same sound, an identity number or its end or
/// beginning, a telephone's end, a piece of an application's number or of a place.
///
/// Most rows lie in arrays that never change ([Segment], some 150 bytes a person, a million people
/// in less than 250 MB); what changed since lies beside them and is looked at one by one until
/// [#compact] takes it in. Nothing of it ever touches the disk.
///
/// Thread-safe. A search sees each change either whole or not at all; [#compact] holds nobody up.
public final class PeopleIndex {
  /// Changes that are looked at one by one before [#crowded] asks for a [#compact].
  private static final int BESIDE_MAX = 4096;

  /// One person of a household.
  ///
  /// @param name as stored
  /// @param idNumber as stored, `""` for none
  /// @param phone as stored, `""` for none
  public record Person(UUID id, UUID household, String name, String idNumber, String phone) {
    /// Without anything of the person.
    @Override
    public String toString() {
      return "Person[" + id + "]";
    }
  }

  /// What people are grouped by.
  ///
  /// @param number the application's, `""` for none
  /// @param place address and community, `""` for none
  public record Household(UUID id, String number, String phone, String place) {
    /// Without anything of the household.
    @Override
    public String toString() {
      return "Household[" + id + "]";
    }
  }

  /// One answer.
  ///
  /// @param person null when the household itself answers
  public record Hit(UUID household, @Nullable UUID person, Match match) {}

  private record Beside(Person person, String folded, String full, Spelling spelling) {
    static Beside of(Person p) {
      String folded = NameText.searchForm(p.name());
      return new Beside(p, folded, Pinyin.of(folded).full(), Spelling.of(folded));
    }
  }

  private record Ranked(Hit hit, String full, String name) {}

  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparing((Ranked r) -> r.hit().match())
          .thenComparing(Ranked::full)
          .thenComparing(Ranked::name);

  private Segment segment;
  private BitSet gone = new BitSet();
  private BitSet goneHomes = new BitSet();
  private final Map<UUID, Beside> people = new HashMap<>();
  private final Map<UUID, Household> homes = new HashMap<>();

  /// ids changed since new arrays are being made; null while none are
  private @Nullable Set<UUID> since;

  /// An empty index.
  public PeopleIndex() {
    segment = new Segment.Builder().build();
  }

  /// Takes in very many at once in place of what was here. Reads and builds outside the lock;
  /// changes that are put or removed meanwhile win over what is read.
  ///
  /// @param households read once, after changes are noted
  /// @param persons read once, after the households
  public void fill(Iterable<Household> households, Iterable<Person> persons) {
    var changed = new HashSet<UUID>();
    synchronized (this) {
      since = changed;
    }
    var builder = new Segment.Builder();
    households.forEach(builder::add);
    persons.forEach(builder::add);
    swap(builder.build(), changed);
  }

  /// Adds a person or replaces what was known of them.
  public synchronized void put(Person person) {
    leave(person.id());
    people.put(person.id(), Beside.of(person));
  }

  /// Adds a household or replaces what was known of it; its people stay.
  public synchronized void put(Household household) {
    leave(household.id());
    homes.put(
        household.id(),
        new Household(
            household.id(),
            household.number(),
            household.phone(),
            NameText.searchForm(household.place())));
  }

  /// Forgets a person or a household; people of a forgotten household stay until they are forgotten
  /// themselves.
  public synchronized void remove(UUID id) {
    leave(id);
  }

  private void leave(UUID id) {
    people.remove(id);
    homes.remove(id);
    int row = segment.personRow(id);
    if (row >= 0) gone.set(row);
    int home = segment.householdRow(id);
    if (home >= 0) goneHomes.set(home);
    if (since != null) since.add(id);
  }

  /// People held.
  public synchronized int size() {
    return segment.people() - gone.cardinality() + people.size();
  }

  /// Whether so much changed that [#compact] should run soon, in the background.
  public synchronized boolean crowded() {
    return since == null && people.size() + homes.size() > BESIDE_MAX;
  }

  /// Takes changes into the arrays. Slow (seconds for a million people), to be run in the
  /// background; searches and changes go on meanwhile. A second one at a time does nothing.
  public void compact() {
    Segment old;
    BitSet without;
    BitSet withoutHomes;
    List<Beside> morePeople;
    List<Household> moreHomes;
    var changed = new HashSet<UUID>();
    synchronized (this) {
      if (since != null) return;
      since = changed;
      old = segment;
      without = (BitSet) gone.clone();
      withoutHomes = (BitSet) goneHomes.clone();
      morePeople = List.copyOf(people.values());
      moreHomes = List.copyOf(homes.values());
    }
    var builder = new Segment.Builder();
    moreHomes.forEach(builder::add);
    for (int row = 0; row < old.households(); row++)
      if (!withoutHomes.get(row)) builder.add(old.household(row));
    for (int row = 0; row < old.people(); row++)
      if (!without.get(row)) builder.add(old.person(row));
    morePeople.forEach(b -> builder.add(b.person()));
    swap(builder.build(), changed);
  }

  /// @param changed while the new arrays were made
  @SuppressWarnings("ReferenceEquality") // whether it is still this one that runs
  private synchronized void swap(Segment fresh, Set<UUID> changed) {
    if (since != changed) return; // filled anew meanwhile
    since = null;
    segment = fresh;
    gone = new BitSet();
    goneHomes = new BitSet();
    people.keySet().retainAll(changed);
    homes.keySet().retainAll(changed);
    for (UUID id : changed) {
      int row = fresh.personRow(id);
      if (row >= 0) gone.set(row);
      int home = fresh.householdRow(id);
      if (home >= 0) goneHomes.set(home);
    }
  }

  /// People with exactly this identity number. Microseconds.
  ///
  /// @param number 18 places; any other kind of number as stored
  public synchronized List<Hit> exact(String number) {
    var hits = new ArrayList<Hit>();
    if (number.isEmpty()) return hits;
    segment.exact(
        number,
        row -> {
          if (!gone.get(row.row())) hits.add(ranked(row).hit());
        });
    for (Beside b : people.values())
      if (b.person().idNumber().equals(number))
        hits.add(new Hit(b.person().household(), b.person().id(), Match.NUMBER));
    return hits;
  }

  /// What answers, best first: by [Match], then by reading, then by name; each person and each
  /// household once. The empty text finds nothing.
  ///
  /// @param limit most hits wanted; of very many of one [Match] not all are put in order
  public synchronized List<Hit> search(String typed, int limit) {
    Query query = Query.of(typed);
    if (query.isEmpty() || limit <= 0) return List.of();
    var found = new ArrayList<Ranked>();
    for (Row row : segment.search(query, limit, gone, goneHomes)) found.add(ranked(row));
    for (Beside b : people.values()) {
      Match match = match(b, query);
      if (match != null)
        found.add(
            new Ranked(
                new Hit(b.person().household(), b.person().id(), match), b.full(), b.folded()));
    }
    for (Household h : homes.values()) {
      Match match = match(h, query);
      if (match != null) found.add(new Ranked(new Hit(h.id(), null, match), "", ""));
    }
    return found.stream().sorted(BEST_FIRST).limit(limit).map(Ranked::hit).toList();
  }

  private Ranked ranked(Row row) {
    if (!row.person())
      return new Ranked(new Hit(segment.household(row.row()).id(), null, row.match()), "", "");
    Person p = segment.person(row.row());
    return new Ranked(
        new Hit(p.household(), p.id(), row.match()), Pinyin.of(p.name()).full(), p.name());
  }

  private static @Nullable Match match(Beside b, Query q) {
    if (b.folded().equals(q.folded())) return Match.WHOLE;
    if (b.folded().startsWith(q.folded())) return Match.BEGINS;
    String letters = q.letters();
    if (!letters.isEmpty() && b.spelling().reads(letters)) return Match.READING;
    if (!letters.isEmpty() && b.spelling().begins(letters, 0)) return Match.SPELLED;
    if (b.folded().contains(q.folded())) return Match.HOLDS;
    if (!letters.isEmpty() && b.spelling().beginsFurtherIn(letters)) return Match.GIVEN;
    if (b.spelling().sounds(q.sounds())) return Match.SOUNDS;
    String typed = q.digits();
    String number = b.person().idNumber();
    if (typed.isEmpty()) return null;
    if (number.equals(typed)) return Match.NUMBER;
    if (number.endsWith(typed)) return Match.NUMBER_ENDS;
    boolean resident = Digits.id(number) >= 0;
    if (resident && typed.length() >= Digits.BEGINS_MIN && number.startsWith(typed))
      return Match.NUMBER_BEGINS;
    return Digits.phoneEnds(Digits.phone(b.person().phone()), typed) ? Match.PHONE : null;
  }

  private static @Nullable Match match(Household h, Query q) {
    String typed = q.digits();
    if (!typed.isEmpty()) {
      if (Digits.phoneEnds(Digits.phone(h.phone()), typed)) return Match.PHONE;
      if (h.number().contains(typed)) return Match.CASE;
    }
    return q.isPlace() && h.place().contains(q.folded()) ? Match.PLACE : null;
  }
}
