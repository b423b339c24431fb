package cn.ruhu.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Opens a JSON file strictly: no field twice, nothing behind its end, decimals as they are
/// written.
final class JsonFile {
  private static final long BYTES_MAX = 256L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /// @return null when it cannot be read; why is added to the problems
  static @Nullable JsonNode read(Path file, List<InputProblem> problems) {
    try {
      if (!Files.isRegularFile(file)) {
        problems.add(InputProblem.of("", "NO_FILE", file));
      } else if (Files.size(file) > BYTES_MAX) {
        problems.add(InputProblem.of("", "TOO_LARGE", (BYTES_MAX >> 20) + " MB"));
      } else {
        JsonNode node = MAPPER.readTree(Files.readAllBytes(file));
        if (!node.isMissingNode()) return node;
        problems.add(InputProblem.of("", "EMPTY"));
      }
    } catch (JacksonException e) {
      problems.add(InputProblem.of("", "NOT_JSON", where(e)));
    } catch (IOException _) {
      problems.add(InputProblem.of("", "UNREADABLE", file));
    }
    return null;
  }

  private static String where(JacksonException e) {
    var at = e.getLocation();
    String why = e.getOriginalMessage().replace('\n', ' ');
    return at == null
        ? why
        : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + why;
  }
}
