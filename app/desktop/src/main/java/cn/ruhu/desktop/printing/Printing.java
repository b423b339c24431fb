package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.papers.BadgeSheet;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Papers;
import cn.ruhu.papers.Slip;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The door to printing: every feature opens its papers here. One per session, so that the fonts
/// are read once. Window thread only.
public final class Printing {
  private final Kit kit;
  private final Desk desk;
  private final Outlets outlets;
  private final PaperDesk papers;
  private final Object lock = new Object();
  private @Nullable Papers made;

  public Printing(Kit kit, Desk desk, Outlets outlets) {
    this.kit = kit;
    this.desk = desk;
    this.outlets = outlets;
    this.papers = new PaperDesk(desk, this::papers, kit.t("printing.number.later"));
  }

  /// What makes the papers, with the fonts read once. Any thread.
  public Papers papers() {
    synchronized (lock) {
      Papers there = made;
      if (there == null) {
        there = new Papers(Fonts.load());
        made = there;
      }
      return there;
    }
  }

  /// Prints a sheet that belongs to no case on the system's own printer.
  ///
  /// @param told on the window's thread: the printer's name, empty when there is none or it failed
  public void slip(Slip slip, Consumer<Optional<String>> told) {
    kit.background()
        .run(
            () -> {
              Optional<String> printer = outlets.printers().names().stream().findFirst();
              if (printer.isPresent())
                outlets.printers().print(printer.get(), papers().slip(slip), "ruhu");
              return printer;
            },
            told,
            _ -> told.accept(Optional.empty()));
  }

  /// Prints a badge, which stands in no register and of which no copy is kept.
  ///
  /// @param told on the window's thread: the printer's name, empty when there is none or it failed
  public void badge(BadgeSheet badge, Consumer<Optional<String>> told) {
    kit.background()
        .run(
            () -> {
              Optional<String> printer = outlets.printers().names().stream().findFirst();
              if (printer.isPresent())
                outlets.printers().print(printer.get(), papers().badge(badge), "ruhu");
              return printer;
            },
            told,
            _ -> told.accept(Optional.empty()));
  }

  /// Writes a badge where its owner says, to be printed from there.
  ///
  /// @param title of the dialog
  /// @param owner window the dialog belongs to
  /// @param told on the window's thread: whether it is written; not called when no place was said
  public void saveBadge(
      BadgeSheet badge, String title, @Nullable Window owner, Consumer<Boolean> told) {
    outlets
        .place()
        .choose(title, kit.t("printing.kind"), "badge-" + badge.number() + ".pdf", owner)
        .ifPresent(to ->
            kit.background()
                .run(
                    () -> {
                      Files.write(to, papers().badge(badge));
                      return true;
                    },
                    told,
                    _ -> told.accept(false)));
  }

  /// What came of a pack.
  ///
  /// @param printer whose it is, empty when there is none
  /// @param printed cases whose paper was sent to it
  /// @param left cases whose paper could not be made or printed
  public record Pack(Optional<String> printer, int printed, int left) {}

  /// Prints one kind of paper for many cases, each registered before it goes out; what stands in
  /// the register already goes out as a counted copy.
  ///
  /// @param told on the window's thread
  public void pack(List<UUID> applications, PaperWish wish, Consumer<Pack> told) {
    kit.background()
        .run(
            () -> {
              Optional<String> printer = outlets.printers().names().stream().findFirst();
              int printed = 0;
              if (printer.isPresent())
                for (UUID a : applications) if (printed(a, wish, printer.get())) printed++;
              return new Pack(printer, printed, applications.size() - printed);
            },
            told,
            _ -> told.accept(new Pack(Optional.empty(), 0, applications.size())));
  }

  private boolean printed(UUID application, PaperWish wish, String printer) throws StoreException {
    Optional<PaperDesk.Issued> issued =
        switch (papers.look(application, wish)) {
          case Sheet.Kept kept ->
              Optional.of(papers.copy(application, kept, PaperDesk.Way.PRINTED));
          case Sheet.Fresh _ ->
              papers.issue(application, wish, PaperDesk.Way.PRINTED, Optional.empty(), "")
                      instanceof PaperDesk.Outcome.Out(PaperDesk.Issued row)
                  ? Optional.of(row)
                  : Optional.empty();
          case Sheet.Elsewhere _, Sheet.Refused _ -> Optional.empty();
        };
    if (issued.isEmpty()) return false;
    try {
      outlets.printers().print(printer, issued.get().bytes(), wish.paper().name());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// What registers papers that another office puts up.
  ///
  /// @param anew why an older entry is taken back
  public NoticePress press(String anew) {
    return new NoticePress(desk, this::papers, anew);
  }

  /// Prints a paper that another office made, as it came, on the system's own printer.
  ///
  /// @param name of the job, naming no person
  /// @param told on the window's thread: the printer's name, empty when there is none or it failed
  public void copy(byte[] pdf, String name, Consumer<Optional<String>> told) {
    kit.background()
        .run(
            () -> {
              Optional<String> printer = outlets.printers().names().stream().findFirst();
              if (printer.isPresent()) outlets.printers().print(printer.get(), pdf, name);
              return printer;
            },
            told,
            _ -> told.accept(Optional.empty()));
  }

  /// The register's entry for a wish that nobody took back.
  public static Optional<CaseRecord> standing(CaseFile file, PaperWish wish) {
    return PaperDesk.standing(file, wish);
  }

  /// Shows a paper of a saved case: the registered one, else as it would be now.
  public void open(PaperWish wish, UUID application) {
    open(wish, application, _ -> {});
  }

  /// As [#open(PaperWish, UUID)].
  ///
  /// @param issued told, on the window's thread, of every row the register got; a first row comes
  ///   with the gate fact the paper proves
  public void open(PaperWish wish, UUID application, Consumer<CaseRecord> issued) {
    String number =
        desk.caseFile(application).head().map(a -> a.text("number")).orElse(application.toString());
    var model =
        new PrintingViewModel(
            papers, kit.background(), outlets.printers(), application, wish, issued);
    new PrintingCard(kit, model, outlets.place(), number).open();
  }
}
