package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/// Who makes a visit: the two who were sent, or at eight in the morning somebody of their agency in
/// the partner's place (DOMAIN C22). A visit keeps the two it began with, whatever is said later.
/// Touches the disk.
final class Swap {
  private static final String A = "pair.a";
  static final String B = "pair.b";

  /// note with the one who was sent and did not come
  static final String INSTEAD = "pair.instead";

  private Swap() {}

  /// The pair of a visit, the one at this machine first; a visit that begins notes it.
  static Declared.Pair pair(Desk desk, CaseRecord assignment, VisitDraft.Kept kept)
      throws StoreException {
    SortedMap<String, String> notes = kept.notes();
    Optional<UUID> a = Texts.uuid(notes.getOrDefault(A, ""));
    Optional<UUID> b = Texts.uuid(notes.getOrDefault(B, ""));
    if (a.isPresent() && b.isPresent()) return named(desk, a.get(), b.get());
    UUID me = desk.actor().staff();
    UUID first = assignment.ref("investigatorA").orElse(me);
    UUID second = assignment.ref("investigatorB").orElse(me);
    boolean turned = second.equals(me);
    UUID own = turned ? second : first;
    UUID sent = turned ? first : second;
    Optional<UUID> came =
        kept.events().isEmpty()
            ? DayNotes.of(desk.store().drafts(), desk.today()).instead(sent)
            : Optional.empty();
    if (kept.events().isEmpty()) {
      notes.put(A, own.toString());
      notes.put(B, came.orElse(sent).toString());
      if (came.isPresent()) notes.put(INSTEAD, sent.toString());
    }
    return named(desk, own, came.orElse(sent));
  }

  private static Declared.Pair named(Desk desk, UUID a, UUID b) {
    return new Declared.Pair(a, b, desk.staffName(a), desk.staffName(b));
  }

  /// Who may come in somebody's place: active investigators of the same agency but the two.
  static List<CaseRecord> candidates(Desk desk, UUID sent) {
    String agency = desk.staff(sent).map(s -> s.text("agency")).orElse("");
    return desk.staff(Role.INVESTIGATOR).stream()
        .filter(s -> s.text("agency").equals(agency))
        .filter(s -> !s.id().equals(sent) && !s.id().equals(desk.actor().staff()))
        .toList();
  }
}
