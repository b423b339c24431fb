package cn.ruhu.server.watch;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Text in the Prometheus exposition format 0.0.4. Belongs to one thread.
final class Exposition {
  /// Media type of the text.
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  void head(String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /// @param labels without braces, empty for none
  void line(String name, String labels, String value) {
    text.append(name);
    if (!labels.isEmpty()) text.append('{').append(labels).append('}');
    text.append(' ').append(value).append('\n');
  }

  void counter(String name, String help, Map<String, LongAdder> values) {
    if (values.isEmpty()) return;
    head(name, help, "counter");
    values.forEach((labels, value) -> line(name, labels, Long.toString(value.sum())));
  }

  void gauge(String name, String help, long value) {
    head(name, help, "gauge");
    line(name, "", Long.toString(value));
  }

  void gauge(String name, String help, Map<String, Long> values) {
    head(name, help, "gauge");
    values.forEach((labels, value) -> line(name, labels, Long.toString(value)));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
