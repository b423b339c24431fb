package cn.ruhu.store;

import cn.ruhu.casefile.record.Texts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/// Keeps how this machine's clock stood against the server's when it signed in or pulled last: a
/// receipt on a stick may be days old. Written in the transaction of the answer it was measured at.
/// Thread-safe.
final class SkewSeen {
  private static final String KEY = "clock.ahead";

  private final InstantSource clock;
  private volatile ClockSkew last;

  SkewSeen(Db db, InstantSource clock) throws StoreException {
    this.clock = clock;
    last = db.read("reading the clock's skew", SkewSeen::read);
  }

  private static ClockSkew read(Connection c) throws SQLException {
    String kept = Db.meta(c, KEY);
    String[] words = kept == null ? new String[0] : kept.split(" ", -1);
    if (words.length != 2) return ClockSkew.NEVER;
    return new ClockSkew(Texts.whole(words[0]).orElse(0L), Texts.whole(words[1]).orElse(0L));
  }

  /// The server answered.
  ///
  /// @param serverTime as it said, milliseconds since 1970
  void heard(Connection c, long serverTime) throws SQLException {
    if (serverTime <= 0) return;
    long here = clock.millis();
    var seen = new ClockSkew(here - serverTime, here);
    Db.setMeta(c, KEY, seen.aheadMs() + " " + seen.at());
    last = seen;
  }

  ClockSkew last() {
    return last;
  }
}
