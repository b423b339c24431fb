package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.papers.Papers;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Registers papers that no printer of this machine prints: a notice that another street puts up.
/// Every call touches the disk and draws pages: work for `Background`. Thread-safe.
public final class NoticePress {
  private final Desk desk;
  private final PaperDesk papers;
  private final String anew;

  /// @param papers made once, when first asked for
  /// @param anew why an older entry is taken back
  public NoticePress(Desk desk, Supplier<Papers> papers, String anew) {
    this.desk = desk;
    this.papers = new PaperDesk(desk, papers, "\u2013");
    this.anew = anew;
  }

  /// What came of it.
  public sealed interface Registered {
    /// @param document the entry of the register
    record Done(CaseRecord document) implements Registered {}

    /// @param why the paper cannot be made
    record Refused(Message why) implements Registered {}
  }

  /// The entry that stands, when it was made since then, else a new one in its place.
  ///
  /// @param since when what the paper tells was last settled
  /// @throws StoreException the disk; nothing was written
  public Registered register(UUID application, PaperWish wish, Instant since)
      throws StoreException {
    Optional<CaseRecord> standing = PaperDesk.standing(desk.caseFile(application), wish);
    boolean current =
        standing
            .flatMap(d -> CaseFile.instant(d, "at"))
            .filter(at -> !at.isBefore(since))
            .isPresent();
    if (current) return new Registered.Done(standing.orElseThrow());
    String why = standing.isPresent() ? anew : "";
    return switch (papers.issue(application, wish, PaperDesk.Way.SENT, standing, why)) {
      case PaperDesk.Outcome.Out(PaperDesk.Issued issued) -> new Registered.Done(issued.document());
      case PaperDesk.Outcome.Refused(Sheet.Refused(String code, String detail)) -> {
        Object said = code.equals("FIELD_MISSING") ? Message.of("work.field." + detail) : detail;
        yield new Registered.Refused(Message.of("printing.refused." + code, said));
      }
    };
  }
}
