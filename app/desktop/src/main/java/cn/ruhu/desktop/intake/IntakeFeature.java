package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.counter.Chosen;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.Desk;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The door of this feature.
public final class IntakeFeature {
  private IntakeFeature() {}

  /// The intake of the window clerk. It hears the reader from now on, shown or not, so that a card
  /// laid down on another screen is there when this one opens.
  ///
  /// @param cards the reader, or [CardSource#NONE]
  public static Feature of(
      Kit kit, Desk desk, CardSource cards, Printing printing, Counter counter) {
    return of(
        kit,
        desk,
        cards,
        printing,
        counter,
        () ->
            kit
                .pictures()
                .choose(kit.t("intake.paper.choose"), kit.t("intake.paper.kind"), null)
                .stream()
                .findFirst());
  }

  /// As [#of(Kit, Desk, CardSource, Printing, Counter)] with another way to pick a picture.
  public static Feature of(
      Kit kit,
      Desk desk,
      CardSource cards,
      Printing printing,
      Counter counter,
      Supplier<Optional<Path>> chooser) {
    var model = new IntakeViewModel(desk, kit.background(), cards);
    var saving = new IntakeSaving(model);
    var papers = new PapersViewModel(model);
    // whoever else sits at this machine must not open applications by laying a card down
    if (desk.actor().role() == Role.WINDOW_CLERK) {
      model.hear();
      desk.follow(kit.background(), model::travelled);
    }
    return Feature.of(
        "intake",
        Icon.PERSON_ADD,
        Set.of(Role.WINDOW_CLERK),
        _ -> {
          var prints = new Prints(kit, model, saving, papers, printing);
          var view =
              new IntakeView(
                  kit,
                  model,
                  saving,
                  papers,
                  prints,
                  chooser,
                  counter.briefly(() -> inHand(model)));
          return counter.around(view, () -> inHand(model));
        });
  }

  /// The case on the desk, as it lies there.
  private static Optional<Chosen> inHand(IntakeViewModel model) {
    return Optional.ofNullable(model.open.get())
        .map(copy -> new Chosen(copy.application(), Optional.of(copy.file())));
  }
}
