package cn.ruhu.device.vendor;

import cn.ruhu.device.idcard.SamFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers requests of a module's line out of a vendor's library, until its input ends. Used by one
/// thread; some libraries want to be called by one only.
final class VendorHost {
  private static final Pattern PRINTED_ID =
      Pattern.compile("(\\d{2})\\.(\\d{2})-(\\d{8})-(\\d{10})-(\\d{10})(?:-\\d+)?");
  private static final int OK = 0x90;
  private static final int FOUND = 0x9F;
  private static final int UNKNOWN_COMMAND = 0x21;
  private static final int DAMAGED = 0x10;
  private static final int WRONG_LENGTH = 0x3F;

  private final SdtLibrary library;

  VendorHost(SdtLibrary library) {
    this.library = library;
  }

  /// Reads frames and writes frames.
  void serve(InputStream in, OutputStream out) throws IOException {
    var decoder = new SamFrame.Decoder(3);
    byte[] chunk = new byte[512];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      decoder.feed(chunk, n);
      for (var d = decoder.next(); d.isPresent(); d = decoder.next()) {
        byte[] reply =
            switch (d.get()) {
              case SamFrame.Decoded.Damaged() -> body(DAMAGED);
              case SamFrame.Decoded.Sound(byte[] request) -> answer(request);
            };
        out.write(SamFrame.encode(reply));
        out.flush();
      }
    }
  }

  /// The reply's body to a request's body.
  byte[] answer(byte[] request) {
    int command = request.length < 2 ? 0 : ((request[0] & 0xFF) << 8) | (request[1] & 0xFF);
    return switch (command) {
      case 0x11FF -> body(library.status().code());
      case 0x10FF -> body(library.reset().code());
      case 0x12FF -> samId(library.samId());
      case 0x2001 -> whole(library.find(), FOUND);
      case 0x2002 -> whole(library.select(), OK);
      case 0x3001 -> text(library.read());
      case 0x3003 -> whole(library.address(), OK);
      default -> body(UNKNOWN_COMMAND);
    };
  }

  private static byte[] whole(SdtLibrary.Reply reply, int success) {
    return reply.code() == success ? body(success, reply.parts()[0]) : body(reply.code());
  }

  private static byte[] text(SdtLibrary.Reply reply) {
    if (reply.code() != OK) return body(reply.code());
    byte[] text = reply.parts()[0];
    byte[] photo = reply.parts()[1];
    if (text.length + photo.length > SamFrame.LENGTH_MAX - 16) return body(WRONG_LENGTH);
    return body(
        OK,
        ByteBuffer.allocate(4 + text.length + photo.length)
            .putShort((short) text.length)
            .putShort((short) photo.length)
            .put(text)
            .put(photo)
            .array());
  }

  /// Libraries give the printed form, modules the numbers behind it.
  private static byte[] samId(SdtLibrary.Reply reply) {
    if (reply.code() != OK) return body(reply.code());
    Matcher m = PRINTED_ID.matcher(new String(reply.parts()[0], StandardCharsets.US_ASCII));
    if (!m.matches()) return body(UNKNOWN_COMMAND);
    return body(
        OK,
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort(Short.parseShort(m.group(1)))
            .putShort(Short.parseShort(m.group(2)))
            .putInt((int) Long.parseLong(m.group(3)))
            .putInt((int) Long.parseLong(m.group(4)))
            .putInt((int) Long.parseLong(m.group(5)))
            .array());
  }

  private static byte[] body(int status, byte... data) {
    byte[] body = new byte[3 + data.length];
    body[2] = (byte) status;
    System.arraycopy(data, 0, body, 3, data.length);
    return body;
  }
}
