package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.printing.PaperDesk.Way;
import cn.ruhu.desktop.work.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One paper before it goes out: its pages as pictures, the printers, the entry in the register. A
/// paper is registered before it is sent to a printer or written to a disk, so nothing goes out
/// that is not in the register; when the way out fails the entry stands and the next try is no new
/// copy. Window thread only.
final class PrintingViewModel {
  private static final int[] ZOOMS = {50, 67, 80, 100, 125, 150, 200, 300};
  private static final int PLAIN = 3;
  private static final float DPI = 96;

  private final PaperDesk papers;
  private final Background background;
  private final Printers printers;
  private final UUID application;
  private final PaperWish wish;
  private final Consumer<CaseRecord> issued;
  private Optional<CaseRecord> voided = Optional.empty();
  private String reason = "";

  /// registered here, and not yet out of the machine
  private boolean waiting;

  private int asked;

  /// what there is to look at, null while it is made
  final ObjectProperty<@Nullable Sheet> sheet = new SimpleObjectProperty<>();

  /// how the paper stands, in words
  final ObjectProperty<Message> state =
      new SimpleObjectProperty<>(Message.of("printing.state.making"));

  /// page shown, from 0
  final IntegerProperty page = new SimpleIntegerProperty();

  final IntegerProperty pages = new SimpleIntegerProperty();

  /// percent of the true size
  final IntegerProperty zoom = new SimpleIntegerProperty(ZOOMS[PLAIN]);

  final ObjectProperty<@Nullable Pixels> picture = new SimpleObjectProperty<>();

  /// page on the picture, −1 before the first; behind [#page] while it is drawn
  final IntegerProperty drawn = new SimpleIntegerProperty(-1);

  final ObservableList<String> names = FXCollections.observableArrayList();

  final ObjectProperty<@Nullable String> printer = new SimpleObjectProperty<>();

  /// the printers were asked for and have answered
  final BooleanProperty printersKnown = new SimpleBooleanProperty();

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// why the last order was not carried out
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();

  /// what was done last
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// @param issued told of every new row of the register
  PrintingViewModel(
      PaperDesk papers,
      Background background,
      Printers printers,
      UUID application,
      PaperWish wish,
      Consumer<CaseRecord> issued) {
    this.papers = papers;
    this.background = background;
    this.printers = printers;
    this.application = application;
    this.wish = wish;
    this.issued = issued;
  }

  PaperWish wish() {
    return wish;
  }

  /// Makes the paper and asks for the printers.
  void begin() {
    background.run(() -> papers.look(application, wish), this::show, this::failed);
    background.run(
        printers::names,
        found -> {
          names.setAll(found);
          printer.set(found.isEmpty() ? null : found.getFirst());
          printersKnown.set(true);
        },
        _ -> printersKnown.set(true));
  }

  private void show(Sheet now) {
    state.set(words(now));
    sheet.set(now);
    byte[] bytes = bytes();
    pages.set(count(now));
    page.set(0);
    if (bytes.length > 0) draw();
  }

  private static int count(Sheet now) {
    return switch (now) {
      case Sheet.Fresh f -> f.pages();
      case Sheet.Kept k -> k.pages();
      case Sheet.Elsewhere _, Sheet.Refused _ -> 0;
    };
  }

  private byte[] bytes() {
    Sheet now = sheet.get();
    return switch (now) {
      case Sheet.Fresh f -> f.bytes();
      case Sheet.Kept k -> k.bytes();
      case null, default -> new byte[0];
    };
  }

  private Message words(Sheet now) {
    return switch (now) {
      case Sheet.Fresh _ ->
          Message.of(
              voided.isPresent()
                  ? "printing.state.anew"
                  : DocumentNumber.numbered(wish.paper().name())
                      ? "printing.state.unnumbered"
                      : "printing.state.fresh");
      case Sheet.Kept k -> kept(k);
      case Sheet.Elsewhere e -> Message.of("printing.state.elsewhere", at(e.document()));
      case Sheet.Refused r -> refusal(r);
    };
  }

  private static Message kept(Sheet.Kept k) {
    String number = k.document().text("documentNumber");
    String key = number.isEmpty() ? "printing.state.kept" : "printing.state.numbered";
    return Message.of(key, at(k.document()), k.copies(), number);
  }

  private static String at(CaseRecord document) {
    return CaseFile.instant(document, "at").map(Show::minute).orElse("");
  }

  /// Field, reason and next step; the view knows the names of fields and standards.
  private static Message refusal(Sheet.Refused r) {
    String code = r.code().startsWith("TEMPLATE_") ? "TEMPLATE" : r.code();
    return Message.of("printing.refused." + code, r.detail());
  }

  // looking ----------------------------------------------------------------------------------

  /// Another page, counted from the one shown.
  void turn(int by) {
    int to = Math.clamp(page.get() + by, 0, Math.max(0, pages.get() - 1));
    if (to == page.get()) return;
    page.set(to);
    draw();
  }

  /// Larger (1) or smaller (−1) by one step.
  void closer(int by) {
    int at = 0;
    for (int i = 0; i < ZOOMS.length; i++) if (ZOOMS[i] <= zoom.get()) at = i;
    int to = ZOOMS[Math.clamp(at + by, 0, ZOOMS.length - 1)];
    if (to == zoom.get()) return;
    zoom.set(to);
    draw();
  }

  private void draw() {
    byte[] pdf = bytes();
    int which = page.get();
    float dpi = DPI * zoom.get() / 100;
    int order = ++asked;
    background.run(
        () -> PagePictures.of(pdf, which, dpi),
        made -> {
          if (order != asked) return;
          picture.set(made);
          drawn.set(which);
        },
        this::failed);
  }

  // letting out ------------------------------------------------------------------------------

  /// Whether there is anything that could go out, and whose entry the person may write.
  boolean ready() {
    Sheet now = sheet.get();
    return !busy.get()
        && papers.mayIssue()
        && (now instanceof Sheet.Fresh || now instanceof Sheet.Kept);
  }

  boolean mayIssue() {
    return papers.mayIssue();
  }

  /// Whether the registered paper could be made anew.
  boolean replaceable() {
    Sheet now = sheet.get();
    return papers.mayIssue()
        && ((now instanceof Sheet.Kept k && k.changed()) || now instanceof Sheet.Elsewhere);
  }

  /// Shows the paper as it would be now; going out it takes the place of the registered one.
  void makeAnew(String why) {
    Optional<CaseRecord> old =
        switch (sheet.get()) {
          case Sheet.Kept k -> Optional.of(k.document());
          case Sheet.Elsewhere e -> Optional.of(e.document());
          case null, default -> Optional.empty();
        };
    if (old.isEmpty()) return;
    voided = old;
    reason = why;
    waiting = false;
    background.run(() -> papers.anew(application, wish), this::show, this::failed);
  }

  /// Name of the saved file: kind and application number, nobody's name.
  String fileName(String applicationNumber) {
    return wish.paper().name() + "-" + applicationNumber + ".pdf";
  }

  void print() {
    String to = printer.get();
    if (to == null || !ready()) return;
    String title = wish.paper().name();
    out(
        Way.PRINTED,
        bytes -> printers.print(to, bytes, title),
        Message.of("printing.done.printed", to),
        "printing.problem.printer");
  }

  void saveAs(Path file) {
    if (!ready()) return;
    out(
        Way.SAVED,
        bytes -> write(file, bytes),
        Message.of("printing.done.saved"),
        "printing.problem.file");
  }

  /// Whole or not at all, as far as the file's disk allows.
  private static void write(Path file, byte[] bytes) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(half, bytes);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private interface Exit {
    void take(byte[] bytes) throws IOException;
  }

  /// A row of the register, and why the paper did not leave the machine.
  private record Left(PaperDesk.@Nullable Outcome outcome, boolean stuck) {}

  private void out(Way way, Exit exit, Message finished, String stuckKey) {
    busy.set(true);
    problem.set(null);
    Sheet now = sheet.get();
    boolean again = waiting;
    Optional<CaseRecord> instead = voided;
    background.run(
        () -> {
          PaperDesk.Outcome outcome = registered(now, way, again, instead);
          if (!(outcome instanceof PaperDesk.Outcome.Out(var row))) return new Left(outcome, false);
          try {
            exit.take(row.bytes());
            return new Left(outcome, false);
          } catch (IOException e) {
            return new Left(outcome, true);
          }
        },
        left -> left(left, again, finished, stuckKey),
        this::failed);
  }

  private PaperDesk.Outcome registered(
      @Nullable Sheet now, Way way, boolean again, Optional<CaseRecord> instead)
      throws cn.ruhu.store.StoreException {
    if (now instanceof Sheet.Kept k) {
      if (again)
        return new PaperDesk.Outcome.Out(new PaperDesk.Issued(k.document(), k.bytes(), k.pages()));
      return new PaperDesk.Outcome.Out(papers.copy(application, k, way));
    }
    return papers.issue(application, wish, way, instead, reason);
  }

  private void left(Left left, boolean again, Message finished, String stuckKey) {
    busy.set(false);
    switch (left.outcome()) {
      case PaperDesk.Outcome.Out(PaperDesk.Issued row) -> {
        waiting = left.stuck();
        voided = Optional.empty();
        reason = "";
        if (!again) issued.accept(row.document());
        if (left.stuck()) problem.set(Message.of(stuckKey));
        else done.set(finished);
        reread();
      }
      case PaperDesk.Outcome.Refused(Sheet.Refused why) -> show(why);
      case null -> {}
    }
  }

  /// The register after it was written; page and zoom stay.
  private void reread() {
    int at = page.get();
    background.run(
        () -> papers.look(application, wish),
        now -> {
          show(now);
          page.set(Math.min(at, Math.max(0, pages.get() - 1)));
          if (at > 0) draw();
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    busy.set(false);
    problem.set(Message.of("work.trouble." + Words.troubleCode(cause)));
    if (sheet.get() == null) state.set(Message.of("printing.state.failed"));
  }
}
