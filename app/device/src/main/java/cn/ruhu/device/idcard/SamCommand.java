package cn.ruhu.device.idcard;

/// The commands we send. Fingerprints are never asked for: assistance cases do not need them.
public enum SamCommand {
  STATUS(0x11, 0xFF, 0x90, 0, 1_000),
  /// Like a power cycle: a card still lying there is found again.
  RESET(0x10, 0xFF, 0x90, 0, 2_000),
  SAM_ID(0x12, 0xFF, 0x90, 16, 1_000),
  FIND(0x20, 0x01, 0x9F, 4, 1_000),
  SELECT(0x20, 0x02, 0x90, 8, 1_000),
  /// Text and photo; its length is in the reply.
  READ(0x30, 0x01, 0x90, -1, 3_000),
  /// The newest added address; status 91 when there is none.
  READ_ADDRESS(0x30, 0x03, 0x90, 70, 1_000);

  private static final int REPLY_MAX = 2_321;

  private final int command;
  private final int parameter;
  private final int success;
  private final int dataLength;
  private final int deadlineMs;

  SamCommand(int command, int parameter, int success, int dataLength, int deadlineMs) {
    this.command = command;
    this.parameter = parameter;
    this.success = success;
    this.dataLength = dataLength;
    this.deadlineMs = deadlineMs;
  }

  /// The whole request as it goes over the wire.
  public byte[] frame() {
    return SamFrame.encode((byte) command, (byte) parameter);
  }

  /// Status byte of success.
  public int success() {
    return success;
  }

  /// Longest wait for the whole reply: the module's own time and the wire's.
  int deadlineMs(int baud) {
    int bytes = dataLength < 0 ? REPLY_MAX : dataLength + 11;
    return deadlineMs + bytes * 10_000 / baud;
  }

  /// False for a late reply to an earlier command: its success has another shape.
  boolean answeredBy(SamReply reply) {
    if (reply.sw3() == success)
      return dataLength < 0 ? reply.data().length >= 4 : reply.data().length == dataLength;
    return reply.data().length == 0;
  }
}
