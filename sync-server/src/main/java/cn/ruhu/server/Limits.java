package cn.ruhu.server;

import cn.ruhu.server.accounts.Rules;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.http.Web;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import java.time.Duration;

/// Every figure that bounds what the outside may ask of this server, in one place.
public final class Limits {
  /// Connections that read side by side.
  public static final int READERS = 4;

  private Limits() {}

  /// Sign-in and enrolment.
  public static Rules accounts(PasswordHash.Cost cost) {
    return new Rules(
        Duration.ofMinutes(15),
        Duration.ofHours(12),
        Duration.ofDays(35),
        5,
        Duration.ofMinutes(15),
        8,
        128,
        Duration.ofHours(24),
        cost);
  }

  /// The HTTPS port: 1 push and 2 files of one machine at a time, 5 sign-ins a second.
  public static Web.Rules web() {
    return new Web.Rules(
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Protocol.PUSH_BYTES_MAX,
        256 << 10,
        5,
        50,
        1,
        2,
        Duration.ofSeconds(5));
  }

  /// Files and their parts.
  public static FileDesk.Rules files() {
    return new FileDesk.Rules(Protocol.FILE_BYTES_MAX, Protocol.FILE_PART_MAX, 15_000);
  }
}
