package cn.ruhu.benchmarks;

import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.names.PeopleIndex.Household;
import cn.ruhu.casefile.names.PeopleIndex.Person;
import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.RegistryCopy;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.RegistryTable.Fact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What a window clerk waits for: finding people among a million by whatever was typed, and what
/// the district knows of a number, offline (FEATURES T5).
final class WindowStretch {
  private static final int PEOPLE = 1_000_000;
  private static final int HOUSEHOLDS = 400_000;
  private static final int REAL = 1_000;
  private static final int LOOKS = 100;
  private static final int TYPED = 400;

  /// hits one keystroke asks for
  private static final int HITS = 60;

  private static final String SALT = "00112233445566778899aabbccddeeff";

  private final Figures figures;
  private final Path scratch;

  WindowStretch(Figures figures, Path scratch) {
    this.figures = figures;
    this.scratch = scratch;
  }

  void measure() throws IOException, StoreException, InterruptedException {
    search();
    district();
  }

  /// People who do not exist, each the same however often it is made.
  private static final class Crowd {
    private static final Charset COMMON = Charset.forName("GB2312");

    /// first and number of rows of the 3,755 common characters
    private static final int ROW = 0xB0;

    private static final int ROWS = 39;
    private static final int CELLS = 94;

    /// some characters stand in far more names than others
    private static char common(Random random, int of, int from) {
      double skewed = random.nextDouble() * random.nextDouble();
      int n = ((int) (skewed * of)) * 7 % (ROWS * CELLS) + from;
      n %= ROWS * CELLS;
      byte[] bytes = {(byte) (ROW + n / CELLS), (byte) (0xA1 + n % CELLS)};
      return new String(bytes, COMMON).charAt(0);
    }

    static Person person(int i) {
      var random = new Random(i * 7_919L);
      String name = "" + common(random, 200, 11) + common(random, 900, 500);
      if (random.nextInt(5) > 0) name += common(random, 900, 500);
      String number =
          String.format(
              Locale.ROOT,
              "110199%04d%02d%02d%03d%d",
              1930 + random.nextInt(90),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(1000),
              random.nextInt(10));
      return new Person(
          new UUID(random.nextLong(), i),
          new UUID(5, i % HOUSEHOLDS),
          name,
          number,
          "13" + (100_000_000 + random.nextInt(900_000_000)));
    }

    static Household household(int i) {
      var random = new Random(i * 104_729L);
      var road = new StringBuilder();
      for (int c = 0; c < 12; c++) road.append(common(random, 400, 900));
      return new Household(
          new UUID(5, i),
          String.format(Locale.ROOT, "110108%03d2026%09d", random.nextInt(30), i),
          "010" + (10_000_000 + random.nextInt(90_000_000)),
          road.append(random.nextInt(300)).append('-').append(random.nextInt(2_000)).toString());
    }
  }

  private static <T> Iterable<T> all(int n, IntFunction<T> of) {
    return () -> {
      Iterator<T> items = IntStream.range(0, n).mapToObj(of).iterator();
      return items;
    };
  }

  private static double heapMb() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  private void search() throws InterruptedException {
    Pinyin.of("a"); // the table of readings belongs to the program
    double before = heapMb();
    var index = new PeopleIndex();
    long start = System.nanoTime();
    index.fill(all(HOUSEHOLDS, Crowd::household), all(PEOPLE, Crowd::person));
    figures.probe("search: a million people taken in", (System.nanoTime() - start) / 1e9, "s");
    figures.atMost("search: memory of a million people", heapMb() - before, "MB", 250);
    figures.probe("search: people held", index.size(), "people");
    typed(index, "characters", p -> p.name());
    typed(index, "pinyin", p -> Pinyin.of(p.name()).full());
    typed(index, "initials", p -> Pinyin.of(p.name()).initials());
    typed(index, "number", Person::idNumber);
    typed(index, "last four", p -> p.idNumber().substring(14));
    typed(index, "telephone", Person::phone);
    typed(
        index,
        "place",
        p -> Crowd.household((int) p.household().getLeastSignificantBits()).place());
    exact(index);
    changes(index);
  }

  private interface What {
    String of(Person person);
  }

  /// Each letter of what is typed is a search.
  private void typed(PeopleIndex index, String name, What what) {
    var random = new Random(42);
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < TYPED + 50; i++) {
      String whole = what.of(Crowd.person(random.nextInt(PEOPLE)));
      for (int n = 1; n <= whole.length(); n++) {
        long start = System.nanoTime();
        index.search(whole.substring(0, n), HITS);
        if (i >= 50) nanos.add(System.nanoTime() - start);
      }
    }
    var times = new Percentiles(nanos.stream().mapToLong(Long::longValue).toArray());
    figures.atMost("search: a keystroke of " + name + ", p95", times.ms(95), "ms", 50);
    figures.probe("search: a keystroke of " + name + ", slowest", times.ms(100), "ms");
  }

  private void exact(PeopleIndex index) {
    var random = new Random(43);
    long[] nanos = new long[10_000];
    for (int i = 0; i < nanos.length; i++) {
      String number = Crowd.person(random.nextInt(PEOPLE)).idNumber();
      long start = System.nanoTime();
      if (index.exact(number).isEmpty()) throw new IllegalStateException("a person is not found");
      nanos[i] = System.nanoTime() - start;
    }
    figures.atMost("search: an exact number, p95", new Percentiles(nanos).ms(95), "ms", 10);
  }

  private void changes(PeopleIndex index) {
    long[] nanos = new long[2_000];
    for (int i = 0; i < nanos.length; i++) {
      Person p = Crowd.person(i);
      long start = System.nanoTime();
      index.put(new Person(p.id(), p.household(), p.name(), p.idNumber(), ""));
      nanos[i] = System.nanoTime() - start;
    }
    figures.probe("search: a changed person taken in, p95", new Percentiles(nanos).ms(95), "ms");
    typed(index, "pinyin with 2,000 changes beside", p -> Pinyin.of(p.name()).full());
  }

  /// The district's knowledge of a million numbers, a thousand of them real, on a real store.
  private void district() throws IOException, StoreException {
    Path home = scratch.resolve("window");
    try (Machine machine = Homes.enrolled(home);
        LocalStore store = machine.createVault(Homes.PERSON, Homes.password(), null)) {
      byte[] table = table();
      var head =
          new Registry.SnapshotHead(
              "a".repeat(32),
              1,
              1,
              Set.of(),
              SALT,
              RegistryTable.COST.kib(),
              RegistryTable.COST.passes(),
              PEOPLE,
              Hashes.sha256Hex(table),
              List.of(Homes.STREET),
              List.of("benefit.DIBAO"));
      long start = System.nanoTime();
      for (boolean more = true; more; ) {
        int n = (int) store.registry().ask(true).pieces();
        int from = n * Registry.PIECE;
        byte[] piece =
            Arrays.copyOfRange(table, from, Math.min(table.length, from + Registry.PIECE));
        more =
            store
                .registry()
                .take(
                    new Registry.SnapshotTold(
                        1, 0, head, n, Base64.getEncoder().encodeToString(piece)));
      }
      figures.probe(
          "known: a snapshot of a million numbers kept", (System.nanoTime() - start) / 1e9, "s");
      looks(store.registry());
    }
  }

  private void looks(RegistryCopy registry) throws StoreException {
    long first = System.nanoTime();
    registry.warm();
    figures.probe(
        "known: made ready in the background after a sign-in",
        (System.nanoTime() - first) / 1e9,
        "s");
    long[] hashes = new long[LOOKS];
    byte[] salt = Hashes.bytes(SALT);
    for (int i = 0; i < LOOKS; i++) {
      long start = System.nanoTime();
      RegistryTable.key(real(i), salt, RegistryTable.COST);
      hashes[i] = System.nanoTime() - start;
    }
    var alone = new Percentiles(hashes);
    figures.probe("known: one slow hash alone, p50", alone.ms(50), "ms");
    figures.probe("known: one slow hash alone, p95", alone.ms(95), "ms");
    long[] nanos = new long[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long start = System.nanoTime();
      look(registry, i);
      nanos[i] = System.nanoTime() - start;
    }
    figures.probe(
        "known: what the district knows of a number, noted on the disk, p50",
        new Percentiles(nanos).ms(50),
        "ms");
    figures.atMost(
        "known: what the district knows of a number, noted on the disk, p95",
        new Percentiles(nanos).ms(95),
        "ms",
        20);
  }

  /// Every other number is in it.
  private static void look(RegistryCopy registry, int i) throws StoreException {
    String number = i % 2 == 0 ? real(i / 2) : real(REAL + i);
    var answer = registry.look(number, new UUID(6, 1), null);
    boolean known = answer instanceof RegistryCopy.Answer.Known;
    if (known != (i % 2 == 0)) throw new IllegalStateException("a wrong answer: " + i);
  }

  private static String real(int i) {
    return String.format(Locale.ROOT, "11019919%09d0", i);
  }

  private static byte[] table() {
    var rows = new ArrayList<byte[]>(PEOPLE);
    byte[] salt = Hashes.bytes(SALT);
    var facts = List.of(new Fact(RegistryTable.Kind.BENEFIT, 0, 0, 650));
    for (int i = 0; i < REAL; i++)
      rows.add(
          RegistryTable.row(
              RegistryTable.key(real(i), salt, RegistryTable.COST), "a".repeat(32), facts));
    var random = new Random(11);
    while (rows.size() < PEOPLE) {
      byte[] row = new byte[RegistryTable.ROW];
      random.nextBytes(row);
      rows.add(row);
    }
    rows.sort(Comparator.comparing(RegistryTable::tag, Long::compareUnsigned));
    var out = new ByteArrayOutputStream(PEOPLE * RegistryTable.ROW);
    rows.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
