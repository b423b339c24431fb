package cn.ruhu.server.files;

import java.io.IOException;

/// The place files lie in gave no good answer: it is away, busy, or refuses us. What it did is not
/// known; nothing was told as safe.
public class StoreAway extends IOException {
  private static final long serialVersionUID = 1;

  /// @param what was asked and answered, without a name of a file or a person
  public StoreAway(String what) {
    super(what);
  }

  public StoreAway(String what, IOException cause) {
    super(what, cause);
  }
}
