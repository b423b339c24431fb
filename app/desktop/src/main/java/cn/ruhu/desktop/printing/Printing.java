package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Papers;
import cn.ruhu.papers.Slip;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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

  private Papers papers() {
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
