package cn.ruhu.server.files;

/// Lets others have the disk for a while, between two blocks.
@FunctionalInterface
public interface Pause {
  /// @throws InterruptedException when what is read now shall be given up
  void take() throws InterruptedException;
}
