package cn.ruhu.desktop.work;

import cn.ruhu.casefile.access.Mask;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a window keeps of a case it took in for another street and handed over (收件转办, DOMAIN C7):
/// the facts of the receipt and nothing of the case. Lies in the person's store on this machine.
///
/// @param application id of the application
/// @param number its number
/// @param applicant masked
/// @param street nine digits of the street whose it is
/// @param at when it was handed over, milliseconds since 1970
/// @param receipt id of the register's row of the printed receipt
public record ReceivedCase(
    UUID application, String number, String applicant, String street, long at, UUID receipt) {
  private static final String PREFIX = "received:";

  /// What the desk of a case knows as its receipt, empty while none was printed.
  public static Optional<CaseRecord> receipt(CaseFile file) {
    return file.all(RecordType.DOCUMENT).stream()
        .filter(d -> d.text("paper").equals("RECEIPT") && d.get("copyOf").isEmpty())
        .reduce((_, newer) -> newer);
  }

  /// The facts of a case as it is handed over.
  public static ReceivedCase of(CaseFile file, CaseRecord receipt, long at) {
    CaseRecord app = file.application().orElseThrow();
    String name = file.applicant().map(p -> p.text("name")).orElse("");
    return new ReceivedCase(
        app.id(), app.text("number"), Mask.name(name), app.text("street"), at, receipt.id());
  }

  /// Keeps it; it is on the disk when this returns.
  public void keep(LocalStore store) throws StoreException {
    store.drafts().put(PREFIX + application, Messages.write(this));
  }

  /// Takes it back: the case was not handed over after all.
  public void drop(LocalStore store) throws StoreException {
    store.drafts().remove(PREFIX + application);
  }

  /// The facts kept of one case. A case whose draft is still here was not handed over.
  public static Optional<ReceivedCase> of(LocalStore store, UUID application)
      throws StoreException, WireException {
    if (store.drafts().get(IntakeDraft.key(application)).isPresent()) return Optional.empty();
    Optional<byte[]> bytes = store.drafts().get(PREFIX + application);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(Messages.read(bytes.get(), ReceivedCase.class));
  }

  /// All that are kept, newest first.
  public static List<ReceivedCase> all(LocalStore store) throws StoreException, WireException {
    var all = new ArrayList<ReceivedCase>();
    for (String key : store.drafts().keys())
      if (key.startsWith(PREFIX))
        of(store, UUID.fromString(key.substring(PREFIX.length()))).ifPresent(all::add);
    all.sort(Comparator.comparingLong(ReceivedCase::at).reversed());
    return all;
  }

  /// Name of the street whose case it is.
  public String streetName() {
    return CodeTables.label("street", street);
  }

  /// Which window took a case in for this street, in words; empty for the street's own.
  public static Optional<Message> takenInBy(Desk desk, CaseRecord application) {
    if (application.get("receivedFor").isEmpty()) return Optional.empty();
    Optional<String> by = application.ref("clerk").flatMap(desk::staff).map(s -> s.text("street"));
    if (by.filter(application.text("street")::equals).isPresent()) return Optional.empty();
    return Optional.of(
        by.filter(s -> !s.isEmpty())
            .map(s -> Message.of("work.received.by", CodeTables.label("street", s)))
            .orElse(Message.of("work.received.elsewhere")));
  }
}
