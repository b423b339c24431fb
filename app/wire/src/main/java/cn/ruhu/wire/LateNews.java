package cn.ruhu.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an op whose verdict is `LATE`, told to its author alone: the verdict itself never
/// changes, and its author is often shown nothing of the case any more.
///
/// @param opId the op
/// @param open of what it wrote, how much still waits for a supervisor
/// @param taken how much was taken over whole
/// @param partly how much was taken over in part
/// @param kept where what stood was kept
/// @param over who took the case over from the author, null when that is not why it came late
/// @param settled who decided last, null before anybody did
public record LateNews(
    UUID opId, int open, int taken, int partly, int kept, @Nullable By over, @Nullable By settled) {
  public LateNews {
    Shape.present(opId);
  }

  /// @param name of the person
  /// @param at milliseconds since 1970, 0 when unknown
  /// @param reason in the person's words, `""` for none
  public record By(String name, long at, String reason) {
    public By {
      Shape.present(name, reason);
    }

    /// Without a word of the person's.
    @Override
    public String toString() {
      return "By[" + at + "]";
    }
  }

  /// Whether nothing more will become of it, as far as anybody knows: a settlement may be taken
  /// back.
  public boolean done() {
    return open == 0;
  }
}
