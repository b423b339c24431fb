package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.evidence.HonestySignal;
import cn.ruhu.casefile.evidence.HonestySignals;
import cn.ruhu.casefile.evidence.Paradata;
import cn.ruhu.casefile.evidence.Place;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What a visit would look like to a supervisor if it were sealed now: the differences the system
/// finds and the signs of how it was made. The pair sees both before it seals, so that nobody is
/// judged by what was not told. Reads the disk.
///
/// @param doubts the pair may see and the form does not ask about itself, by rule and subject
/// @param signals in the order of their code
/// @param seconds the first part took
/// @param sections seconds in each section of the form
/// @param placed where it was is known by a position
record SealPreview(
    List<Flag> doubts,
    List<HonestySignal> signals,
    long seconds,
    SortedMap<String, Long> sections,
    boolean placed) {

  static SealPreview of(Desk desk, Visit visit, Sealing.Content content) throws StoreException {
    Made made = made(desk, visit, content);
    SortedMap<String, String> fields = made.sealed().fields();
    return new SealPreview(
        doubts(desk, made, content),
        HonestySignals.of(
            made.sealed(),
            Answers.of(made.answers()),
            pages(visit, content, made.file().application().orElseThrow()),
            others(desk)),
        Long.parseLong(fields.getOrDefault("durationSeconds", "0")),
        made.told().sections(),
        Place.read(fields.getOrDefault("place", "")).isPresent());
  }

  /// Only the differences, each to be disposed of by the pair.
  static List<Flag> doubts(Desk desk, Visit visit, Sealing.Content content) throws StoreException {
    return doubts(desk, made(desk, visit, content), content);
  }

  private static List<Flag> doubts(Desk desk, Made made, Sealing.Content content) {
    var changes = new ArrayList<RecordChange>();
    changes.add(RecordChange.create(made.sealed()));
    changes.add(RecordChange.create(made.answers()));
    UUID visit = made.sealed().id();
    changes.addAll(Findings.of(made.file(), content.facts(), visit, desk::newId));
    return Flags.of(made.file().with(changes), desk.today()).stream()
        .filter(f -> f.rule().shownToPair() && f.rule() != XRule.X21)
        .filter(f -> !f.args().contains("LIMIT_UNKNOWN")) // nothing the household did
        .filter(f -> !content.facts().containsKey(Visit.DISPOSED + f.rule().name()))
        .toList();
  }

  /// The visit as it would be a record.
  private record Made(CaseFile file, CaseRecord sealed, CaseRecord answers, Paradata.Told told) {}

  private static Made made(Desk desk, Visit visit, Sealing.Content content) throws StoreException {
    CaseFile here = desk.caseFile(visit.application());
    CaseFile file = here.application().isPresent() ? here : visit.file;
    CaseRecord app = file.application().orElseThrow();
    Paradata.Told told = Seal.paradata(desk, visit, content).told();
    var fields = new TreeMap<>(Sealing.told(visit, told, content.at()));
    SortedMap<String, String> facts = content.facts();
    fields.put("application", app.id().toString());
    fields.put("disposition", facts.getOrDefault("V09", ""));
    fields.put("place", facts.getOrDefault("V04", ""));
    fields.put("investigatorA", visit.pair.a().toString());
    fields.put("investigatorB", visit.pair.b().toString());
    fields.put("startedAt", Knock.at(content.notes()).orElseThrow().toString());
    fields.put("finishedAt", content.at().toString());
    fields.put("statement", Statement.origin(visit));
    fields.put("purpose", Sealing.purpose(visit, file));
    fields.put("clockBack", Door.back(content.notes()));
    CaseRecord sealed = made(RecordType.VISIT, visit.id(), app, fields);
    var answered = new TreeMap<>(facts);
    answered.put("application", app.id().toString());
    answered.put("visit", visit.id().toString());
    CaseRecord answers = made(RecordType.VISIT_ANSWERS, desk.newId(), app, answered);
    return new Made(file, sealed, answers, told);
  }

  /// Everything at hand that visits are held against.
  private static HonestySignals.Others others(Desk desk) {
    return HonestySignals.Others.of(
        desk.store().all(RecordType.VISIT),
        desk.store().all(RecordType.PAGE),
        desk.store().all(RecordType.VISIT_ANSWERS));
  }

  private static List<CaseRecord> pages(Visit visit, Sealing.Content content, CaseRecord app) {
    return content.attachments().stream()
        .filter(a -> !a.signature())
        .map(a ->
            made(
                RecordType.PAGE,
                visit.id(),
                app,
                Map.of(
                    "application", app.id().toString(),
                    "visit", visit.id().toString(),
                    "slot", "D19",
                    "file", a.address(),
                    "print", content.notes().getOrDefault(VisitFiles.PRINT + a.address(), ""))))
        .toList();
  }

  private static CaseRecord made(
      RecordType type, UUID id, CaseRecord app, Map<String, String> fields) {
    return CaseRecord.of(type, id, app.scope(), app.id(), fields);
  }
}
