package cn.ruhu.desktop.login;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Who works here now, and the password. Offline is said beside the problem, never in a dialog.
public final class LoginView {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final Kit kit;
  private final LoginViewModel model;
  private final Field who;
  private final Field password;
  private final Field answer;
  private final Field fresh;
  private final Field again;
  private final Threshold page;

  /// @param export takes work of this machine out without a sign-in
  /// @param otherLanguage builds the page anew in the other language
  public LoginView(Kit kit, LoginViewModel model, Node export, Runnable otherLanguage) {
    this.kit = kit;
    this.model = model;
    var fields = new Fields(kit);
    var title = new Label(kit.t("login.title"));
    title.getStyleClass().add("threshold-title");
    var people =
        model.people().stream()
            .map(p -> new Choice(p.login(), p.name(), Pinyin.of(p.name()).initials()))
            .toList();
    who = fields.suggest("login-who", kit.t("login.who"), people);
    who.valueProperty().bindBidirectional(model.login);
    password = fields.password("login-password", kit.t("login.password")).onEnter(this::signIn);
    var problem = Threshold.problem("login-problem");
    model.problem.subscribe(m -> Threshold.say(problem, m == null ? "" : kit.text().of(m)));
    var act = Buttons.large(Buttons.main("login-act", kit.t("login.act"), this::signIn));
    var enterAct = new VBox(act);
    act.setDefaultButton(true);
    act.setMaxWidth(Double.MAX_VALUE);
    act.disableProperty().bind(model.busy.or(model.locked));
    // words and no turning wheel: drawing it takes the cores from what is waited for
    var wait = new Label(kit.t("login.busy"));
    wait.setId("login-busy");
    wait.getStyleClass().add("hint");
    wait.visibleProperty().bind(model.busy);
    var offline = new Label(kit.t("login.offline"));
    offline.getStyleClass().add("hint");
    offline.setWrapText(true);
    var enter = new VBox();
    enter.getStyleClass().add("threshold-group");
    if (!model.recent().isEmpty()) enter.getChildren().add(recent());
    // what is answered is about whoever was asked for
    who.disableProperty().bind(model.busy);
    answer = fields.text("login-response", kit.t("login.unlock.response")).onEnter(model::unlock);
    VBox unlock = unlocking();
    enter.getChildren().addAll(who, password, enterAct, unlock, offline);
    model.challenge.subscribe((_, c) -> locked(!c.isEmpty(), unlock, enterAct));
    Nodes.shown(unlock, false);
    fresh = fields.password("login-fresh", kit.t("login.choose.fresh"));
    fresh.hint(kit.t("login.choose.hint"));
    again = fields.password("login-again", kit.t("login.choose.again")).onEnter(this::choose);
    VBox choose = choosing();
    var column = new VBox(title, problem, enter, choose);
    model.choosing.subscribe(now -> {
      title.setText(kit.t(now ? "login.choose.title" : "login.title"));
      Nodes.shown(enter, !now);
      Nodes.shown(choose, now);
      if (now) fresh.focus();
    });
    model.shownPassword().ifPresent(p -> column.getChildren().add(demonstration(p)));
    column.getChildren().addAll(export, wait);
    page = new Threshold(kit, model.district(), otherLanguage, column);
    page.node().setId("login");
  }

  /// An own password before anything else.
  private VBox choosing() {
    var words = new Label(kit.t("login.choose.words"));
    words.setWrapText(true);
    var act = Buttons.large(Buttons.main("login-choose", kit.t("login.choose.act"), this::choose));
    act.setMaxWidth(Double.MAX_VALUE);
    act.disableProperty().bind(model.busy);
    var back = Buttons.quiet("login-choose-back", kit.t("login.choose.back"), this::back);
    var box = new VBox(words, fresh, again, new VBox(act), back);
    box.getStyleClass().add("threshold-group");
    return box;
  }

  private void choose() {
    model.choose(fresh.value().toCharArray(), again.value().toCharArray());
    fresh.valueProperty().set("");
    again.valueProperty().set("");
    if (model.choosing.get()) fresh.focus();
  }

  private void back() {
    model.leave();
    password.focus();
  }

  /// For somebody locked out: the code to read to the helpdesk, and the field for its answer.
  private VBox unlocking() {
    var words = new Label();
    words.setId("login-unlock-words");
    words.setWrapText(true);
    words.setMinHeight(Label.USE_PREF_SIZE);
    var code = new Label();
    code.setId("login-challenge");
    code.getStyleClass().add("login-challenge");
    model.challenge.subscribe(c -> {
      words.setText(kit.t("login.unlock.words", model.login.get().strip()));
      code.setText(c);
      code.setAccessibleText(kit.t("login.unlock.code", String.join(" ", c.split(""))));
    });
    answer.valueProperty().bindBidirectional(model.response);
    model.responseProblem.subscribe(m -> answer.problem(m == null ? null : kit.text().of(m)));
    var act = Buttons.plain("login-unlock", kit.t("login.unlock.act"), model::unlock);
    act.disableProperty().bind(model.busy);
    var box = new VBox(words, code, answer, act);
    box.setId("login-unlocking");
    box.getStyleClass().add("login-unlocking");
    return box;
  }

  /// No password counts before the answer does: the code takes the room of both, and the keyboard
  /// goes with it.
  private void locked(boolean yes, VBox unlock, VBox enterAct) {
    boolean there = unlock.isFocusWithin();
    Nodes.shown(password, !yes);
    Nodes.shown(enterAct, !yes);
    Nodes.shown(unlock, yes);
    if (yes) answer.focus();
    else if (there) password.focus();
  }

  private VBox recent() {
    var box = new VBox();
    box.getStyleClass().add("people");
    for (var p : model.recent()) {
      var face =
          new Label(
              p.name()
                  .codePoints()
                  .limit(1)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                  .toString());
      face.getStyleClass().add("face");
      face.setMinSize(Label.USE_PREF_SIZE, Label.USE_PREF_SIZE);
      var name = kit.names().node(p.name());
      HBox.setHgrow(name, Priority.ALWAYS);
      var role = new Label(kit.words("kit.role.").apply(p.role()));
      role.getStyleClass().add("hint");
      role.setMinWidth(Label.USE_PREF_SIZE);
      var row = new HBox(face, name, role);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("person-row");
      var button = new Button("", row);
      button.setId("login-person-" + p.login());
      button.setAccessibleText(p.name() + " " + role.getText());
      button.getStyleClass().addAll("flat", "person");
      button.setMaxWidth(Double.MAX_VALUE);
      button.widthProperty().subscribe(w -> row.setPrefWidth(Math.max(0, w.doubleValue() - 24)));
      button.setOnAction(_ -> {
        model.login.set(p.login());
        password.focus();
      });
      model.login.subscribe(now -> button.pseudoClassStateChanged(CURRENT, p.login().equals(now)));
      box.getChildren().add(button);
    }
    box.disableProperty().bind(model.busy);
    return box;
  }

  private VBox demonstration(String shown) {
    var words = new Label(kit.t("login.demo", shown));
    words.setId("login-demo");
    words.setWrapText(true);
    var box = new VBox(words);
    box.getStyleClass().add("threshold-demo");
    return box;
  }

  private void signIn() {
    model.signIn(password.value().toCharArray());
    password.valueProperty().set("");
    password.focus();
  }

  public Parent node() {
    return page.node();
  }

  /// Puts the keyboard where the person goes on.
  public void shown() {
    if (model.login.get().isEmpty()) who.focus();
    else password.focus();
  }
}
