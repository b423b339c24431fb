package cn.ruhu.device.mdns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Bytes of DNS: questions out, records in. Names are kept as labels joined by dots, with dots
/// inside a label escaped by a backslash.
final class DnsMessage {
  static final int PTR = 12;
  static final int TXT = 16;
  static final int SRV = 33;
  static final int A = 1;
  static final int AAAA = 28;

  /// Largest packet on a link.
  static final int BYTES_MAX = 9_000;

  private static final int IN = 1;
  private static final int UNICAST_WANTED = 0x8000;
  private static final int NAME_MAX = 255;
  private static final int RECORDS_MAX = 500;
  private static final int HEADER = 12;

  private DnsMessage() {}

  /// What is asked.
  record Question(String name, int type) {}

  /// What was told.
  sealed interface Told {
    /// Lower case where it is compared.
    String name();
  }

  record Pointer(String name, String to) implements Told {}

  record Server(String name, String host, int port) implements Told {}

  record Facts(String name, Map<String, String> values) implements Told {}

  record Address(String name, InetAddress address) implements Told {}

  /// A packet that asks, and asks for answers to this socket alone.
  static byte[] ask(List<Question> questions) {
    var out = new ByteArrayOutputStream();
    two(out, 0);
    two(out, 0);
    two(out, questions.size());
    for (int i = 0; i < 3; i++) two(out, 0);
    for (Question q : questions) {
      name(out, q.name());
      two(out, q.type());
      two(out, IN | UNICAST_WANTED);
    }
    return out.toByteArray();
  }

  private static void two(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  private static void name(ByteArrayOutputStream out, String name) {
    for (String label : labels(name)) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.write(bytes, 0, bytes.length);
    }
    out.write(0);
  }

  private static List<String> labels(String name) {
    var labels = new ArrayList<String>();
    var label = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && i + 1 < name.length()) label.append(name.charAt(++i));
      else if (c == '.') {
        labels.add(label.toString());
        label.setLength(0);
      } else label.append(c);
    }
    if (!label.isEmpty()) labels.add(label.toString());
    return labels;
  }

  /// Records of an answer, whatever section they stand in; empty for what is no answer.
  static List<Told> read(byte[] packet) {
    var told = new ArrayList<Told>();
    try {
      ByteBuffer in = ByteBuffer.wrap(packet);
      in.position(2);
      boolean answer = (in.getShort() & 0x8000) != 0;
      if (!answer) return List.of();
      int questions = in.getShort() & 0xFFFF;
      int records = 0;
      for (int i = 0; i < 3; i++) records += in.getShort() & 0xFFFF;
      if (in.position() != HEADER || questions > RECORDS_MAX) return List.of();
      for (int i = 0; i < questions; i++) {
        name(in);
        in.position(in.position() + 4);
      }
      for (int i = 0; i < Math.min(records, RECORDS_MAX); i++) record(in).ifPresent(told::add);
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      // cut off or made up: what was read so far stands
    }
    return told;
  }

  private static Optional<Told> record(ByteBuffer in) {
    String name = name(in);
    int type = in.getShort() & 0xFFFF;
    in.getShort();
    in.getInt();
    int length = in.getShort() & 0xFFFF;
    int end = in.position() + length;
    if (end > in.limit()) throw new IllegalArgumentException("cut off");
    try {
      return switch (type) {
        case PTR -> Optional.of(new Pointer(name, name(in)));
        case SRV -> {
          in.getInt();
          int port = in.getShort() & 0xFFFF;
          yield Optional.of(new Server(name, name(in), port));
        }
        case TXT -> Optional.of(new Facts(name, facts(in, end)));
        case A, AAAA -> address(in, length).map(a -> new Address(name, a));
        default -> Optional.empty();
      };
    } finally {
      in.position(end);
    }
  }

  private static Optional<InetAddress> address(ByteBuffer in, int length) {
    if (length != 4 && length != 16) return Optional.empty();
    byte[] bytes = new byte[length];
    in.get(bytes);
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  private static Map<String, String> facts(ByteBuffer in, int end) {
    var facts = new LinkedHashMap<String, String>();
    while (in.position() < end) {
      int length = in.get() & 0xFF;
      if (in.position() + length > end) break;
      byte[] bytes = new byte[length];
      in.get(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      if (equals > 0)
        facts.putIfAbsent(
            text.substring(0, equals).toLowerCase(Locale.ROOT), text.substring(equals + 1));
    }
    return facts;
  }

  /// A name with its pointers followed; each must point backwards, so none can go round.
  private static String name(ByteBuffer in) {
    var name = new StringBuilder();
    int back = -1;
    int from = in.position();
    while (true) {
      int length = in.get() & 0xFF;
      if (length == 0) break;
      if ((length & 0xC0) == 0xC0) {
        int to = ((length & 0x3F) << 8) | (in.get() & 0xFF);
        if (back < 0) back = in.position();
        if (to >= from) throw new IllegalArgumentException("forward pointer");
        from = to;
        in.position(to);
        continue;
      }
      if (length > 63 || name.length() + length > NAME_MAX)
        throw new IllegalArgumentException("name too long");
      byte[] label = new byte[length];
      in.get(label);
      if (!name.isEmpty()) name.append('.');
      name.append(
          new String(label, StandardCharsets.UTF_8).replace("\\", "\\\\").replace(".", "\\."));
    }
    if (back >= 0) in.position(back);
    return name.toString();
  }
}
