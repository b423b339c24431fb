package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.papers.Office;
import cn.ruhu.papers.Offices;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.Slip;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The small tools of the counter for the case a screen has in hand. Window thread only.
public final class Counter {
  private static final String TELL = "Ctrl+J";
  private static final String COPY = "Ctrl+Shift+C";

  private final Kit kit;
  private final Desk desk;
  private final Printing printing;
  private final CopyDesk copying;
  private final CopyStrip strip;

  /// @param shelf what this machine keeps for the copy-helper
  public Counter(Kit kit, Desk desk, Printing printing, CopyShelf shelf) {
    copying = new CopyDesk(desk, shelf);
    strip = new CopyStrip(kit, shelf);
    this.kit = kit;
    this.desk = desk;
    this.printing = printing;
  }

  /// The same screen with the keys of these tools. For whoever is no window clerk it stays as it
  /// is.
  ///
  /// @param inHand the case that is meant now
  public Screen around(Screen screen, Supplier<Optional<Chosen>> inHand) {
    if (desk.actor().role() != Role.WINDOW_CLERK) return screen;
    return new Screen() {
      @Override
      public Node node() {
        return screen.node();
      }

      @Override
      public List<Shortcut> shortcuts() {
        var all = new ArrayList<>(screen.shortcuts());
        all.add(new Shortcut(TELL, "counter.tell.key", () -> with(inHand, Counter.this::tell)));
        all.add(new Shortcut(COPY, "counter.copy.key", () -> with(inHand, Counter.this::copy)));
        return List.copyOf(all);
      }

      @Override
      public Optional<Side> side() {
        return screen.side();
      }

      @Override
      public void onShown(String argument) {
        screen.onShown(argument);
      }

      @Override
      public void onHidden() {
        screen.onHidden();
      }

      @Override
      public boolean onCurtain(boolean drawn) {
        return screen.onCurtain(drawn);
      }
    };
  }

  /// The tools as buttons, for the head of a screen; nothing for whoever is no window clerk.
  public HBox buttons(Supplier<Optional<Chosen>> inHand) {
    var box = new Bar();
    box.getStyleClass().add("counter-tools");
    if (desk.actor().role() != Role.WINDOW_CLERK) return box;
    box.getChildren()
        .addAll(
            Buttons.keyed(button("counter-copy", "counter.copy.key", inHand, this::copy), COPY),
            Buttons.keyed(button("counter-tell", "counter.tell.key", inHand, this::tell), TELL));
    return box;
  }

  /// The same for a head that has little room: the keys stand in the tooltips.
  public HBox briefly(Supplier<Optional<Chosen>> inHand) {
    var box = new Bar();
    box.getStyleClass().add("counter-tools");
    if (desk.actor().role() != Role.WINDOW_CLERK) return box;
    Button copy = button("counter-copy", "counter.copy.key", inHand, this::copy);
    copy.setTooltip(new Tooltip(COPY));
    Button tell = button("counter-tell", "counter.tell.key", inHand, this::tell);
    tell.setTooltip(new Tooltip(TELL));
    for (Button b : List.of(copy, tell)) b.getStyleClass().add("small");
    box.getChildren().addAll(copy, tell);
    return box;
  }

  private Button button(
      String id, String key, Supplier<Optional<Chosen>> inHand, Consumer<Chosen> tool) {
    Button made = Buttons.plain(id, kit.t(key), () -> with(inHand, tool));
    made.setFocusTraversable(false);
    return made;
  }

  private void with(Supplier<Optional<Chosen>> inHand, Consumer<Chosen> tool) {
    Optional<Chosen> chosen = inHand.get();
    if (chosen.isPresent()) tool.accept(chosen.get());
    else kit.notices().done(kit.t("counter.none"));
  }

  /// Tells the applicant how the case stands.
  void tell(Chosen chosen) {
    kit.background()
        .run(
            () -> told(chosen),
            told -> {
              if (told.isPresent())
                new TellCard(kit).open(told.get(), said -> print(told.get(), said));
              else kit.notices().done(kit.t("counter.tell.nothing"));
            },
            this::failed);
  }

  private Optional<Told> told(Chosen chosen) throws StoreException, WireException {
    CaseFile file = file(chosen);
    return new TellWords(kit.text(), desk.today()).of(file, office(file));
  }

  /// As it lies on the desk, else as it was saved, else as it was parked.
  private CaseFile file(Chosen chosen) throws StoreException, WireException {
    if (chosen.unsaved().isPresent()) return chosen.unsaved().get();
    CaseFile saved = desk.caseFile(chosen.application());
    if (saved.application().isPresent()) return saved;
    Optional<byte[]> parked = desk.store().drafts().get(IntakeDraft.key(chosen.application()));
    return parked.isEmpty() ? saved : CaseFile.of(IntakeDraft.read(parked.get()).workRecords());
  }

  /// Who decided is asked about the decision, the street about everything before it.
  private Optional<Office> office(CaseFile file) {
    UUID clerk = desk.actor().staff();
    String phone = desk.staff(clerk).map(s -> s.text("phone")).orElse("");
    String decided =
        file.decisions().stream().reduce((_, later) -> later).map(d -> d.text("scheme")).orElse("");
    Paper paper = decided.isEmpty() ? Paper.N01 : Paper.N06;
    return Offices.of(paper, file, decided, desk.today(), phone);
  }

  /// Not a paper of the register: it proves nothing, bears no number and is made anew each time.
  private void print(Told told, Consumer<String> said) {
    var lines = new ArrayList<String>();
    for (Told.Part part : told.parts()) {
      lines.add(kit.t("counter.tell.heading", part.title()));
      lines.addAll(part.lines());
    }
    String title =
        told.number().isEmpty()
            ? kit.t("counter.tell.title")
            : kit.t("counter.tell.title.number", told.number());
    printing.slip(
        new Slip(title, told.headline(), lines, "", desk.today()).inLargePrint(),
        printer ->
            said.accept(
                printer
                    .map(p -> kit.t("counter.tell.printed", p))
                    .orElseGet(() -> kit.t("counter.tell.printer"))));
  }

  /// Hands the saved case to the city's system, field by field. Each run is a fact of the case.
  void copy(Chosen chosen) {
    kit.background()
        .run(() -> copying.begin(chosen.application(), false), this::begun, this::failed);
  }

  private void begun(CopyDesk.Begun begun) {
    switch (begun) {
      case CopyDesk.Begun.Ready ready -> strip.open(ready);
      case CopyDesk.Begun.Unsaved _ -> kit.notices().done(kit.t("counter.copy.unsaved"));
      case CopyDesk.Begun.Faulty faulty -> faults(faulty);
    }
  }

  /// The office's order cannot be taken: what is wrong stands there, and the built-in order helps
  /// on.
  private void faults(CopyDesk.Begun.Faulty faulty) {
    var words = new CopyFaultWords(kit.text());
    var column = new VBox(new Label(kit.t("counter.copy.faulty.words")));
    column.getStyleClass().add("form");
    column.setId("copy-faults");
    faulty
        .faults()
        .forEach(f -> {
          var line = new Label(words.of(f));
          line.setWrapText(true);
          line.getStyleClass().add("field-problem");
          column.getChildren().add(line);
        });
    kit.dialogs()
        .show(
            kit.t("counter.copy.faulty"),
            column,
            List.of(
                Dialogs.Act.main(
                    kit.t("counter.copy.builtin"),
                    () ->
                        kit.background()
                            .run(
                                () -> copying.begin(faulty.application(), true),
                                this::begun,
                                this::failed))));
  }

  private void failed(Throwable cause) {
    String code = Words.troubleCode(cause);
    kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }
}
