package cn.ruhu.casefile.names;

import cn.ruhu.casefile.names.PeopleIndex.Household;
import cn.ruhu.casefile.names.PeopleIndex.Person;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Very many people and households, as arrays of numbers and packed text: some 150 bytes a person.
/// Immutable: what is gone is marked in bit sets beside it. Made by a [Builder].
final class Segment {
  /// One row found.
  ///
  /// @param row of a person, or of a household when `person` is false
  record Row(boolean person, int row, Match match) {}

  private final NameTable names;
  private final int[] nameOf;
  private final int[] nameStart;
  private final IdTable people;
  private final int[] home;
  private final long[] ids;
  private final int[] byId;
  private final Map<Integer, String> oddIds;
  private final long[] phones;
  private final IdTable households;
  private final long[] homePhones;
  private final Packed numbers;
  private final Packed places;
  private final Ends idEnds;
  private final Ends phoneEnds;
  private final Ends homePhoneEnds;

  private Segment(Builder b) {
    int n = b.names.size();
    int[] renumber = new int[b.nameNumbers.size()];
    names =
        NameTable.of(
            b.nameNumbers.keySet(),
            (name, number) -> renumber[Objects.requireNonNull(b.nameNumbers.get(name))] = number);
    b.nameNumbers.clear();
    // people stand in the order of their names: those of one name are a range
    nameStart = new int[names.size() + 1];
    for (int i = 0; i < n; i++) nameStart[renumber[b.names.get(i)] + 1]++;
    for (int i = 1; i < nameStart.length; i++) nameStart[i] += nameStart[i - 1];
    int[] next = nameStart.clone();
    long[] high = new long[n];
    long[] low = new long[n];
    long[] idHigh = b.high.toArray();
    long[] idLow = b.low.toArray();
    long[] given = b.ids.toArray();
    long[] called = b.phones.toArray();
    nameOf = new int[n];
    home = new int[n];
    ids = new long[n];
    phones = new long[n];
    oddIds = new HashMap<>();
    for (int i = 0; i < n; i++) {
      int name = renumber[b.names.get(i)];
      int row = next[name]++;
      nameOf[row] = name;
      high[row] = idHigh[i];
      low[row] = idLow[i];
      home[row] = b.homes.get(i);
      ids[row] = given[i];
      phones[row] = called[i];
      String odd = b.oddIds.get(i);
      if (odd != null) oddIds.put(row, odd);
    }
    people = new IdTable(high, low);
    byId = sortedById(ids);
    idEnds = new Ends(n, row -> ids[row], (int) Digits.idModulus(Digits.ENDS_MIN));
    int lastFour = (int) Digits.power(Digits.ENDS_MIN);
    phoneEnds = new Ends(n, row -> phones[row] == 0 ? -1 : phones[row], lastFour);
    households = new IdTable(b.homeHigh.toArray(), b.homeLow.toArray());
    homePhones = b.homePhones.toArray();
    homePhoneEnds =
        new Ends(homePhones.length, row -> homePhones[row] == 0 ? -1 : homePhones[row], lastFour);
    numbers = new Packed(b.numbers, b.numberAt);
    places = new Packed(b.places, b.placeAt);
  }

  private static int[] sortedById(long[] ids) {
    var keys = new LongBag();
    var rows = new IntBag();
    for (int row = 0; row < ids.length; row++)
      if (ids[row] >= 0) {
        keys.add(ids[row]);
        rows.add(row);
      }
    int[] sorted = rows.toArray();
    Radix.sort(keys.toArray(), sorted);
    return sorted;
  }

  int people() {
    return people.size();
  }

  int households() {
    return households.size();
  }

  int personRow(UUID id) {
    return people.row(id);
  }

  int householdRow(UUID id) {
    return households.row(id);
  }

  Person person(int row) {
    String odd = oddIds.get(row);
    return new Person(
        people.id(row),
        households.id(home[row]),
        names.name(nameOf[row]),
        odd != null ? odd : ids[row] < 0 ? "" : Digits.idText(ids[row]),
        Digits.phoneText(phones[row]));
  }

  Household household(int row) {
    return new Household(
        households.id(row), numbers.text(row), Digits.phoneText(homePhones[row]), places.text(row));
  }

  /// Rows with exactly this identity number.
  void exact(String number, Consumer<Row> taker) {
    long id = Digits.id(number);
    if (id < 0) {
      oddIds.forEach((row, odd) -> {
        if (odd.equals(number)) taker.accept(new Row(true, row, Match.NUMBER));
      });
      return;
    }
    for (int i = first(id); i < byId.length && ids[byId[i]] == id; i++)
      taker.accept(new Row(true, byId[i], Match.NUMBER));
  }

  private int first(long id) {
    int lo = 0;
    int hi = byId.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (ids[byId[mid]] < id) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  /// One search: what it found so far, each row once.
  private final class Search {
    private final Query query;
    private final int limit;
    private final BitSet gone;
    private final BitSet goneHomes;
    private final List<Row> found = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    Search(Query query, int limit, BitSet gone, BitSet goneHomes) {
      this.query = query;
      this.limit = limit;
      this.gone = gone;
      this.goneHomes = goneHomes;
    }

    boolean person(int row, Match match) {
      if (!gone.get(row) && seen.add((long) row)) found.add(new Row(true, row, match));
      return found.size() < limit;
    }

    boolean home(int row, Match match) {
      if (!goneHomes.get(row) && seen.add(~(long) row)) found.add(new Row(false, row, match));
      return found.size() < limit;
    }

    List<Row> run() {
      names.search(query, this::alive, limit, this::name);
      if (!query.digits().isEmpty() && found.size() < limit) digits(query.digits());
      if (query.isPlace() && found.size() < limit)
        places.holding(query.folded(), row -> home(row, Match.PLACE));
      return found;
    }

    private boolean alive(int name) {
      return gone.nextClearBit(nameStart[name]) < nameStart[name + 1];
    }

    private boolean name(int name, Match match) {
      for (int row = nameStart[name]; row < nameStart[name + 1]; row++)
        if (!person(row, match)) return false;
      return true;
    }

    private void digits(String typed) {
      exact(typed, r -> person(r.row(), Match.NUMBER));
      oddIds.forEach((row, odd) -> {
        if (odd.endsWith(typed)) person(row, Match.NUMBER_ENDS);
      });
      if (typed.length() < Digits.ID_LENGTH) {
        long end = Digits.idEnd(typed);
        long modulus = Digits.idModulus(typed.length());
        for (int i = idEnds.from(end); i < idEnds.to(end); i++)
          if (ids[idEnds.row(i)] % modulus == end && !person(idEnds.row(i), Match.NUMBER_ENDS))
            return;
        if (!begins(typed)) return;
      }
      if (!phones(typed)) return;
      numbers.holding(typed, row -> home(row, Match.CASE));
    }

    private boolean begins(String typed) {
      if (typed.length() < Digits.BEGINS_MIN || typed.endsWith("X")) return true;
      long begin = Digits.idBegin(typed);
      long end = begin + Digits.idModulus(Digits.ID_LENGTH - typed.length());
      for (int i = first(begin); i < byId.length && ids[byId[i]] < end; i++)
        if (!person(byId[i], Match.NUMBER_BEGINS)) return false;
      return true;
    }

    private boolean phones(String typed) {
      if (typed.endsWith("X")) return true;
      long end = Long.parseLong(typed.substring(typed.length() - Digits.ENDS_MIN));
      for (int i = phoneEnds.from(end); i < phoneEnds.to(end); i++)
        if (Digits.phoneEnds(phones[phoneEnds.row(i)], typed)
            && !person(phoneEnds.row(i), Match.PHONE)) return false;
      for (int i = homePhoneEnds.from(end); i < homePhoneEnds.to(end); i++)
        if (Digits.phoneEnds(homePhones[homePhoneEnds.row(i)], typed)
            && !home(homePhoneEnds.row(i), Match.PHONE)) return false;
      return true;
    }
  }

  /// What answers, best way first.
  ///
  /// @param gone rows of people no longer here
  /// @param goneHomes rows of households no longer here
  List<Row> search(Query query, int limit, BitSet gone, BitSet goneHomes) {
    return new Search(query, limit, gone, goneHomes).run();
  }

  /// Takes people and households one at a time.
  static final class Builder {
    private final Map<String, Integer> nameNumbers = new HashMap<>();
    private final IntBag names = new IntBag();
    private final LongBag high = new LongBag();
    private final LongBag low = new LongBag();
    private final IntBag homes = new IntBag();
    private final LongBag ids = new LongBag();
    private final Map<Integer, String> oddIds = new HashMap<>();
    private final LongBag phones = new LongBag();
    private final Map<UUID, Integer> homeRows = new HashMap<>();
    private final LongBag homeHigh = new LongBag();
    private final LongBag homeLow = new LongBag();
    private final LongBag homePhones = new LongBag();
    private final StringBuilder numbers = new StringBuilder();
    private final IntBag numberAt = new IntBag();
    private final StringBuilder places = new StringBuilder();
    private final IntBag placeAt = new IntBag();

    /// To be added before its people.
    void add(Household household) {
      homeRows.put(household.id(), homeRows.size());
      homeHigh.add(household.id().getMostSignificantBits());
      homeLow.add(household.id().getLeastSignificantBits());
      homePhones.add(Digits.phone(household.phone()));
      Packed.add(numbers, numberAt, household.number());
      Packed.add(places, placeAt, NameText.searchForm(household.place()));
    }

    void add(Person person) {
      if (!homeRows.containsKey(person.household()))
        add(new Household(person.household(), "", "", ""));
      int row = names.size();
      String folded = NameText.searchForm(person.name());
      names.add(nameNumbers.computeIfAbsent(folded, _ -> nameNumbers.size()));
      high.add(person.id().getMostSignificantBits());
      low.add(person.id().getLeastSignificantBits());
      homes.add(Objects.requireNonNull(homeRows.get(person.household())));
      long id = Digits.id(person.idNumber());
      ids.add(id);
      if (id < 0 && !person.idNumber().isEmpty()) oddIds.put(row, person.idNumber());
      phones.add(Digits.phone(person.phone()));
    }

    Segment build() {
      return new Segment(this);
    }
  }
}
