package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.sheet.FrameLook;
import org.jspecify.annotations.Nullable;

/// When a sheet under the camera is to be taken by itself (DEVICES 3.1): its corners and its print
/// stand still for [#FRAMES] frames, it is sharp, and it is not the sheet that was taken last. That
/// one is taken again only after it was seen to leave. Frames are those that were looked at; used
/// by one thread.
final class Standstill {
  /// Frames in a row.
  static final int FRAMES = 8;

  /// A corner may move by this share of the frame's longer side.
  static final double MOVE_MAX = 0.005;

  /// Frames in a row without a sheet after which it has left, where nobody learned the desk.
  static final int GONE = 3;

  /// A sheet that left, as far as anybody can tell, and lies there again lies elsewhere by this
  /// share: else a hand lay over it.
  static final double ELSEWHERE = 0.02;

  /// From frame to frame: a lens that still finds its focus makes print sharper by more.
  private static final double RISING = 1.1;

  /// What to do, and what to say.
  enum Verdict {
    /// no whole sheet is to be seen
    NONE,
    /// a sheet, and it or something over it moves
    MOVES,
    /// it lies still, not for long enough yet
    STILL,
    /// it lies still and its print is not sharp, or there is none on this side
    UNCLEAR,
    /// it is the one that was taken last
    SAME,
    /// it is to be taken now
    TAKE
  }

  private @Nullable FrameLook first;
  private @Nullable FrameLook taken;
  private int still;
  private int gone;
  private boolean left;
  private boolean empty;
  private double last;

  /// Looks at the next frame.
  Verdict see(FrameLook look) {
    if (look.sheet().isEmpty()) {
      again();
      gone++;
      empty |= look.desk() == FrameLook.Desk.EMPTY;
      left |= empty || gone >= GONE;
      return Verdict.NONE;
    }
    gone = 0;
    @Nullable FrameLook begun = first;
    if (begun == null || look.moved(begun) > MOVE_MAX || !look.isSamePaper(begun)) {
      boolean moved = begun != null;
      first = look;
      still = 1;
      last = look.sharpness();
      return moved ? Verdict.MOVES : Verdict.STILL;
    }
    boolean rising = look.sharpness() > RISING * last;
    last = look.sharpness();
    if (++still < FRAMES) return Verdict.STILL;
    if (isTaken(look)) return Verdict.SAME;
    if (!look.clear()) return Verdict.UNCLEAR;
    return rising ? Verdict.STILL : Verdict.TAKE;
  }

  /// Whether the frame shows the sheet that was taken last, and it did not leave since.
  boolean isTaken(FrameLook look) {
    @Nullable FrameLook before = taken;
    if (before == null || !look.isSamePaper(before)) return false;
    return !(empty || (left && look.moved(before) > ELSEWHERE));
  }

  /// A picture was taken of what this frame shows, by itself or by hand.
  void took(FrameLook look) {
    taken = look;
    left = false;
    empty = false;
  }

  /// Counts anew: something else was going on.
  void again() {
    first = null;
    still = 0;
  }
}
