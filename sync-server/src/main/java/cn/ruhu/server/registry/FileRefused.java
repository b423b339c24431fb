package cn.ruhu.server.registry;

/// A file that is not taken as a whole. The message is its code alone.
final class FileRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  FileRefused(Refusal refusal) {
    super(refusal.code().name());
    this.refusal = refusal;
  }

  static FileRefused because(Refusal.Code code, Object... details) {
    return new FileRefused(Refusal.of(code, details));
  }

  Refusal refusal() {
    return refusal;
  }
}
