package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Group;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One calm column of questions. Members are chips on top, one member's questions at a time; lines
/// are cards that can be added and taken away. An answer draws again only the cards it changed; the
/// column is built anew only when a roster changed.
public final class QuestionColumn extends VBox {
  /// What a column shows.
  ///
  /// @param section asked for rosters and for one-key confirmation
  /// @param questions read anew whenever the column is built
  /// @param above further nodes over a question, e.g. a supervisor's words
  /// @param newMember makes the record id of a member found at the door
  public record Content(
      String section,
      Supplier<List<Question>> questions,
      Function<Question, List<Node>> above,
      Supplier<UUID> newMember) {}

  private final Kit kit;
  private final SurveyModel model;
  private final Attachments attachments;
  private final Content content;
  private final Map<String, QuestionCard> cards = new HashMap<>();
  private final Map<String, Label> chipCounts = new HashMap<>();

  /// headings of groups, with the cards below each
  private final Map<Label, List<QuestionCard>> headings = new LinkedHashMap<>();

  private final Runnable deaf;
  private Optional<String> chosen = Optional.empty();
  private long confirmed = -1;

  public QuestionColumn(Kit kit, SurveyModel model, Attachments attachments, Content content) {
    this.kit = kit;
    this.model = model;
    this.attachments = attachments;
    this.content = content;
    getStyleClass().add("questions");
    deaf = model.onChanged(this::changed);
    build();
  }

  /// How questions look; for the screen they stand on.
  public static String stylesheet() {
    return Objects.requireNonNull(QuestionColumn.class.getResource("forms.css")).toExternalForm();
  }

  /// Stops listening; the column is thrown away.
  public void leave() {
    deaf.run();
  }

  private void changed(SurveyModel.Changed changed) {
    if (changed.structure()) {
      build();
      return;
    }
    for (String path : changed.paths()) {
      QuestionCard card = cards.get(path);
      if (card != null) model.session().question(path).ifPresent(card::show);
    }
    headings();
    chosenChip();
  }

  /// A group's heading is there while anything of the group is asked.
  private void headings() {
    headings.forEach((heading, below) ->
        Nodes.shown(heading, below.stream().anyMatch(c -> c.shown().relevant())));
  }

  /// The heading of the group a question begins, where the group has a title.
  private Optional<Label> heading(Map<String, Group> groups, String group, String before) {
    Group now = groups.get(group);
    if (now == null || group.equals(before) || now.title().isBlank()) return Optional.empty();
    var heading = new Label(now.title());
    heading.getStyleClass().addAll("section-title", "group-title");
    heading.setWrapText(true);
    heading.setMinHeight(Region.USE_PREF_SIZE);
    return Optional.of(heading);
  }

  private void build() {
    cards.clear();
    chipCounts.clear();
    headings.clear();
    Map<String, Group> groups = new HashMap<>();
    model.session().groups(content.section()).forEach(g -> groups.put(g.path(), g));
    List<Question> questions = content.questions().get();
    List<Roster> rosters =
        model.session().rosters(content.section()).stream().filter(Roster::relevant).toList();
    Optional<Roster> people =
        rosters.stream()
            .filter(r -> r.owners().people() && !r.path().contains("["))
            .filter(r -> questions.stream().anyMatch(q -> q.path().startsWith(r.path() + "[")))
            .findFirst();
    var nodes = new ArrayList<Node>();
    people.ifPresent(r -> nodes.add(people(r)));
    var inLines = new LinkedHashMap<String, VBox>();
    boolean oneCard = false;
    VBox plain = card();
    var groupOf = new HashMap<VBox, String>();
    var heads = new HashMap<String, Label>();
    for (Question q : questions) {
      if (people.isPresent() && elsewhere(people.get(), q)) continue;
      Optional<String> line = line(rosters, q);
      QuestionCard made = new QuestionCard(kit, model, q, attachments, content.above().apply(q));
      cards.put(q.path(), made);
      VBox into = plain;
      if (line.isPresent()) into = inLines.computeIfAbsent(line.get(), p -> lineCard(rosters, p));
      else oneCard = true;
      String group = q.look().group();
      heading(groups, group, groupOf.getOrDefault(into, ""))
          .ifPresent(h -> {
            headings.put(h, new ArrayList<>());
            heads.put(group, h);
          });
      Label head = heads.get(group);
      if (head != null && head.getParent() == null) into.getChildren().add(head);
      if (head != null) headings.getOrDefault(head, new ArrayList<>()).add(made);
      groupOf.put(into, group);
      into.getChildren().add(made);
    }
    headings();
    if (oneCard) nodes.add(plain);
    nodes.addAll(inLines.values());
    for (Node n : nodes)
      if (n instanceof VBox card && !card.getChildren().isEmpty())
        card.getChildren().getLast().getStyleClass().add("question-last");
    adders(rosters, people).forEach(nodes::add);
    getChildren().setAll(nodes);
    chips();
  }

  private VBox card() {
    var box = new VBox();
    box.getStyleClass().addAll("card-box", "question-card");
    return box;
  }

  private boolean elsewhere(Roster people, Question q) {
    return q.path().startsWith(people.path() + "[")
        && chosen.filter(c -> q.path().startsWith(c + "/")).isEmpty();
  }

  /// The line a question belongs to: the innermost instance of a roster of lines.
  private static Optional<String> line(List<Roster> rosters, Question q) {
    return q.instance()
        .filter(i ->
            rosters.stream()
                .anyMatch(r ->
                    r.owners() == Roster.Owners.LINES
                        && r.instances().stream().anyMatch(x -> x.path().equals(i))));
  }

  private Node people(Roster roster) {
    List<Roster.Instance> asked =
        roster.instances().stream().filter(Roster.Instance::relevant).toList();
    List<String> paths = asked.stream().map(Roster.Instance::path).toList();
    if (chosen.filter(paths::contains).isEmpty()) chosen = paths.stream().findFirst();
    var row = new FlowPane();
    row.getStyleClass().add("people");
    row.setId("people");
    var group = new ToggleGroup();
    for (Roster.Instance i : asked) {
      String name = i.title().isEmpty() ? kit.t("forms.person.unnamed") : i.title();
      var chip = new ToggleButton();
      var count = new Label();
      count.getStyleClass().addAll("badge", "warning");
      chipCounts.put(i.path(), count);
      var inside = new Bar(kit.names().node(name), count);
      inside.setAlignment(Pos.CENTER_LEFT);
      inside.getStyleClass().add("field-top");
      chip.setGraphic(inside);
      chip.setAccessibleText(name);
      chip.setToggleGroup(group);
      chip.getStyleClass().add("person-chip");
      chip.setId("person-" + i.owner().map(UUID::toString).orElse(i.path()));
      chip.setSelected(chosen.filter(i.path()::equals).isPresent());
      chip.setOnAction(_ -> {
        chosen = Optional.of(i.path());
        build();
      });
      row.getChildren().add(chip);
    }
    return row;
  }

  /// Counts of all people; once for each build.
  private void chips() {
    var open = new HashMap<String, Integer>();
    if (!chipCounts.isEmpty())
      for (Question q : content.questions().get())
        if (q.relevant() && isOpen(q) && q.path().contains("]"))
          open.merge(q.path().substring(0, q.path().indexOf(']') + 1), 1, Integer::sum);
    chipCounts.forEach((instance, label) -> chip(label, open.getOrDefault(instance, 0)));
    confirmable();
  }

  /// The count of the person in hand, from the cards shown.
  private void chosenChip() {
    Label label = chosen.map(chipCounts::get).orElse(null);
    if (label != null)
      chip(
          label,
          (int)
              cards.values().stream()
                  .map(QuestionCard::shown)
                  .filter(q -> q.relevant() && isOpen(q))
                  .count());
    confirmable();
  }

  private static void chip(Label label, int open) {
    label.setText(Integer.toString(open));
    Nodes.shown(label, open > 0);
  }

  private static boolean isOpen(Question q) {
    return q.origin() == Question.Origin.PREFILLED
        || (q.required() && !q.readOnly() && q.origin() == Question.Origin.EMPTY);
  }

  private Node lineHead(String path, String title, boolean removable) {
    var label = new Label(title);
    label.getStyleClass().add("section-title");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head = new Bar(label, grow);
    head.setAlignment(Pos.CENTER_LEFT);
    if (removable)
      head.getChildren()
          .add(
              Buttons.with(
                  Icon.DELETE, Buttons.quiet("", kit.t("forms.line.remove"), () -> remove(path))));
    return head;
  }

  /// An answer on its way is put in by its path: until it is there no line may move.
  private void remove(String path) {
    if (model.waiting()) kit.notices().done(kit.t("forms.line.wait"));
    else model.remove(path);
  }

  private VBox lineCard(List<Roster> rosters, String path) {
    Roster roster =
        rosters.stream()
            .filter(r -> r.instances().stream().anyMatch(i -> i.path().equals(path)))
            .findFirst()
            .orElseThrow();
    int n = 1 + roster.instances().stream().map(Roster.Instance::path).toList().indexOf(path);
    String title = kit.t("forms.line", roster.title(), n);
    VBox box = card();
    boolean removable = roster.canChange() && roster.instances().size() > roster.minimum();
    box.getChildren().add(lineHead(path, title, removable));
    return box;
  }

  private List<Node> adders(List<Roster> rosters, Optional<Roster> people) {
    var nodes = new ArrayList<Node>();
    for (Roster r : rosters) {
      boolean mine =
          people.isEmpty()
              || chosen.isEmpty()
              || !r.path().contains("[")
              || r.path().startsWith(chosen.get() + "/");
      if (!r.canChange() || !mine) continue;
      boolean member = r.owners().people();
      Button add =
          Buttons.with(
              Icon.ADD,
              Buttons.plain(
                  "add-" + r.path().replaceAll("[^A-Za-z0-9]", "-"),
                  kit.t(member ? "forms.person.add" : "forms.line.add", r.title()),
                  () ->
                      model.add(
                          r.path(),
                          member ? Optional.of(content.newMember().get()) : Optional.empty())));
      nodes.add(add);
    }
    return nodes;
  }

  private boolean barShown() {
    return getChildren().stream().anyMatch(c -> "confirm-all".equals(c.getId()));
  }

  /// The bar that confirms what one key may confirm; there only while something is to confirm.
  private void confirmable() {
    var section =
        model.session().sections().stream()
            .filter(s -> s.id().equals(content.section()) && s.oneKey())
            .findFirst();
    if (section.isEmpty() && !barShown()) return;
    long n =
        cards.values().stream()
            .map(QuestionCard::shown)
            .filter(q -> q.relevant() && !q.mustAsk())
            .filter(q -> q.origin() == Question.Origin.PREFILLED)
            .count();
    if (n == confirmed && (n == 0 || barShown())) return;
    confirmed = n;
    getChildren().removeIf(c -> "confirm-all".equals(c.getId()));
    if (n == 0) return;
    String where = chosen.orElse(content.section());
    Button all =
        Buttons.with(
            Icon.DONE_ALL,
            Buttons.main(
                "confirm-all-act", kit.t("forms.confirm.all", n), () -> model.confirmAll(where)));
    var bar = new Bar(all, Badges.of(kit.t("forms.confirm.rest"), Badges.Tone.NEUTRAL));
    bar.setId("confirm-all");
    bar.getStyleClass().add("confirm-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(chipCounts.isEmpty() ? 0 : 1, bar);
  }

  /// The question the keyboard is in.
  public Optional<String> focused() {
    return cards.values().stream().filter(Node::isFocusWithin).map(QuestionCard::path).findFirst();
  }

  /// Brings a question to the front: its person is chosen, its control gets the keyboard.
  public void reveal(String path) {
    if (!cards.containsKey(path) && path.contains("]")) {
      chosen = Optional.of(path.substring(0, path.indexOf(']') + 1));
      build();
    }
    QuestionCard card = cards.get(path);
    if (card != null) card.focusControl();
  }
}
