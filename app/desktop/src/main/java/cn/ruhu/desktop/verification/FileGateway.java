package cn.ruhu.desktop.verification;

import cn.ruhu.survey.xlsform.PlainTable;
import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Speaks with the city by files: a package into a folder, a table (XLSX, or CSV in UTF-8 or
/// GB18030) out of one, with the signed reports as PDF files beside it. Stateless and thread-safe.
public final class FileGateway implements EconomicVerificationGateway {
  static final long TABLE_BYTES_MAX = 32L << 20;
  private static final int MARK_CHARS = 16;
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final Charset NATIONAL = Charset.forName("GB18030");
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{20}[0-9X](?![0-9])");

  @Override
  public Ready prepare(byte[] batch, String name, Path folder) throws IOException {
    Path to = folder.resolve(name);
    for (int n = 2; Files.exists(to); n++)
      to = folder.resolve(name.replaceFirst("\\.zip$", "-" + n + ".zip"));
    var half = new Half(folder.resolve(to.getFileName() + ".part"), to);
    try {
      Files.write(half.half(), batch);
      return half;
    } catch (IOException e) {
      try {
        half.drop();
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /// The whole package under a name nobody takes for one.
  private record Half(Path half, Path to) implements Ready {
    @Override
    public Path leave() throws IOException {
      return Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void drop() throws IOException {
      Files.deleteIfExists(half);
    }
  }

  @Override
  public Delivery receive(Path at) throws IOException {
    if (Files.size(at) > TABLE_BYTES_MAX) return new Delivery("", List.of(), Map.of());
    byte[] bytes = Files.readAllBytes(at);
    boolean workbook = bytes.length > 4 && Stream.of(0, 1, 2, 3).allMatch(i -> bytes[i] == ZIP[i]);
    List<List<String>> cells =
        workbook
            ? PlainTable.read(bytes).orElse(List.of())
            : text(bytes).map(CommaTable::read).orElse(List.of());
    return new Delivery(Hashes.sha256Hex(bytes).substring(0, MARK_CHARS), cells, papers(at));
  }

  /// Tables are in UTF-8, else in the national encoding; bytes that are neither are no table.
  private static Optional<String> text(byte[] bytes) {
    return decoded(bytes, StandardCharsets.UTF_8)
        .or(() -> decoded(bytes, NATIONAL))
        .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /// PDF files beside the table whose name holds an application number.
  private static Map<String, Path> papers(Path table) throws IOException {
    var found = new HashMap<String, Path>();
    Path folder = Objects.requireNonNull(table.toAbsolutePath().getParent());
    var files = new ArrayList<Path>();
    try (Stream<Path> all = Files.list(folder)) {
      all.sorted().forEach(files::add);
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT);
      Matcher number = NUMBER.matcher(name);
      if (name.endsWith(".PDF") && number.find()) found.putIfAbsent(number.group(), file);
    }
    return found;
  }
}
