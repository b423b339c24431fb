package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.urgent.UrgentDue;
import cn.ruhu.casefile.urgent.UrgentRules;
import cn.ruhu.casefile.urgent.UrgentState;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.papers.Paper;
import cn.ruhu.store.StoreException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads aid before papers from the store and writes it, by the rules both ends share. Every call
/// touches the disk: work for `Background`. Thread-safe.
final class UrgentWork {
  private final Desk desk;

  UrgentWork(Desk desk) {
    this.desk = desk;
  }

  Desk desk() {
    return desk;
  }

  /// Every record of the street: what waits for this role first, then what waits for others, by
  /// deadline; then what is over, the newest first.
  List<UrgentRow> all() {
    List<CaseRecord> records = desk.store().all(RecordType.URGENT_AID);
    Figure ceiling = standards().at(desk.today()).urgentCeiling();
    var rows = new ArrayList<UrgentRow>();
    for (CaseRecord r : records) rows.add(row(r, records, ceiling));
    rows.sort(
        Comparator.comparingInt(this::rank)
            .thenComparingInt(UrgentRow::left)
            .thenComparing(UrgentWork::byAge));
    return rows;
  }

  /// Who waits longest stands first; of what is over, the newest.
  private static int byAge(UrgentRow a, UrgentRow b) {
    int older = a.aid().text("registeredAt").compareTo(b.aid().text("registeredAt"));
    return a.due().isPresent() ? older : -older;
  }

  private int rank(UrgentRow row) {
    return row.due().map(d -> d.what().role() == desk.actor().role() ? 0 : 1).orElse(2);
  }

  private UrgentRow row(CaseRecord r, List<CaseRecord> all, Figure ceiling) {
    Optional<UrgentDue> due = UrgentDue.of(r);
    return new UrgentRow(
        r,
        due,
        due.map(d -> WorkingDays.remaining(d.due(), desk.today())).orElse(0),
        UrgentRules.earlier(all, r),
        ceiling,
        Way.of(desk.store().standing(r.id())),
        r.ref("by").map(desk::staffName).orElse(""),
        r.ref("approvedBy").map(desk::staffName).orElse(""),
        desk.store().ofCase(r.id()).stream().anyMatch(UrgentWork::isSheet),
        r.ref("application").or(() -> r.get("personNumber").flatMap(this::application)));
  }

  private static boolean isSheet(CaseRecord record) {
    return record.type() == RecordType.PAGE && record.text("slot").equals(Paper.U01.slot());
  }

  private Standards standards() {
    return Standards.builtIn().with(desk.store().all(RecordType.STANDARD));
  }

  /// The ordinary case of a number, when this machine has one.
  private Optional<UUID> application(String number) {
    return desk.people().exact(number).stream().map(PeopleIndex.Hit::household).findFirst();
  }

  /// What is known here of a number.
  ///
  /// @param name of a person with it, `""` for none
  /// @param aids earlier aid before papers
  record Known(String name, List<CaseRecord> aids) {
    Known {
      aids = List.copyOf(aids);
    }
  }

  Known known(String number) {
    String name =
        desk.people().exact(number).stream()
            .flatMap(h -> Optional.ofNullable(h.person()).stream())
            .flatMap(p -> desk.store().record(p).stream())
            .map(p -> p.text("name"))
            .findFirst()
            .orElse("");
    List<CaseRecord> aids =
        desk.store().all(RecordType.URGENT_AID).stream()
            .filter(r -> r.text("personNumber").equals(number))
            .sorted(Comparator.comparing((CaseRecord r) -> r.text("registeredAt")).reversed())
            .toList();
    return new Known(name, aids);
  }

  Map<String, String> draft(String key) throws StoreException {
    return desk.store().drafts().get(key).map(Typed::read).orElse(Map.of());
  }

  void keep(String key, Map<String, String> typed) throws StoreException {
    if (typed.isEmpty()) desk.store().drafts().remove(key);
    else desk.store().drafts().put(key, Typed.write(typed));
  }

  /// A record of this street nobody has saved yet.
  CaseRecord blank() {
    UUID id = desk.newId();
    String street = desk.actor().street();
    return CaseRecord.of(
        RecordType.URGENT_AID,
        id,
        street,
        id,
        Map.of(
            "street", street,
            "by", me(),
            "registeredAt", now(),
            "state", UrgentState.REGISTERED.name()));
  }

  String me() {
    return desk.actor().staff().toString();
  }

  String now() {
    return desk.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// Writes `after` if the rules let this person.
  ///
  /// @param before the record as it was seen, empty for a new one
  /// @param draft key of the draft that became this
  /// @return why not; empty when it is on the disk
  List<Hindrance> save(Optional<CaseRecord> before, CaseRecord after, String draft)
      throws StoreException {
    var found = new ArrayList<>(UrgentRules.hindrances(desk.actor(), before, after));
    found.addAll(UrgentRules.ceiling(before, after, standards()));
    if (!found.isEmpty()) return found;
    Optional<RecordChange> change =
        before.isEmpty()
            ? Optional.of(RecordChange.create(after))
            : RecordChange.between(before.get(), after);
    if (change.isPresent()) desk.save("urgent", "", true, List.of(change.get()), draft);
    return List.of();
  }
}
