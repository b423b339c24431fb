package cn.ruhu.desktop.kit;

/// The way from one screen to another that knows nothing of it: features meet only here.
public interface Navigator {
  /// Brings a feature to the front.
  ///
  /// @param feature its id, e.g. `review`
  /// @param argument what it should open, `""` for its start
  void go(String feature, String argument);
}
