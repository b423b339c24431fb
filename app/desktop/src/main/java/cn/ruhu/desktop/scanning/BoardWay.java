package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.NoticeBoards;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The way of a photo that shows another street's notice at this street's board (DOMAIN §0.2 C12):
/// its case is not on this machine, so no slot is its place, and it goes to the notice's own file.
/// Window thread only.
final class BoardWay {
  /// document type of a posted notice
  private static final String NOTICE = "D20";

  private final ScanningViewModel model;
  private final ScanTray tray;
  private final Background background;
  private final Consumer<Throwable> failed;
  private NoticeBoards boards = NoticeBoards.NONE;

  BoardWay(
      ScanningViewModel model, ScanTray tray, Background background, Consumer<Throwable> failed) {
    this.model = model;
    this.tray = tray;
    this.background = background;
    this.failed = failed;
  }

  void use(NoticeBoards those) {
    boards = those;
  }

  /// Whether a sheet that waits shows a notice this office looks after for another street.
  boolean leads(TrayRow row) {
    return row.state() == TrayRow.State.WAIT
        && row.page().look().codes().stream().anyMatch(c -> shows(model.desk(), c));
  }

  private boolean shows(Desk desk, String code) {
    return PageCode.read(code, desk.pageKeys()) instanceof PageCode.Valid(PageCode read)
        && read.docType().equals(NOTICE)
        && boards.looksAfter(read.application());
  }

  /// Files it there; in the tray it is put aside then, with these words. What stands in the way is
  /// said, and it goes on waiting.
  ///
  /// @param reason why it is no page of a case here
  void take(TrayRow row, String reason) {
    ScanPage page = row.page();
    background.run(
        () ->
            boards.take(
                tray.bytes(page),
                Integer.toString(row.number()),
                Instant.ofEpochMilli(page.takenAt())),
        why -> {
          if (why.isEmpty()) {
            model.aside(List.of(row), reason);
            model.done.set(Message.of("scanning.board.done"));
          } else model.done.set(why.getFirst());
        },
        failed);
  }
}
