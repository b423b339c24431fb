package cn.ruhu.server.linking;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.linking.SignalKind;
import cn.ruhu.casefile.linking.SignalState;
import cn.ruhu.casefile.linking.Signals;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Brings the links and signals of cases to what was found, some cases in a transaction, each
/// case's application locked first (decision 0008). Used once.
final class LinkWriter {
  private static final int CASES = 50;

  /// until when the street answers a signal, in working days (working value, DOMAIN §11)
  private static final int SIGNAL_DAYS = 10;

  private final Linking.Parts parts;
  private final Instant now;
  private int commits;

  LinkWriter(Linking.Parts parts) {
    this.parts = parts;
    this.now = parts.clock().instant();
  }

  /// @param cases whose links are looked at, those without a finding too
  /// @param found drafts by case and id
  /// @return records written
  int write(Set<UUID> cases, Map<UUID, Map<UUID, LinkDraft>> found)
      throws StorageException, InterruptedException {
    List<UUID> all = List.copyOf(new TreeSet<>(cases));
    int written = 0;
    for (int i = 0; i < all.size(); i += CASES) {
      List<UUID> some = all.subList(i, Math.min(all.size(), i + CASES));
      int records = parts.database().write(tx -> some(tx, some, found));
      written += records;
      if (records == 0) continue;
      commits++;
      parts.pause().take();
    }
    return written;
  }

  /// Transactions that wrote.
  int commits() {
    return commits;
  }

  private int some(Tx tx, List<UUID> cases, Map<UUID, Map<UUID, LinkDraft>> found)
      throws StorageException {
    Map<UUID, Held> applications = tx.records().locked(new HashSet<>(cases));
    Map<UUID, Held> changed = new LinkedHashMap<>();
    List<Held> standards = tx.records().ofType(RecordType.STANDARD.name());
    for (UUID caseId : cases) {
      Held application = applications.get(caseId);
      if (application == null || application.deleted()) continue;
      Map<UUID, Held> there = new LinkedHashMap<>();
      for (Held h : tx.records().ofCase(caseId)) if (!h.deleted()) there.put(h.id(), h);
      links(application, there, found.getOrDefault(caseId, Map.of()), changed);
      signals(application, standards, there, changed);
    }
    if (changed.isEmpty()) return 0;
    parts.feed().publish(tx, changed.values());
    note(tx, changed.values());
    return changed.size();
  }

  private void links(
      Held application,
      Map<UUID, Held> there,
      Map<UUID, LinkDraft> drafts,
      Map<UUID, Held> changed) {
    for (LinkDraft draft : drafts.values()) {
      Held link = there.get(draft.id());
      Held after =
          link == null
              ? made(RecordType.LINK, draft.id(), application, draft.fresh(now))
              : link.withFields(draft.upon(link, now), false, "");
      put(link, after, there, changed);
    }
    for (Held link : List.copyOf(there.values()))
      if (link.type().equals(RecordType.LINK.name()) && !drafts.containsKey(link.id()))
        put(link, gone(link), there, changed);
  }

  /// What is found no more counts no more; who looked at it, and what they said, stays.
  private static Held gone(Held record) {
    var fields = new TreeMap<>(record.fields());
    fields.put("gone", "true");
    return record.withFields(fields, false, "");
  }

  private void signals(
      Held application, List<Held> standards, Map<UUID, Held> there, Map<UUID, Held> changed) {
    var records = new ArrayList<CaseRecord>();
    standards.forEach(h -> h.caseRecord().ifPresent(records::add));
    there.values().forEach(h -> h.caseRecord().ifPresent(records::add));
    LocalDate today = LocalDate.ofInstant(now, Process.ZONE);
    var standing = new HashSet<UUID>();
    CaseFile file = CaseFile.of(records);
    for (Signals.Signal s : Signals.of(file, today)) {
      UUID id = Signals.id(s.person(), s.kind(), s.detail());
      standing.add(id);
      Held signal = there.get(id);
      SortedMap<String, String> fields =
          signal == null ? fresh(application, s, day(file, s, today), today) : told(signal, s);
      Held after =
          signal == null
              ? made(RecordType.SIGNAL, id, application, fields)
              : signal.withFields(fields, false, "");
      put(signal, after, there, changed);
    }
    for (Held signal : List.copyOf(there.values()))
      if (signal.type().equals(RecordType.SIGNAL.name()) && !standing.contains(signal.id()))
        put(signal, gone(signal), there, changed);
  }

  /// Day of the list that says it; what the city found stands in no list.
  private static LocalDate day(CaseFile file, Signals.Signal s, LocalDate today) {
    if (s.kind() == SignalKind.INCOME) return today;
    return Links.standing(file).stream()
        .filter(l -> l.ref("person").equals(Optional.of(s.person())) && !l.is("gone"))
        .flatMap(l -> Texts.date(l.text("importedOn")).stream())
        .max(Comparator.naturalOrder())
        .orElse(today);
  }

  private SortedMap<String, String> fresh(
      Held application, Signals.Signal s, LocalDate importedOn, LocalDate today) {
    var fields = new TreeMap<String, String>();
    fields.put("application", application.id().toString());
    fields.put("person", s.person().toString());
    fields.put("kind", s.kind().name());
    fields.put("detail", s.detail());
    if (!s.since().isEmpty()) fields.put("since", s.since());
    if (!s.amountFen().isEmpty()) fields.put("amountFen", s.amountFen());
    fields.put("importedOn", importedOn.toString());
    fields.put("foundAt", now.toString());
    fields.put("due", WorkingDays.due(today, SIGNAL_DAYS).date().toString());
    fields.put("state", SignalState.OPEN.name());
    return fields;
  }

  private static SortedMap<String, String> told(Held signal, Signals.Signal s) {
    var fields = new TreeMap<>(signal.fields());
    if (!s.since().isEmpty()) fields.put("since", s.since());
    if (!s.amountFen().isEmpty()) fields.put("amountFen", s.amountFen());
    fields.remove("gone");
    return fields;
  }

  private static Held made(
      RecordType type, UUID id, Held application, SortedMap<String, String> fields) {
    return new Held(
        type.name(), id, application.scope(), application.id(), 0, Actor.NOBODY, "", false, fields);
  }

  private static void put(
      @Nullable Held before, Held after, Map<UUID, Held> there, Map<UUID, Held> changed) {
    if (before != null && before.fields().equals(after.fields())) return;
    there.put(after.id(), after);
    changed.put(after.id(), after);
  }

  private void note(Tx tx, Collection<Held> changed) throws StorageException {
    long links = count(changed, RecordType.LINK, Optional.empty());
    long sure = count(changed, RecordType.LINK, Optional.of(LinkState.LINKED.name()));
    long signals = count(changed, RecordType.SIGNAL, Optional.empty());
    parts
        .audit()
        .add(
            tx,
            new Audit.Entry(
                "REGISTRY_LINKED",
                "",
                "",
                "registry",
                "links=" + links + " linked=" + sure + " signals=" + signals));
  }

  private static long count(Collection<Held> all, RecordType type, Optional<String> state) {
    return all.stream()
        .filter(h -> h.type().equals(type.name()))
        .filter(h -> state.isEmpty() || h.text("state").equals(state.get()))
        .count();
  }
}
