package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.NearLook;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a sheet of the tray was scanned before, the very bytes or the same paper, in this
/// household or another, filed or in the tray. Reads fingerprints, and pictures where those are
/// alike: work for `Background`. Used by one thread.
final class TwinLook {
  private static final Logger LOG = LoggerFactory.getLogger(TwinLook.class);

  /// Others a sheet is compared with closely while nobody holds it: statements of one bank look
  /// alike from afar by the hundred. In hand it is compared with all.
  static final int NEAR_MAX = 3;

  private final Desk desk;
  private final ScanTray tray;
  private int left = Integer.MAX_VALUE;

  TwinLook(Desk desk, ScanTray tray) {
    this.desk = desk;
    this.tray = tray;
  }

  /// Those of these sheets that lie elsewhere too and of which nobody said anything. A sheet that
  /// cannot be compared, because the disk does not give the other, is none of them: it is filed.
  Set<UUID> among(List<ScanPage> pages) {
    var found = new HashSet<UUID>();
    for (ScanPage p : pages) {
      if (!p.choice().twin().isEmpty()) continue;
      left = NEAR_MAX;
      try {
        if (of(p).isPresent()) found.add(p.id());
      } catch (StoreException e) {
        LOG.warn("a sheet is not compared: {}", e.code());
      }
    }
    left = Integer.MAX_VALUE;
    return Set.copyOf(found);
  }

  /// Whether another page is the same sheet, by a close look; what was told apart once is not
  /// opened again.
  private boolean isSame(ScanPage page, NearLook.Sheet other, NearLook near) throws StoreException {
    var pair = new TwinMemory.Pair(sheet(page), other);
    if (tray.apart().has(pair) || left <= 0) return false;
    left--;
    boolean apart = near.tellsApart(other);
    if (apart) tray.apart().add(pair);
    return !apart;
  }

  /// Nobody asks about a sheet that has its end, or of which somebody keeps both.
  static boolean asks(ScanPage page) {
    return switch (page.choice().mark()) {
      case FILED, CUT, ASIDE, BLANK -> false;
      case OPEN, NOT_BLANK -> !page.choice().twin().equals(ScanChoice.BOTH);
    };
  }

  /// Where the same sheet lies, in words; empty for nowhere, and where nobody need ask.
  Optional<Message> of(ScanPage page) throws StoreException {
    if (!asks(page)) return Optional.empty();
    Optional<CaseRecord> bytes = bytes(page);
    if (bytes.isPresent()) return bytes.map(t -> words("scanning.twin", t));
    Prints.Alike alike = tray.prints().like(page.id());
    if (alike.ids().isEmpty()) return Optional.empty();
    var near = new NearLook(desk, sheet(page));
    for (CaseRecord t : Twins.like(desk, tray.prints(), page.id()))
      if (!t.id().toString().equals(page.choice().replaces())
          && !isTold(page, t)
          && isSame(page, NearLook.Sheet.of(t), near))
        return Optional.of(words("scanning.twin.like", t));
    return before(page, alike, near);
  }

  private Message words(String key, CaseRecord there) {
    return Message.of(
        key, Twins.whose(desk, there), CodeTables.label("docType", there.text("slot")));
  }

  /// A record names the sheet of a file with many, and nothing for a file with one.
  private Optional<CaseRecord> bytes(ScanPage page) {
    String cut = page.corners().text();
    String sheet = Integer.toString(page.sheet());
    return Twins.of(desk, page.file(), "", cut, page.id()).stream()
        .findFirst()
        .or(() -> Twins.of(desk, page.file(), sheet, cut, page.id()).stream().findFirst());
  }

  /// A sheet that came before this one and waits in the tray too: of the two, the later is told.
  private Optional<Message> before(ScanPage page, Prints.Alike alike, NearLook near)
      throws StoreException {
    for (ScanBatch b : tray.batches()) {
      List<ScanPage> pages = b.pages();
      for (int i = 0; i < pages.size(); i++) {
        ScanPage p = pages.get(i);
        if (p.id().equals(page.id())) return Optional.empty();
        if (b.open()
            && waits(p)
            && alike.ids().contains(p.id())
            && !isTold(page, p)
            && !isRouted(page, p)
            && isSame(page, sheet(p), near))
          return Optional.of(
              holds(b, page.id())
                  ? Message.of("scanning.twin.tray", i + 1)
                  : Message.of("scanning.twin.batch", i + 1));
      }
    }
    return Optional.empty();
  }

  /// Pages with codes are told apart by them: forms of one kind look much alike.
  private boolean isTold(ScanPage page, ScanPage other) {
    List<String> codes = other.look().codes();
    return !page.look().codes().isEmpty() && !codes.isEmpty() && !page.look().codes().equals(codes);
  }

  /// Two sheets of one page code are told as twice the same by the code, without a close look.
  private boolean isRouted(ScanPage page, ScanPage other) {
    List<String> codes = page.look().codes();
    return left < Integer.MAX_VALUE
        && codes.stream().anyMatch(c -> c.length() == PageCode.LENGTH)
        && codes.equals(other.look().codes());
  }

  /// The tray knows a printed page that was filed before by its number.
  private static boolean isTold(ScanPage page, CaseRecord other) {
    return !page.look().codes().isEmpty() && !other.text("codePage").isEmpty();
  }

  private static NearLook.Sheet sheet(ScanPage p) {
    return new NearLook.Sheet(p.file(), p.sheet(), p.recipe());
  }

  private static boolean waits(ScanPage p) {
    return p.choice().mark() == ScanChoice.Mark.OPEN
        || p.choice().mark() == ScanChoice.Mark.NOT_BLANK;
  }

  private static boolean holds(ScanBatch b, UUID page) {
    return b.pages().stream().anyMatch(p -> p.id().equals(page));
  }
}
