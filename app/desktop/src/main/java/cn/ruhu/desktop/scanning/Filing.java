package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.paper.DoorSlip;
import cn.ruhu.casefile.paper.Register;
import cn.ruhu.casefile.paper.Routing.Slot;
import cn.ruhu.casefile.paper.Signers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.SheetExtract;
import cn.ruhu.papers.Paper;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the records of pages that go into one case: the pages, and the signatures somebody saw on
/// them. The original goes with its pages, unless it also holds sheets of another case: then each
/// case gets its own sheets alone, and the page names the original's hash.
final class Filing {
  private static final Logger LOG = LoggerFactory.getLogger(Filing.class);

  private final Desk desk;
  private final CaseFile file;
  private final ScanBatch batch;
  private final CaseRecord application;
  private final List<TrayRow> all;

  private final Map<UUID, String> refused = new HashMap<>();

  /// Reads the original of a page.
  @FunctionalInterface
  interface Originals {
    byte[] bytes(ScanPage page) throws StoreException;
  }

  /// @param file the case the pages go into
  /// @param all every row of the batch
  Filing(Desk desk, CaseFile file, ScanBatch batch, List<TrayRow> all) {
    this.desk = desk;
    this.file = file;
    this.batch = batch;
    this.all = all;
    this.application = file.head().orElseThrow();
  }

  /// Keeps the bytes under the case and makes the changes. A sheet whose original is damaged, or
  /// that cannot be taken out of a file shared with another case, is [#refused] and delays no
  /// other.
  ///
  /// @param rows ready rows of this case
  List<RecordChange> changes(List<TrayRow> rows, Originals originals) throws StoreException {
    var changes = new ArrayList<RecordChange>();
    int order = file.nextPageOrder();
    try (var original = new Original(originals)) {
      for (TrayRow r : rows) {
        Slot place = r.place().orElseThrow();
        if (!original.take(r.page())) {
          refused.put(r.id(), PageFile.Reason.SPOILED.name());
          continue;
        }
        Optional<CaseRecord> made = page(r, place, order, original);
        if (made.isEmpty()) {
          refused.put(r.id(), ScanLook.SHARED);
          continue;
        }
        order++;
        CaseRecord page = made.get();
        changes.add(RecordChange.create(page));
        replaced(r.page().choice(), page).ifPresent(changes::add);
        if (r.page().choice().signed() == ScanChoice.Signed.YES
            && Sorting.asksSignature(place, desk.actor().role()))
          changes.addAll(signature(place.owner().orElseThrow(), page));
        changes.addAll(promised(place, page));
        slipLeft(place, page, changes).ifPresent(changes::add);
      }
    }
    return changes;
  }

  /// Sheets that could not be filed, and will not be by trying again: each with what
  /// [ScanLook#refused] says of it.
  Map<UUID, String> refused() {
    return Map.copyOf(refused);
  }

  /// The file in hand. Sheets of one file come one after the other: it is read, opened and kept
  /// once for all of them.
  private final class Original implements AutoCloseable {
    private final Originals originals;
    private String address = "";
    private byte[] bytes = {};
    private PageFile.@Nullable Opened opened;
    private @Nullable CaseRecord kept;

    Original(Originals originals) {
      this.originals = originals;
    }

    /// @return false when the bytes are not what came
    boolean take(ScanPage p) throws StoreException {
      if (p.file().equals(address)) return true;
      close();
      try {
        bytes = originals.bytes(p);
      } catch (StoreException e) {
        if (e.code() != StoreException.Code.NO_FILE && e.code() != StoreException.Code.CORRUPT)
          throw e;
        LOG.error("an original is not to be read: {}", e.code());
        return false;
      }
      address = p.file();
      return true;
    }

    /// The page with the whole file under the case's own key.
    CaseRecord whole(CaseRecord page, String mime) throws StoreException {
      CaseRecord first = kept;
      if (first == null) {
        first = named(page, bytes, mime);
        kept = first;
      }
      return page.with("file", first.text("file"))
          .with("length", first.text("length"))
          .with("mime", first.text("mime"));
    }

    Optional<SheetExtract.Sheet> sheet(int index) {
      try {
        return cut(index);
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("a sheet cannot be taken out of its file: {}", e.getClass().getName());
        return Optional.empty();
      }
    }

    private Optional<SheetExtract.Sheet> cut(int index) {
      PageFile.Opened now = opened;
      if (now == null) {
        now = PageFile.open(bytes);
        opened = now;
      }
      return now instanceof PageFile.Pages pages ? SheetExtract.of(pages, index) : Optional.empty();
    }

    @Override
    public void close() {
      if (opened instanceof PageFile.Pages pages) pages.close();
      opened = null;
      kept = null;
      address = "";
      bytes = new byte[0];
    }
  }

  private Optional<CaseRecord> page(TrayRow r, Slot place, int order, Original original)
      throws StoreException {
    ScanPage p = r.page();
    CaseRecord record =
        CaseRecord.of(
                RecordType.PAGE,
                p.id(),
                application.scope(),
                application.id(),
                Map.of("application", application.id().toString(), "slot", place.docType()))
            .with("takenAt", Instant.ofEpochMilli(p.takenAt()).toString())
            .with("by", desk.actor().staff().toString())
            .with("source", p.source())
            .with("flaws", p.look().flaws())
            .with("side", p.sideAlone())
            .with("codePage", positive(place.page()))
            .with("codeOf", positive(place.of()))
            .with("edition", positive(place.edition()))
            .with("batch", batch.id().toString())
            .with("order", Integer.toString(order(r.page().choice(), order)));
    return kept(owned(checked(PageShape.of(p.recipe()).on(record), p.make()), place), p, original);
  }

  /// The stamp somebody put on it in the tray, in their own name.
  private static CaseRecord checked(CaseRecord page, ScanMake make) {
    return make.stamped()
        ? page.with("checkedBy", make.checkedBy())
            .with("checkedAt", Instant.ofEpochMilli(make.checkedAt()).toString())
        : page;
  }

  /// A page that takes another's place stands where that one stood.
  private int order(ScanChoice choice, int end) {
    if (choice.replaces().isEmpty()) return end;
    return file.record(UUID.fromString(choice.replaces()))
        .flatMap(old -> Texts.whole(old.text("order")))
        .map(Long::intValue)
        .orElse(end);
  }

  private CaseRecord owned(CaseRecord page, Slot place) {
    Optional<CaseRecord> owner = place.owner().flatMap(file::record);
    if (owner.isEmpty()) return page;
    boolean member = owner.get().type() == RecordType.MEMBER;
    return page.with(member ? "member" : "supporter", owner.get().id().toString());
  }

  private static String positive(int value) {
    return value > 0 ? Integer.toString(value) : "";
  }

  /// The bytes under the case's own key.
  private Optional<CaseRecord> kept(CaseRecord page, ScanPage p, Original original)
      throws StoreException {
    if (mixed(p)) {
      Optional<SheetExtract.Sheet> own = original.sheet(p.sheet());
      if (own.isEmpty()) return Optional.empty();
      String origin = p.file() + "#" + p.sheet();
      return Optional.of(named(page, own.get().bytes(), own.get().mime()).with("origin", origin));
    }
    CaseRecord named = original.whole(page, p.mime());
    return Optional.of(sheets(p) > 1 ? named.with("sheet", Integer.toString(p.sheet())) : named);
  }

  private CaseRecord named(CaseRecord page, byte[] bytes, String mime) throws StoreException {
    return page.with("file", desk.store().files().put(bytes, application.id(), mime))
        .with("length", Integer.toString(bytes.length))
        .with("mime", mime);
  }

  private long sheets(ScanPage p) {
    return batch.pages().stream()
        .filter(x -> x.file().equals(p.file()))
        .mapToInt(ScanPage::sheet)
        .distinct()
        .count();
  }

  /// Whether the file holds a sheet that is not known to belong to this case too.
  private boolean mixed(ScanPage p) {
    return sheets(p) > 1
        && all.stream()
            .filter(r -> r.page().file().equals(p.file()))
            .filter(r -> r.state() != TrayRow.State.BLANK)
            .anyMatch(
                r -> r.place().filter(s -> s.application().equals(application.id())).isEmpty());
  }

  private Optional<RecordChange> replaced(ScanChoice choice, CaseRecord by) {
    if (choice.replaces().isEmpty()) return Optional.empty();
    return file.record(UUID.fromString(choice.replaces()))
        .flatMap(old ->
            RecordChange.between(
                old,
                old.with("replacedBy", by.id().toString())
                    .with("replacedWay", "REPLACED")
                    .with("replacedWho", desk.actor().staff().toString())
                    .with("replacedAt", desk.now().toString())));
  }

  /// A seen signature: the person's authorization, and for the applicant the signed declaration.
  private List<RecordChange> signature(UUID owner, CaseRecord page) {
    var changes = new ArrayList<RecordChange>();
    Optional<CaseRecord> person = file.record(owner);
    if (person.isEmpty()) return changes;
    RecordChange.between(person.get(), person.get().with("authorization", "SIGNED"))
        .ifPresent(changes::add);
    boolean applicant =
        person.get().type() == RecordType.MEMBER
            && file.personOf(person.get()).equals(file.applicant());
    for (CaseRecord ward : wards(person.get(), applicant))
      RecordChange.between(ward, ward.with("authorization", "GUARDIAN")).ifPresent(changes::add);
    if (!applicant) return changes;
    changes.add(
        RecordChange.create(
            fact(GateKind.DECLARATION_SIGNED, page)
                .with("subject", application.text("applicant"))));
    return changes;
  }

  /// The signed promise sheet: a fact for every paper it names, with its day and this page.
  private List<RecordChange> promised(Slot place, CaseRecord page) {
    var changes = new ArrayList<RecordChange>();
    boolean mine = Rights.mayRecord(desk.actor().role(), GateKind.SHORTFALL_SHEET);
    if (!mine || !place.docType().equals(Paper.PROMISE.slot()) || place.page() > 1) return changes;
    Optional<CaseRecord> sheet = Register.newest(file, Paper.PROMISE.name());
    if (sheet.isEmpty()) return changes;
    for (String slot : CaseFile.codes(sheet.get(), "slots"))
      changes.add(
          RecordChange.create(
              fact(GateKind.SHORTFALL_SHEET, page)
                  .with("subject", slot)
                  .with("value", sheet.get().text("due"))));
    return changes;
  }

  /// A slip left at a door, known by the code printed on it: a fact of the attempt that named its
  /// number, else of the newest that found nobody, with this page. Once a slip, whoever filed or
  /// photographed it before.
  private Optional<RecordChange> slipLeft(Slot place, CaseRecord page, List<RecordChange> before) {
    boolean slip = place.docType().equals(Paper.N08.slot()) && place.page() > 0;
    if (!slip || !Rights.mayRecord(desk.actor().role(), GateKind.NOTICE_LEFT))
      return Optional.empty();
    String number = DoorSlip.number(application.text("number"), place.page());
    boolean known =
        file.with(before).gateFacts(GateKind.NOTICE_LEFT).stream()
            .anyMatch(f -> f.text("value").equals(number) && f.ref("page").isPresent());
    if (known) return Optional.empty();
    List<CaseRecord> attempts =
        file.visits().stream()
            .filter(v -> !CaseFile.FINISHED.contains(v.text("disposition")))
            .toList();
    String visit =
        attempts.stream()
            .filter(v -> v.text("notice").equals(number))
            .reduce((_, later) -> later)
            .or(() -> attempts.stream().reduce((_, later) -> later))
            .map(v -> v.id().toString())
            .orElse("");
    return Optional.of(
        RecordChange.create(
            fact(GateKind.NOTICE_LEFT, page).with("subject", visit).with("value", number)));
  }

  private CaseRecord fact(GateKind kind, CaseRecord page) {
    return CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            application.scope(),
            application.id(),
            Map.of("application", application.id().toString()))
        .with("kind", kind.name())
        .with("page", page.id().toString())
        .with("by", desk.actor().staff().toString())
        .with("at", desk.now().toString());
  }

  /// Minors for whom the signer's sheet speaks: as guardian named, else with the applicant.
  private List<CaseRecord> wards(CaseRecord signer, boolean applicant) {
    return file.members().stream()
        .filter(m -> !m.id().equals(signer.id()) && Signers.isMinor(file, m, desk.today()))
        .filter(m -> !m.text("authorization").equals("GUARDIAN"))
        .filter(m -> {
          Optional<UUID> guardian = m.ref("guardian");
          return guardian
              .map(g -> g.equals(signer.id()) || signer.ref("person").filter(g::equals).isPresent())
              .orElse(applicant);
        })
        .toList();
  }
}
