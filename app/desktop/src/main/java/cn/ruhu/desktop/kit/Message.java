package cn.ruhu.desktop.kit;

import java.util.List;

/// Words chosen by a view model, spoken later by a view in the person's language.
///
/// @param key of the feature's bundle
/// @param args for the placeholders, messages among them; no personal data that the words do not
///   need
public record Message(String key, List<Object> args) {
  public Message {
    args = List.copyOf(args);
  }

  public static Message of(String key, Object... args) {
    return new Message(key, List.of(args));
  }
}
