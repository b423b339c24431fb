package cn.ruhu.desktop.badge;

import atlantafx.base.theme.Styles;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.papers.BadgeSheet;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.PasswordHash;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card one's own badge is made, printed and taken back on.
public final class BadgeCard {
  private final Kit kit;
  private final BadgeViewModel model;
  private final Printing printing;
  private final VBox body = new VBox();
  private final Label number = words("");
  private final Label problem = words("");
  private final Label done = words("");

  private BadgeCard(Kit kit, BadgeViewModel model, Printing printing) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
  }

  /// Opens it for whoever is at work.
  ///
  /// @param cost what one PIN costs, usually [Badge#COST]
  /// @param random cryptographic outside tests
  public static void open(
      Kit kit,
      BadgeOffice office,
      Printing printing,
      PasswordHash.Cost cost,
      RandomGenerator random) {
    Optional<BadgeOffice.Owner> owner = office.owner();
    if (owner.isEmpty()) return;
    var model =
        new BadgeViewModel(
            office,
            owner.get(),
            kit.background(),
            pin -> Badge.make(owner.get().staff(), pin, cost, random),
            () -> Show.day(kit.now().instant()),
            kit.text()::has);
    new BadgeCard(kit, model, printing).show();
  }

  private void show() {
    problem.setId("badge-problem");
    problem.getStyleClass().add("field-problem");
    problem.setGraphic(Icon.ERROR.node());
    done.setId("badge-done");
    number.setId("badge-number");
    said(model.problem, problem);
    said(model.done, done);
    var busy = words(kit.t("badge.busy"));
    busy.setId("badge-busy");
    busy.getStyleClass().add("hint");
    model.busy.subscribe(b -> Nodes.shown(busy, b));
    model.busy.subscribe(body::setDisable);
    model.number.subscribe(
        n -> number.setText(n.isEmpty() ? kit.t("badge.none") : kit.t("badge.holds", n)));
    model.sheet.subscribe(s -> {
      if (s == null) making();
      else printing(s);
    });
    body.getStyleClass().add("form");
    body.setId("badge-card");
    var intro = words(kit.t("badge.words"));
    intro.getStyleClass().add("dialog-words");
    var box = new VBox(intro, number, body, done, problem, busy);
    box.getStyleClass().add("password-card");
    kit.dialogs().show(kit.t("badge.title"), box, List.of());
    box.sceneProperty()
        .subscribe((was, now) -> {
          if (now != null) model.open();
          else if (was != null) model.close();
        });
    model.missed.subscribe(m -> {
      if (m != null) kit.notices().trouble("BADGE", kit.text().of(m), Optional.empty());
    });
  }

  private void said(ObjectProperty<@Nullable Message> words, Label label) {
    words.subscribe(m -> {
      Nodes.shown(label, m != null);
      if (m != null) label.setText(kit.text().of(m));
    });
  }

  private static Label words(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  /// The PIN, twice; where there is a badge, it may be taken back as well.
  private void making() {
    var fields = new Fields(kit);
    Field pin = fields.password("badge-pin", kit.t("badge.pin")).columns(24);
    pin.hint(kit.t("badge.pin.rules"));
    Field again = fields.password("badge-again", kit.t("badge.again")).columns(24);
    Runnable make =
        () -> {
          model.make(pin.value().toCharArray(), again.value().toCharArray());
          if (pin.hasProblem()) pin.focus();
          else if (again.hasProblem()) again.focus();
        };
    again.onEnter(make);
    model.pin.subscribe(m -> pin.problem(m == null ? null : kit.text().of(m)));
    model.again.subscribe(m -> again.problem(m == null ? null : kit.text().of(m)));
    Button act = Buttons.main("badge-make", kit.t("badge.make"), make);
    Button revoke = Buttons.danger("badge-revoke", kit.t("badge.revoke"), this::revoke);
    revoke.getStyleClass().add(Styles.BUTTON_OUTLINED);
    model.number.subscribe(n -> {
      act.setText(kit.t(n.isEmpty() ? "badge.make" : "badge.make.anew"));
      Nodes.shown(revoke, !n.isEmpty());
    });
    body.getChildren().setAll(pin, again, row(act, revoke));
  }

  private void revoke() {
    kit.dialogs()
        .ask(
            kit.t("badge.revoke.ask"),
            kit.t("badge.revoke.words", model.number.get()),
            List.of(Dialogs.Act.danger(kit.t("badge.revoke"), model::revoke)));
  }

  /// Now or never: the code is nowhere else.
  private void printing(BadgeSheet sheet) {
    Label once = words(kit.t("badge.once"));
    once.setGraphic(Icon.WARNING.node());
    Label told = words("");
    told.setId("badge-told");
    Nodes.shown(told, false);
    Button print =
        Buttons.main(
            "badge-print",
            kit.t("badge.print"),
            () ->
                printing.badge(
                    sheet,
                    printer ->
                        tell(
                            told,
                            printer
                                .map(p -> kit.t("badge.printed", p))
                                .orElseGet(() -> kit.t("badge.printer.none")))));
    Button save =
        Buttons.plain(
            "badge-save",
            kit.t("badge.save"),
            () -> {
              var scene = body.getScene();
              printing.saveBadge(
                  sheet,
                  kit.t("badge.save"),
                  scene == null ? null : scene.getWindow(),
                  written -> tell(told, kit.t(written ? "badge.saved" : "badge.save.failed")));
            });
    body.getChildren().setAll(once, row(print, save), told);
    print.requestFocus();
  }

  private static void tell(Label label, String words) {
    label.setText(words);
    Nodes.shown(label, true);
  }

  private static Node row(Node... nodes) {
    var row = new Bar(nodes);
    row.getStyleClass().add("row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
