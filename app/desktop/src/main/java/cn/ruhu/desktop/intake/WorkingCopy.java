package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.Provenance;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.store.LocalStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One application being worked on: the records as they were, and as they are now. Saving writes
/// the difference, each field with the value that was seen. Window thread only.
final class WorkingCopy {
  /// What the window reads and writes of a case; events only tell where it stands.
  static final Set<RecordType> TYPES =
      EnumSet.of(
          RecordType.HOUSEHOLD,
          RecordType.PERSON,
          RecordType.CARD_READING,
          RecordType.MEMBER,
          RecordType.SUPPORTER,
          RecordType.RELATIVE,
          RecordType.APPLICATION,
          RecordType.ITEM,
          RecordType.PAGE,
          RecordType.DOCUMENT,
          RecordType.GATE_FACT,
          RecordType.EVENT);

  /// source of a value taken over from an earlier application and not confirmed yet
  static final String EARLIER = "EARLIER";

  private final UUID application;
  private final Map<UUID, CaseRecord> base = new LinkedHashMap<>();
  private final Map<UUID, CaseRecord> work = new LinkedHashMap<>();
  private final Map<String, String> typed = new TreeMap<>();
  private @Nullable CaseFile file;

  WorkingCopy(
      UUID application,
      Collection<CaseRecord> base,
      Collection<CaseRecord> work,
      Map<String, String> typed) {
    this.application = application;
    base.forEach(r -> this.base.put(r.id(), r));
    work.forEach(r -> this.work.put(r.id(), r));
    this.typed.putAll(typed);
  }

  /// A case as it is known now, nothing changed yet.
  static WorkingCopy of(UUID application, Collection<CaseRecord> records) {
    List<CaseRecord> mine = records.stream().filter(r -> TYPES.contains(r.type())).toList();
    return new WorkingCopy(application, mine, mine, Map.of());
  }

  /// Nothing yet.
  static WorkingCopy blank(UUID application) {
    return new WorkingCopy(application, List.of(), List.of(), Map.of());
  }

  /// A draft taken up again.
  static WorkingCopy of(IntakeDraft draft) {
    return new WorkingCopy(
        draft.application(), draft.baseRecords(), draft.workRecords(), draft.typed());
  }

  IntakeDraft draft(String step, String field) {
    return IntakeDraft.of(application, step, field, base.values(), work.values(), typed);
  }

  /// The same work on top of what was saved meanwhile: edits made after `saved` was taken stay.
  ///
  /// @param saved the records as they were handed to the store
  /// @param now the case as the store has it
  WorkingCopy onto(Collection<CaseRecord> saved, Collection<CaseRecord> now) {
    var fresh = of(application, now);
    var were = new LinkedHashMap<UUID, CaseRecord>();
    saved.forEach(r -> were.put(r.id(), r));
    for (CaseRecord r : work.values()) {
      CaseRecord was = were.remove(r.id());
      if (was == null) fresh.put(r);
      else
        RecordChange.between(was, r).ifPresent(c -> fresh.put(c.applyTo(fresh.work.get(r.id()))));
    }
    were.keySet().forEach(fresh::remove);
    fresh.typed.putAll(typed);
    return fresh;
  }

  UUID application() {
    return application;
  }

  Collection<CaseRecord> base() {
    return List.copyOf(base.values());
  }

  Collection<CaseRecord> work() {
    return List.copyOf(work.values());
  }

  Map<String, String> typedTexts() {
    return Map.copyOf(typed);
  }

  /// Whether the application was never saved.
  boolean isNew() {
    return !base.containsKey(application);
  }

  /// Whether the case is another street's.
  boolean isElsewhere(String own) {
    String street = text(application, "street");
    return !street.isEmpty() && !street.equals(own);
  }

  /// The same application for another street: never saved, so every record is still to be made.
  ///
  /// @param number of that street, `""` when none could be given yet
  WorkingCopy moved(String street, String number, String own) {
    var all = new ArrayList<CaseRecord>();
    for (CaseRecord r : work.values()) {
      CaseRecord there = CaseRecord.of(r.type(), r.id(), street, r.caseId(), r.fields());
      if (r.type() == RecordType.APPLICATION)
        there =
            there
                .with("street", street)
                .with("number", number)
                .with("receivedFor", street.equals(own) ? "" : street);
      else if (r.type() == RecordType.HOUSEHOLD) there = there.with("street", street);
      all.add(there);
    }
    return new WorkingCopy(application, List.of(), all, typed);
  }

  /// A draft of another street's case, brought up to what was saved of it since it was written.
  ///
  /// @param now the case as it was saved
  WorkingCopy resumed(Collection<CaseRecord> now) {
    var saved = new LinkedHashMap<>(base);
    for (CaseRecord r : now) {
      CaseRecord mine = work.get(r.id());
      if (mine != null) saved.putIfAbsent(r.id(), mine);
    }
    return onto(saved.values(), now);
  }

  /// Whether it was never saved and nobody in it has a name or number yet.
  boolean untouched() {
    return isNew()
        && file().all(RecordType.PERSON).stream()
            .allMatch(p -> p.get("name").isEmpty() && p.get("idNumber").isEmpty());
  }

  /// Where a field came from: `CHIP`, `MANUAL`, [#EARLIER] or `""`.
  String source(UUID record, String field) {
    return get(record).map(r -> Copied.is(r, field) ? EARLIER : Provenance.of(r, field)).orElse("");
  }

  Optional<CaseRecord> get(UUID id) {
    return Optional.ofNullable(work.get(id));
  }

  String text(UUID id, String field) {
    CaseRecord r = work.get(id);
    return r == null ? "" : r.text(field);
  }

  void put(CaseRecord record) {
    work.put(record.id(), record);
    file = null;
  }

  /// The person a line is about; empty for one of the household as a whole.
  Optional<CaseRecord> owner(CaseRecord line) {
    return line.ref("member").flatMap(this::get).flatMap(file()::personOf);
  }

  /// Sets one field; an empty value removes it.
  void set(UUID id, String field, @Nullable String value) {
    CaseRecord r = work.get(id);
    if (r != null) put(r.with(field, value));
  }

  void remove(UUID id) {
    work.remove(id);
    typed.keySet().removeIf(k -> k.startsWith(id + "/"));
    file = null;
  }

  /// Text that is no value of its field yet; empty text forgets it.
  void type(UUID id, String field, String text) {
    if (text.isEmpty()) typed.remove(id + "/" + field);
    else typed.put(id + "/" + field, text);
  }

  String typed(UUID id, String field) {
    return typed.getOrDefault(id + "/" + field, "");
  }

  /// Whether anything was recorded since the application was saved last.
  boolean addedSince(UUID id) {
    return !base.containsKey(id);
  }

  /// The case as the rules read it.
  CaseFile file() {
    CaseFile made = file;
    if (made == null) {
      made = CaseFile.of(work.values());
      file = made;
    }
    return made;
  }

  /// What differs: new records, changed fields, records taken away.
  List<RecordChange> changes() {
    var all = new ArrayList<RecordChange>();
    for (CaseRecord r : work.values()) {
      CaseRecord before = base.get(r.id());
      if (before == null) all.add(RecordChange.create(r));
      else RecordChange.between(before, r).ifPresent(all::add);
    }
    for (CaseRecord r : base.values())
      if (!work.containsKey(r.id())) all.add(RecordChange.delete(r));
    return all;
  }

  boolean changed() {
    return !typed.isEmpty() || !changes().isEmpty();
  }

  /// Unsaved work is a draft on this machine; without any the case is where its records are.
  Where stands(LocalStore store) {
    return changed() ? Where.SAVED : Way.ofCase(store, application());
  }
}
