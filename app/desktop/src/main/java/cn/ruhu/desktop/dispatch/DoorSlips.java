package cn.ruhu.desktop.dispatch;

import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The morning's pack: numbered slips with a code, some for each household that is sent out, and a
/// sheet each visit is signed on, so that nobody needs a printer at the door (DOMAIN §0.2 C23).
/// Window thread only.
final class DoorSlips {
  /// three attempts at a door
  private static final int PROPOSED = 3;

  private static final int MOST = 9;
  private static final String ALL = "*";

  private final Kit kit;
  private final DispatchViewModel model;
  private final Printing printing;

  DoorSlips(Kit kit, DispatchViewModel model, Printing printing) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
  }

  private List<WaitingCase> sent(String pair) {
    return model.rows.stream()
        .filter(WaitingCase::assigned)
        .filter(r -> pair.equals(ALL) || r.pair().equals(pair))
        .toList();
  }

  /// Asks for whom and how many, and prints them all.
  void open() {
    var pairs = new ArrayList<Choice>();
    pairs.add(new Choice(ALL, kit.t("dispatch.slips.all", sent(ALL).size()), ""));
    sent(ALL).stream()
        .map(WaitingCase::pair)
        .distinct()
        .forEach(
            p -> pairs.add(new Choice(p, kit.t("dispatch.slips.pair", p, sent(p).size()), "")));
    var fields = new Fields(kit);
    Field pair =
        fields.choice("dispatch-slips-pair", kit.t("dispatch.slips.who"), pairs).required();
    pair.valueProperty().set(ALL);
    Field each =
        fields
            .digits("dispatch-slips-each", kit.t("dispatch.slips.each"), 1)
            .check(v -> fits(v) ? Optional.empty() : wrong())
            .required();
    each.valueProperty().set(Integer.toString(PROPOSED));
    var sheets = new CheckBox(kit.t("dispatch.slips.sheets"));
    sheets.setId("dispatch-slips-sheets");
    sheets.setWrapText(true);
    sheets.setSelected(true);
    var words = new Label(kit.t("dispatch.slips.words"));
    words.setWrapText(true);
    kit.dialogs()
        .show(
            kit.t("dispatch.slips"),
            new VBox(12, words, pair, each, sheets),
            List.of(
                Dialogs.Act.tried(
                    kit.t("dispatch.slips.print"),
                    () -> {
                      if (!Fields.allFine(List.of(pair, each)) || !fits(each.value())) return false;
                      print(pair.value(), Integer.parseInt(each.value()), sheets.isSelected());
                      return true;
                    })));
  }

  private static boolean fits(String count) {
    return count.matches("[1-" + MOST + "]");
  }

  private Optional<String> wrong() {
    return Optional.of(kit.t("dispatch.slips.wrong", MOST));
  }

  private void print(String pair, int each, boolean sheets) {
    List<UUID> cases = sent(pair).stream().map(WaitingCase::application).toList();
    printing.pack(
        cases,
        PaperWish.doorSlips(each),
        slips -> {
          told(slips);
          if (sheets && slips.printer().isPresent())
            printing.pack(cases, PaperWish.signing(), this::told);
        });
  }

  private void told(Printing.Pack pack) {
    String words =
        pack.printer().isEmpty()
            ? kit.t("dispatch.slips.noprinter")
            : pack.left() > 0
                ? kit.t("dispatch.slips.left", pack.printed(), pack.left())
                : kit.t("dispatch.slips.done", pack.printed(), pack.printer().get());
    kit.notices().done(words);
  }
}
