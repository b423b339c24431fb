package cn.ruhu.benchmarks;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.linking.Linker;
import cn.ruhu.casefile.linking.Particulars;
import cn.ruhu.server.Limits;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.linking.Linking;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.registry.Kind;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.server.registry.RegistryRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/// A registry of a million people and fifty thousand people of cases, made by rule with the
/// mistakes of a counter: how long linking takes, how right and how whole it is, alone and as the
/// server's hourly run over its database. Nobody of them exists.
final class RegistryStretch {
  private static final int PEOPLE = 1_000_000;
  private static final int KNOWN = 50_000;
  private static final int STRANGERS = 5_000;
  private static final int BATCH = 2_000;
  private static final String STREET = "110108010";

  private final Figures figures;
  private final Path scratch;
  private final int part;

  /// @param part how many times smaller than the real one
  RegistryStretch(Figures figures, Path scratch, int part) {
    this.figures = figures;
    this.scratch = scratch;
    this.part = part;
  }

  void measure() throws IOException, InterruptedException {
    var district = SyntheticDistrict.of(PEOPLE / part, KNOWN / part, STRANGERS / part, 2026);
    alone(district);
    try {
      server(district);
    } catch (StorageException e) {
      throw new IOException(e);
    }
  }

  private void alone(SyntheticDistrict district) {
    int lanes = 64;
    long start = System.nanoTime();
    var linker = new Linker(district.cases(), Linker.Bounds.WORKING);
    IntStream.range(0, lanes).parallel().forEach(i -> district.registry(i, lanes, linker::offer));
    Linker.Family family = linker.family();
    IntStream.range(0, lanes).parallel().forEach(i -> district.registry(i, lanes, family::offer));
    double seconds = (System.nanoTime() - start) / 1e9;
    SyntheticDistrict.Quality quality = district.judge(linker.findings());
    figures.probe("rows made and compared, without a database", seconds, "s");
    figures.probe("pairs compared", (double) linker.compared(), "pairs");
    figures.atLeast("links without a person that are right", quality.precision(), "share", 0.999);
    figures.probe("people of the cases linked without a person", quality.automatic(), "share");
    figures.atLeast("people of the cases linked or in the queue", quality.recall(), "share", 0.98);
    figures.probe("pairs in the queue", quality.queue(), "pairs");
  }

  private void server(SyntheticDistrict district)
      throws IOException, StorageException, InterruptedException {
    InstantSource clock = InstantSource.system();
    var random = new Random(7);
    var ids = Ids.seeded(clock, random);
    var vault = new Vault(new byte[32], random);
    try (Database database = Database.sqlite(scratch.resolve("registry.db"), 2, vault)) {
      var feed = new Feed(clock);
      var audit = new Audit(clock);
      database.write(tx -> {
        Feed.begin(tx, "110108", "registry", ids.next());
        return true;
      });
      lists(district, database, vault, audit, clock);
      cases(district, database, feed, ids);
      var linking =
          new Linking(
              new Linking.Parts(
                  database, new RegistryRows(database, vault), feed, audit, clock, () -> {}),
              Linker.Bounds.WORKING);
      long start = System.nanoTime();
      Linking.Told told = linking.link().orElseThrow();
      double seconds = (System.nanoTime() - start) / 1e9;
      figures.atMost("the first hourly run over a registry of a million", seconds, "s", 60);
      figures.probe("records it wrote", told.written(), "records");
    }
  }

  private void lists(
      SyntheticDistrict district, Database database, Vault vault, Audit audit, InstantSource clock)
      throws IOException, StorageException {
    Path list = scratch.resolve("people.csv");
    try (BufferedWriter out = Files.newBufferedWriter(list)) {
      out.write("\u59d3\u540d,\u8bc1\u4ef6\u53f7\u7801,\u6237\u7f16\u53f7,\u4f4f\u5740\n");
      district.registry(0, 1, p -> write(out, p));
    }
    var imports = new RegistryImport(database, vault, audit, clock, Limits.registry(), () -> {});
    var taken =
        imports.run(
            new RegistryImport.Request(
                Kind.PERSON, list, Optional.empty(), BigDecimal.valueOf(5), scratch, Set.of()));
    if (!(taken instanceof RegistryImport.Outcome.Taken))
      throw new IllegalStateException(taken.toString());
  }

  private static void write(BufferedWriter out, Particulars p) {
    try {
      String number = p.number().map(IdNumber::text).orElseThrow();
      out.write(String.join(",", p.name(), number, p.household(), p.address()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cases(SyntheticDistrict district, Database database, Feed feed, Ids ids)
      throws StorageException {
    Map<String, UUID> applications = new HashMap<>();
    List<Held> batch = new ArrayList<>();
    for (Particulars p : district.cases()) {
      UUID application =
          applications.computeIfAbsent(
              p.household(),
              _ -> {
                UUID id = ids.next();
                batch.add(
                    held(
                        "APPLICATION",
                        id,
                        id,
                        Map.of(
                            "stage",
                            "VISITING",
                            "street",
                            STREET,
                            "residenceAddress",
                            p.address())));
                return id;
              });
      var fields = new TreeMap<>(Map.of("name", p.name(), "sex", p.sex().code()));
      p.number().ifPresent(n -> fields.put("idNumber", n.text()));
      var birth = p.birth();
      if (birth != null) fields.put("birthDate", birth.toString());
      batch.add(held("PERSON", ids.next(), application, fields));
      if (batch.size() >= BATCH) flush(database, feed, batch);
    }
    flush(database, feed, batch);
  }

  private static Held held(String type, UUID id, UUID of, Map<String, String> fields) {
    return new Held(type, id, STREET, of, 0, null, "", false, new TreeMap<>(fields));
  }

  private static void flush(Database database, Feed feed, List<Held> batch)
      throws StorageException {
    List<Held> some = List.copyOf(batch);
    if (!some.isEmpty()) database.write(tx -> feed.publish(tx, some));
    batch.clear();
  }
}
