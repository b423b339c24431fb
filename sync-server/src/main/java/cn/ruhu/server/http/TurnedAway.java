package cn.ruhu.server.http;

import cn.ruhu.wire.Refusal;

/// Leaves a handler with a refusal; caught where replies are written, nowhere else.
final class TurnedAway extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  TurnedAway(Refusal refusal) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
  }

  TurnedAway(String code) {
    this(Refusal.of(code, ""));
  }

  Refusal refusal() {
    return refusal;
  }
}
