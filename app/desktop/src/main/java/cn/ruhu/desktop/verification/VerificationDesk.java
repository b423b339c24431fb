package cn.ruhu.desktop.verification;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.casefile.verification.Report;
import cn.ruhu.casefile.verification.ReportRow;
import cn.ruhu.casefile.verification.Verification;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What goes out to the city and comes back: each case's part is one durable op, lines that belong
/// to nobody here are kept until somebody knows whose they are. Work for the background.
final class VerificationDesk {
  private static final Set<String> HERE =
      Set.of(
          Stage.ACCEPTED.name(),
          Stage.VERIFYING.name(),
          Stage.VISITING.name(),
          Stage.REVIEW_DUE.name(),
          Stage.REVIEWING.name());

  /// lines of reports nobody here is
  private static final String UNKNOWN = "verification-unknown";

  /// the batches whose packages have not got their names yet, an id a line, oldest first
  private static final String UNSENT = "verification-unsent";

  private static final long PAPER_BYTES_MAX = 32L << 20;

  private final Desk desk;
  private final EconomicVerificationGateway gateway;
  private final Keeper keeper;

  /// Keeps that a case was asked about.
  interface Keeper {
    void keep(List<RecordChange> facts) throws StoreException;
  }

  VerificationDesk(Desk desk, EconomicVerificationGateway gateway) {
    this(desk, gateway, facts -> desk.save("save", "", true, facts));
  }

  VerificationDesk(Desk desk, EconomicVerificationGateway gateway, Keeper keeper) {
    this.desk = desk;
    this.gateway = gateway;
    this.keeper = keeper;
  }

  /// Cases under way, those that can go out first.
  List<AskedCase> cases() {
    return files()
        .map(this::asked)
        .sorted(Comparator.comparing(AskedCase::state).thenComparing(AskedCase::number))
        .toList();
  }

  private Stream<CaseFile> files() {
    return desk.applications().stream()
        .filter(a -> HERE.contains(a.text("stage")))
        .filter(a -> a.scope().equals(desk.actor().street()))
        .map(a -> desk.caseFile(a.id()));
  }

  private AskedCase asked(CaseFile file) {
    CaseRecord a = file.application().orElseThrow();
    List<Verification.Person> people = Verification.askable(file);
    List<String> hindrances = hindrances(people);
    AskedCase.State state =
        since(file, GateKind.VERIFICATION_REPORT) || since(file, GateKind.VERIFICATION_NO_RECORD)
            ? AskedCase.State.ANSWERED
            : since(file, GateKind.VERIFICATION_REQUESTED)
                ? AskedCase.State.ASKED
                : hindrances.isEmpty() ? AskedCase.State.READY : AskedCase.State.BLOCKED;
    return new AskedCase(
        a.id(),
        Show.caseNumber(a.text("number")),
        file.applicant().map(p -> p.text("name")).orElse(""),
        people.size(),
        state,
        hindrances);
  }

  private List<String> hindrances(List<Verification.Person> people) {
    if (people.isEmpty()) return List.of("nobody");
    var found = new ArrayList<String>();
    if (people.stream().anyMatch(p -> p.pages().isEmpty())) found.add("unscanned");
    boolean away =
        people.stream()
            .flatMap(p -> p.pages().stream())
            .anyMatch(p -> desk.store().files().file(p.text("file")).isEmpty());
    if (away) found.add("away");
    return found;
  }

  private static boolean since(CaseFile file, GateKind kind) {
    Instant start = Round.start(file);
    return file.gateFacts(kind).stream()
        .anyMatch(f -> !CaseFile.instant(f, "at").orElse(Instant.MIN).isBefore(start));
  }

  /// What went out.
  ///
  /// @param left cases that could not go out any more
  record Sent(Path file, int cases, int people, int left) {}

  /// What of some cases goes into a package.
  ///
  /// @param facts case by case
  private record Batch(
      String id,
      List<List<String>> rows,
      Map<String, BatchPackage.Scan> scans,
      List<List<RecordChange>> facts) {}

  /// Sends the cases that can go out. Once the package is written and before it leaves, that they
  /// were asked about is kept: nobody is asked about without a trace, and nobody counts as asked
  /// about for whose package there was no room. What could be kept of some alone leaves with those.
  ///
  /// @param headings of the table, in the person's language
  Optional<Sent> send(List<UUID> wanted, List<String> headings, Path folder)
      throws StoreException, IOException {
    String id = desk.newId().toString();
    List<CaseFile> files =
        wanted.stream()
            .map(desk::caseFile)
            .filter(f -> asked(f).state() == AskedCase.State.READY)
            .toList();
    if (files.isEmpty()) return Optional.empty();
    Batch batch = batch(files, id);
    EconomicVerificationGateway.Ready ready = prepare(batch, headings, folder);
    int kept = 0;
    List<String> stuck = unsentBatches();
    keepUnsent(Stream.concat(stuck.stream(), Stream.of(id)).toList());
    try {
      for (List<RecordChange> of : batch.facts()) {
        keeper.keep(of);
        kept++;
      }
    } catch (StoreException e) {
      drop(ready, e);
      if (kept == 0) {
        keepUnsent(stuck);
        throw e;
      }
      batch = batch(files.subList(0, kept), id);
      ready = prepare(batch, headings, folder);
    }
    return Optional.of(leave(ready, id, kept, batch.rows().size(), wanted.size() - kept));
  }

  private Sent leave(
      EconomicVerificationGateway.Ready ready, String batch, int cases, int people, int left)
      throws StoreException, IOException {
    var sent = new Sent(ready.leave(), cases, people, left);
    keepUnsent(unsentBatches().stream().filter(b -> !b.equals(batch)).toList());
    return sent;
  }

  private List<String> unsentBatches() throws StoreException {
    return desk.store()
        .drafts()
        .get(UNSENT)
        .map(b -> new String(b, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList())
        .orElse(List.of());
  }

  private void keepUnsent(List<String> batches) throws StoreException {
    if (batches.isEmpty()) desk.store().drafts().remove(UNSENT);
    else
      desk.store()
          .drafts()
          .put(UNSENT, String.join("\n", batches).getBytes(StandardCharsets.UTF_8));
  }

  /// How many cases count as asked about although their package never got its name: the stick was
  /// pulled out at the last step, or the program ended there.
  int unsent() throws StoreException {
    int cases = 0;
    for (String id : unsentBatches()) cases += askedIn(id).size();
    return cases;
  }

  private List<CaseFile> askedIn(String batch) {
    return files()
        .filter(f ->
            f.gateFacts(GateKind.VERIFICATION_REQUESTED).stream()
                .anyMatch(r -> r.text("value").equals(batch)))
        .toList();
  }

  /// Writes the oldest package that has not left once more, under the same batch; nobody is asked
  /// about twice.
  ///
  /// @return empty when there is none
  Optional<Sent> resend(List<String> headings, Path folder) throws StoreException, IOException {
    for (String id : unsentBatches()) {
      List<CaseFile> files = askedIn(id);
      if (files.isEmpty()) continue;
      Batch batch = batch(files, id);
      EconomicVerificationGateway.Ready ready = prepare(batch, headings, folder);
      return Optional.of(leave(ready, id, files.size(), batch.rows().size(), 0));
    }
    return Optional.empty();
  }

  private static void drop(EconomicVerificationGateway.Ready ready, Exception because) {
    try {
      ready.drop();
    } catch (IOException left) {
      because.addSuppressed(left);
    }
  }

  private Batch batch(List<CaseFile> files, String id) throws StoreException {
    var rows = new ArrayList<List<String>>();
    var scans = new LinkedHashMap<String, BatchPackage.Scan>();
    var facts = new ArrayList<List<RecordChange>>();
    for (CaseFile file : files) facts.add(add(file, id, rows, scans));
    return new Batch(id, rows, scans, facts);
  }

  private EconomicVerificationGateway.Ready prepare(Batch batch, List<String> headings, Path folder)
      throws IOException {
    String id = batch.id();
    byte[] bytes =
        BatchPackage.write(
            new BatchPackage.Batch(
                id,
                desk.now().toString(),
                desk.actor().street(),
                batch.facts().size(),
                headings,
                batch.rows(),
                List.copyOf(batch.scans().values())));
    String name =
        "ruhu-verification-" + desk.today() + "-" + id.substring(id.length() - 6) + ".zip";
    return gateway.prepare(bytes, name, folder);
  }

  private List<RecordChange> add(
      CaseFile file, String batch, List<List<String>> rows, Map<String, BatchPackage.Scan> scans)
      throws StoreException {
    CaseRecord a = file.application().orElseThrow();
    String number = a.text("number");
    var facts = new ArrayList<RecordChange>();
    int n = 0;
    for (Verification.Person p : Verification.askable(file)) {
      n++;
      var papers = new ArrayList<String>();
      for (CaseRecord page : p.pages()) papers.add(scan(number, page, scans));
      rows.add(
          List.of(
              number,
              Integer.toString(n),
              p.person().text("name"),
              p.person().text("idNumber"),
              label("relation", p.member().text("relation")),
              label("authorization", p.member().text("authorization")),
              String.join(" ", papers)));
      facts.add(
          RecordChange.create(
              fact(a, GateKind.VERIFICATION_REQUESTED)
                  .with("subject", p.member().id().toString())
                  .with("value", batch)));
    }
    return facts;
  }

  private static String label(String table, String code) {
    return code.isEmpty() ? "" : CodeTables.label(table, code);
  }

  /// A page that proves for several people lies in the package once.
  private String scan(String number, CaseRecord page, Map<String, BatchPackage.Scan> scans)
      throws StoreException {
    String address = page.text("file");
    BatchPackage.Scan there = scans.get(address);
    if (there != null) return there.path();
    String ending =
        switch (page.text("mime")) {
          case "application/pdf" -> "pdf";
          case "image/png" -> "png";
          case "image/tiff" -> "tif";
          default -> "jpg";
        };
    String path = "authorizations/" + number + "-" + (scans.size() + 1) + "." + ending;
    scans.put(address, new BatchPackage.Scan(path, desk.store().files().bytes(address)));
    return path;
  }

  private CaseRecord fact(CaseRecord a, GateKind kind) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        desk.newId(),
        a.scope(),
        a.id(),
        Map.of(
            "application", a.id().toString(),
            "kind", kind.name(),
            "by", desk.actor().staff().toString(),
            "at", desk.now().toString()));
  }

  /// What came of a report.
  ///
  /// @param cases that took something in, by number and what was found
  /// @param unknown lines of people no case here knows, kept
  /// @param again whether every line was taken in before
  record Taken(Report report, List<CaseTaken> cases, int unknown, boolean again) {
    Taken {
      cases = List.copyOf(cases);
    }
  }

  /// @param found values that are new
  /// @param missing members who are not answered yet
  record CaseTaken(UUID application, String number, String applicant, int found, int missing) {}

  /// Takes a report in, case by case.
  Taken take(Path at) throws StoreException, IOException {
    EconomicVerificationGateway.Delivery delivery = gateway.receive(at);
    Report report = Report.read(delivery.cells(), desk.today());
    if (!report.usable()) return new Taken(report, List.of(), 0, false);
    List<CaseFile> open = files().toList();
    Map<UUID, List<ReportRow>> byCase = new LinkedHashMap<>();
    var unknown = new ArrayList<ReportRow>();
    for (ReportRow row : report.rows()) {
      List<CaseFile> of =
          open.stream().filter(f -> Verification.member(f, row).isPresent()).toList();
      if (of.isEmpty()) unknown.add(row);
      for (CaseFile file : of)
        byCase
            .computeIfAbsent(file.application().orElseThrow().id(), _ -> new ArrayList<>())
            .add(row);
    }
    var cases = new ArrayList<CaseTaken>();
    boolean wrote = false;
    for (var e : byCase.entrySet()) {
      CaseFile file = desk.caseFile(e.getKey());
      Verification.Taken taken = take(file, e.getValue(), report.doubtful(), delivery);
      wrote |= !taken.changes().isEmpty();
      CaseRecord a = file.application().orElseThrow();
      cases.add(
          new CaseTaken(
              a.id(),
              Show.caseNumber(a.text("number")),
              file.applicant().map(p -> p.text("name")).orElse(""),
              taken.found(),
              taken.missing().size()));
    }
    keep(unknown, delivery.mark());
    return new Taken(report, cases, unknown.size(), !wrote && !cases.isEmpty());
  }

  private Verification.Taken take(
      CaseFile file,
      List<ReportRow> rows,
      Set<IdNumber> doubtful,
      EconomicVerificationGateway.Delivery delivery)
      throws StoreException, IOException {
    CaseRecord a = file.application().orElseThrow();
    boolean again = Verification.recorded(file, delivery.mark());
    Optional<Path> paper =
        again ? Optional.empty() : Optional.ofNullable(delivery.papers().get(a.text("number")));
    var source =
        new Verification.Source(
            desk.actor(),
            desk.now(),
            delivery.mark(),
            paper.isEmpty() ? Optional.empty() : page(file, a, paper.get()));
    Ids ids = desk::newId;
    Verification.Taken taken = Verification.take(file, rows, doubtful, source, ids);
    desk.save("save", "", true, taken.changes());
    Optional<Act> next = Process.onward(desk.caseFile(a.id()));
    if (next.isPresent()) desk.systemAct(a.id(), next.get(), ActInput.NONE);
    return taken;
  }

  /// The signed report as a page of the case; one that is there already is not filed twice.
  private Optional<CaseRecord> page(CaseFile file, CaseRecord a, Path paper)
      throws StoreException, IOException {
    if (Files.size(paper) > PAPER_BYTES_MAX) return Optional.empty();
    byte[] bytes = Files.readAllBytes(paper);
    String address = FileAddress.of(bytes).hex();
    boolean there =
        file.pages().stream()
            .anyMatch(p -> p.text("slot").equals("D18") && p.text("file").endsWith(address));
    if (there) return Optional.empty();
    return Optional.of(
        CaseRecord.of(
                RecordType.PAGE,
                desk.newId(),
                a.scope(),
                a.id(),
                Map.of(
                    "application", a.id().toString(),
                    "slot", "D18",
                    "file", desk.store().files().put(bytes, a.id(), "application/pdf"),
                    "length", Integer.toString(bytes.length),
                    "mime", "application/pdf",
                    "by", desk.actor().staff().toString(),
                    "source", "FILE",
                    "takenAt", desk.now().toString()))
            .with("sheet", "0"));
  }

  /// A line nobody here is.
  ///
  /// @param report mark of the report it came in
  /// @param row in its table
  record Unknown(String report, String row, String name, String number, String item) {
    @Override
    public String toString() {
      return "Unknown[" + report + " " + row + "]";
    }
  }

  private void keep(List<ReportRow> rows, String report) throws StoreException {
    List<Unknown> there = unknown();
    for (ReportRow r : rows) {
      var line =
          List.of(
              report,
              Long.toString(r.row()),
              r.name(),
              r.number().text(),
              r.code().isEmpty() ? "" : item(r.code()));
      var same = new Unknown(line.get(0), line.get(1), line.get(2), line.get(3), line.get(4));
      if (!there.contains(same))
        desk.store()
            .drafts()
            .append(UNKNOWN, CommaTable.line(line).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String item(String code) {
    return CodeTables.table("income").has(code)
        ? CodeTables.label("income", code)
        : CodeTables.label("asset", code);
  }

  /// Lines that were kept because nobody here is meant; those somebody here is by now are left out.
  List<Unknown> unknown() throws StoreException {
    var out = new ArrayList<Unknown>();
    for (byte[] entry : desk.store().drafts().entries(UNKNOWN))
      for (List<String> c : CommaTable.read(new String(entry, StandardCharsets.UTF_8)))
        if (c.size() == 5) out.add(new Unknown(c.get(0), c.get(1), c.get(2), c.get(3), c.get(4)));
    return out;
  }

  /// Forgets the kept lines: somebody settled with the city whose they are.
  void forget() throws StoreException {
    desk.store().drafts().remove(UNKNOWN);
  }
}
