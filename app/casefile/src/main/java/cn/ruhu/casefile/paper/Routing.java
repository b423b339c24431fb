package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the sheets of a stack belong, by what their page codes say (DESIGN §9, DEVICES §3.4). It
/// proposes and moves nothing: what it is not sure of waits for a person.
///
/// A sheet's own code wins. A sheet without one belongs to the cover sheet before it; the cover's
/// reach ends at the next code of ours. Codes of others (payment codes on bills) say nothing. A
/// code with our shape that does not hold is never followed, cover or not.
///
/// Pure and thread-safe.
public final class Routing {
  /// A notice is photographed when it goes up and again when it comes down: one code, many photos.
  private static final String PHOTOGRAPHED = "D20";

  /// Cases that take no more pages unless a person says so.
  private static final Set<String> CLOSED = Set.of("WITHDRAWN", "ABORTED", "TRANSFERRED");

  private final Collection<PageKey> keys;
  private final PageCode.Editions editions;
  private final Function<UUID, CaseFile> cases;

  /// @param keys page keys at hand
  /// @param editions which editions of the forms still count
  /// @param cases a case by the id of its application; one without an application is not known here
  public Routing(
      Collection<PageKey> keys, PageCode.Editions editions, Function<UUID, CaseFile> cases) {
    this.keys = List.copyOf(keys);
    this.editions = editions;
    this.cases = cases;
  }

  /// A scanned sheet as far as it was read.
  ///
  /// @param codes texts of its QR codes, untouched, whosever they are
  /// @param blank nothing but specks
  /// @param legible false when the file gave no picture
  /// @param aside somebody put it aside: it counts for nothing
  public record Sheet(List<String> codes, boolean blank, boolean legible, boolean aside) {
    public Sheet {
      codes = List.copyOf(codes);
    }
  }

  /// A place in a file.
  ///
  /// @param application id
  /// @param docType code of table `docType`
  /// @param owner record id of the member or supporter whose page it is; empty for the household
  /// @param page 1 to `of`; 0 for a page that is not numbered
  /// @param of pages that belong together; 0 for a page that is not numbered
  /// @param edition version of the printed form; 0 for papers of others
  public record Slot(
      UUID application, String docType, Optional<UUID> owner, int page, int of, int edition) {}

  /// What becomes of a sheet.
  public sealed interface Proposal permits Goes, Asks, Waits, Blank, Cover, Leads {}

  /// Its place is known.
  public record Goes(Slot slot) implements Proposal {}

  /// Its place is known and something speaks against it: a person says.
  ///
  /// @param other page record that has the place already, where there is one
  public record Asks(Slot slot, Doubt doubt, Optional<UUID> other) implements Proposal {}

  /// Nobody knows its place.
  ///
  /// @param application named by an authentic code whose case is not known here; else empty
  public record Waits(Why why, Optional<UUID> application) implements Proposal {
    /// No code names a case.
    public Waits(Why why) {
      this(why, Optional.empty());
    }
  }

  /// Marked, never thrown away.
  public record Blank() implements Proposal {}

  /// A cover sheet: it is not filed itself.
  public record Cover(UUID application, String docType) implements Proposal {}

  /// A notice or receipt the household brought back: it leads to its case and is not filed.
  public record Leads(UUID application) implements Proposal {}

  /// What speaks against a place. Names are stable.
  public enum Doubt {
    /// printed with an edition that no longer counts
    STALE_EDITION,
    /// the application was withdrawn, ended or handed on
    CASE_CLOSED,
    /// the case has this very page already
    FILED_BEFORE,
    /// the same page lies earlier in this stack
    TWICE,
    /// the person the page was printed for is not in the case any more
    OWNER_UNKNOWN
  }

  /// Why no place is known. Names are stable.
  public enum Why {
    NO_CODE,
    /// the tag does not fit: forged or damaged beyond repair
    FORGED,
    /// printed under a key this machine does not hold: another district, or not synchronized yet
    KEY_UNKNOWN,
    /// written by a version of the program with another layout
    OTHER_LAYOUT,
    /// two sheets in one picture, or one glued over the other
    SEVERAL_CODES,
    /// authentic, and the application is not on this machine
    CASE_UNKNOWN,
    /// the file gave no picture
    ILLEGIBLE
  }

  private record Reach(UUID application, String docType) {}

  /// Proposes a place for each sheet of a stack, in the order they were fed.
  public List<Proposal> propose(List<Sheet> stack) {
    var out = new ArrayList<Proposal>();
    var taken = new HashSet<Slot>();
    @Nullable Reach reach = null;
    for (Sheet sheet : stack) {
      List<PageCode.Read> ours = ours(sheet);
      boolean coded = ours.stream().anyMatch(r -> code(r).isPresent());
      if (coded) reach = null;
      Proposal p = one(sheet, ours, reach);
      if (p instanceof Cover(UUID application, String docType))
        reach = new Reach(application, docType);
      if (p instanceof Goes(Slot slot) && !sheet.aside() && isOnce(slot) && !taken.add(slot))
        p = new Asks(slot, Doubt.TWICE, Optional.empty());
      out.add(p);
    }
    return List.copyOf(out);
  }

  /// A numbered page comes once.
  private static boolean isOnce(Slot slot) {
    return slot.page() > 0 && !slot.docType().equals(PHOTOGRAPHED);
  }

  /// Codes with our shape, each text once; those that hold first.
  private List<PageCode.Read> ours(Sheet sheet) {
    return new LinkedHashSet<>(sheet.codes())
        .stream()
            .map(t -> PageCode.read(t, keys, editions))
            .filter(r -> !(r instanceof PageCode.Foreign))
            .toList();
  }

  private static Optional<PageCode> code(PageCode.Read read) {
    return switch (read) {
      case PageCode.Valid(PageCode c) -> Optional.of(c);
      case PageCode.Stale(PageCode c, int _) -> Optional.of(c);
      case PageCode.Forged _, PageCode.OtherLayout _, PageCode.Foreign _ -> Optional.empty();
    };
  }

  private Proposal one(Sheet sheet, List<PageCode.Read> ours, @Nullable Reach reach) {
    if (!sheet.legible()) return new Waits(Why.ILLEGIBLE);
    List<PageCode.Read> held = ours.stream().filter(r -> code(r).isPresent()).toList();
    if (held.size() > 1) return new Waits(Why.SEVERAL_CODES);
    if (held.size() == 1) return coded(held.getFirst());
    if (!ours.isEmpty()) return new Waits(why(ours.getFirst()));
    if (sheet.blank()) return new Blank();
    if (reach == null) return new Waits(Why.NO_CODE);
    Slot slot = new Slot(reach.application(), reach.docType(), Optional.empty(), 0, 0, 0);
    return closed(reach.application())
        ? new Asks(slot, Doubt.CASE_CLOSED, Optional.empty())
        : new Goes(slot);
  }

  private static Why why(PageCode.Read read) {
    return switch (read) {
      case PageCode.Forged(PageCode.Why w) ->
          w == PageCode.Why.UNKNOWN_KEY ? Why.KEY_UNKNOWN : Why.FORGED;
      case PageCode.OtherLayout _ -> Why.OTHER_LAYOUT;
      case PageCode.Valid _, PageCode.Stale _, PageCode.Foreign _ -> Why.NO_CODE;
    };
  }

  private Proposal coded(PageCode.Read read) {
    PageCode code = code(read).orElseThrow();
    CaseFile file = cases.apply(code.application());
    if (file.head().isEmpty()) return new Waits(Why.CASE_UNKNOWN, Optional.of(code.application()));
    if (code.use() == PageCode.Use.COVER) return new Cover(code.application(), code.docType());
    if (code.use() == PageCode.Use.NOTICE) return new Leads(code.application());
    Optional<UUID> owner = owner(file, code);
    Slot slot =
        new Slot(
            code.application(), code.docType(), owner, code.page(), code.of(), code.formVersion());
    if (closed(code.application())) return new Asks(slot, Doubt.CASE_CLOSED, Optional.empty());
    if (code.subject().isPresent() && owner.isEmpty())
      return new Asks(slot, Doubt.OWNER_UNKNOWN, Optional.empty());
    Optional<UUID> there = filed(file, slot);
    if (there.isPresent()) return new Asks(slot, Doubt.FILED_BEFORE, there);
    return read instanceof PageCode.Stale
        ? new Asks(slot, Doubt.STALE_EDITION, Optional.empty())
        : new Goes(slot);
  }

  private boolean closed(UUID application) {
    return cases
        .apply(application)
        .application()
        .filter(a -> CLOSED.contains(a.text("stage")))
        .isPresent();
  }

  private static Optional<UUID> owner(CaseFile file, PageCode code) {
    var people = new ArrayList<CaseRecord>(file.members());
    people.addAll(file.supporters());
    return people.stream().map(CaseRecord::id).filter(code::isBy).findFirst();
  }

  /// The page of the case that has this very place.
  private static Optional<UUID> filed(CaseFile file, Slot slot) {
    if (!isOnce(slot)) return Optional.empty();
    return file.pages().stream()
        .filter(p -> p.text("slot").equals(slot.docType()))
        .filter(p -> owner(p).equals(slot.owner()))
        .filter(p -> Texts.whole(p.text("codePage")).equals(Optional.of((long) slot.page())))
        .filter(p -> Texts.whole(p.text("codeOf")).equals(Optional.of((long) slot.of())))
        .map(CaseRecord::id)
        .findFirst();
  }

  /// Record id of the member or supporter a page belongs to.
  ///
  /// @param page of type [cn.ruhu.casefile.record.RecordType#PAGE]
  public static Optional<UUID> owner(CaseRecord page) {
    return page.ref("member").or(() -> page.ref("supporter"));
  }
}
