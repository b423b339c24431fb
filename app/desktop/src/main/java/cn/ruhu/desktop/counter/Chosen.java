package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.record.CaseFile;
import java.util.Optional;
import java.util.UUID;

/// The case somebody has in hand. Immutable.
///
/// @param application its id
/// @param unsaved as it lies on the desk, where it is not saved yet
public record Chosen(UUID application, Optional<CaseFile> unsaved) {
  /// A saved case.
  public static Chosen of(UUID application) {
    return new Chosen(application, Optional.empty());
  }
}
