package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageViewer;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The very sheet that hangs: looked at, and printed as the other street made it. Window thread
/// only.
final class NoticeSheet {
  private final Kit kit;
  private final Desk desk;
  private final Printing printing;
  private final PageFiles files;
  private final PageReel reel;

  NoticeSheet(Kit kit, Desk desk, Printing printing, PageFiles files, PageReel reel) {
    this.kit = kit;
    this.desk = desk;
    this.printing = printing;
    this.files = files;
    this.reel = reel;
  }

  /// The notice as a page is opened.
  static CaseRecord page(CaseRecord posting) {
    return CaseRecord.of(
        RecordType.PAGE,
        posting.id(),
        posting.scope(),
        posting.id(),
        Map.of(
            "application", posting.id().toString(),
            "label",
                CodeTables.label("paper", posting.text("paper")) + " " + posting.text("number"),
            "file", posting.text("file"),
            "length", posting.text("length"),
            "mime", posting.text("mime")));
  }

  void look(CaseRecord posting) {
    show(List.of(page(posting)), page(posting));
  }

  /// A photo of it.
  void photo(List<CaseRecord> photos, CaseRecord photo) {
    show(photos, photo);
  }

  private void show(List<CaseRecord> all, CaseRecord page) {
    reel.open(all, page);
    if (reel.now().get() != null) new PageViewer(kit, reel, _ -> "").open(reel::close);
  }

  /// Prints it; where its bytes are still in the district they are asked for first.
  void print(CaseRecord posting) {
    Optional<byte[]> bytes = bytes(posting);
    if (bytes.isEmpty()) {
      files.open(page(posting));
      kit.notices().tell("NOTICE_COMING", kit.t("postings.print.coming"));
      return;
    }
    printing.copy(
        bytes.get(),
        posting.text("paper"),
        printer -> {
          if (printer.isPresent()) kit.notices().done(kit.t("postings.print.done", printer.get()));
          else kit.notices().tell("NO_PRINTER", kit.t("postings.print.none"));
        });
  }

  private Optional<byte[]> bytes(CaseRecord posting) {
    String address = posting.text("file");
    try {
      return desk.store().files().file(address).isPresent()
          ? Optional.of(desk.store().files().bytes(address))
          : Optional.empty();
    } catch (StoreException e) {
      kit.notices().trouble(e.code().name(), kit.t("work.trouble." + e.code()), Optional.empty());
      return Optional.empty();
    }
  }
}
