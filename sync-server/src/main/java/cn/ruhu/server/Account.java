package cn.ruhu.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which account a command runs as. What another account leaves in the data folder the service can
/// no longer write, and the next backup fails at night.
final class Account {
  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  private Account() {}

  /// Refuses to work in a data folder of another account; one that is still to be made is root's
  /// affair only where root owns what it lies in.
  ///
  /// @throws Refused `OWNER`
  static void refuseOther(Path data) throws IOException {
    boolean unix = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    if (!unix || !Files.exists(SELF)) return;
    int self = owner(SELF);
    Path there = data.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
      if (there == null) return;
    }
    boolean made = Files.exists(data);
    if (owner(there) != self && (made || self == ROOT))
      throw new Refused("OWNER", Files.getOwner(there).getName());
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }
}
