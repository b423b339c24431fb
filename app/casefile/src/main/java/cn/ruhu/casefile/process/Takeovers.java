package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// Who works on the window's section of a case. It is the clerk's who opened it until a colleague,
/// or the street's reviewer for one, takes it over in so many words. What the former clerk still
/// sends is kept as late work from then on and never merged unseen; whoever took over may hand it
/// back by being taken over in turn. Visits change hands by their assignment.
///
/// Stateless and thread-safe.
public final class Takeovers {
  /// The window's section, as named in a fact.
  public static final String WINDOW = "WINDOW";

  /// @param former whose it was
  /// @param holder whose it is now
  /// @param by who decided so: the holder, or a supervisor
  /// @param fact that says so
  public record Takeover(UUID former, UUID holder, UUID by, CaseRecord fact) {}

  /// Subject of a fact by which `by` gives the section to `holder`.
  public static String subject(UUID holder, UUID by) {
    return holder.equals(by) ? WINDOW : WINDOW + ' ' + holder;
  }

  private Takeovers() {}

  /// What one record says of it, empty for every other record.
  public static Optional<Takeover> of(CaseRecord fact) {
    boolean says =
        fact.type() == RecordType.GATE_FACT
            && fact.text("kind").equals(GateKind.TAKEN_OVER.name())
            && fact.text("subject").startsWith(WINDOW);
    if (!says) return Optional.empty();
    Optional<UUID> by = fact.ref("by");
    String named = fact.text("subject").substring(WINDOW.length()).strip();
    Optional<UUID> holder = named.isEmpty() ? by : Texts.uuid(named);
    Optional<UUID> former = fact.ref("value");
    if (by.isEmpty() || holder.isEmpty() || former.isEmpty()) return Optional.empty();
    return Optional.of(new Takeover(former.get(), holder.get(), by.get(), fact));
  }

  /// What a change that makes a record says of it; it may be anything a machine sends.
  public static Optional<Takeover> of(RecordChange change) {
    boolean makes =
        change.create() && change.type() == RecordType.GATE_FACT && !change.scope().isBlank();
    return makes ? of(change.applyTo(null)) : Optional.empty();
  }

  /// Whether a fact of this kind says all it must: whose it was, and why it goes to another.
  public static boolean complete(CaseRecord fact) {
    return of(fact).filter(t -> !t.former().equals(t.holder())).isPresent()
        && !fact.text("reason").isBlank();
  }

  /// The take-over that keeps this person's work out.
  ///
  /// @param facts of the case, in the order the district took them in
  public static Optional<Takeover> from(Collection<CaseRecord> facts, UUID person) {
    Optional<Takeover> found = Optional.empty();
    for (CaseRecord fact : facts) {
      Optional<Takeover> t = of(fact);
      if (t.isEmpty()) continue;
      if (t.get().former().equals(person)) found = t;
      else if (t.get().holder().equals(person)) found = Optional.empty();
    }
    return found;
  }
}
