package cn.ruhu.server.inbox;

import cn.ruhu.server.accounts.Caller;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.Op;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/// One op and who hands it in.
///
/// @param journal journal it came in
/// @param cursors how far its machine had pulled when it sent the op
/// @param now server clock
record Context(Caller caller, Op op, String journal, Map<String, Cursor> cursors, Instant now) {
  private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

  /// When it was done: the device's clock, held between the last server time the device had seen
  /// and now, so that a wrong clock moves no deadline (invariant I21).
  Instant at() {
    Instant said = Instant.ofEpochMilli(op.wall());
    Instant seen = Instant.ofEpochMilli(op.lastServerTime());
    if (said.isAfter(now)) return now;
    return said.isBefore(seen) && seen.isBefore(now) ? seen : said;
  }

  /// The office's calendar day of [#at].
  LocalDate day() {
    return at().atZone(OFFICE).toLocalDate();
  }

  boolean isAct() {
    return op.kind().startsWith("act.");
  }

  /// Settling a conflict, or taking its settlement back.
  boolean isResolve() {
    return op.kind().equals("resolve") || op.kind().equals("resolve.undo");
  }
}
