package cn.ruhu.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.json.FieldMap;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Walks one household from the window as far as its row says, each step by the person whose step
/// it is, at a plausible hour of a day in the past.
final class DemoRoad {
  /// Who works on a case.
  record Team(
      DemoMachine clerk,
      DemoMachine reviewer,
      DemoMachine first,
      DemoMachine second,
      UUID agency) {}

  private static final List<String> PAPERS = List.of("D02", "D03", "D04");
  private static final Duration STEP = Duration.ofMinutes(7);

  private final Household house;
  private final Team team;
  private final DemoPapers papers;
  private final FileDesk files;
  private final Household.Tables tables;
  private final FormPackage form;
  private CaseFile file = CaseFile.of(List.of());
  private Instant now = Instant.EPOCH;

  /// @param form the form visits are made with
  DemoRoad(
      Household house,
      Team team,
      DemoPapers papers,
      FileDesk files,
      Household.Tables tables,
      FormPackage form) {
    this.house = house;
    this.team = team;
    this.papers = papers;
    this.files = files;
    this.tables = tables;
    this.form = form;
  }

  /// @param start when the applicant came to the window
  void walk(Instant start) throws StorageException, IOException {
    now = start;
    open();
    if (house.stage().equals("DRAFT")) return;
    for (String slot : PAPERS) page(team.clerk(), slot, Map.of("source", "SCANNER"));
    now = now.plus(STEP);
    file = team.clerk().act(file, Act.SUBMIT, ActInput.NONE, now);
    if (house.stage().equals("SUPPLEMENT")) askPapers();
    if (house.stage().equals("SUBMITTED") || house.stage().equals("SUPPLEMENT")) return;
    accept();
    if (house.stage().equals("ACCEPTED")) return;
    UUID assignment = dispatch();
    switch (house.get("visit")) {
      case "AWAY3" -> away(assignment);
      case "REFUSED" -> refused(assignment);
      case "DONE", "DONE_CONSISTENT" -> visited(assignment);
      default -> {}
    }
  }

  private LocalDate today() {
    return now.atZone(Process.ZONE).toLocalDate();
  }

  /// Some days on, at an hour of the office.
  private void later(int days, int hour) {
    now = today().plusDays(days).atTime(hour, 10).atZone(Process.ZONE).toInstant();
  }

  private void open() throws StorageException {
    DemoMachine clerk = team.clerk();
    String number =
        ApplicationNumber.of(
                house.get("street"), today().getYear(), clerk.block(), clerk.nextNumber())
            .text();
    List<CaseRecord> records = house.opened(number, clerk.staff(), today());
    file = clerk.act(file, Act.OPEN, ActInput.NONE.carrying(records), now);
    now = now.plus(STEP);
  }

  private UUID page(DemoMachine by, String slot, Map<String, String> more) throws StorageException {
    DemoPapers.Page page = papers.page(slot);
    var fields = new TreeMap<>(more);
    fields.put("slot", slot);
    fields.put("label", tables.word("papers." + slot));
    fields.put("file", page.address());
    fields.put("length", Integer.toString(page.length()));
    fields.put("mime", "image/jpeg");
    fields.put("takenAt", now.toString());
    fields.put("by", by.staff().toString());
    CaseRecord record = house.make(RecordType.PAGE, fields);
    file = by.save(file, now, List.of(RecordChange.create(record)));
    return record.id();
  }

  private CaseRecord fact(DemoMachine by, GateKind kind, Map<String, String> more) {
    var fields = new TreeMap<>(more);
    fields.put("kind", kind.name());
    fields.put("by", by.staff().toString());
    fields.put("at", now.toString());
    return house.make(RecordType.GATE_FACT, fields);
  }

  private void record(DemoMachine by, GateKind kind, Map<String, String> more)
      throws StorageException {
    file = by.save(file, now, List.of(RecordChange.create(fact(by, kind, more))));
  }

  private void askPapers() throws StorageException {
    now = now.plus(STEP);
    record(
        team.clerk(),
        GateKind.N02_ISSUED,
        Map.of("value", today().plusDays(10).toString(), "reason", tables.word("missing")));
    file =
        team.clerk()
            .act(file, Act.ASK_PAPERS, ActInput.because(tables.word("n02")), now.plus(STEP));
  }

  private void accept() throws StorageException {
    later(1, 10);
    record(team.clerk(), GateKind.DECLARATION_SIGNED, Map.of());
    String number = file.application().orElseThrow().text("number");
    record(team.clerk(), GateKind.N01_ISSUED, Map.of("value", "N01-" + number));
    file = team.clerk().act(file, Act.ACCEPT, ActInput.NONE, now.plus(STEP));
    now = now.plus(STEP).plus(STEP);
    record(team.clerk(), GateKind.VERIFICATION_REQUESTED, Map.of());
  }

  private UUID dispatch() throws StorageException {
    later(1, 14);
    CaseRecord assignment =
        house.make(
            RecordType.ASSIGNMENT,
            Map.of(
                "agency", team.agency().toString(),
                "investigatorA", team.first().staff().toString(),
                "investigatorB", team.second().staff().toString(),
                "due", today().plusDays(10).toString(),
                "state", "ASSIGNED",
                "visitMode", "HOME",
                "assignedBy", team.reviewer().staff().toString(),
                "assignedAt", now.toString()));
    file = team.reviewer().save(file, now, List.of(RecordChange.create(assignment)));
    file = team.reviewer().systemAct(file, Act.START, now.plus(STEP));
    return assignment.id();
  }

  /// Three attempts on three days, one of them in the evening, the slip left at the second.
  private void away(UUID assignment) throws StorageException {
    int[] hours = {10, 15, 19};
    for (int attempt = 1; attempt <= hours.length; attempt++) {
      later(2, hours[attempt - 1]);
      visit(assignment, attempt, "30", tables.word("away"), Duration.ofMinutes(12), Map.of());
      if (attempt < 2) continue;
      UUID photo = page(team.first(), "D19", Map.of("source", "VISIT"));
      record(
          team.first(),
          GateKind.NOTICE_LEFT,
          Map.of("value", "N08-" + attempt, "page", photo.toString()));
    }
  }

  private void refused(UUID assignment) throws StorageException {
    later(2, 15);
    visit(assignment, 1, "22", tables.word("refused"), Duration.ofMinutes(18), Map.of());
    record(team.first(), GateKind.REFUSAL_DOCUMENTED, Map.of("reason", tables.word("refusedFact")));
  }

  private void visited(UUID assignment) throws StorageException, IOException {
    later(3, 9);
    var answers = answers();
    byte[] bytes = FieldMap.write(answers);
    String address = files.add(bytes).text();
    UUID visit = UUID.nameUUIDFromBytes((house.id() + "/visit/1").getBytes(UTF_8));
    Instant start = now;
    Instant end = now.plus(Duration.ofMinutes(47));
    DemoPapers.Page photo = papers.page("D19");
    String seal = seal(visit, start, end, address, bytes.length, photo);
    boolean consistent = house.get("visit").equals("DONE_CONSISTENT");
    var fields = new TreeMap<String, String>();
    fields.put("answers", address);
    fields.put("manifest", seal);
    fields.put("sealHash", seal);
    fields.put("sealAlgorithm", "ed25519 sha256");
    fields.put("signatureDevice", team.first().device().toString());
    fields.put("signatureA", team.first().sign(FileAddress.parse(seal).orElseThrow().hex()));
    fields.put("signatureB", team.second().sign(FileAddress.parse(seal).orElseThrow().hex()));
    fields.put("interviewee", house.applicant().toString());
    visit(visit, assignment, consistent ? "10" : "11", end, fields);
    answerRecord(visit, answers);
    now = end.plus(STEP);
    page(team.first(), "D19", Map.of("source", "VISIT", "visit", visit.toString()));
    verify(visit);
    close(assignment);
  }

  private String seal(
      UUID visit, Instant start, Instant end, String answers, int length, DemoPapers.Page photo)
      throws StorageException, IOException {
    var manifest =
        new Manifest(
            visit,
            team.first().staff(),
            team.second().staff(),
            start,
            end,
            new Manifest.Form(form.id(), form.version(), "sha256-" + form.hash()),
            List.of(
                new Manifest.Entry("answers", answers, length),
                new Manifest.Entry("photo/V12/1", photo.address(), photo.length())),
            Optional.empty(),
            null);
    return files.add(Messages.write(manifest)).text();
  }

  /// What a visit finds without opening a drawer: who lives here, how, and what they say they do.
  private Map<String, String> answers() {
    var answers = new TreeMap<String, String>();
    answers.put("V09", house.get("visit").equals("DONE_CONSISTENT") ? "10" : "11");
    answers.put("V14", "true");
    answers.put("V15", house.members().keySet().iterator().next().toString());
    answers.put("V18", "2");
    answers.put("H01", "1");
    house
        .members()
        .forEach((member, row) -> {
          answers.put("M10@" + member, row.getOrDefault("livingTogether", "1"));
          answers.put("M12@" + member, "1");
          putIf(answers, "M13@" + member, row.getOrDefault("marital", ""));
          putIf(answers, "M15@" + member, row.getOrDefault("health", ""));
          putIf(answers, "M16@" + member, row.getOrDefault("labour", ""));
          putIf(answers, "M17@" + member, row.getOrDefault("occupation", ""));
        });
    for (CaseRecord item : file.items("HOUSING"))
      putIf(answers, item.text("code"), item.text("declared"));
    return answers;
  }

  private static void putIf(Map<String, String> answers, String path, String value) {
    if (!value.isEmpty()) answers.put(path, value);
  }

  private void answerRecord(UUID visit, Map<String, String> answers) throws StorageException {
    var fields = new TreeMap<>(answers);
    fields.put("visit", visit.toString());
    CaseRecord record = house.make(RecordType.VISIT_ANSWERS, fields);
    file = team.first().save(file, now, List.of(RecordChange.create(record)));
  }

  private void visit(
      UUID assignment,
      int attempt,
      String disposition,
      String note,
      Duration length,
      Map<String, String> more)
      throws StorageException {
    var fields = new TreeMap<>(more);
    fields.put("attempt", Integer.toString(attempt));
    fields.put("dispositionNote", note);
    UUID id = UUID.nameUUIDFromBytes((house.id() + "/attempt/" + attempt).getBytes(UTF_8));
    visit(id, assignment, disposition, now.plus(length), fields);
    now = now.plus(length);
  }

  private void visit(
      UUID id, UUID assignment, String disposition, Instant end, Map<String, String> more)
      throws StorageException {
    var fields = new TreeMap<>(more);
    fields.putIfAbsent("attempt", "1");
    fields.put("assignment", assignment.toString());
    fields.put("purpose", "FIRST");
    fields.put("visitMode", "HOME");
    fields.put("startedAt", now.toString());
    fields.put("finishedAt", end.toString());
    fields.put("disposition", disposition);
    fields.put("investigatorA", team.first().staff().toString());
    fields.put("investigatorB", team.second().staff().toString());
    fields.put("companions", "1");
    fields.put("durationSeconds", Long.toString(Duration.between(now, end).toSeconds()));
    CaseRecord record = house.make(RecordType.VISIT, id, fields);
    file = team.first().save(file, end, List.of(RecordChange.create(record)));
  }

  /// The second value column: what the pair saw, beside what was declared.
  private void verify(UUID visit) throws StorageException {
    var changes = new ArrayList<RecordChange>();
    house
        .verified()
        .forEach((item, found) -> {
          var set = new TreeMap<String, FieldChange>();
          set.put("verified", new FieldChange(null, found));
          set.put("verifiedVisit", new FieldChange(null, visit.toString()));
          changes.add(
              new RecordChange(
                  RecordType.ITEM, item, house.get("street"), house.id(), set, false, false));
        });
    if (!changes.isEmpty()) file = team.first().save(file, now, changes);
  }

  /// The city's answer comes in, the pair is done, both halves meet.
  private void close(UUID assignment) throws StorageException {
    var set = new TreeMap<String, FieldChange>();
    set.put("state", new FieldChange("ASSIGNED", "DONE"));
    var done =
        new RecordChange(
            RecordType.ASSIGNMENT, assignment, house.get("street"), house.id(), set, false, false);
    file = team.first().save(file, now.plus(STEP), List.of(done));
    later(2, 11);
    record(team.clerk(), GateKind.VERIFICATION_NO_RECORD, Map.of());
    file = team.reviewer().systemAct(file, Act.BOTH_DONE, now.plus(STEP));
  }
}
