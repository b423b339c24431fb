package cn.ruhu.papers.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values a template is filled with, by name. Built by one thread, then only read.
public final class Fields {
  sealed interface Value permits Text, Flag, Rows {}

  record Text(String text) implements Value {}

  record Flag(boolean on) implements Value {}

  record Rows(List<Fields> rows) implements Value {}

  private final Map<String, Value> values = new HashMap<>();

  /// A text; escaped when it is written.
  public Fields put(String name, String text) {
    values.put(name, new Text(text));
    return this;
  }

  /// A choice for `{{#if}}`.
  public Fields put(String name, boolean on) {
    values.put(name, new Flag(on));
    return this;
  }

  /// A list for `{{#each}}`.
  public Fields put(String name, List<Fields> rows) {
    values.put(name, new Rows(List.copyOf(rows)));
    return this;
  }

  Optional<Value> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
