package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Values taken over from an earlier application that nobody has confirmed yet: each record names
/// its own in `copied`. Stateless.
final class Copied {
  private static final String FIELD = "copied";

  private Copied() {}

  /// The record with these fields marked as taken over.
  static CaseRecord marked(CaseRecord record, Collection<String> fields) {
    var all = new LinkedHashSet<>(CaseFile.codes(record, FIELD));
    all.addAll(fields);
    return record.with(FIELD, String.join(",", all));
  }

  static boolean is(CaseRecord record, String field) {
    return CaseFile.codes(record, FIELD).contains(field);
  }

  /// Whether something in the record waits for a word.
  static boolean waits(CaseRecord record) {
    return record.get(FIELD).isPresent();
  }

  /// Somebody has said these values anew, or that they still hold.
  static void confirm(WorkingCopy copy, UUID id, Set<String> fields) {
    CaseRecord record = copy.get(id).orElse(null);
    if (record == null || record.get(FIELD).isEmpty()) return;
    var left = new LinkedHashSet<>(CaseFile.codes(record, FIELD));
    if (left.removeAll(fields)) copy.set(id, FIELD, String.join(",", left));
  }

  /// How many values of the case wait for a word.
  static int count(WorkingCopy copy) {
    return copy.work().stream().mapToInt(r -> CaseFile.codes(r, FIELD).size()).sum();
  }

  /// All of these values hold as they are.
  ///
  /// @return how many values were confirmed
  static int confirmAll(WorkingCopy copy, Predicate<Spot> which) {
    int before = count(copy);
    for (CaseRecord r : copy.work())
      confirm(
          copy,
          r.id(),
          CaseFile.codes(r, FIELD).stream()
              .filter(f -> which.test(new Spot(r.id(), f)))
              .collect(Collectors.toSet()));
    return before - count(copy);
  }
}
