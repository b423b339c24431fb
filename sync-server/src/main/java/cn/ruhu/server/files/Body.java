package cn.ruhu.server.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A sender's bytes: a break of theirs is told apart from a fault of our own disk.
public final class Body {
  private Body() {}

  /// The sender's stream broke; not a fault of ours.
  public static final class CutOff extends EOFException {
    private static final long serialVersionUID = 1;

    CutOff(Exception cause) {
      super("the sender broke off");
      initCause(cause);
    }
  }

  /// As [InputStream#read(byte[], int, int)].
  public static int read(InputStream body, byte[] buffer, int offset, int length) throws CutOff {
    try {
      return body.read(buffer, offset, length);
    } catch (IOException | RuntimeException e) {
      throw new CutOff(e);
    }
  }
}
