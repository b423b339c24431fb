package cn.ruhu.casefile.flags;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One doubt.
///
/// @param rule rule it comes from
/// @param subject member, supporter or visit it speaks of; empty for the household
/// @param args codes and figures for the words of the doubt (fen, codes, dates; no names)
/// @param disposedBy gate fact that settles it; empty while open
public record Flag(
    XRule rule, Optional<UUID> subject, List<String> args, Optional<UUID> disposedBy) {

  public Flag {
    args = List.copyOf(args);
  }

  public XRule.Level level() {
    return rule.level();
  }

  /// `X04` or `X16:<record id>`: how a gate fact `FLAG_DISPOSED` names it in `subject`.
  public String key() {
    return subject.map(s -> rule.name() + ":" + s).orElse(rule.name());
  }

  /// Whether it still keeps an opinion from being given.
  public boolean blocks() {
    return level() == XRule.Level.H && disposedBy.isEmpty();
  }
}
