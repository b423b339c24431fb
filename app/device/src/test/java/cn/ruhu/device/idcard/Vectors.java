package cn.ruhu.device.idcard;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Objects;

/// The published sample bytes (DEVICES §1.10), and what tests of this package share.
public final class Vectors {
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  private Vectors() {}

  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /// 256 bytes of text of card type R, I, J or Y.
  public static byte[] text(char type) {
    return hex(new String(resource("text_" + type + ".hex"), StandardCharsets.US_ASCII).strip());
  }

  /// The whole reply to 30 01 for the resident sample with a patterned photo.
  public static byte[] readReply() {
    return resource("read_reply_R.bin");
  }

  /// The reply to 30 01 for a text and a photo of zeros.
  static byte[] readReply(byte[] text) {
    byte[] body = new byte[3 + 4 + 256 + 1024];
    body[2] = (byte) 0x90;
    body[3] = 1;
    body[5] = 4;
    System.arraycopy(text, 0, body, 7, 256);
    return SamFrame.encode(body);
  }

  static CardTextParser parser() {
    return new CardTextParser(n -> IdNumber.parse(n, TODAY) instanceof IdNumber.Valid);
  }

  /// Clocks of the machine itself.
  public static DeviceTime realTime() {
    return new DeviceTime(Instant::now, System::nanoTime);
  }

  private static byte[] resource(String name) {
    try (var in = Vectors.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
