package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Danger or an urgent need that the street must hear of today (DOMAIN §3.3). The fact is written
/// the moment somebody says whom they told, as an op of its own that travels with the next round; a
/// sign nobody reported before the seal is written with it. Touches the disk where it says so.
final class Alarm {
  /// note with the signs that are reported, by the moment
  private static final String TOLD = "alarm.told";

  /// Somebody of the street to telephone.
  ///
  /// @param phone empty when the district knows none
  record Phone(String name, Role role, String phone) {}

  private Alarm() {}

  /// Signs of the visit as it stands.
  static List<VisitAlerts.Sign> signs(Visit visit, Map<String, String> facts) {
    return VisitAlerts.of(visit.value(Visit.DISPOSITION), facts);
  }

  /// Signs nobody was told of yet.
  static List<VisitAlerts.Sign> open(Visit visit, List<VisitAlerts.Sign> signs) {
    var left = new ArrayList<>(signs);
    left.removeAll(VisitAlerts.read(visit.draft.note(TOLD)));
    return List.copyOf(left);
  }

  /// The street's people who answer for the case, from what lies on this machine: no network is
  /// asked.
  static List<Phone> phones(Desk desk, Visit visit) {
    String street = visit.file.application().map(a -> a.text("street")).orElse("");
    return Stream.of(Role.STREET_REVIEWER, Role.STREET_CHIEF)
        .flatMap(role ->
            desk.staff(role).stream()
                .filter(s -> s.text("street").equals(street))
                .map(s -> new Phone(s.text("name"), role, s.text("phone"))))
        .toList();
  }

  private static CaseRecord fact(
      Desk desk, Visit visit, List<VisitAlerts.Sign> signs, String words, Instant at) {
    CaseRecord app = visit.file.application().orElseThrow();
    var fields = new TreeMap<String, String>();
    fields.put("application", app.id().toString());
    fields.put("kind", GateKind.SAME_DAY_ALERT.name());
    fields.put("subject", visit.id().toString());
    fields.put("value", VisitAlerts.text(signs));
    fields.put("reason", words);
    fields.put("by", desk.actor().staff().toString());
    fields.put("at", at.toString());
    return CaseRecord.of(RecordType.GATE_FACT, desk.newId(), app.scope(), app.id(), fields);
  }

  /// Writes that the street was told. Touches the disk.
  static void report(Desk desk, Visit visit, List<VisitAlerts.Sign> signs, String words)
      throws StoreException {
    desk.save(
        "alert",
        "",
        false,
        List.of(RecordChange.create(fact(desk, visit, signs, words, desk.now()))));
  }

  /// Notes what was reported; window thread.
  static void told(Visit visit, List<VisitAlerts.Sign> signs) {
    var all = new HashSet<>(VisitAlerts.read(visit.draft.note(TOLD)));
    all.addAll(signs);
    visit.draft.note(TOLD, VisitAlerts.text(List.copyOf(all)));
  }

  /// What is written with the seal for signs nobody reported.
  static Optional<RecordChange> atSeal(
      Desk desk, Visit visit, Map<String, String> facts, Instant at) {
    List<VisitAlerts.Sign> left = open(visit, VisitAlerts.of(facts.getOrDefault("V09", ""), facts));
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(RecordChange.create(fact(desk, visit, left, "", at)));
  }
}
