package cn.ruhu.server.s3;

import cn.ruhu.server.files.StoreAway;
import java.io.IOException;

/// The store of files gave no good answer. Whether it did what was asked is not known.
final class S3Fault extends StoreAway {
  private static final long serialVersionUID = 1;

  private final boolean passing;

  /// @param what was asked and answered: method, status, code; never a key or a name of a person
  /// @param passing whether the same question may be answered well a moment later
  S3Fault(String what, boolean passing) {
    super(what);
    this.passing = passing;
  }

  S3Fault(String what, IOException cause) {
    super(what, cause);
    this.passing = true;
  }

  boolean isPassing() {
    return passing;
  }
}
