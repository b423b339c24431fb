package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.forms.QuestionColumn;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Observer;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.PartText;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What stands in the middle for each station.
final class StationNodes {
  /// What the pair works with besides the questions.
  record AtHand(DoorModel door, ShotModel shots, Outdoors outdoors) {}

  /// @param questions listens to the survey and is left with the station
  /// @param leave ends what listens besides
  record Made(List<Node> nodes, QuestionColumn questions, List<Runnable> leave) {}

  private static final double READING_HEIGHT = 320;

  /// who signs for a member who cannot, and who saw it
  private static final String SIGNS_FOR = "R07B";

  private static final String WITNESS = "R07C";
  private static final int ADULT = 18;

  /// what somebody does without help, and its option for nothing at all
  private static final String DAILY_LIFE = "D13";

  private static final String NOTHING = "0";

  private final Kit kit;
  private final VisitViewModel model;
  private final FileAttachments attachments;
  private final SealNodes sealing;
  private final DoorModel door;
  private final Outdoors outdoors;

  /// the chips of the pair at the station in hand, while each answers for themselves there
  private List<ToggleButton> observing = List.of();

  /// what is told of the slip's number, while the door is in hand
  private Optional<Node> slip = Optional.empty();

  StationNodes(Kit kit, VisitViewModel model, AtHand hand, Node owner) {
    this.door = hand.door();
    this.outdoors = hand.outdoors();
    this.kit = kit;
    this.model = model;
    this.attachments = new FileAttachments(kit, model, hand.shots(), owner);
    this.sealing = new SealNodes(kit, model);
  }

  /// One of the pair takes the keyboard, where each answers for themselves.
  ///
  /// @param which 0 the first, 1 the second
  void observe(int which) {
    if (which < observing.size() && !observing.get(which).isSelected()) observing.get(which).fire();
  }

  Made of(Visit visit, Station station) {
    begun(visit, station);
    observing = List.of();
    Optional<DoorPane> pane = door(visit, station);
    slip = pane.map(DoorPane::slip);
    var column =
        new QuestionColumn(
            kit,
            visit.survey,
            attachments,
            new QuestionColumn.Content(
                sectionOf(visit, station),
                () -> station.questions(visit.session()),
                q -> above(visit, q),
                () -> model.desk().newId()));
    var nodes = new ArrayList<Node>();
    var leave = new ArrayList<Runnable>();
    switch (station.kind()) {
      case DOOR -> {
        pane.ifPresent(p -> leave.add(p::leave));
        pane.ifPresent(nodes::add);
        nodes.add(column);
      }
      case SECTION -> {
        boolean own =
            visit.session().rosters(station.id()).stream()
                .anyMatch(r -> r.owners() == Roster.Owners.STAFF);
        if (own) nodes.add(observers(visit, leave));
        nodes.add(column);
      }
      case SIGN ->
          nodes.addAll(List.of(reading(visit, Part.TABLE, leave), column, sealing.copy(visit)));
      case SEAL -> {
        nodes.addAll(new AskedBox(kit, model).elsewhere());
        nodes.addAll(
            List.of(
                sealing.of(visit), reading(visit, Part.DOOR, leave), second(visit, leave), column));
      }
    }
    return new Made(nodes, column, leave);
  }

  private Optional<DoorPane> door(Visit visit, Station station) {
    return station.kind() == Station.Kind.DOOR
        ? Optional.of(
            new DoorPane(
                kit,
                door,
                visit,
                outdoors.cards(),
                () -> door.platePath().ifPresent(attachments::pick)))
        : Optional.empty();
  }

  /// A roster that wants lines, as two neighbours, opens with them: nobody presses for what has to
  /// be there.
  private static void begun(Visit visit, Station station) {
    if (station.kind() != Station.Kind.SECTION || visit.draft.resting()) return;
    for (Roster r : visit.session().rosters(station.id())) {
      boolean lines = r.owners() == Roster.Owners.LINES && r.relevant() && r.canChange();
      if (!lines || r.path().contains("[") || !r.instances().isEmpty()) continue;
      for (int i = 0; i < r.minimum(); i++)
        if (!(visit.survey.add(r.path(), Optional.empty()) instanceof Answer.Answered)) return;
    }
  }

  private static String sectionOf(Visit visit, Station station) {
    if (station.kind() == Station.Kind.DOOR || station.kind() == Station.Kind.SECTION)
      return station.id();
    return station.questions(visit.session()).stream()
        .map(Question::section)
        .findFirst()
        .orElse(station.id());
  }

  /// A supervisor's words and the box for the answer.
  private List<Node> above(Visit visit, Question question) {
    var nodes = new ArrayList<Node>();
    if (question.id().equals(Statement.QUESTION)) nodes.add(sealing.statement(visit));
    if (question.id().equals(SIGNS_FOR)) nodes.add(names(visit, question, adults(visit)));
    if (question.id().equals(WITNESS))
      nodes.add(names(visit, question, List.of(visit.pair.nameA(), visit.pair.nameB())));
    if (question.id().equals(DAILY_LIFE)) nodes.add(everything(visit, question));
    if (question.id().equals(SlipLook.NUMBER)) slip.ifPresent(nodes::add);
    FoundMember.birth(kit, visit, question).ifPresent(nodes::add);
    nodes.addAll(new AskedBox(kit, model).over(question));
    return nodes;
  }

  /// Somebody who does everything without help is one press, not one for each thing.
  private Node everything(Visit visit, Question question) {
    String all =
        question.options().stream()
            .map(Question.Option::code)
            .filter(c -> !c.equals(NOTHING))
            .collect(Collectors.joining(" "));
    String key = visit.survey.key(question).replace('@', '-').replace('#', '-');
    Button button =
        Buttons.plain(
            "all-" + key,
            kit.t("visit.daily.all"),
            () -> visit.survey.answer(question.path(), all));
    button.getStyleClass().add("phrase");
    return button;
  }

  /// Names of the grown-up members, in the declaration's order.
  private static List<String> adults(Visit visit) {
    var names = new ArrayList<String>();
    for (CaseRecord m : visit.file.members()) {
      String age = visit.value("M05A@" + m.id());
      if (age.matches("\\d{1,3}") && Integer.parseInt(age) < ADULT) continue;
      String name = visit.value("M01@" + m.id());
      if (!name.isEmpty()) names.add(name);
    }
    return names;
  }

  /// Who it usually is, to be pressed instead of written on a tablet.
  private Node names(Visit visit, Question question, List<String> names) {
    var row = new FlowPane();
    row.getStyleClass().add("options");
    String key = visit.survey.key(question).replace('@', '-').replace('#', '-');
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Button one =
          Buttons.plain(
              "name-" + key + "-" + (i + 1), "", () -> visit.survey.answer(question.path(), name));
      one.setGraphic(kit.names().node(name));
      one.setAccessibleText(question.label() + " " + name);
      one.getStyleClass().add("phrase");
      row.getChildren().add(one);
    }
    return row;
  }

  /// Who answers the own observations now; the second person only after signing in.
  private Node observers(Visit visit, List<Runnable> leave) {
    var row = new FlowPane();
    row.getStyleClass().add("people");
    var group = new ToggleGroup();
    var chips = new ArrayList<ToggleButton>();
    for (UUID staff : List.of(visit.pair.a(), visit.pair.b())) {
      boolean first = staff.equals(visit.pair.a());
      String name = first ? visit.pair.nameA() : visit.pair.nameB();
      var chip = new ToggleButton();
      var words =
          new Bar(
              new Label(kit.t(first ? "visit.first" : "visit.second") + " "),
              kit.names().node(name));
      words.setAlignment(Pos.CENTER_LEFT);
      chip.setGraphic(words);
      chip.setAccessibleText(name);
      chip.setId("observer-" + (first ? "a" : "b"));
      chip.getStyleClass().add("person-chip");
      chip.setToggleGroup(group);
      chip.setSelected(first);
      chip.setOnAction(_ -> {
        model.observeAs(staff);
        if (!first && !model.partner().may()) group.getToggles().getFirst().setSelected(true);
      });
      chips.add(chip);
    }
    row.getChildren().setAll(chips);
    observing = List.copyOf(chips);
    var box = new VBox(row, hint(kit.t("visit.observe.hint")), observed(visit, leave));
    box.getStyleClass().add("form");
    if (!model.proven.get()) box.getChildren().add(second(visit, leave));
    return box;
  }

  /// How far each of the two is; nothing of what the other one answered.
  private Node observed(Visit visit, List<Runnable> leave) {
    var label = hint("");
    label.setId("visit-observed");
    Runnable fill =
        () -> {
          var parts = new ArrayList<String>();
          for (Observer o : visit.session().observers()) {
            String name =
                o.staff().equals(visit.pair.a()) ? visit.pair.nameA() : visit.pair.nameB();
            parts.add(
                o.done()
                    ? kit.t("visit.observe.done", name)
                    : kit.t("visit.observe.open", name, o.open()));
          }
          String now = String.join(kit.t("forms.comma"), parts);
          if (!now.equals(label.getText())) label.setText(now);
        };
    fill.run();
    leave.add(visit.survey.onChanged(_ -> fill.run()));
    return label;
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("hint");
    return label;
  }

  /// The second investigator signs in on this machine: by his password where he has one here, or by
  /// his badge.
  private Node second(Visit visit, List<Runnable> leave) {
    var who = new Bar(kit.names().node(visit.pair.nameB()));
    who.getStyleClass().add("row");
    who.setAlignment(Pos.CENTER_LEFT);
    if (model.proven.get()) {
      Optional<String> badge = visit.second().flatMap(Visit.Second::badge);
      String here =
          badge.map(n -> kit.t("visit.badge.here", n)).orElseGet(() -> kit.t("visit.second.here"));
      who.getChildren().add(Badges.of(here, Badges.Tone.SUCCESS));
      return Page.card(kit.t("visit.second.title"), who);
    }
    who.getChildren().add(Badges.of(kit.t("visit.second.missing"), Badges.Tone.WARNING));
    Field password =
        new Fields(kit).password("visit-second", kit.t("visit.second.password")).columns(20);
    Runnable prove =
        () -> {
          model.prove(password.value().toCharArray());
          password.valueProperty().set("");
        };
    password.onEnter(prove);
    Button sign =
        Buttons.large(Buttons.plain("visit-second-sign", kit.t("visit.second.sign"), prove));
    var card = Page.card(kit.t("visit.second.title"), who);
    var acts = new Bar(sign, byBadge(card, leave));
    acts.getStyleClass().add("row");
    acts.setAlignment(Pos.CENTER_LEFT);
    if (model.partner().later.get()) {
      card.getChildren().addAll(hint(kit.t("visit.second.later.said")), password, acts);
      return card;
    }
    boolean here = model.partner().onlyHere();
    Button later =
        Buttons.large(
            Buttons.quiet(
                "visit-second-later", kit.t("visit.second.later"), model.partner()::later));
    if (!here) acts.getChildren().add(later);
    String hint = here ? "visit.second.hint.check" : "visit.second.hint";
    card.getChildren().addAll(password, acts, hint(kit.t(hint)));
    return card;
  }

  /// What is asked for a badge takes the place of what is asked for a password.
  private Button byBadge(VBox card, List<Runnable> leave) {
    return Buttons.large(
        Buttons.plain(
            "visit-badge-open",
            kit.t("visit.badge.open"),
            () -> {
              var badge = new BadgeBox(kit, model.partner(), outdoors.eye());
              Runnable over = badge.show();
              leave.add(over);
              List<Node> before = List.copyOf(card.getChildren());
              Button back =
                  Buttons.quiet(
                      "visit-badge-back",
                      kit.t("visit.badge.back"),
                      () -> {
                        over.run();
                        card.getChildren().setAll(before);
                      });
              var head = before.subList(0, 2); // title, and who it is
              card.getChildren().setAll(head);
              card.getChildren().addAll(badge.node(), back);
              badge.focus();
            }));
  }

  /// A part as it is read aloud, the text that is signed over; follows every answer, so that nobody
  /// signs over another text than the one in sight.
  private Node reading(Visit visit, Part part, List<Runnable> leave) {
    var lines = new VBox();
    lines.getStyleClass().add("reading");
    var hash = hint("");
    var scroll = new ScrollPane(lines);
    scroll.setFitToWidth(true);
    scroll.setId("visit-reading");
    scroll.getStyleClass().add("edge-to-edge");
    Runnable fill =
        () -> {
          fill(visit, part, lines, hash);
          boolean later = hash.getText().isEmpty();
          scroll.setPrefHeight(later ? Region.USE_COMPUTED_SIZE : READING_HEIGHT);
        };
    fill.run();
    leave.add(visit.survey.onChanged(_ -> fill.run()));
    String title = part == Part.TABLE ? "visit.reading.table" : "visit.reading.door";
    return Page.card(kit.t(title), scroll, hash);
  }

  private void fill(Visit visit, Part part, VBox lines, Label hash) {
    if (part == Part.DOOR && visit.doorOpen()) {
      lines.getChildren().setAll(hint(kit.t("visit.reading.later")));
      hash.setText("");
      return;
    }
    PartText text = visit.session().part(part);
    String words = kit.t("visit.reading.hash", text.hash().substring(0, 16));
    if (words.equals(hash.getText())) return;
    hash.setText(words);
    lines.getChildren().setAll(text.lines().stream().map(StationNodes::line).toList());
  }

  /// A line of what is read aloud.
  static Node line(PartText.Line line) {
    if (line.level() < 2) {
      var head = new Label(line.label());
      head.getStyleClass().add(line.level() == 0 ? "reading-section" : "reading-instance");
      return head;
    }
    var label = new Label(line.label());
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    label.setMinWidth(260);
    label.setMaxWidth(260);
    var value = new Label(line.value());
    value.setWrapText(true);
    value.setMinHeight(Region.USE_PREF_SIZE);
    var row = new Bar(label, value);
    row.getStyleClass().add("reading-line");
    return row;
  }
}
