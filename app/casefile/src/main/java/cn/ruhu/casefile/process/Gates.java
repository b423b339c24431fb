package cn.ruhu.casefile.process;

import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// The gates into benefit ("gates in", Policy §13): finished visit by two different people or a
/// mode of C4, 核对 report or 无记录, every H doubt disposed, people kept apart, no open complaint,
/// every referenced file arrived. No argument of any caller, and no role, leaves one of them out.
final class Gates {
  private static final String POLICY = "policy §13";

  private Gates() {}

  /// All gates; the people who act are checked where they sign ([OpinionGuards], [DecisionGuards]).
  static List<Hindrance> in(Situation s) {
    var found = new ArrayList<>(visitIn(s));
    found.addAll(reportIn(s));
    found.addAll(flagsDisposed(s));
    found.addAll(noComplaint(s));
    found.addAll(noObjection(s));
    found.addAll(filesArrived(s));
    return found;
  }

  /// Policy §13: 100 % visits, by two persons; C4: another mode, never a ruling instead.
  static List<Hindrance> visitIn(Situation s) {
    Optional<CaseRecord> visit = s.visit();
    return visit.isEmpty()
        ? List.of(Hindrance.of("VISIT_MISSING", POLICY))
        : visitSound(s, visit.get());
  }

  /// A visit is sound when two different people made and signed it and it is sealed.
  static List<Hindrance> visitSound(Situation s, CaseRecord v) {
    var found = new ArrayList<Hindrance>();
    Optional<UUID> a = v.ref("investigatorA");
    Optional<UUID> b = v.ref("investigatorB");
    if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
      found.add(Hindrance.of("VISIT_NOT_BY_TWO", POLICY, v.id()));
    } else if (!SecondSignings.signed(s.file(), v)) {
      boolean second = SecondSignings.lacks(v);
      found.add(Hindrance.of(second ? "VISIT_SECOND_UNSIGNED" : "VISIT_UNSIGNED", POLICY, v.id()));
    }
    for (CaseRecord doubt : doubtedSignatures(s.file(), v))
      found.add(Hindrance.of("VISIT_SIGNATURE_DOUBTED", POLICY, v.id(), doubt.text("value")));
    if (v.text("sealHash").isEmpty()) found.add(Hindrance.of("VISIT_UNSEALED", POLICY, v.id()));
    found.addAll(modeSound(s, v));
    return found;
  }

  /// Signatures the district could not match to a key of the person, until the street has answered
  /// what it made of it.
  private static List<CaseRecord> doubtedSignatures(CaseFile file, CaseRecord visit) {
    String about = visit.id().toString();
    var answered = new HashSet<String>();
    for (CaseRecord a : file.gateFacts(GateKind.ALERT_ANSWERED)) answered.add(a.text("subject"));
    return file.gateFacts(GateKind.SIGNATURE_DOUBTED).stream()
        .filter(f -> f.text("subject").equals(about) && !answered.contains(f.id().toString()))
        .toList();
  }

  private static List<Hindrance> modeSound(Situation s, CaseRecord v) {
    return switch (v.get("visitMode").orElse("HOME")) {
      case "HOME", "HOSPITAL", "INSTITUTION" -> List.of();
      case "OTHER_PLACE" ->
          s.facts(GateKind.OTHER_PLACE_REPLY).stream().anyMatch(Inquiry::byTwo)
              ? List.of()
              : List.of(Hindrance.of("OTHER_PLACE_REPLY_MISSING", "C4"));
      case "VIDEO" ->
          emergency(s.file(), visitDay(v))
              ? List.of()
              : List.of(Hindrance.of("VIDEO_NOT_ALLOWED", "57 art 16", visitDay(v)));
      default -> List.of(Hindrance.of("VISIT_MODE_UNKNOWN", "C4", v.text("visitMode")));
    };
  }

  static boolean emergency(CaseFile file, LocalDate day) {
    for (CaseRecord f : file.gateFacts(GateKind.EMERGENCY_SWITCH)) {
      String[] days = f.text("value").split("\\.\\.", -1);
      if (days.length != 2) continue;
      Optional<LocalDate> from = Texts.date(days[0]);
      Optional<LocalDate> to = Texts.date(days[1]);
      if (from.isPresent() && to.isPresent() && !day.isBefore(from.get()) && !day.isAfter(to.get()))
        return true;
    }
    return false;
  }

  private static LocalDate visitDay(CaseRecord v) {
    return Situation.day(CaseFile.instant(v, "startedAt").orElse(Instant.MIN));
  }

  /// Policy §13: the city's verification for every case.
  static List<Hindrance> reportIn(Situation s) {
    Instant since = s.roundStart();
    boolean in =
        s.hasSince(GateKind.VERIFICATION_REPORT, since)
            || s.hasSince(GateKind.VERIFICATION_NO_RECORD, since);
    return in ? List.of() : List.of(Hindrance.of("VERIFICATION_MISSING", POLICY));
  }

  static List<Hindrance> flagsDisposed(Situation s) {
    var found = new ArrayList<Hindrance>();
    for (Flag f : Flags.of(s.file(), s.today()))
      if (f.blocks()) found.add(Hindrance.of("FLAG_OPEN", "§3.7", f.key()));
    return found;
  }

  static List<Hindrance> noComplaint(Situation s) {
    List<CaseRecord> open = s.file().openComplaints();
    return open.isEmpty()
        ? List.of()
        : List.of(Hindrance.of("COMPLAINT_OPEN", "policy §19", open.size()));
  }

  /// C6: what was heard at another street's board and came here after its notice, or after another
  /// objection was taken up, is answered before anybody is granted anything. So is each that was
  /// taken up and that nobody settled, wherever the case went.
  static List<Hindrance> noObjection(Situation s) {
    var found = new ArrayList<Hindrance>();
    if (!Posting.untaken(s.file()).isEmpty())
      found.add(Hindrance.of("OBJECTION_HEARD_ELSEWHERE", "C6"));
    for (Objections.Objection o : Objections.left(s.file()))
      found.add(Hindrance.of("OBJECTION_LEFT", "C6", o.number(), o.day()));
    return found;
  }

  /// I11: no decision without the bytes of the evidence it rests on.
  static List<Hindrance> filesArrived(Situation s) {
    Set<String> missing = new TreeSet<>(files(s.file()));
    missing.removeAll(s.input().filesThere());
    return missing.isEmpty()
        ? List.of()
        : List.of(Hindrance.of("FILES_MISSING", "policy §18", missing.size()));
  }

  /// Addresses of every file of evidence the records of a case refer to; questionnaires and papers
  /// the district printed itself are none.
  static Set<String> files(CaseFile file) {
    var all = new TreeSet<String>();
    for (CaseRecord r : file.records()) {
      if (r.type() == RecordType.FORM || r.type() == RecordType.DOCUMENT) continue;
      for (FieldSpec f : r.type().fields())
        if (f.kind() == FieldKind.FILE) r.get(f.name()).ifPresent(all::add);
    }
    return all;
  }
}
