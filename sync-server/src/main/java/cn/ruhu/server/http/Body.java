package cn.ruhu.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;

/// A request's body that may not take for ever: a client that drips bytes is cut off. The socket's
/// own timeout catches one that sends nothing.
final class Body extends FilterInputStream {
  /// The time for a body is over.
  static final class Slow extends IOException {
    private static final long serialVersionUID = 1;

    Slow() {
      super("the body takes too long");
    }
  }

  private final InstantSource clock;
  private final long until;

  Body(InputStream in, InstantSource clock, Duration time) {
    super(in);
    this.clock = clock;
    this.until = clock.millis() + time.toMillis();
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    check();
    return super.read(buffer, offset, length);
  }

  private void check() throws Slow {
    if (clock.millis() > until) throw new Slow();
  }
}
