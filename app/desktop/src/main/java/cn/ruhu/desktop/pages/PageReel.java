package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.imaging.page.PageFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Pages in a row, one of them open: brought when it is not here, drawn when it is, and told as
/// seen only when its picture stood on the screen. Knows no toolkit. Window thread only.
public final class PageReel {

  /// What is to be seen of the open page.
  sealed interface Shown {
    /// not here yet; the standing says how it stands
    record Nothing() implements Shown {}

    /// being decoded
    record Developing() implements Shown {}

    record Picture(PageEye.Drawn drawn) implements Shown {}

    /// here, and no picture
    record Unreadable(PageFile.Reason reason) implements Shown {}

    /// this machine's own copy does not open
    record Broken(String code) implements Shown {}
  }

  /// The open page.
  ///
  /// @param at its place among the pages, from 0
  /// @param sheet of its file, from 0
  /// @param sheets of its file as far as known, 1 for a record that stands for one sheet
  public record Now(
      CaseRecord page, int at, int of, int sheet, int sheets, PageStanding standing, Shown shown) {
    /// Whether the picture is there.
    public boolean hasPicture() {
      return shown instanceof Shown.Picture;
    }

    private Now with(PageStanding standing, Shown shown) {
      return new Now(page, at, of, sheet, sheets, standing, shown);
    }
  }

  private final PageShelf shelf;
  private final Background background;
  private final Consumer<CaseRecord> seen;
  private final Consumer<Throwable> failed;
  private final ObjectProperty<@Nullable Now> now = new SimpleObjectProperty<>();
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private final Map<UUID, Integer> sheets = new HashMap<>();
  private List<CaseRecord> pages = List.of();
  private Optional<Content> content = Optional.empty();
  private long turn;
  private boolean white;

  /// The bytes of the open file: leafing through a long one reads it once.
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  private record Content(String address, byte[] bytes) {}

  private record Looked(Content content, PageEye.Look look) {}

  /// @param seen told when the picture of a page stood on the screen
  /// @param failed told of what nobody foresaw
  public PageReel(
      PageShelf shelf,
      Background background,
      Consumer<CaseRecord> seen,
      Consumer<Throwable> failed) {
    this.shelf = shelf;
    this.background = background;
    this.seen = seen;
    this.failed = failed;
  }

  /// Another row of the same pages, to lay one page beside another; close it when it goes.
  PageReel twin() {
    var other = new PageReel(shelf, background, seen, failed);
    other.white = white;
    return other;
  }

  /// A colleague's name.
  String staffName(UUID id) {
    return shelf.staffName(id);
  }

  /// The open page, null for none.
  public ReadOnlyObjectProperty<@Nullable Now> now() {
    return now;
  }

  /// Counts up whenever a page may stand otherwise: lists read [#standing] again.
  public ReadOnlyIntegerProperty changes() {
    return changes.getReadOnlyProperty();
  }

  public PageStanding standing(CaseRecord page) {
    return shelf.standing(page);
  }

  /// The pages leafed through.
  public List<CaseRecord> pages() {
    return pages;
  }

  /// Opens one of these pages.
  public void open(List<CaseRecord> among, CaseRecord page) {
    pages = List.copyOf(among);
    show(page, 0);
  }

  /// Opens another of the same pages.
  public void to(CaseRecord page) {
    if (pages.contains(page)) show(page, 0);
  }

  /// Leafs: sheets of a file first, then the pages.
  public void move(int by) {
    @Nullable Now n = now.get();
    if (n == null) return;
    int sheet = n.sheet() + by;
    if (sheet >= 0 && sheet < n.sheets()) {
      show(n.page(), sheet);
      return;
    }
    int at = n.at() + by;
    if (at < 0 || at >= pages.size()) return;
    CaseRecord page = pages.get(at);
    show(page, by < 0 ? sheets(page) - 1 : 0);
  }

  /// Shows paper white, or as the record says again, here and on what is leafed to until the reel
  /// is closed. Nothing is changed: colours of seals and ink stay, shadows go.
  public void whiten() {
    white = !white;
    @Nullable Now n = now.get();
    if (n != null && n.hasPicture()) load(n.page(), n.sheet());
  }

  /// Whether paper is shown white on somebody's wish.
  public boolean isWhite() {
    return white;
  }

  /// Whether leafing that way leads anywhere.
  public boolean leads(int by) {
    @Nullable Now n = now.get();
    if (n == null) return false;
    int sheet = n.sheet() + by;
    int at = n.at() + by;
    return (sheet >= 0 && sheet < n.sheets()) || (at >= 0 && at < pages.size());
  }

  /// Whether the open file has a sheet after this one.
  public boolean hasNextSheet() {
    @Nullable Now n = now.get();
    return n != null && n.sheet() + 1 < n.sheets();
  }

  public void close() {
    leave();
    turn++;
    white = false;
    content = Optional.empty();
    pages = List.of();
    now.set(null);
  }

  /// Asks for the open page once more.
  public void again() {
    @Nullable Now n = now.get();
    if (n != null && n.standing().worthAsking()) ask(n.page(), n);
  }

  /// The view's word: the picture of the open page is on the screen.
  public void onScreen() {
    @Nullable Now n = now.get();
    if (n != null && n.hasPicture()) seen.accept(n.page());
  }

  /// Something came, or the connection stands otherwise: the open page is looked at again.
  public void changed() {
    changes.set(changes.get() + 1);
    @Nullable Now n = now.get();
    if (n == null || !(n.shown() instanceof Shown.Nothing)) return;
    PageStanding standing = shelf.standing(n.page());
    switch (standing.where()) {
      case HERE -> load(n.page(), n.sheet());
      // it arrived there, or the connection is back: who opened the page still waits for it
      case DISTRICT -> ask(n.page(), n);
      default -> now.set(n.with(standing, n.shown()));
    }
  }

  private int sheets(CaseRecord page) {
    return PageEye.isOneSheet(page) ? 1 : sheets.getOrDefault(page.id(), 1);
  }

  /// Who waited for the open page does not any more.
  private void leave() {
    @Nullable Now n = now.get();
    if (n != null) shelf.leave(n.page());
  }

  private void show(CaseRecord page, int sheet) {
    @Nullable Now n = now.get();
    if (n != null && !PageShelf.address(n.page()).equals(PageShelf.address(page))) leave();
    var next =
        new Now(
            page,
            Math.max(0, pages.indexOf(page)),
            pages.size(),
            sheet,
            sheets(page),
            shelf.standing(page),
            new Shown.Nothing());
    if (next.standing().where() == PageStanding.Where.HERE) {
      now.set(next.with(next.standing(), new Shown.Developing()));
      load(page, sheet);
    } else ask(page, next);
  }

  private void ask(CaseRecord page, Now n) {
    turn++;
    shelf.ask(page);
    now.set(n.with(shelf.standing(page), new Shown.Nothing()));
    changes.set(changes.get() + 1);
  }

  private void load(CaseRecord page, int sheet) {
    long mine = ++turn;
    boolean tone = white;
    Optional<Content> kept = content.filter(c -> c.address().equals(PageShelf.address(page)));
    @Nullable Now n = now.get();
    if (n != null && n.shown() instanceof Shown.Nothing)
      now.set(n.with(shelf.standing(page), new Shown.Developing()));
    background.run(
        () -> {
          Content c =
              kept.isPresent()
                  ? kept.get()
                  : new Content(PageShelf.address(page), shelf.bytes(page));
          return new Looked(c, PageEye.look(c.bytes(), page, sheet, tone));
        },
        looked -> {
          if (mine == turn) developed(page, looked);
        },
        e -> {
          if (mine == turn) broken(e);
        });
  }

  private void developed(CaseRecord page, Looked looked) {
    content = Optional.of(looked.content());
    int sheet;
    int count;
    Shown shown;
    switch (looked.look()) {
      case PageEye.Drawn d -> {
        sheet = d.sheet();
        count = d.sheets();
        shown = new Shown.Picture(d);
      }
      case PageEye.Unreadable u -> {
        sheet = u.sheet();
        count = u.sheets();
        shown = new Shown.Unreadable(u.reason());
      }
    }
    boolean one = PageEye.isOneSheet(page);
    if (!one) sheets.put(page.id(), Math.max(1, count));
    @Nullable Now n = now.get();
    if (n == null) return;
    now.set(
        new Now(page, n.at(), n.of(), one ? 0 : sheet, sheets(page), shelf.standing(page), shown));
    changes.set(changes.get() + 1);
  }

  private void broken(Throwable cause) {
    @Nullable Now n = now.get();
    if (n == null) return;
    now.set(n.with(shelf.standing(n.page()), new Shown.Broken(Words.troubleCode(cause))));
    failed.accept(cause);
  }
}
