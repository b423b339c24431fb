package cn.ruhu.server.registry;

import cn.ruhu.casefile.process.Process;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a file of the district's registry whole or not at all. The same file again changes
/// nothing; a file that replaces another shows at once, when its last row is in. Identity numbers
/// are kept sealed, beside their keyed look-up value; the log, the report and every refusal speak
/// of rows and columns only.
///
/// Thread-safe; of two imports of one kind at a time the later one wins.
public final class RegistryImport {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryImport.class);
  private static final int HASH_SHOWN = 12;

  private final Staging staging;
  private final Audit audit;
  private final InstantSource clock;
  private final Rules rules;

  /// @param pause between two transactions that take away what is over
  public RegistryImport(
      Database database, Vault vault, Audit audit, InstantSource clock, Rules rules, Pause pause) {
    this.staging = new Staging(database, vault, clock, rules.sweepRows(), pause);
    this.audit = audit;
    this.clock = clock;
    this.rules = rules;
  }

  /// What bounds an import.
  ///
  /// @param batchRows rows that go in in one transaction
  /// @param sweepRows rows that are taken away in one transaction
  /// @param keptPercentMin how much of the list before a list must keep, in percent
  /// @param badPercentMax the most bad rows an operator may tolerate, in percent
  /// @param file how much a file may hold
  public record Rules(
      int batchRows, int sweepRows, int keptPercentMin, int badPercentMax, Bounds file) {}

  /// What is to be taken.
  ///
  /// @param charset encoding the operator named; otherwise it is found out
  /// @param badPercentMax bad rows tolerated, in percent of all
  /// @param reports folder for the report of bad rows
  /// @param insisted what is done although it is not done by itself
  public record Request(
      Kind kind,
      Path file,
      Optional<String> charset,
      BigDecimal badPercentMax,
      Path reports,
      Set<Insist> insisted) {
    public Request {
      insisted = Set.copyOf(insisted);
    }
  }

  /// What an operator may insist on.
  public enum Insist {
    /// The list is taken although it is the one of now: with other rules, for its report.
    AGAIN,
    /// The list may have lost many rows.
    FEWER
  }

  /// What became of a file.
  public sealed interface Outcome {
    /// It is the registry now.
    ///
    /// @param number of the import
    /// @param charset empty for a workbook
    /// @param report the bad rows, if there are any
    record Taken(long number, long kept, long bad, String charset, Optional<Path> report)
        implements Outcome {}

    /// It was the registry already.
    record Unchanged(long number, long kept, long bad) implements Outcome {}

    /// Nothing was changed.
    record Refused(Refusal refusal, Optional<Path> report) implements Outcome {}
  }

  /// What a pass over the rows found.
  private record Counted(long kept, long bad) {}

  /// Takes a file.
  public Outcome run(Request request) throws IOException, StorageException {
    try {
      if (request.badPercentMax().signum() < 0
          || request.badPercentMax().compareTo(BigDecimal.valueOf(rules.badPercentMax())) > 0)
        throw FileRefused.because(Refusal.Code.MAX_BAD, rules.badPercentMax());
      SourceFile file = SourceFile.inspect(request.file(), request.charset(), rules.file());
      String charset = file.charset().map(Charset::name).orElse("");
      Optional<Staging.Current> current = staging.current(request.kind());
      if (current.isPresent()
          && current.get().hash().equals(file.hash())
          && current.get().charset().equals(charset)
          && !request.insisted().contains(Insist.AGAIN)) {
        tidy(request.kind(), () -> staging.sweep(request.kind()));
        return new Outcome.Unchanged(current.get().id(), current.get().kept(), current.get().bad());
      }
      return take(request, file, current.map(Staging.Current::kept).orElse(0L));
    } catch (FileRefused refused) {
      return refused(request.kind(), refused.refusal(), Optional.empty());
    }
  }

  private static Outcome refused(Kind kind, Refusal refusal, Optional<Path> report) {
    LOG.info("registry {}: the file is refused, {}", kind, refusal.code());
    return new Outcome.Refused(refusal, report);
  }

  /// @param before rows of the list it is to replace
  private Outcome take(Request request, SourceFile file, long before)
      throws IOException, StorageException, FileRefused {
    Kind kind = request.kind();
    String charset = file.charset().map(Charset::name).orElse("");
    LocalDate today = LocalDate.ofInstant(clock.instant(), Process.ZONE);
    String name =
        kind.name().toLowerCase(Locale.ROOT) + "-" + file.hash().substring(0, HASH_SHOWN) + ".csv";
    try (SourceTable table = file.open(rules.file());
        var report = new Report(request.reports().resolve(name))) {
      var check = new RowCheck(Layout.find(kind, table), today);
      long number = staging.begin(kind, file.hash(), charset);
      tidy(kind, () -> staging.sweep(kind));
      boolean done = false;
      try {
        Counted counted = rows(new Pass(kind, number, check, today), table, report);
        if (file.changed())
          return refused(kind, Refusal.of(Refusal.Code.CHANGED), Optional.empty());
        Optional<Refusal> refusal = judge(counted, request, before);
        if (refusal.isPresent()) return refused(kind, refusal.get(), report.finish());
        Optional<Path> written = report.finish();
        staging.complete(
            kind, number, counted.kept(), counted.bad(), tx -> note(tx, kind, number, counted));
        done = true;
        tidy(kind, () -> staging.sweep(kind));
        LOG.info(
            "registry {}: import {} taken, {} rows kept, {} bad",
            kind,
            number,
            counted.kept(),
            counted.bad());
        return new Outcome.Taken(number, counted.kept(), counted.bad(), charset, written);
      } finally {
        if (!done) tidy(kind, () -> staging.discard(kind, number));
      }
    }
  }

  @FunctionalInterface
  private interface Tidying {
    void run() throws StorageException;
  }

  /// Whether the rows nobody looks at go now or with the next import changes nothing of what became
  /// of this one.
  private static void tidy(Kind kind, Tidying work) {
    try {
      work.run();
    } catch (StorageException e) {
      LOG.warn("registry {}: rows nobody looks at are left to the next import", kind, e);
    }
  }

  private record Pass(Kind kind, long number, RowCheck check, LocalDate today) {}

  private Counted rows(Pass pass, SourceTable table, Report report)
      throws IOException, StorageException, FileRefused {
    var batch = new ArrayList<CheckedRow>();
    long kept = 0;
    long bad = 0;
    for (var next = table.next(); next.isPresent(); next = table.next()) {
      if (next.get().blank()) continue;
      if (pass.check().torn(next.get()))
        throw FileRefused.because(Refusal.Code.TORN, next.get().number());
      batch.add(pass.check().check(next.get()));
      if (batch.size() < rules.batchRows()) continue;
      long badNow = flush(pass, batch, report);
      bad += badNow;
      kept += batch.size() - badNow;
      batch.clear();
    }
    long badLast = flush(pass, batch, report);
    return new Counted(kept + batch.size() - badLast, bad + badLast);
  }

  /// Puts the good rows in and the bad ones into the report.
  ///
  /// @return how many are bad
  private long flush(Pass pass, List<CheckedRow> batch, Report report)
      throws IOException, StorageException, FileRefused {
    if (batch.isEmpty()) return 0;
    List<CheckedRow> good = batch.stream().filter(row -> row.flaws().isEmpty()).toList();
    List<Staging.Doubled> doubled = staging.add(pass.kind(), pass.number(), good, pass.today());
    var flaws = new ArrayList<RowFlaw>();
    for (CheckedRow row : batch) flaws.addAll(row.flaws());
    for (Staging.Doubled row : doubled) flaws.add(pass.check().doubled(row));
    flaws.sort(Comparator.comparingLong(RowFlaw::row).thenComparingInt(RowFlaw::column));
    report.add(flaws);
    return (long) batch.size() - good.size() + doubled.size();
  }

  private Optional<Refusal> judge(Counted counted, Request request, long before) {
    BigDecimal badPercentMax = request.badPercentMax();
    long all = counted.kept() + counted.bad();
    if (all == 0) return Optional.of(Refusal.of(Refusal.Code.NO_ROWS));
    BigDecimal bad = BigDecimal.valueOf(counted.bad()).scaleByPowerOfTen(2);
    if (bad.compareTo(badPercentMax.multiply(BigDecimal.valueOf(all))) > 0)
      return Optional.of(
          Refusal.of(Refusal.Code.TOO_MANY_BAD, all, counted.bad(), badPercentMax.toPlainString()));
    boolean fewer = counted.kept() * 100 < before * rules.keptPercentMin();
    return fewer && !request.insisted().contains(Insist.FEWER)
        ? Optional.of(
            Refusal.of(Refusal.Code.FEWER, counted.kept(), before, rules.keptPercentMin()))
        : Optional.empty();
  }

  private void note(Tx tx, Kind kind, long number, Counted counted) throws StorageException {
    audit.add(
        tx,
        new Audit.Entry(
            "REGISTRY_IMPORT",
            "",
            "",
            "registry/" + kind + "/" + number,
            "kept=" + counted.kept() + " bad=" + counted.bad()));
  }
}
