package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.SecondSigning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The second investigator reads a visit that was sealed without him, and signs it on his own
/// machine. Its sealed text comes from the district, or from a bundle of evidence on a stick.
/// Window thread only.
final class SecondViewModel {
  private static final String SEAL = "sha256-[0-9a-f]{64}";

  private final Desk desk;
  private final Background background;
  private final VisitForms forms;
  private final FieldMachine machine;
  private final Optional<PageFiles> district;
  private @Nullable CaseRecord wanted;
  private List<String> asked = List.of();
  private Runnable deaf = () -> {};

  /// what is read for an earlier turn is shown to nobody
  private int turn;

  /// what is read before it is signed; null while nothing is open
  final ObjectProperty<@Nullable SecondLook> look = new SimpleObjectProperty<>();

  /// what is under way, or stands in the way; null for nothing
  final ObjectProperty<@Nullable Message> said = new SimpleObjectProperty<>();

  /// the household whose visit was just signed
  final ObjectProperty<@Nullable Message> signed = new SimpleObjectProperty<>();

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// @param district where sealed files come from; empty for a machine without one
  SecondViewModel(
      Desk desk,
      Background background,
      VisitForms forms,
      FieldMachine machine,
      Optional<PageFiles> district) {
    this.desk = desk;
    this.background = background;
    this.forms = forms;
    this.machine = machine;
    this.district = district;
  }

  /// Opens a visit of the case on this machine; what of it lies only in the district comes first.
  void open(UUID visit) {
    leave();
    Optional<CaseRecord> held = desk.store().record(visit);
    if (held.isEmpty()) {
      said.set(Message.of("visit.second.why.NO_CASE"));
      return;
    }
    CaseRecord record = held.get();
    List<String> missing =
        Stream.of("manifest", "answers")
            .map(record::text)
            .filter(a -> !a.isEmpty() && desk.store().files().file(a).isEmpty())
            .toList();
    if (missing.isEmpty()) read(() -> SecondLook.of(desk, forms, record));
    else fetch(record, missing);
  }

  private void fetch(CaseRecord record, List<String> missing) {
    wanted = record;
    said.set(Message.of("visit.second.fetching", missing.size()));
    if (district.isEmpty()) {
      said.set(Message.of("visit.second.away"));
      return;
    }
    PageFiles files = district.get();
    deaf = files.onChange(() -> arrived(record, missing));
    asked = missing;
    for (String address : missing) files.open(named(record, address));
    arrived(record, missing);
  }

  private void arrived(CaseRecord record, List<String> missing) {
    if (!record.equals(wanted)) return;
    List<String> away =
        missing.stream().filter(a -> desk.store().files().file(a).isEmpty()).toList();
    if (away.isEmpty()) {
      stop();
      read(() -> SecondLook.of(desk, forms, record));
      return;
    }
    boolean coming =
        away.stream()
            .flatMap(a -> district.stream().flatMap(d -> d.of(a).stream()))
            .allMatch(c -> c.how() == PageFiles.How.COMING || c.how() == PageFiles.How.HERE);
    said.set(
        coming
            ? Message.of("visit.second.fetching", away.size())
            : Message.of("visit.second.away"));
  }

  /// A file of the visit as pages are asked for.
  private static CaseRecord named(CaseRecord visit, String address) {
    var fields = new TreeMap<String, String>();
    fields.put("application", visit.text("application"));
    fields.put("file", address);
    return CaseRecord.of(RecordType.PAGE, visit.id(), visit.scope(), visit.caseId(), fields);
  }

  private void stop() {
    deaf.run();
    deaf = () -> {};
    @Nullable CaseRecord was = wanted;
    if (was != null)
      for (String address : asked) district.ifPresent(d -> d.leave(named(was, address)));
    wanted = null;
    asked = List.of();
  }

  /// Opens a bundle of evidence that was brought by hand.
  ///
  /// @param seal number of the seal as it is shown, with or without blanks
  /// @return whether the number has the shape of one
  boolean open(Path bundle, String seal) {
    leave();
    String number = seal.replaceAll("\\s", "");
    if (number.matches("[0-9a-f]{64}")) number = "sha256-" + number;
    if (!number.matches(SEAL)) {
      said.set(Message.of("visit.second.number"));
      return false;
    }
    String sealHash = number;
    read(() -> SecondLook.of(desk, forms, bundle, sealHash));
    return true;
  }

  private void read(Callable<SecondLook> reading) {
    int mine = turn;
    busy.set(true);
    said.set(null);
    background.run(
        reading,
        found -> {
          busy.set(false);
          if (mine == turn) look.set(found);
        },
        cause -> {
          busy.set(false);
          if (mine == turn) failed(cause);
        });
  }

  private void failed(Throwable cause) {
    busy.set(false);
    said.set(
        switch (cause) {
          case SecondLook.Refused r -> Message.of("visit.second.why." + r.why().name());
          case StoreException s -> Message.of("work.trouble." + Words.troubleCode(s));
          case IOException _ -> Message.of("visit.second.why.NOT_OPENED");
          default -> Message.of("work.trouble." + Words.troubleCode(cause));
        });
  }

  /// Signs what is open, by the key of who is signed in here. It is on the disk before it is told;
  /// a signature after its time is made all the same, and counts once the street has answered.
  void sign() {
    SecondLook now = look.get();
    if (now == null || busy.get()) return;
    int mine = turn;
    busy.set(true);
    background.run(
        () -> {
          save(now);
          return now;
        },
        done -> {
          busy.set(false);
          if (mine == turn) leave();
          signed.set(Message.of("visit.second.signed", done.applicant()));
        },
        this::failed);
  }

  private void save(SecondLook now) throws StoreException {
    CaseRecord app = desk.caseFile(now.application()).application().orElseThrow();
    UUID me = desk.actor().staff();
    var station = new SecondSigning.Station(machine.device(), machine.deviceKey(), machine::sign);
    SecondSignature made =
        SecondSigning.sign(
            now.visit(),
            me,
            now.sealHash(),
            desk.store().signingKey(),
            station,
            desk.now().truncatedTo(ChronoUnit.MILLIS));
    CaseRecord fact =
        CaseRecord.of(RecordType.GATE_FACT, desk.newId(), app.scope(), app.id(), made.fields())
            .with("application", app.id().toString());
    desk.save("visit.second", "", true, List.of(RecordChange.create(fact)));
  }

  /// Back to the day.
  void leave() {
    turn++;
    stop();
    look.set(null);
    said.set(null);
    signed.set(null);
  }
}
