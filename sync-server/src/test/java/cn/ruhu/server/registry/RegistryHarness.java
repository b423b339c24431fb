package cn.ruhu.server.registry;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.server.Limits;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.registry.RegistryImport.Insist;
import cn.ruhu.server.registry.RegistryImport.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A registry on a database, and what tests ask of it.
abstract class RegistryHarness {
  static final InstantSource CLOCK = () -> Instant.parse("2026-06-01T04:00:00Z");
  static final RegistryImport.Rules RULES = Limits.registry();
  static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  static final Charset NATIONAL = Charset.forName("GB18030");

  @TempDir Path folder;
  final Vault vault = new Vault(new byte[32], new Random(7));
  Database database;
  Audit audit;
  RegistryImport registry;
  private int files;
  int pauses;

  abstract Database open() throws Exception;

  @BeforeEach
  void openRegistry() throws Exception {
    database = open();
    audit = new Audit(CLOCK);
    registry = registry(CLOCK);
  }

  RegistryImport registry(InstantSource clock) {
    return new RegistryImport(database, vault, audit, clock, RULES, () -> pauses++);
  }

  Staging staging() {
    return new Staging(database, vault, CLOCK, RULES.sweepRows(), () -> pauses++);
  }

  @AfterEach
  void closeRegistry() {
    database.close();
  }

  Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("file-" + ++files), content);
  }

  Path file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  Outcome run(Kind kind, Path file) throws Exception {
    return run(kind, file, null, "1");
  }

  Outcome run(Kind kind, Path file, String charset, String percent, Insist... insisted)
      throws Exception {
    return registry.run(
        new RegistryImport.Request(
            kind,
            file,
            Optional.ofNullable(charset),
            new BigDecimal(percent),
            folder.resolve("reports"),
            Set.of(insisted)));
  }

  Outcome.Taken taken(Kind kind, Path file, Insist... insisted) throws Exception {
    return assertInstanceOf(Outcome.Taken.class, run(kind, file, null, "1", insisted));
  }

  Refusal refused(Kind kind, Path file) throws Exception {
    return assertInstanceOf(Outcome.Refused.class, run(kind, file)).refusal();
  }

  /// Rows of the report: row, column, heading, code.
  static List<String> told(Optional<Path> report) throws IOException {
    return Files.readAllLines(report.orElseThrow()).stream()
        .skip(1)
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 4)))
        .toList();
  }

  List<String> names() throws StorageException {
    return database.read(
        tx -> tx.all("SELECT name FROM registry_person ORDER BY row_no", row -> row.text("name")));
  }

  long count(String from) throws StorageException {
    return database.read(tx -> tx.number("SELECT COUNT(*) AS n FROM " + from));
  }

  /// Everything the tables of people and of imports hold, but for what only history knows.
  List<String> state() throws StorageException {
    return database.read(tx -> {
      var out = new ArrayList<String>();
      out.addAll(
          tx.all(
              "SELECT import_id, row_no, mac FROM registry_person_row ORDER BY import_id, row_no",
              row -> row.number("import_id") + "/" + row.number("row_no") + row.text("mac")));
      out.addAll(
          tx.all(
              "SELECT id FROM registry_import WHERE state <> 'GONE' ORDER BY id",
              row -> "import " + row.number("id")));
      return out;
    });
  }

  static void add(Staging staging, long id, int from, int to) throws Exception {
    var rows = new ArrayList<CheckedRow>();
    Layout layout = Layout.find(Kind.PERSON, csv(People.HEADINGS));
    var check = new RowCheck(layout, TODAY);
    for (int n = from; n < to; n++)
      rows.add(check.check(new SourceRow(n + 2, List.of(People.line(n).strip().split(",")))));
    staging.add(Kind.PERSON, id, rows, TODAY);
  }

  static CsvTable csv(String text) {
    return new CsvTable(new java.io.StringReader(text), RULES.file());
  }

  Set<Path> reports() throws IOException {
    Path reports = folder.resolve("reports");
    if (!Files.exists(reports)) return Set.of();
    try (Stream<Path> all = Files.list(reports)) {
      return Set.copyOf(all.toList());
    }
  }

  List<String> columns(String view, String... columns) throws StorageException {
    return database.read(tx ->
        tx.all(
            "SELECT " + String.join(", ", columns) + " FROM " + view + " ORDER BY row_no",
            row -> {
              var out = new ArrayList<String>();
              for (String column : columns) out.add(row.maybeText(column).orElse("null"));
              return String.join("|", out);
            }));
  }
}
