package cn.ruhu.desktop.settings;

/// Whether a program of this machine reads the words on pages, so that pages are found by them; as
/// the settings see it. Off until somebody switches it on.
public interface WordReading {
  /// How the program stands. Names are keys of words.
  enum State {
    /// this machine has none
    NONE,
    /// it is there and knows no Chinese
    NO_CHINESE,
    READY
  }

  /// Whether it is wanted.
  boolean on();

  /// Keeps the choice. Where it is not wanted any more, what was read is dropped. Returns at once.
  void use(boolean on);

  /// Looks for the program and asks what it can read. Takes a moment: call it elsewhere.
  State state();
}
