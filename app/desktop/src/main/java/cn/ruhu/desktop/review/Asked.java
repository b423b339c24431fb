package cn.ruhu.desktop.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A question collected for the return, not yet sent.
///
/// @param path question of the visit form, as answers are named
/// @param fact row it was asked at, for going back to it; or [#PAGE] and the id of a page that is
///   to be taken again
/// @param words what the investigators shall find out
/// @param sample how a good answer looks, may be empty
record Asked(String path, String fact, Optional<UUID> member, String words, String sample) {
  static final String PAGE = "PAGE:";

  private static final int WIDTH = 5;

  /// The page that is to be taken again; empty for a question about a fact.
  Optional<UUID> page() {
    return fact.startsWith(PAGE)
        ? Optional.of(UUID.fromString(fact.substring(PAGE.length())))
        : Optional.empty();
  }

  static byte[] write(List<Asked> all) {
    return DraftText.write(
        all.stream()
            .map(a ->
                List.of(a.path, a.fact, a.member.map(UUID::toString).orElse(""), a.words, a.sample))
            .toList());
  }

  static List<Asked> read(byte[] bytes) {
    var all = new ArrayList<Asked>();
    for (List<String> r : DraftText.read(bytes, WIDTH)) {
      String member = r.get(2);
      all.add(
          new Asked(
              r.get(0),
              r.get(1),
              member.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(member)),
              r.get(3),
              r.get(4)));
    }
    return all;
  }
}
