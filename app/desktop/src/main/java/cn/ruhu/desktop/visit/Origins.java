package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Where a value that stands in the form before anybody asked comes from. A mark is given only to
/// the very value that was declared or found. Immutable.
final class Origins {
  private final SortedMap<String, String> declared;
  private final Optional<LocalDate> declaredOn;
  private final Map<String, String> found;
  private final Optional<Instant> foundAt;

  private Origins(
      SortedMap<String, String> declared,
      Optional<LocalDate> declaredOn,
      Map<String, String> found,
      Optional<Instant> foundAt) {
    this.declared = declared;
    this.declaredOn = declaredOn;
    this.found = found;
    this.foundAt = foundAt;
  }

  /// Of a case.
  ///
  /// @param found answers of the visit before that the form began with
  /// @param foundAt when that visit ended; empty for none
  static Origins of(CaseFile file, Map<String, String> found, Optional<Instant> foundAt) {
    Optional<CaseRecord> app = file.application();
    return new Origins(
        Declared.said(file),
        app.flatMap(a -> Texts.date(a.text("applyDate")))
            .or(() -> app.flatMap(a -> Texts.date(a.text("acceptDate")))),
        found,
        foundAt);
  }

  /// In words; empty where the value is neither what was declared nor what was found.
  Optional<Message> of(String key, String value) {
    if (foundAt.isPresent() && value.equals(found.get(key)))
      return Optional.of(
          Message.of(
              "visit.origin.visited", foundAt.get().atZone(Show.ZONE).toLocalDate().toString()));
    if (value.equals(declared.get(key))) {
      if (foundAt.isPresent()) return Optional.of(Message.of("visit.origin.since"));
      return declaredOn.map(d -> Message.of("visit.origin.declared", d.toString()));
    }
    boolean silent = !declared.containsKey(key) && value.equals(Declared.NOT_DECLARED.get(key));
    return silent ? Optional.of(Message.of("visit.origin.silent")) : Optional.empty();
  }
}
