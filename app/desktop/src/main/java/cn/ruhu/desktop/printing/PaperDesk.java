package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.paper.Register;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.papers.Office;
import cn.ruhu.papers.Offices;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.PaperFacts;
import cn.ruhu.papers.Papers;
import cn.ruhu.papers.Rendered;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Papers of a case and their place in the document register. The number of a paper is drawn when
/// it goes out, never by looking; its exact bytes are a file, so that a copy is the same paper.
/// Every call touches the disk and draws pages: work for `Background`. Thread-safe.
final class PaperDesk {
  private static final String PDF = "application/pdf";

  private final Desk desk;
  private final Supplier<Papers> papers;
  private final String later;

  /// @param papers made once, when first asked for
  /// @param later stands in place of the number while somebody only looks
  PaperDesk(Desk desk, Supplier<Papers> papers, String later) {
    this.desk = desk;
    this.papers = papers;
    this.later = later;
  }

  /// How a paper goes out; names are codes of table `printWay`.
  enum Way {
    PRINTED,
    SAVED,
    /// another street of the district puts it up: it goes there by the district's own line
    SENT
  }

  /// A registered row and the bytes that belong to it.
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  record Issued(CaseRecord document, byte[] bytes, int pages) {}

  /// What came of an order to let a paper go out.
  sealed interface Outcome {
    record Out(Issued issued) implements Outcome {}

    record Refused(Sheet.Refused why) implements Outcome {}
  }

  /// Whether the person may write in the register.
  boolean mayIssue() {
    return Rights.mayCreate(desk.actor().role(), RecordType.DOCUMENT);
  }

  /// The paper as it stands in the register, else as it would be now.
  Sheet look(UUID application, PaperWish wish) throws StoreException {
    CaseFile file = desk.caseFile(application);
    Optional<CaseRecord> standing = standing(file, wish);
    return standing.isPresent() ? kept(file, standing.get()) : fresh(file, wish);
  }

  /// The paper as it would be now, whatever stands in the register.
  Sheet anew(UUID application, PaperWish wish) {
    return fresh(desk.caseFile(application), wish);
  }

  private Sheet fresh(CaseFile file, PaperWish wish) {
    return switch (render(file, wish, desk.today(), shownNumber(file, wish), me())) {
      case Rendered.Pdf pdf -> new Sheet.Fresh(pdf.bytes(), pdf.pages());
      case Rendered.Refused(String code, String detail) -> new Sheet.Refused(code, detail);
    };
  }

  private String shownNumber(CaseFile file, PaperWish wish) {
    return givenNumber(file, wish)
        .orElse(DocumentNumber.numbered(wish.paper().name()) ? later : "");
  }

  /// A number that is there before the paper: the letter's on its delivery receipt, the decision's
  /// on its letter, and the one written into the register by hand before it was printed here.
  private static Optional<String> givenNumber(CaseFile file, PaperWish wish) {
    if (!wish.number().isEmpty()) return Optional.of(wish.number());
    if (!isLetter(wish)) return Optional.empty();
    return decided(file, wish)
        .flatMap(d -> d.get("documentNumber"))
        .or(() -> letter(file, wish).map(Letter::number).filter(n -> byHand(file, n)));
  }

  private static boolean isLetter(PaperWish wish) {
    return switch (wish.paper()) {
      case N05, N06, N07 -> true;
      default -> false;
    };
  }

  /// The decision a letter tells of.
  private static Optional<CaseRecord> decided(CaseFile file, PaperWish wish) {
    return wish.paper() == Paper.N07
        ? Texts.uuid(wish.note()).flatMap(file::record)
        : file.decision(wish.scheme());
  }

  private static Optional<Letter> letter(CaseFile file, PaperWish wish) {
    return Letter.of(file).stream()
        .filter(l -> l.paper().equals(wish.paper().name()) && l.scheme().equals(wish.scheme()))
        .findFirst();
  }

  /// A number no paper of this program bears, taken back or not.
  private static boolean byHand(CaseFile file, String number) {
    return !number.isBlank()
        && file.documents().stream().noneMatch(d -> d.text("documentNumber").equals(number));
  }

  private Sheet kept(CaseFile file, CaseRecord document) throws StoreException {
    int copies = copies(file, document);
    Optional<byte[]> now = again(file, document);
    boolean same = now.filter(b -> address(b).equals(document.text("file"))).isPresent();
    int pages = Texts.whole(document.text("pages")).orElse(1L).intValue();
    if (desk.store().files().file(document.text("file")).isPresent())
      return new Sheet.Kept(
          document, desk.store().files().bytes(document.text("file")), pages, copies, !same);
    return same
        ? new Sheet.Kept(document, now.orElseThrow(), pages, copies, false)
        : new Sheet.Elsewhere(document);
  }

  private static String address(byte[] bytes) {
    return FileAddress.of(bytes).text();
  }

  /// What the paper would be if it were made now for the day, person and number it was made for.
  private Optional<byte[]> again(CaseFile file, CaseRecord document) {
    Optional<PaperWish> wish = PaperWish.of(document);
    Optional<LocalDate> day = Texts.date(document.text("day"));
    Optional<UUID> by = document.ref("by");
    if (wish.isEmpty() || day.isEmpty() || by.isEmpty()) return Optional.empty();
    Rendered made = render(file, wish.get(), day.get(), document.text("documentNumber"), by.get());
    return made instanceof Rendered.Pdf pdf ? Optional.of(pdf.bytes()) : Optional.empty();
  }

  /// The entry that stands for this wish: the newest nobody took back.
  static Optional<CaseRecord> standing(CaseFile file, PaperWish wish) {
    return Register.firsts(file).stream().filter(wish::means).reduce((_, newer) -> newer);
  }

  /// How often a paper went out, the first time counted.
  static int copies(CaseFile file, CaseRecord document) {
    Optional<UUID> id = Optional.of(document.id());
    return 1 + (int) file.documents().stream().filter(d -> d.ref("copyOf").equals(id)).count();
  }

  /// Draws the number, makes the paper, and writes it into the register with the facts it proves,
  /// all durable before a sheet leaves the machine.
  ///
  /// @param voided entry it takes the place of
  /// @param reason why that one is taken back
  Outcome issue(
      UUID application, PaperWish wish, Way way, Optional<CaseRecord> voided, String reason)
      throws StoreException {
    CaseFile file = desk.caseFile(application);
    // first with the words in place of the number: what cannot be made draws none
    if (fresh(file, wish) instanceof Sheet.Refused refused) return new Outcome.Refused(refused);
    String number = number(file, wish);
    Rendered made = render(file, wish, desk.today(), number, me());
    if (made instanceof Rendered.Refused(String code, String detail))
      return new Outcome.Refused(new Sheet.Refused(code, detail));
    var pdf = (Rendered.Pdf) made;
    String address = desk.store().files().put(pdf.bytes(), application, PDF);
    CaseRecord document =
        row(file, wish.paper(), way)
            .with("documentNumber", number)
            .with("scheme", wish.scheme())
            .with("decision", decision(file, wish))
            .with("slots", String.join(",", wish.slots()))
            .with("mask", wish.isNotice() ? wish.mask().name() : "")
            .with("due", wish.due().map(LocalDate::toString).orElse(""))
            .with("detail", wish.note())
            .with("pages", Integer.toString(pdf.pages()))
            .with("edition", Integer.toString(Paper.EDITION))
            .with("file", address)
            .with("length", Integer.toString(pdf.bytes().length))
            .with("mime", PDF)
            .with("day", desk.today().toString())
            .with("copy", "1")
            .with("voids", voided.map(v -> v.id().toString()).orElse(""))
            .with("reason", reason);
    var changes = new ArrayList<RecordChange>();
    changes.add(RecordChange.create(document));
    fact(file, wish, number).ifPresent(f -> changes.add(RecordChange.create(f)));
    desk.save("print", reason, true, changes);
    return new Outcome.Out(new Issued(document, pdf.bytes(), pdf.pages()));
  }

  /// The same bytes once more: a numbered copy in the register.
  Issued copy(UUID application, Sheet.Kept kept, Way way) throws StoreException {
    CaseFile file = desk.caseFile(application);
    CaseRecord first = kept.document();
    CaseRecord copy =
        CaseRecord.of(
                RecordType.DOCUMENT, desk.newId(), first.scope(), first.caseId(), first.fields())
            .with("copyOf", first.id().toString())
            .with("copy", Integer.toString(copies(file, first) + 1))
            .with("way", way.name())
            .with("by", me().toString())
            .with("at", at())
            .with("voids", "")
            .with("reason", "");
    desk.save("print", "", true, List.of(RecordChange.create(copy)));
    return new Issued(copy, kept.bytes(), kept.pages());
  }

  private String number(CaseFile file, PaperWish wish) throws StoreException {
    Optional<String> given = givenNumber(file, wish);
    if (given.isPresent()) return given.get();
    if (!DocumentNumber.numbered(wish.paper().name())) return "";
    boolean district = Offices.byDistrict(wish.paper(), file, wish.scheme());
    String street = district ? "" : file.head().orElseThrow().text("street");
    return desk.store()
        .nextDocumentNumber(
            DocumentNumber.wordFor(street, wish.paper().name()), desk.today().getYear())
        .text();
  }

  private CaseRecord row(CaseFile file, Paper paper, Way way) {
    return record(file, RecordType.DOCUMENT).with("paper", paper.name()).with("way", way.name());
  }

  private CaseRecord record(CaseFile file, RecordType type) {
    CaseRecord head = file.head().orElseThrow();
    return CaseRecord.of(
        type,
        desk.newId(),
        head.scope(),
        head.id(),
        Map.of("application", head.id().toString(), "by", me().toString(), "at", at()));
  }

  private String at() {
    return desk.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private UUID me() {
    return desk.actor().staff();
  }

  private static String decision(CaseFile file, PaperWish wish) {
    return isLetter(wish) ? decided(file, wish).map(d -> d.id().toString()).orElse("") : "";
  }

  /// The gate fact a paper proves by going out, where this person may record it. A letter whose
  /// number is on record already, by hand or by an earlier print, proves nothing new.
  private Optional<CaseRecord> fact(CaseFile file, PaperWish wish, String number) {
    Optional<GateKind> kind =
        switch (wish.paper()) {
          case N01 -> Optional.of(GateKind.N01_ISSUED);
          case N02 -> Optional.of(GateKind.N02_ISSUED);
          case N05, N06, N07 -> Optional.of(GateKind.LETTER_ISSUED);
          case F01,
              F02,
              F03,
              COVER,
              RECEIPT,
              CHANGE,
              N03,
              N04,
              N04B,
              F05,
              F06,
              N08,
              N10,
              N11,
              N12,
              PROMISE,
              VOUCH,
              U01,
              MEANS ->
              Optional.empty();
        };
    boolean known = letter(file, wish).filter(l -> l.number().equals(number)).isPresent();
    return kind.filter(k -> !known && Rights.mayRecord(desk.actor().role(), k))
        .map(k -> {
          CaseRecord fact =
              record(file, RecordType.GATE_FACT).with("kind", k.name()).with("value", number);
          return switch (wish.paper()) {
            case N02 ->
                fact.with("value", wish.due().orElse(desk.today()).toString())
                    .with("reason", String.join("\u3001", wish.slotNames()));
            case N05, N06, N07 ->
                fact.with("subject", wish.paper().name()).with("reason", wish.scheme());
            default -> fact;
          };
        });
  }

  private Rendered render(CaseFile file, PaperWish wish, LocalDate day, String number, UUID clerk) {
    List<PageKey> keys = desk.pageKeys();
    if (keys.isEmpty()) return new Rendered.Refused("PAGE_KEY_MISSING", "");
    String phone = desk.staff(clerk).map(s -> s.text("phone")).orElse("");
    Optional<Office> office = Offices.of(wish.paper(), file, wish.scheme(), day, phone);
    if (office.isEmpty()) return new Rendered.Refused("OFFICE_UNKNOWN", day.toString());
    return papers
        .get()
        .render(
            wish.paper(),
            file,
            new PaperFacts(
                day,
                office.get(),
                number,
                desk.staffName(clerk),
                keys.getFirst(),
                Standards.builtIn().with(file.all(RecordType.STANDARD)),
                wish.subject(day)));
  }
}
