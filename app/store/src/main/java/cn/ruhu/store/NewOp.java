package cn.ruhu.store;

import cn.ruhu.casefile.record.RecordChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One act of the signed-in person, to be saved.
///
/// @param kind what the person did: `save`, `act.ACCEPT`, `visit.finish`…
/// @param reason the person's words, where the act needs some
/// @param atomic one conflict parks the whole op, not only its group
/// @param changes the records it touches, at least one
/// @param files addresses of kept files the changes name; they are sent after the op
public record NewOp(
    String kind,
    @Nullable String reason,
    boolean atomic,
    List<RecordChange> changes,
    List<String> files) {

  public NewOp {
    if (changes.isEmpty()) throw new IllegalArgumentException("an op changes something");
    changes = List.copyOf(changes);
    files = List.copyOf(files);
  }
}
