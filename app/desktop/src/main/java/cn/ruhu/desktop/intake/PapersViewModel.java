package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/// The papers of the application on the desk: which were seen, with which pictures, and the facts
/// the gates ask for, each with person and time. Window thread only.
final class PapersViewModel {
  /// Papers a household can bring to the window, in the order of the archive.
  static final List<String> SLOTS =
      List.of(
          "D02", "D03", "D04", "D01", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D12", "D13",
          "D14", "D15", "D16", "D17", "D28", "D29", "D30", "D99");

  private final IntakeViewModel model;

  /// why the last file for a slot was not taken, by slot
  final ObservableMap<String, Message> fileProblems = FXCollections.observableHashMap();

  /// slot whose line has the keyboard, `""` for none
  final StringProperty at = new SimpleStringProperty("");

  PapersViewModel(IntakeViewModel model) {
    this.model = model;
    model.open.subscribe(_ -> fileProblems.clear());
  }

  /// Opens a case, and where a notice was brought back, at the first paper that is missing.
  void bring(CasePlace place) {
    model.bring(
        place.application(),
        () -> {
          if (place.missing()) toMissing();
        });
  }

  private void toMissing() {
    model.focus.set(null);
    model.go(Step.PAPERS);
    List<Paper> open = papers().stream().filter(Paper::open).toList();
    at.set("");
    at.set(open.isEmpty() ? SLOTS.getFirst() : open.getFirst().slot());
    model.done.set(
        Message.of(open.isEmpty() ? "intake.done.nomissing" : "intake.done.missing", open.size()));
  }

  /// How a paper stands.
  ///
  /// @param slot code of table `docType`
  /// @param missing it keeps the case from being handed in
  /// @param seen somebody saw the original, with or without a picture
  /// @param pages pictures on file
  /// @param promised a shortfall sheet covers it
  /// @param owed the household said until when it comes, or was told
  record Paper(
      String slot,
      boolean missing,
      boolean seen,
      int pages,
      boolean promised,
      Optional<Owed> owed) {
    /// Somebody has to bring it still.
    boolean open() {
      return missing || owed.isPresent();
    }
  }

  /// Every paper of the window; those that block come first.
  List<Paper> papers() {
    WorkingCopy copy = model.open.get();
    LiveFacts live = model.live.get();
    if (copy == null || live == null) return List.of();
    CaseFile file = copy.file();
    List<String> missing = live.missingPapers();
    List<Owed> owed = Owed.of(file);
    return SLOTS.stream()
        .map(s ->
            new Paper(
                s,
                missing.contains(s),
                any(file, GateKind.PAPERS_SEEN, s),
                (int) file.pages().stream().filter(p -> p.text("slot").equals(s)).count(),
                any(file, GateKind.SHORTFALL_SHEET, s),
                owed.stream().filter(o -> o.slot().equals(s)).findFirst()))
        .toList();
  }

  private static boolean any(CaseFile file, GateKind kind, String subject) {
    return file.gateFacts(kind).stream().anyMatch(f -> f.text("subject").equals(subject));
  }

  /// The original was seen; a picture makes it count.
  void seen(String slot) {
    record(GateKind.PAPERS_SEEN, slot, "", "");
  }

  /// A signed sheet promises the paper for later (容缺).
  void promised(String slot, String sheet) {
    record(GateKind.SHORTFALL_SHEET, slot, sheet, "");
  }

  /// What a receipt names: papers that were seen or are on file, in the order of the archive.
  List<String> there() {
    return papers().stream().filter(p -> p.seen() || p.pages() > 0).map(Paper::slot).toList();
  }

  /// Promised papers that have not come, in the order of the archive.
  List<String> promised() {
    return papers().stream()
        .filter(p -> p.owed().filter(o -> o.kind() == Owed.Kind.PROMISED).isPresent())
        .map(Paper::slot)
        .toList();
  }

  /// Members whose number is to follow.
  List<PendingIdentity> pending() {
    WorkingCopy copy = model.open.get();
    return copy == null ? List.of() : PendingIdentity.of(copy.file());
  }

  /// Whether somebody of the household is a near relative of an official.
  boolean relatives() {
    WorkingCopy copy = model.open.get();
    return copy != null && !copy.file().all(RecordType.RELATIVE).isEmpty();
  }

  /// Papers whose scan is still to come: asked for, promised or required, and those seen without a
  /// picture.
  List<String> toScan() {
    return papers().stream()
        .filter(p -> p.pages() == 0 && (p.open() || p.seen()))
        .map(Paper::slot)
        .sorted()
        .toList();
  }

  private void record(GateKind kind, String subject, String value, String page) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    model.edits.fact(copy, kind, subject, value, page);
    model.touched(null);
  }

  /// What a probed file became.
  private record Taken(String address, int length, String mime) {}

  /// A picture of a paper from a file: probed, kept, filed as a page, and noted as seen. A file
  /// that is no whole picture is refused in words and nothing else changes.
  void photo(String slot, Path file) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    fileProblems.remove(slot);
    UUID application = copy.application();
    model
        .background()
        .run(
            () -> take(file, application),
            taken -> {
              if (taken.problem().isPresent()) {
                fileProblems.put(slot, Message.of("intake.file." + taken.problem().get().name()));
                return;
              }
              filed(slot, taken.page().orElseThrow(), application);
            },
            cause -> {
              if (cause instanceof IOException)
                fileProblems.put(slot, Message.of("intake.file.UNREADABLE"));
              else model.failed(cause);
            });
  }

  private record Outcome(Optional<ImageProbe.Reason> problem, Optional<Taken> page) {}

  private Outcome take(Path file, UUID application) throws IOException, StoreException {
    if (Files.size(file) > ImageProbe.BYTES_MAX)
      return new Outcome(Optional.of(ImageProbe.Reason.TOO_LARGE), Optional.empty());
    byte[] bytes = Files.readAllBytes(file);
    return switch (ImageProbe.probe(bytes)) {
      case ImageProbe.Refused(var reason) -> new Outcome(Optional.of(reason), Optional.empty());
      case ImageProbe.Picture(var mime, var _, var _) -> {
        String address = model.desk().store().files().put(bytes, application, mime);
        yield new Outcome(Optional.empty(), Optional.of(new Taken(address, bytes.length, mime)));
      }
    };
  }

  private void filed(String slot, Taken taken, UUID application) {
    WorkingCopy copy = model.open.get();
    if (copy == null || !copy.application().equals(application)) return;
    UUID page = model.edits.page(copy, slot, taken.address(), taken.length(), taken.mime());
    model.edits.fact(copy, GateKind.PAPERS_SEEN, slot, "", page.toString());
    model.touched(null);
  }

  /// The applicant signed registration form, declaration and authorization.
  void declarationSigned() {
    WorkingCopy copy = model.open.get();
    if (copy == null || signed().isPresent()) return;
    String applicant = copy.text(copy.application(), "applicant");
    record(GateKind.DECLARATION_SIGNED, applicant, "", "");
  }

  /// The fact that says who recorded the signature and when.
  Optional<CaseRecord> signed() {
    return newest(GateKind.DECLARATION_SIGNED);
  }

  /// The notice of acceptance was issued under this number.
  void n01(String number) {
    if (number.isBlank()
        || newest(GateKind.N01_ISSUED).map(f -> f.text("value")).equals(Optional.of(number)))
      return;
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    newest(GateKind.N01_ISSUED)
        .filter(f -> copy.addedSince(f.id()))
        .ifPresent(f -> copy.remove(f.id()));
    record(GateKind.N01_ISSUED, "", number, "");
  }

  /// Number of the notice of acceptance, `""` for none.
  String n01() {
    return newest(GateKind.N01_ISSUED).map(f -> f.text("value")).orElse("");
  }

  private Optional<CaseRecord> newest(GateKind kind) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return Optional.empty();
    return copy.file().gateFacts(kind).stream().reduce((_, later) -> later);
  }

  /// Takes back what was recorded by mistake; a fact that was saved stays.
  void takeBack(GateKind kind, String subject) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    copy.file().gateFacts(kind).stream()
        .filter(f -> f.text("subject").equals(subject) && copy.addedSince(f.id()))
        .forEach(f -> copy.remove(f.id()));
    model.touched(null);
  }
}
