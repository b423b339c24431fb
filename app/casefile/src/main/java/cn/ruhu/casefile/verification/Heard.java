package cn.ruhu.casefile.verification;

import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// What one report said of a member: the `value` of a fact VERIFICATION_ANSWERED, the report's mark
/// and in a second line what it came to. It names what was found, never how much of it.
///
/// Immutable, thread-safe.
///
/// @param whole false where a line about them could not be used: they are not answered by it
/// @param codes of `income` and `asset` something was found of
public record Heard(UUID member, String report, boolean whole, Set<String> codes) {
  private static final String WHOLE = "WHOLE";
  private static final String PART = "PART";

  public Heard {
    codes = Set.copyOf(codes);
  }

  /// As the fact keeps it.
  String value() {
    String found = String.join(" ", new TreeSet<>(codes));
    return report + "\n" + String.join(" ", whole ? WHOLE : PART, found).strip();
  }

  /// What reports of the present round said so far.
  public static List<Heard> of(CaseFile file) {
    Instant start = Round.start(file);
    return file.gateFacts(GateKind.VERIFICATION_ANSWERED).stream()
        .filter(f -> !CaseFile.instant(f, "at").orElse(Instant.MIN).isBefore(start))
        .filter(f -> f.ref("subject").isPresent())
        .map(Heard::read)
        .toList();
  }

  private static Heard read(CaseRecord fact) {
    List<String> lines = fact.text("value").lines().toList();
    var words = new TreeSet<>(List.of((lines.size() < 2 ? "" : lines.get(1)).split(" ", -1)));
    boolean whole = words.remove(WHOLE);
    words.remove(PART);
    words.remove("");
    String report = lines.isEmpty() ? "" : lines.getFirst();
    return new Heard(fact.ref("subject").orElseThrow(), report, whole, words);
  }
}
