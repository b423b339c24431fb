package cn.ruhu.desktop.admin;

import atlantafx.base.theme.Styles;
import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.admin.AdminOffice.PersonDeed;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.wire.Admin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Beside the table: the chosen person, or a new one.
final class PersonPane {
  private static final Set<Role> OF_A_STREET =
      EnumSet.of(
          Role.WINDOW_CLERK,
          Role.STREET_REVIEWER,
          Role.STREET_CHIEF,
          Role.SOCIAL_WORKER,
          Role.COMMUNITY_WORKER);
  private static final Set<Role> OF_AN_AGENCY =
      EnumSet.of(Role.INVESTIGATOR, Role.TEAM_LEADER, Role.AGENCY_MANAGER);

  private final Kit kit;
  private final AdminViewModel model;
  private final Asking asking;
  private final VBox column = new VBox();
  private final VBox side;

  /// whose facts stand in the form, as the district has them
  private List<Object> known = List.of();

  private @Nullable Entry form;

  PersonPane(Kit kit, AdminViewModel model) {
    this.kit = kit;
    this.model = model;
    this.asking = new Asking(kit);
    side = Nodes.side(column);
    side.setId("admin-person");
  }

  Node node() {
    return side;
  }

  void clear() {
    form = null;
    column.getChildren().setAll(MachinePane.muted(kit.t("admin.person.none")));
  }

  /// An empty form.
  void fresh() {
    form = null;
    var fields = new Fields(kit);
    Field login = fields.text("admin-login", kit.t("admin.field.login")).required();
    login.hint(kit.t("admin.field.login.hint"));
    Entry entry = new Entry(fields, "", "", null);
    Runnable add =
        () -> {
          var all = new ArrayList<>(List.of(login));
          all.addAll(entry.all());
          if (!Fields.allFine(all)) return;
          model.add(
              new Admin.AddPerson(
                  login.value().strip(),
                  entry.name.value().strip(),
                  entry.role.value(),
                  entry.street(),
                  entry.agency()));
        };
    Button act = Buttons.main("admin-add", kit.t("admin.act.add"), add);
    act.disableProperty().bind(model.busy.or(model.online.not()));
    var words = new Label(kit.t("admin.person.new.words"));
    words.getStyleClass().add("hint");
    words.setWrapText(true);
    column
        .getChildren()
        .setAll(
            Page.card(
                kit.t("admin.person.new"),
                entry.name,
                login,
                entry.role,
                entry.home,
                words,
                foot(act)));
    entry.name.focus();
  }

  void show(PersonRow row) {
    String why = model.hindrance(row);
    column.getChildren().setAll(head(row, why), facts(row, why), sessions(row, why));
    String badge = row.entry().badge();
    if (badge != null) column.getChildren().add(1, badge(row, badge, why));
  }

  private Node head(PersonRow row, String why) {
    HBox name = kit.names().node(row.entry().name());
    name.getStyleClass().add("headline");
    var login = MachinePane.muted(row.entry().login() + " · " + row.role());
    var words = MachinePane.muted(stateWords(row));
    words.setId("admin-state");
    var state = new Bar(AdminView.badge(kit, row), words);
    state.getStyleClass().add("row");
    var card = Page.card("", name, login, state, account(row, why));
    if (!why.isEmpty()) card.getChildren().add(MachinePane.muted(kit.t(why)));
    return card;
  }

  private String stateWords(PersonRow row) {
    Admin.StaffEntry e = row.entry();
    String seen =
        e.seenAt() == 0
            ? kit.t("admin.seen.never")
            : kit.t("admin.seen", Show.minute(Instant.ofEpochMilli(e.seenAt())));
    return switch (row.state()) {
      case LOCKED ->
          kit.t("admin.state.locked", Show.minute(Instant.ofEpochMilli(e.lockedUntil())));
      case ONE_TIME ->
          kit.t("admin.state.one", Show.minute(Instant.ofEpochMilli(e.oneTimeUntil())));
      case ONE_TIME_OVER -> kit.t("admin.state.over");
      case OPEN, CLOSED -> seen;
    };
  }

  private Node facts(PersonRow row, String why) {
    var fields = new Fields(kit);
    Admin.StaffEntry e = row.entry();
    UUID agency = e.agency();
    String home = agency == null ? e.street() : agency.toString();
    // what was typed stays while the list is read anew or the line goes
    List<Object> facts = List.of(row.id(), e.name(), e.role(), home == null ? "" : home);
    @Nullable Entry typed = facts.equals(known) ? form : null;
    Entry entry =
        typed == null
            ? new Entry(fields, e.name(), e.role(), home)
            : new Entry(fields, typed.name.value(), typed.role.value(), typed.home());
    known = facts;
    form = entry;
    Runnable save =
        () -> {
          if (!Fields.allFine(entry.all())) return;
          asking.reason(
              kit.t("admin.ask.change"),
              kit.t("admin.ask.change.words", e.name()),
              kit.t("admin.act.change"),
              kit.t("admin.reasons.change"),
              reason ->
                  model.change(
                      new Admin.ChangePerson(
                          row.id(),
                          entry.name.value().strip(),
                          entry.role.value(),
                          entry.street(),
                          entry.agency(),
                          reason)));
        };
    Button act = Buttons.plain("admin-change", kit.t("admin.act.change"), save);
    if (!why.isEmpty()) entry.all().forEach(f -> f.editable(false));
    block(act, why);
    return Page.card(kit.t("admin.card.facts"), entry.name, entry.role, entry.home, foot(act));
  }

  private Node account(PersonRow row, String why) {
    boolean closed = row.state() == PersonRow.State.CLOSED;
    String name = row.entry().name();
    Button shut =
        closed
            ? Buttons.plain(
                "admin-reopen",
                kit.t("admin.act.REOPEN"),
                () -> model.act(PersonDeed.REOPEN, row, ""))
            : Buttons.danger(
                "admin-close",
                kit.t("admin.act.CLOSE"),
                () ->
                    asking.reason(
                        kit.t("admin.ask.CLOSE"),
                        kit.t("admin.ask.CLOSE.words", name),
                        kit.t("admin.act.CLOSE"),
                        kit.t("admin.reasons.close"),
                        reason -> model.act(PersonDeed.CLOSE, row, reason)));
    Button reset =
        Buttons.plain(
            "admin-reset",
            kit.t("admin.act.reset"),
            () ->
                asking.reason(
                    kit.t("admin.ask.reset"),
                    kit.t("admin.ask.reset.words", name),
                    kit.t("admin.act.reset"),
                    kit.t("admin.reasons.reset"),
                    reason -> model.resetPassword(row, reason)));
    Button unlock =
        Buttons.plain(
            "admin-unlock", kit.t("admin.act.UNLOCK"), () -> model.act(PersonDeed.UNLOCK, row, ""));
    block(shut, why);
    block(
        reset,
        !why.isEmpty() ? why : model.isMe(row) ? "admin.why.me" : closed ? "admin.why.closed" : "");
    block(
        unlock,
        !why.isEmpty() ? why : row.state() == PersonRow.State.LOCKED ? "" : "admin.why.unlocked");
    if (!closed) shut.getStyleClass().add(Styles.BUTTON_OUTLINED);
    var acts = new Bar(reset, unlock, shut);
    acts.getStyleClass().add("row");
    return acts;
  }

  private Node sessions(PersonRow row, String why) {
    var card = Page.card(kit.t("admin.card.sessions"));
    if (row.sessions().isEmpty())
      card.getChildren().add(MachinePane.muted(kit.t("admin.sessions.none")));
    for (PersonRow.SessionRow s : row.sessions()) {
      var words = new Label(kit.t("admin.session", s.machine(), Show.shortMinute(s.since())));
      words.setWrapText(true);
      words.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(words, Priority.ALWAYS);
      Button end =
          Buttons.plain(
              "admin-end",
              kit.t("admin.act.end"),
              () ->
                  asking.reason(
                      kit.t("admin.ask.end"),
                      kit.t("admin.ask.end.words", row.entry().name(), s.machine()),
                      kit.t("admin.act.end"),
                      kit.t("admin.reasons.end"),
                      reason -> model.end(s.id(), reason)));
      block(end, why);
      var line = new Bar(words, end);
      line.getStyleClass().add("row");
      line.setAlignment(Pos.CENTER_LEFT);
      card.getChildren().add(line);
    }
    return card;
  }

  /// The badge that holds: whose a number is can be looked up here.
  private Node badge(PersonRow row, String number, String why) {
    var words = new Label(kit.t("admin.badge", number));
    words.setId("admin-badge");
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button revoke =
        Buttons.danger(
            "admin-badge-revoke",
            kit.t("admin.act.BADGE"),
            () ->
                asking.reason(
                    kit.t("admin.ask.BADGE"),
                    kit.t("admin.ask.BADGE.words", row.entry().name(), number),
                    kit.t("admin.act.BADGE"),
                    kit.t("admin.reasons.badge"),
                    reason -> model.act(PersonDeed.BADGE, row, reason)));
    block(revoke, why);
    revoke.getStyleClass().add(Styles.BUTTON_OUTLINED);
    var line = new Bar(words, revoke);
    line.getStyleClass().add("row");
    line.setAlignment(Pos.CENTER_LEFT);
    return Page.card(kit.t("admin.card.badge"), line);
  }

  private void block(Button button, String why) {
    Buttons.blocked(button, why.isEmpty() ? "" : kit.t(why));
  }

  private static HBox foot(Button act) {
    var foot = new Bar(act);
    foot.setAlignment(Pos.CENTER_RIGHT);
    return foot;
  }

  /// Name, role, and the home the role has.
  private final class Entry {
    final Field name;
    final Field role;
    final VBox home = new VBox();
    private @Nullable Field at;

    Entry(Fields fields, String called, String as, @Nullable String homeCode) {
      name = fields.text("admin-name", kit.t("admin.field.name")).required();
      name.valueProperty().set(called);
      role = fields.choice("admin-role", kit.t("admin.field.role"), roles(as)).required();
      role.valueProperty().set(as);
      role.valueProperty().subscribe(r -> rebuild(fields, r, homeCode));
    }

    /// The role somebody has is shown, also when it cannot be given.
    private List<Choice> roles(String has) {
      var list = new ArrayList<>(model.roles());
      for (Role r : Role.values()) if (r.name().equals(has) && !list.contains(r)) list.add(r);
      return list.stream()
          .map(r -> {
            String words = kit.words("kit.role.").apply(r.name());
            return new Choice(r.name(), words, Pinyin.of(words).initials());
          })
          .toList();
    }

    private void rebuild(Fields fields, String code, @Nullable String was) {
      at = null;
      home.getChildren().clear();
      for (Role r : Role.values()) {
        if (!r.name().equals(code)) continue;
        if (OF_A_STREET.contains(r)) at = field(fields, "admin.field.street", streets(), was);
        else if (OF_AN_AGENCY.contains(r))
          at = field(fields, "admin.field.agency", agencies(), was);
      }
      Field made = at;
      if (made != null) home.getChildren().setAll(made);
    }

    /// A street is no agency: who gets a role of the other kind has no home yet.
    private Field field(Fields fields, String label, List<Choice> choices, @Nullable String was) {
      Field made = fields.choice("admin-home", kit.t(label), choices).required();
      if (was != null && choices.stream().anyMatch(c -> c.code().equals(was)))
        made.valueProperty().set(was);
      return made;
    }

    List<Field> all() {
      Field made = at;
      return made == null ? List.of(name, role) : List.of(name, role, made);
    }

    @Nullable String home() {
      Field made = at;
      return made == null || made.value().isEmpty() ? null : made.value();
    }

    @Nullable String street() {
      return of(OF_A_STREET);
    }

    @Nullable UUID agency() {
      String id = of(OF_AN_AGENCY);
      return id == null ? null : UUID.fromString(id);
    }

    private @Nullable String of(Set<Role> roles) {
      return roles.stream().anyMatch(r -> r.name().equals(role.value())) ? home() : null;
    }

    private List<Choice> streets() {
      return AdminView.streets();
    }

    private List<Choice> agencies() {
      return AdminView.agencies(model);
    }
  }
}
