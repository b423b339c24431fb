package cn.ruhu.desktop.scanning;

/// Rows are replaced as a whole: what asks to read anew in the midst of it is read once, after it.
/// Window thread only.
final class Whole {
  private final Runnable refresh;
  private boolean showing;
  private boolean asked;

  /// @param refresh reads anew
  Whole(Runnable refresh) {
    this.refresh = refresh;
  }

  /// Whether reading anew has to wait; then it is remembered.
  boolean defers() {
    if (showing) asked = true;
    return showing;
  }

  void run(Runnable act) {
    if (showing) {
      act.run();
      return;
    }
    showing = true;
    try {
      act.run();
    } finally {
      showing = false;
    }
    boolean read = asked;
    asked = false;
    if (read) refresh.run();
  }
}
