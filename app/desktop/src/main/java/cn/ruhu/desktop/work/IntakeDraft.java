package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.WireRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// An application being taken in, as it lies in the store's drafts: enough to reopen at the same
/// field after a lock, a sign-out or a power cut.
///
/// Immutable, thread-safe.
///
/// @param application id of the application
/// @param step step the person was in
/// @param field field the person left last, `<record id>/<field name>`
/// @param base records as they were when work began: the values the person saw
/// @param work records as they are now
/// @param typed text that is no value yet (an amount in words), by `<record id>/<field name>`
public record IntakeDraft(
    UUID application,
    String step,
    String field,
    List<WireRecord> base,
    List<WireRecord> work,
    Map<String, String> typed) {

  /// What the keys of all intake drafts begin with.
  public static final String PREFIX = "intake:";

  public IntakeDraft {
    base = List.copyOf(base);
    work = List.copyOf(work);
    typed = Map.copyOf(typed);
  }

  /// Key of the draft of one application.
  public static String key(UUID application) {
    return PREFIX + application;
  }

  public static IntakeDraft of(
      UUID application,
      String step,
      String field,
      Collection<CaseRecord> base,
      Collection<CaseRecord> work,
      Map<String, String> typed) {
    return new IntakeDraft(application, step, field, wire(base), wire(work), typed);
  }

  private static List<WireRecord> wire(Collection<CaseRecord> records) {
    return records.stream()
        .map(r ->
            new WireRecord(r.type().name(), r.id(), r.scope(), r.caseId(), 0, false, r.fields()))
        .toList();
  }

  private static List<CaseRecord> records(List<WireRecord> records) {
    return records.stream()
        .map(r ->
            CaseRecord.of(RecordType.valueOf(r.type()), r.id(), r.scope(), r.caseId(), r.fields()))
        .toList();
  }

  /// [#base] as records.
  public List<CaseRecord> baseRecords() {
    return records(base);
  }

  /// [#work] as records.
  public List<CaseRecord> workRecords() {
    return records(work);
  }

  /// The draft's bytes.
  public byte[] toBytes() {
    return Messages.write(this);
  }

  /// @throws WireException when the bytes are no draft
  public static IntakeDraft read(byte[] bytes) throws WireException {
    return Messages.read(bytes, IntakeDraft.class);
  }

  /// Counts and names, never content.
  @Override
  public String toString() {
    return "IntakeDraft[" + application + " at " + step + ", " + work.size() + " records]";
  }
}
