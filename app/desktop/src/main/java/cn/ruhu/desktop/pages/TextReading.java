package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the pages of this machine's cases read by a program, one at a time with a pause behind each,
/// where somebody switched that on. A page that cannot be read is kept as one without words and is
/// not tried again. Window thread only; the reading is elsewhere.
public final class TextReading {
  private static final Logger LOG = LoggerFactory.getLogger(TextReading.class);

  /// Between two pages: the window, and whoever scans, go first.
  static final Duration PAUSE = Duration.ofSeconds(3);

  /// How long one page may take, its program included.
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// Sheets read of one file.
  private static final int SHEETS_MAX = 20;

  private final Desk desk;
  private final PageTexts texts;
  private final Background background;
  private final BooleanSupplier wanted;
  private final Optional<Function<byte[], Optional<String>>> program;
  private boolean under;
  private boolean swept;
  private boolean dropped;
  private boolean ended;

  /// @param wanted whether somebody wants pages read
  /// @param program reads a picture; empty where this machine has none
  public TextReading(
      Desk desk,
      PageTexts texts,
      Background background,
      BooleanSupplier wanted,
      Optional<Function<byte[], Optional<String>>> program) {
    this.desk = desk;
    this.texts = texts;
    this.background = background;
    this.wanted = wanted;
    this.program = program;
  }

  /// Goes on, if it is not under way. Where nobody wants it, what was read is dropped.
  public void go() {
    if (under || ended) return;
    boolean wants = wanted.getAsBoolean();
    if (!wants && !dropped) {
      dropped = true;
      background.perform(
          texts::forgetAll,
          () -> {},
          e -> LOG.warn("texts are not dropped: {}", e.getClass().getSimpleName()));
    }
    if (!wants || program.isEmpty()) return;
    dropped = false;
    under = true;
    var _ = background.after(PAUSE, this::next);
  }

  /// Whoever works here leaves.
  public void end() {
    ended = true;
  }

  private void next() {
    under = !ended && wanted.getAsBoolean();
    if (!under) {
      if (!ended) go();
      return;
    }
    boolean first = !swept;
    swept = true;
    background.run(
        LIMIT,
        () -> {
          if (first) texts.forget();
          return read(program.orElseThrow());
        },
        page -> {
          under = false;
          if (page.isPresent()) go();
        },
        e -> {
          under = false;
          // the store is closed, or the disk is ill: who works hears of it elsewhere
          LOG.debug("pages are not read: {}", e.getClass().getSimpleName());
        });
  }

  private Optional<UUID> read(Function<byte[], Optional<String>> reader) throws StoreException {
    Optional<CaseRecord> page = texts.next(Twins.here(desk));
    if (page.isEmpty()) return Optional.empty();
    String text = "";
    try {
      text = text(page.get(), reader);
    } catch (StoreException | IOException e) {
      LOG.warn("a page is not read: {}", e.getClass().getSimpleName());
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("a page is not read: {}", e.getClass().getName());
    }
    texts.keep(page.get().id(), text);
    return page.map(CaseRecord::id);
  }

  private String text(CaseRecord page, Function<byte[], Optional<String>> reader)
      throws StoreException, IOException {
    byte[] file = desk.store().files().bytes(page.text("file"));
    int sheets = Math.min(SHEETS_MAX, PagePicture.sheets(file, page));
    var out = new StringBuilder();
    for (int i = 0; i < sheets && out.length() < PageTexts.TEXT_MAX; i++) {
      var picture = PagePicture.drawn(file, page, i);
      if (picture.isEmpty()) continue;
      reader
          .apply(Straightened.encode(picture.get(), "png"))
          .ifPresent(t -> {
            if (!out.isEmpty()) out.append('\n');
            out.append(t);
          });
    }
    return out.toString();
  }
}
