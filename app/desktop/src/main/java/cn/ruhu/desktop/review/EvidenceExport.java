package cn.ruhu.desktop.review;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.SealedEvidence;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Takes a sealed visit of the case out of this machine as evidence that checks itself, for
/// `installer/doctor evidence`: what of it lies only in the district is fetched first. That it left
/// is noted in the case before the file is written, as with pages. Window thread only.
final class EvidenceExport {
  private record Order(Path folder, CaseRecord visit) {}

  private final Desk desk;
  private final PageFiles files;
  private final Background background;
  private @Nullable Order order;
  private List<String> wanted = List.of();
  private int before = -1;

  /// what came of it, in words; null before the first
  final ObjectProperty<@Nullable Message> said = new SimpleObjectProperty<>();

  final BooleanProperty busy = new SimpleBooleanProperty();

  EvidenceExport(Desk desk, PageFiles files, Background background) {
    this.desk = desk;
    this.files = files;
    this.background = background;
    files.onChange(this::changed);
  }

  /// Another case is looked at: what is under way ends.
  void clear() {
    if (busy.get()) stop(null);
    said.set(null);
  }

  /// Whether a visit was sealed with files that can leave.
  static boolean sealed(CaseRecord visit) {
    return !visit.text("manifest").isEmpty() && !visit.text("sealHash").isEmpty();
  }

  /// The visit that counts, where it was sealed with its files.
  static Optional<CaseRecord> sealed(@Nullable CaseSheet sheet) {
    return sheet == null
        ? Optional.empty()
        : sheet.file().finishedVisit().filter(EvidenceExport::sealed);
  }

  void to(Path folder, CaseRecord visit) {
    if (busy.get()) return;
    if (!Files.isDirectory(folder)) {
      said.set(Message.of("review.evidence.folder"));
      return;
    }
    busy.set(true);
    order = new Order(folder, visit);
    before = -1;
    said.set(Message.of("review.evidence.making"));
    look();
  }

  /// What is still missing; the list of all comes first, for it names the others.
  private void look() {
    Order now = order;
    if (now == null) return;
    background.run(
        () -> SealedEvidence.missing(desk.store(), now.visit()),
        missing -> {
          if (!now.equals(order)) return;
          if (missing.isEmpty()) write(now);
          else fetch(now, missing);
        },
        this::failed);
  }

  private void fetch(Order now, List<String> missing) {
    if (missing.size() == before && wanted.equals(missing)) {
      stop(Message.of("review.evidence.ABSENT", missing.size())); // it came and is not here
      return;
    }
    before = missing.size();
    wanted = missing;
    said.set(Message.of("review.evidence.fetching", missing.size()));
    for (String address : missing) files.open(named(now.visit(), address));
    changed();
  }

  private void changed() {
    if (order == null || wanted.isEmpty()) return;
    boolean all = true;
    for (String address : wanted) {
      if (desk.store().files().file(address).isPresent()) continue;
      all = false;
      Optional<PageFiles.How> how = files.of(address).map(PageFiles.Coming::how);
      boolean coming = how.isEmpty() || how.get() == PageFiles.How.COMING;
      if (coming || how.get() == PageFiles.How.HERE) continue;
      stop(Message.of("review.evidence." + how.get().name(), wanted.size()));
      return;
    }
    if (all) look();
  }

  /// A file of the visit as pages are asked for.
  private static CaseRecord named(CaseRecord visit, String address) {
    var fields = new TreeMap<String, String>();
    fields.put("application", visit.text("application"));
    fields.put("file", address);
    return CaseRecord.of(RecordType.PAGE, visit.id(), visit.scope(), visit.caseId(), fields);
  }

  private void write(Order now) {
    background.run(
        () -> {
          CaseFile file = desk.caseFile(now.visit().ref("application").orElse(now.visit().id()));
          note(file, now.visit());
          return SealedEvidence.write(desk.store(), file, now.visit().id(), "", now.folder());
        },
        made -> {
          if (now.equals(order))
            stop(Message.of("review.evidence.made", String.valueOf(made.getFileName())));
        },
        this::failed);
  }

  private void note(CaseFile file, CaseRecord visit) throws StoreException {
    CaseRecord head = file.head().orElseThrow();
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            head.scope(),
            head.id(),
            Map.of(
                "application", head.id().toString(),
                "kind", GateKind.PAGES_EXPORTED.name(),
                "subject", visit.id().toString(),
                "value", "1",
                "reason", visit.text("sealHash"),
                "by", desk.actor().staff().toString(),
                "at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    desk.save("read.exported", "", true, List.of(RecordChange.create(fact)));
  }

  private void failed(Throwable cause) {
    stop(Message.of("work.trouble." + Words.troubleCode(cause)));
  }

  private void stop(@Nullable Message words) {
    Order was = order;
    if (was != null) for (String address : wanted) files.leave(named(was.visit(), address));
    order = null;
    wanted = List.of();
    busy.set(false);
    said.set(words);
  }
}
