package cn.ruhu.desktop.journal;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.store.Salvaged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is said when a machine's data were damaged and salvaged: what is there, what is missing,
/// and what to do about it. Nobody is asked anything.
public final class SalvageWords {
  private SalvageWords() {}

  public static Message of(Salvaged s) {
    String at = Show.minute(Instant.ofEpochMilli(s.at()));
    String kept = String.valueOf(s.kept());
    String waiting = String.valueOf(s.waiting());
    if (s.isWhole()) return Message.of("journal.salvage.whole", at, kept, waiting, s.left());
    return Message.of("journal.salvage.hole", at, kept, waiting, new Hole(s).words(), s.left());
  }

  private record Hole(Salvaged s) {
    Message words() {
      var parts = new ArrayList<Message>();
      if (!s.missing().isEmpty())
        parts.add(
            Message.of(
                "journal.salvage.missing",
                ranges(s.missing()),
                String.valueOf(s.missing().size())));
      if (!s.uncertain().isEmpty())
        parts.add(Message.of("journal.salvage.uncertain", ranges(s.uncertain())));
      if (s.openEnd()) parts.add(Message.of("journal.salvage.open"));
      count(parts, "journal.salvage.files", s.files());
      count(parts, "journal.salvage.drafts", s.drafts());
      count(parts, "journal.salvage.entries", s.entries());
      return parts.stream().reduce((a, b) -> Message.of("journal.salvage.and", a, b)).orElseThrow();
    }

    private static void count(List<Message> parts, String key, int n) {
      if (n > 0) parts.add(Message.of(key, String.valueOf(n)));
    }
  }

  /// `3–5, 9`.
  static String ranges(List<Long> numbers) {
    var out = new ArrayList<long[]>();
    for (long n : numbers) {
      if (!out.isEmpty() && out.getLast()[1] == n - 1) out.getLast()[1] = n;
      else out.add(new long[] {n, n});
    }
    return out.stream()
        .map(r -> r[0] == r[1] ? String.valueOf(r[0]) : r[0] + "\u2013" + r[1])
        .collect(Collectors.joining(", "));
  }
}
