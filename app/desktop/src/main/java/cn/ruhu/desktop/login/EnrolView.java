package cn.ruhu.desktop.login;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;

/// First start of a machine: address and code from the enrolment sheet, then the server's key.
public final class EnrolView {
  private final Threshold page;
  private final Field url;

  /// @param otherLanguage builds the page anew in the other language
  public EnrolView(Kit kit, EnrolViewModel model, Runnable otherLanguage) {
    var fields = new Fields(kit);
    var title = new Label(kit.t("login.enrol.title"));
    title.getStyleClass().add("threshold-title");
    var words = new Label(kit.t("login.enrol.words"));
    words.getStyleClass().add("hint");
    words.setWrapText(true);
    url = fields.text("enrol-url", kit.t("login.enrol.url")).required();
    url.hint(kit.t("login.enrol.url.hint"));
    url.valueProperty().bindBidirectional(model.url);
    var code = fields.text("enrol-code", kit.t("login.enrol.code")).required();
    code.hint(kit.t("login.enrol.code.hint"));
    code.valueProperty().bindBidirectional(model.code);
    var problem = Threshold.problem("enrol-problem");
    model.problem.subscribe(m -> Threshold.say(problem, m == null ? "" : kit.text().of(m)));
    Runnable connect =
        () -> {
          if (Fields.allFine(List.of(url, code))) model.look();
        };
    code.onEnter(connect);
    var look = Buttons.large(Buttons.main("enrol-look", kit.t("login.enrol.look"), connect));
    look.setDefaultButton(true);
    look.setMaxWidth(Double.MAX_VALUE);
    look.disableProperty().bind(model.busy);
    var ask = new VBox(url, code, problem, look);
    ask.getStyleClass().add("threshold-group");

    var key = new Label();
    key.setId("enrol-pin");
    key.getStyleClass().add("fingerprint");
    key.setMaxWidth(Double.MAX_VALUE);
    model.seenPin.subscribe(p -> key.setText(p.isEmpty() ? "" : Show.fingerprint(p)));
    var compare = new Label(kit.t("login.enrol.compare"));
    compare.setWrapText(true);
    var same =
        Buttons.large(Buttons.main("enrol-confirm", kit.t("login.enrol.same"), model::confirm));
    same.setMaxWidth(Double.MAX_VALUE);
    same.disableProperty().bind(model.busy);
    var other =
        Buttons.large(Buttons.plain("enrol-reject", kit.t("login.enrol.other"), model::reject));
    other.setMaxWidth(Double.MAX_VALUE);
    var check = new VBox(compare, key, same, other);
    check.getStyleClass().add("threshold-group");
    model.seenPin.subscribe(p -> {
      Nodes.shown(ask, p.isEmpty());
      Nodes.shown(check, !p.isEmpty());
      if (!p.isEmpty()) same.requestFocus();
    });
    var wait = new ProgressIndicator();
    wait.getStyleClass().add("threshold-wait");
    wait.visibleProperty().bind(model.busy);
    page = new Threshold(kit, "", otherLanguage, new VBox(title, words, ask, check, wait));
    page.node().setId("enrol");
  }

  public Parent node() {
    return page.node();
  }

  /// Puts the keyboard into the first field.
  public void shown() {
    url.focus();
  }
}
