package cn.ruhu.server.registry;

import cn.ruhu.server.disk.Disk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A file as it came: what form it has, which encoding, which content.
///
/// @param hash SHA-256 of its bytes, hexadecimal
/// @param charset of a file of commas, empty for a workbook
record SourceFile(Path path, String hash, Optional<Charset> charset) {
  private static final int BUFFER = 1 << 16;
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /// contains GB 2312 and GBK
  private static final Charset NATIONAL = Charset.forName("GB18030");

  /// Looks at the bytes, not at the name.
  ///
  /// @param said encoding the operator named
  static SourceFile inspect(Path path, Optional<String> said, Bounds bounds)
      throws IOException, FileRefused {
    if (!Files.isRegularFile(path) || !Files.isReadable(path))
      throw FileRefused.because(Refusal.Code.FILE);
    if (Files.size(path) > bounds.fileBytes())
      throw FileRefused.because(Refusal.Code.SIZE, bounds.fileBytes() >> 20);
    byte[] head = head(path);
    if (starts(head, OLD_EXCEL)) throw FileRefused.because(Refusal.Code.OLD_EXCEL);
    if (starts(head, ZIP)) return new SourceFile(path, Disk.sha256(path), Optional.empty());
    return new SourceFile(path, Disk.sha256(path), Optional.of(charset(path, head, said)));
  }

  /// Whether its bytes are those that were looked at.
  boolean changed() throws IOException {
    return !Disk.sha256(path).equals(hash);
  }

  /// Its rows, from the first.
  SourceTable open(Bounds bounds) throws IOException, FileRefused {
    if (charset.isEmpty()) return XlsxTable.open(path, bounds);
    var in = new PushbackInputStream(Files.newInputStream(path), MARK.length);
    byte[] head = in.readNBytes(MARK.length);
    if (!starts(head, MARK)) in.unread(head);
    return new CsvTable(
        new BufferedReader(new InputStreamReader(in, strict(charset.get())), BUFFER), bounds);
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(4);
    }
  }

  private static boolean starts(byte[] head, byte[] with) {
    return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
  }

  private static Charset charset(Path path, byte[] head, Optional<String> said)
      throws IOException, FileRefused {
    if (said.isPresent() || starts(head, MARK)) {
      Charset only = starts(head, MARK) ? StandardCharsets.UTF_8 : named(said.orElseThrow());
      long bad = firstBadLine(path, only);
      if (bad > 0) throw FileRefused.because(Refusal.Code.ENCODING, bad, only.name());
      return only;
    }
    long bad = 0;
    for (Charset charset : new Charset[] {StandardCharsets.UTF_8, NATIONAL}) {
      long line = firstBadLine(path, charset);
      if (line == 0) return charset;
      bad = Math.max(bad, line);
    }
    throw FileRefused.because(Refusal.Code.ENCODING, bad, "UTF-8 / " + NATIONAL.name());
  }

  private static Charset named(String said) throws FileRefused {
    return switch (said.strip().toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      case "GB18030", "GBK", "GB2312", "CP936" -> NATIONAL;
      default -> throw FileRefused.because(Refusal.Code.CHARSET, said.strip());
    };
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /// Line of the first bytes that are none of the encoding; 0 when all are.
  private static long firstBadLine(Path path, Charset charset) throws IOException {
    CharsetDecoder decoder = strict(charset);
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    long line = 1;
    try (InputStream in = Files.newInputStream(path)) {
      boolean end = false;
      while (!end) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = n < 0;
        if (n > 0) bytes.position(bytes.position() + n);
        bytes.flip();
        CoderResult result = decoder.decode(bytes, chars, end);
        bytes.compact();
        chars.flip();
        while (chars.hasRemaining()) if (chars.get() == '\n') line++;
        chars.clear();
        if (result.isError()) return line;
      }
    }
    return 0;
  }
}
