package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The life of a LINK record: found by the server, settled, settled otherwise and taken back by a
/// person of the street or the district. What was found and what was said about it stay apart: the
/// server never touches a person's word, and a person never what was found.
///
/// Stateless and thread-safe.
public final class Links {
  private static final Set<Role> SETTLERS = Set.of(Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER);

  private Links() {}

  /// Id of the link between a person and a row: the same whoever finds it, however often.
  public static UUID id(UUID person, String registry) {
    return UUID.nameUUIDFromBytes(
        ("link/" + person + "/" + registry).getBytes(StandardCharsets.UTF_8));
  }

  /// Whether the person may settle links at all.
  public static boolean settles(Role role) {
    return SETTLERS.contains(role);
  }

  /// Whether the author may leave the link so: in the own name, at a time, in a known state; who
  /// parts what the numbers tied, or ties what the numbers part, says why.
  ///
  /// @param current the link as it stands, empty when it is new
  public static boolean allows(Actor actor, Optional<CaseRecord> current, CaseRecord after) {
    if (actor.role() == Role.SYSTEM) return true;
    if (current.isEmpty() || !settles(actor.role())) return false;
    Optional<LinkState> state = LinkState.of(after);
    boolean own = after.ref("by").filter(actor.staff()::equals).isPresent();
    if (state.isEmpty() || !own || CaseFile.instant(after, "at").isEmpty()) return false;
    return !needsReason(after, state.get()) || !after.text("reason").isBlank();
  }

  /// Whether a state of this link asks for words: it goes against the numbers.
  public static boolean needsReason(CaseRecord link, LinkState state) {
    String kind = link.text("kind");
    return (kind.equals(LinkKind.AUTO.name()) && state == LinkState.APART)
        || (kind.equals(LinkKind.ALERT.name()) && state == LinkState.LINKED);
  }

  /// The link with a person's word on it.
  ///
  /// @param reason `""` for none
  public static CaseRecord settled(
      CaseRecord link, LinkState state, Actor actor, Instant at, String reason) {
    return link.with("state", state.name())
        .with("by", actor.staff().toString())
        .with("at", at.toString())
        .with("reason", reason);
  }

  /// What counts: links of a case that say one person, by whoever found them.
  public static List<CaseRecord> standing(CaseFile file) {
    return file.all(RecordType.LINK).stream()
        .filter(l -> l.text("state").equals(LinkState.LINKED.name()))
        .toList();
  }

  /// The link that counts for a person of the case.
  public static Optional<CaseRecord> of(CaseFile file, UUID person) {
    return standing(file).stream()
        .filter(l -> l.ref("person").filter(person::equals).isPresent())
        .findFirst();
  }
}
