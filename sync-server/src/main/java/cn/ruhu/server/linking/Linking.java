package cn.ruhu.server.linking;

import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.linking.Finding;
import cn.ruhu.casefile.linking.LinkKind;
import cn.ruhu.casefile.linking.LinkedBenefit;
import cn.ruhu.casefile.linking.Linker;
import cn.ruhu.casefile.linking.Particulars;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.registry.Pause;
import cn.ruhu.server.registry.RegistryRows;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds who of the open cases is who in the district's registry (SYNC §2), by the hour, never in a
/// push. What it finds are LINK records of the cases, which sync like others; a person's word on
/// one is never touched. The same cases and lists again change nothing. Safe to run on several
/// instances at once: a link has the same id whoever finds it. Thread-safe.
public final class Linking implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Linking.class);

  private final Parts parts;
  private final RegistryRows registry;
  private final Linker.Bounds bounds;

  /// What links are made with.
  ///
  /// @param pause between two transactions that write
  public record Parts(
      Database database,
      RegistryRows registry,
      Feed feed,
      Audit audit,
      InstantSource clock,
      Pause pause) {}

  public Linking(Parts parts, Linker.Bounds bounds) {
    this.parts = parts;
    this.registry = parts.registry();
    this.bounds = bounds;
  }

  /// What a run did.
  ///
  /// @param people of the open cases
  /// @param linked found for certain
  /// @param waiting for a person to look at
  /// @param written records that are new or changed, links and signals
  public record Told(int people, int linked, int waiting, int written) {}

  /// As [#link]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      link()
          .ifPresent(told ->
              LOG.info(
                  "linking: {} people, {} linked, {} to look at, {} records written",
                  told.people(),
                  told.linked(),
                  told.waiting(),
                  told.written()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StorageException | RuntimeException e) {
      LOG.error("linking cases and registry failed", e);
    }
  }

  /// Links, unless nothing changed since the last time, or the district has no registry.
  ///
  /// @throws InterruptedException when the server closes; what was written so far stays
  public Optional<Told> link() throws StorageException, InterruptedException {
    String imports = registry.imports();
    Optional<LocalDate> importedOn = registry.importedOn();
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), Process.ZONE);
    long seq = seq();
    String basis = imports + " " + today + " ";
    if (importedOn.isEmpty() || last().equals(basis + seq)) return Optional.empty();
    var cases = new CasePeople(parts.database(), parts.clock().instant());
    List<Particulars> known = cases.read();
    Map<String, RegistryRows.Home> homes = registry.homes();
    List<Finding> findings = find(known, homes);
    // a list taken in meanwhile would be half in
    if (!registry.imports().equals(imports)) return Optional.empty();
    var writer = new LinkWriter(parts);
    int written = write(writer, cases, homes, findings, importedOn.get());
    keep(basis + (seq + writer.commits())); // what others wrote meanwhile is looked at next time
    int linked = (int) findings.stream().filter(f -> f.kind() == LinkKind.AUTO).count();
    return Optional.of(new Told(known.size(), linked, findings.size() - linked, written));
  }

  private long seq() throws StorageException {
    return parts.database().read(tx -> tx.number("SELECT seq AS n FROM feed"));
  }

  private String last() throws StorageException {
    return parts
        .database()
        .read(tx -> tx.one("SELECT basis FROM link_run", row -> row.text("basis")))
        .orElse("");
  }

  private void keep(String basis) throws StorageException {
    parts
        .database()
        .write(tx ->
            tx.run(
                """
                INSERT INTO link_run (one, basis, at) VALUES (1, ?, ?)
                ON CONFLICT (one) DO UPDATE SET basis = excluded.basis, at = excluded.at
                """,
                basis,
                parts.clock().millis()));
  }

  private List<Finding> find(List<Particulars> known, Map<String, RegistryRows.Home> homes)
      throws StorageException {
    var linker = new Linker(known, bounds);
    registry.people(homes, page -> offer(page, linker::offer));
    Linker.Family family = linker.family();
    registry.ofHouseholds(family.households(), homes, page -> offer(page, family::offer));
    if (linker.passedOver() > 0)
      LOG.info("linking: {} blocks were too large to look at", linker.passedOver());
    return linker.findings();
  }

  /// Reading waits for comparing: a page is small, and all cores compare.
  private static void offer(List<RegistryRows.Person> page, Consumer<Particulars> linker) {
    page.parallelStream().map(Linking::particulars).forEach(linker);
  }

  private static Particulars particulars(RegistryRows.Person p) {
    return new Particulars(
        p.mark(),
        p.name(),
        p.number(),
        null,
        Sex.UNKNOWN,
        "",
        p.address(),
        p.street(),
        p.household());
  }

  private int write(
      LinkWriter writer,
      CasePeople read,
      Map<String, RegistryRows.Home> homes,
      List<Finding> findings,
      LocalDate importedOn)
      throws StorageException, InterruptedException {
    var marks = new HashSet<String>();
    findings.forEach(f -> marks.add(f.row()));
    Map<String, RegistryRows.Person> rows = registry.byMark(marks, homes);
    Map<String, List<RegistryRows.Benefit>> benefits = registry.benefits(marks);
    Map<UUID, Map<UUID, LinkDraft>> byCase = new HashMap<>();
    for (Finding f : findings) {
      Held person = read.people().get(UUID.fromString(f.person()));
      RegistryRows.Person row = rows.get(f.row());
      UUID caseId = person == null ? null : person.caseId();
      if (person == null || row == null || caseId == null) continue;
      var draft = new LinkDraft(person, f, row, told(benefits.get(f.row())), importedOn);
      byCase.computeIfAbsent(caseId, _ -> new HashMap<>()).put(draft.id(), draft);
    }
    Set<UUID> cases = new HashSet<>(byCase.keySet());
    cases.addAll(read.told());
    for (Held link : parts.database().read(tx -> tx.records().ofType("LINK")))
      cases.add(Objects.requireNonNull(link.caseId()));
    return writer.write(cases, byCase);
  }

  private static String told(@Nullable List<RegistryRows.Benefit> own) {
    if (own == null) return "";
    return LinkedBenefit.write(
        own.stream()
            .map(b -> new LinkedBenefit(b.code(), b.since(), b.until(), b.monthlyFen()))
            .toList());
  }
}
