package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A case that is taken in for another street (收件转办, DOMAIN C7). The district hands nothing of it
/// to this window, so what was saved of it is known from the window's own draft and journal alone,
/// until it is handed over and the draft ends. Stateless.
public final class HeldCase {
  private static final Logger LOG = LoggerFactory.getLogger(HeldCase.class);

  private HeldCase() {}

  /// The draft of a case that is for another street than the person's own.
  public static Optional<IntakeDraft> draft(LocalStore store, UUID application, String own)
      throws StoreException, WireException {
    Optional<byte[]> bytes = store.drafts().get(IntakeDraft.key(application));
    if (bytes.isEmpty()) return Optional.empty();
    return Optional.of(IntakeDraft.read(bytes.get())).filter(d -> isElsewhere(d, own));
  }

  static boolean isElsewhere(IntakeDraft draft, String own) {
    return draft.workRecords().stream()
        .filter(r -> r.id().equals(draft.application()))
        .anyMatch(a -> !a.text("street").isEmpty() && !a.text("street").equals(own));
  }

  /// Every case whose draft for another street than the person's own lies here.
  static List<UUID> applications(LocalStore store, String own) {
    var all = new ArrayList<UUID>();
    try {
      for (String key : store.drafts().keys()) {
        if (!key.startsWith(IntakeDraft.PREFIX)) continue;
        UUID application = UUID.fromString(key.substring(IntakeDraft.PREFIX.length()));
        if (draft(store, application, own).isPresent()) all.add(application);
      }
    } catch (StoreException e) {
      LOG.warn("held cases cannot be read: {}", e.code());
    } catch (WireException e) {
      LOG.warn("held cases cannot be read: {}", e.code());
    }
    return List.copyOf(all);
  }

  /// What was saved of the case, none when no draft of it for another street lies here.
  static List<CaseRecord> saved(LocalStore store, UUID application, String own) {
    try {
      return draft(store, application, own)
          .map(d -> saved(store, application, d.baseRecords()))
          .orElse(List.of());
    } catch (StoreException e) {
      LOG.warn("a held case cannot be read: {}", e.code());
    } catch (WireException e) {
      LOG.warn("a held case cannot be read: {}", e.code());
    }
    return List.of();
  }

  /// `base` with every act of the journal on this case over it: what a draft that was written
  /// before an act does not know yet.
  public static List<CaseRecord> saved(
      LocalStore store, UUID application, Collection<CaseRecord> base) {
    var now = new LinkedHashMap<UUID, CaseRecord>();
    base.forEach(r -> now.put(r.id(), r));
    for (JournalEntry e : store.journal().entries())
      for (var travelled : e.op().changes()) {
        if (!application.equals(travelled.caseId())) continue;
        Optional<RecordChange> change = OpCodec.change(travelled);
        if (change.isEmpty()) continue;
        RecordChange c = change.get();
        if (c.delete()) now.remove(c.id());
        else if (c.create() || now.containsKey(c.id())) now.put(c.id(), c.applyTo(now.get(c.id())));
      }
    return new ArrayList<>(now.values());
  }
}
