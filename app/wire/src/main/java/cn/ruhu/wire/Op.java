package cn.ruhu.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One atomic act of one person on one device: one line of the journal, never edited, never
/// re-serialised. All its changes take effect together or are parked together.
///
/// @param opId UUIDv7 made on the device before the first send; a retry carries the same one
/// @param jseq 1, 2, 3… within its journal
/// @param user staff id
/// @param device device id
/// @param app program version
/// @param schema version of the op's shape, 1 now
/// @param kind what the person did: `save`, `act.ACCEPT`, `visit.finish`, `opinion`, `resolve`…
/// @param reason the person's words, where the act needs some
/// @param wall device clock, milliseconds since 1970
/// @param mono milliseconds of the device's monotonic clock
/// @param lastServerTime last server time this device had seen, milliseconds, 0 for never
/// @param atomic one conflict parks the whole op (acts, finishes), not only its group
/// @param changes the records it touches
/// @param files addresses of files the changes refer to
public record Op(
    UUID opId,
    long jseq,
    UUID user,
    UUID device,
    String app,
    int schema,
    String kind,
    @Nullable String reason,
    long wall,
    long mono,
    long lastServerTime,
    boolean atomic,
    List<Change> changes,
    List<String> files) {

  /// Newest [#schema] this program writes and reads.
  public static final int SCHEMA = 1;

  public Op {
    Shape.present(opId, user, device, app, kind);
    changes = List.copyOf(changes);
    files = List.copyOf(files);
  }

  /// Without a word of the content.
  @Override
  public String toString() {
    return "Op[" + opId + " #" + jseq + " " + kind + " " + changes.size() + " changes]";
  }
}
