package cn.ruhu.doctor;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One command in this process.
///
/// @param code exit code
/// @param out what stood on standard output
record Ask(int code, String out) {
  static Ask of(String... args) {
    return of(Map.of("HOME", "/nonexistent"), args);
  }

  static Ask of(Path home, String... args) {
    return of(Map.of("RUHU_HOME", home.toString()), args);
  }

  private static Ask of(Map<String, String> environment, String... args) {
    var out = new StringWriter();
    int code = Main.run(args, new PrintWriter(out, true), environment);
    return new Ask(code, out.toString());
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }

  List<String> keys() {
    return List.copyOf(json().propertyNames());
  }

  String text(String key) {
    return json().get(key).asString();
  }
}
