package cn.ruhu.server.backup;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import java.util.Collection;

/// Files the district knows and the server lost.
final class Lost {
  private Lost() {}

  /// They count as never arrived: no receipt, no decision on them, and every machine that reaches
  /// them is asked to send them again.
  static void mark(Tx tx, Collection<String> addresses) throws StorageException {
    for (String address : addresses)
      tx.run("UPDATE file SET complete = 0 WHERE address = ?", address);
  }
}
