package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Group;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One calm column of questions. Members are chips on top, one member's questions at a time; lines
/// are cards that can be added and taken away, or rows of a table where the form or the person
/// wants one. An answer draws again only the cards and cells it changed; where instances came or
/// went, cards that still stand for the same question stay what they are.
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
  private final Map<String, RosterGrid> grids = new HashMap<>();

  /// boxes around cards, by what they hold: nothing for the section, an instance, a table's rest
  private final Map<String, VBox> boxes = new HashMap<>();

  /// headings of groups, with the cards below each
  private final Map<Label, List<QuestionCard>> headings = new LinkedHashMap<>();

  /// the instance in hand of each roster that shows one at a time
  private final Map<String, String> chosen = new HashMap<>();

  private final LineActs lines;
  private final ConfirmBar confirmBar;
  private final Runnable deaf;
  private List<Question> known = List.of();
  private Optional<PersonChips> chips = Optional.empty();
  private Optional<Roster> people = Optional.empty();

  /// whether the form lets one key confirm the section
  private boolean oneKey;

  private boolean building;

  public QuestionColumn(Kit kit, SurveyModel model, Attachments attachments, Content content) {
    this.kit = kit;
    this.model = model;
    this.attachments = attachments;
    this.content = content;
    this.confirmBar = new ConfirmBar(kit, this::confirmAll);
    this.lines = new LineActs(kit, model, content.newMember());
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
      if (changed.paths().isEmpty()) forget();
      movedUp(changed.paths());
      build();
      return;
    }
    for (String path : changed.paths()) {
      QuestionCard card = cards.get(path);
      if (card != null) model.session().question(path).ifPresent(card::show);
      else cell(path);
    }
    headings();
    inHand();
  }

  private void cell(String path) {
    for (RosterGrid grid : grids.values())
      if (path.startsWith(grid.table().roster().path() + "["))
        model.session().question(path).filter(grid.table()::holds).ifPresent(grid::changed);
  }

  /// Everything is drawn anew: another language, another person.
  private void forget() {
    cards.clear();
    grids.clear();
    boxes.clear();
  }

  /// Where an instance went, those below it have its number now: their cards are made anew, for
  /// what is typed in a card belongs to the line it was typed for.
  private void movedUp(Set<String> paths) {
    for (String instance : paths) {
      if (!instance.endsWith("]")) continue;
      String roster = instance.substring(0, instance.lastIndexOf('[') + 1);
      int gone = number(instance, roster);
      cards.keySet().removeIf(q -> q.startsWith(roster) && number(q, roster) >= gone);
      // people leave every roster of people at once
      for (String other : paths)
        if (!roster.equals(other + "[")) cards.keySet().removeIf(q -> q.startsWith(other + "["));
    }
  }

  private static int number(String path, String roster) {
    return Integer.parseInt(path.substring(roster.length(), path.indexOf(']', roster.length())));
  }

  /// A group's heading is there while anything of the group is asked.
  private void headings() {
    headings.forEach((heading, below) -> {
      boolean asked = below.stream().anyMatch(c -> c.shown().relevant());
      if (heading.isVisible() != asked) Nodes.shown(heading, asked);
    });
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

  // ---- building

  /// What a column is built from, and what of it is found on the way.
  private static final class Plan {
    private final List<Question> questions;
    private final boolean fresh;
    private final List<Roster> rosters;
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, QuestionCard> cards = new HashMap<>();
    private final Map<String, List<Node>> inside = new LinkedHashMap<>();
    private final Map<String, String> groupOf = new HashMap<>();
    private final Map<String, Label> heads = new HashMap<>();
    private final Map<String, RosterGrid> grids = new LinkedHashMap<>();

    /// keys of boxes and paths of tables, in the form's order
    private final Set<String> order = new LinkedHashSet<>();

    private Plan(List<Question> questions, boolean fresh, List<Roster> rosters) {
      this.questions = questions;
      this.fresh = fresh;
      this.rosters = rosters;
    }
  }

  private void build() {
    known = content.questions().get();
    oneKey =
        model.session().sections().stream()
            .anyMatch(s -> s.id().equals(content.section()) && s.oneKey());
    build(true);
  }

  /// @param fresh whether the questions were read just now; else what is placed is read again, and
  ///   tables stay as they are
  private void build(boolean fresh) {
    building = true;
    Node had = getScene() == null ? null : getScene().getFocusOwner();
    var plan =
        new Plan(
            known,
            fresh,
            model.session().rosters(content.section()).stream().filter(Roster::relevant).toList());
    model.session().groups(content.section()).forEach(g -> plan.groups.put(g.path(), g));
    people =
        plan.rosters.stream()
            .filter(r -> r.owners().people() && !r.path().contains("["))
            .filter(r -> plan.questions.stream().anyMatch(q -> q.path().startsWith(r.path() + "[")))
            .findFirst();
    people.ifPresent(this::choose);
    headings.clear();
    plan.rosters.forEach(r -> table(plan, r));
    for (Question q : plan.questions) if (!elsewhere(plan, q)) place(plan, q);
    headings();
    cards.clear();
    cards.putAll(plan.cards);
    grids.keySet().retainAll(plan.grids.keySet());
    boxes.keySet().retainAll(plan.inside.keySet());
    Nodes.sync(getChildren(), nodes(plan));
    confirmBar.forget();
    chips.ifPresent(c -> c.count(plan.questions));
    confirmable();
    building = false;
    if (had != null && !had.isFocused() && had.getScene() != null && Nodes.within(this, had))
      had.requestFocus();
  }

  /// A roster that is shown as a table now.
  private void table(Plan plan, Roster roster) {
    if (!model.asTable(roster) || !RosterTable.fits(roster, plan.questions)) return;
    if (people.isEmpty() || !people.get().path().equals(roster.path()))
      for (Roster outer : plan.rosters)
        if (inside(outer, roster.path()) && one(plan, outer) && !inHand(outer, roster.path() + "/"))
          return;
    RosterGrid grid = grids.get(roster.path());
    if (grid == null) {
      var table = new RosterTable(model, roster, plan.questions);
      grid =
          new RosterGrid(
              kit,
              model,
              table,
              new RosterGrid.Around(this::words, () -> rowChosen(roster), content.newMember()));
      grids.put(roster.path(), grid);
      String before = chosen.get(roster.path());
      if (before != null) grid.choose(before);
    } else if (plan.fresh) {
      grid.table().refresh(roster, plan.questions);
      grid.refresh();
    }
    plan.grids.put(roster.path(), grid);
    grid.table().instance().ifPresent(i -> chosen.put(roster.path(), i));
  }

  /// The words of a cell: a card that has no control of its own.
  private QuestionCard words(Question q) {
    return new QuestionCard(
        kit, model, q, new CellControl(() -> focusCell(q)), content.above().apply(q));
  }

  private void focusCell(Question q) {
    grids.values().stream()
        .filter(g -> g.table().holds(q))
        .findFirst()
        .ifPresent(RosterGrid::focus);
  }

  private void rowChosen(Roster roster) {
    RosterGrid grid = grids.get(roster.path());
    if (grid == null || building) return;
    grid.table().instance().ifPresent(i -> chosen.put(roster.path(), i));
    boolean rest = known.stream().anyMatch(q -> inside(roster, q.path()) && !grid.table().holds(q));
    if (rest) build(false);
  }

  /// Whether a roster shows one instance at a time.
  private boolean one(Plan plan, Roster roster) {
    return plan.grids.containsKey(roster.path())
        || people.filter(p -> p.path().equals(roster.path())).isPresent();
  }

  private static boolean inside(Roster roster, String path) {
    return path.startsWith(roster.path() + "[");
  }

  private boolean inHand(Roster roster, String path) {
    String now = chosen.get(roster.path());
    return now != null && path.startsWith(now + "/");
  }

  private boolean elsewhere(Plan plan, Question q) {
    for (Roster r : plan.rosters) {
      if (!inside(r, q.path()) || !one(plan, r)) continue;
      RosterGrid grid = plan.grids.get(r.path());
      if (grid != null && grid.table().holds(q)) {
        plan.order.add(r.path());
        return true;
      }
      if (!inHand(r, q.path())) return true;
    }
    return false;
  }

  /// Somebody is in hand, whoever came or went.
  private void choose(Roster roster) {
    List<String> asked =
        roster.instances().stream()
            .filter(Roster.Instance::relevant)
            .map(Roster.Instance::path)
            .toList();
    if (!asked.contains(chosen.getOrDefault(roster.path(), "")))
      asked.stream().findFirst().ifPresent(p -> chosen.put(roster.path(), p));
  }

  private void place(Plan plan, Question read) {
    Question q = plan.fresh ? read : model.session().question(read.path()).orElse(read);
    Optional<Roster> line = line(plan.rosters, q);
    String key = line.map(r -> q.instance().orElseThrow()).orElse("");
    if (line.isPresent()) plan.order.add(key);
    List<Node> into = plan.inside.computeIfAbsent(key, _ -> new ArrayList<>());
    QuestionCard old = cards.get(q.path());
    QuestionCard card;
    if (old != null && old.serves(q)) {
      card = old;
      card.show(q);
    } else card = new QuestionCard(kit, model, q, attachments, content.above().apply(q));
    plan.cards.put(q.path(), card);
    String group = q.look().group();
    heading(plan.groups, group, plan.groupOf.getOrDefault(key, ""))
        .ifPresent(h -> {
          headings.put(h, new ArrayList<>());
          plan.heads.put(group, h);
          into.add(h);
        });
    Label head = plan.heads.get(group);
    if (head != null) headings.getOrDefault(head, new ArrayList<>()).add(card);
    plan.groupOf.put(key, group);
    into.add(card);
  }

  /// The roster of lines a question belongs to: that of its innermost instance.
  private static Optional<Roster> line(List<Roster> rosters, Question q) {
    if (q.instance().isEmpty()) return Optional.empty();
    String at = q.instance().get();
    return rosters.stream()
        .filter(r -> r.owners() == Roster.Owners.LINES)
        .filter(r -> r.instances().stream().anyMatch(i -> i.path().equals(at)))
        .findFirst();
  }

  private List<Node> nodes(Plan plan) {
    var nodes = new ArrayList<Node>();
    chips = Optional.empty();
    people.ifPresent(p -> {
      RosterGrid grid = plan.grids.get(p.path());
      nodes.add(grid == null ? chips(p) : grid);
    });
    if (plan.inside.containsKey("")) nodes.add(box(plan, "", Optional.empty()));
    for (Roster r : plan.rosters) if (plan.grids.containsKey(r.path())) plan.order.add(r.path());
    for (String key : plan.order) {
      RosterGrid grid = plan.grids.get(key);
      if (grid == null) nodes.add(box(plan, key, Optional.of(key)));
      else if (!nodes.contains(grid)) nodes.add(grid);
    }
    nodes.addAll(adders(plan));
    return nodes;
  }

  /// The box of some cards, with its cards as they are now.
  private VBox box(Plan plan, String key, Optional<String> line) {
    VBox box =
        boxes.computeIfAbsent(
            key,
            _ -> {
              var made = new VBox();
              made.getStyleClass().addAll("card-box", "question-card");
              return made;
            });
    List<Node> inside = new ArrayList<>(plan.inside.getOrDefault(key, List.of()));
    for (Node n : inside) n.getStyleClass().remove("question-last");
    line.ifPresent(path -> inside.addFirst(lineHead(plan, path)));
    if (!inside.isEmpty()) inside.getLast().getStyleClass().add("question-last");
    Nodes.sync(box.getChildren(), inside);
    return box;
  }

  private PersonChips chips(Roster roster) {
    List<Roster.Instance> asked =
        roster.instances().stream().filter(Roster.Instance::relevant).toList();
    var made =
        new PersonChips(
            kit,
            asked,
            chosen.getOrDefault(roster.path(), ""),
            path -> {
              chosen.put(roster.path(), path);
              build();
            });
    chips = Optional.of(made);
    return made;
  }

  /// Below the questions: further lines, lines taken away, another way to show them.
  private List<Node> adders(Plan plan) {
    var nodes = new ArrayList<Node>();
    for (Roster r : plan.rosters) {
      boolean mine = true;
      for (Roster outer : plan.rosters)
        if (inside(outer, r.path()) && one(plan, outer)) mine &= inHand(outer, r.path());
      if (!mine || plan.grids.containsKey(r.path())) continue;
      boolean table = r.instances().size() > 1 && RosterTable.fits(r, plan.questions);
      lines.foot(r, table).ifPresent(nodes::add);
    }
    return nodes;
  }

  private Node lineHead(Plan plan, String path) {
    Roster roster =
        plan.rosters.stream()
            .filter(r -> r.instances().stream().anyMatch(i -> i.path().equals(path)))
            .findFirst()
            .orElseThrow();
    return lines.head(roster, path, plan.grids.containsKey(roster.path()));
  }

  // ---- confirming

  /// What is open of the person in hand, from the cards shown.
  private void inHand() {
    people.ifPresent(p ->
        chips.ifPresent(c -> {
          int open =
              (int)
                  cards.values().stream()
                      .map(QuestionCard::shown)
                      .filter(q -> q.relevant() && PersonChips.open(q))
                      .count();
          c.count(chosen.getOrDefault(p.path(), ""), open);
        }));
    confirmable();
  }

  private void confirmable() {
    if (!oneKey && !ConfirmBar.in(getChildren())) return;
    long n = cards.values().stream().map(QuestionCard::shown).filter(RosterTable::plain).count();
    for (RosterGrid grid : grids.values()) n += grid.table().confirmable();
    confirmBar.show(getChildren(), n, people.isEmpty() ? 0 : 1);
  }

  /// Confirms with one key what the form allows to be confirmed so, of the person in hand or of the
  /// whole section; nothing where nothing is to confirm.
  public void confirmAll() {
    if (!ConfirmBar.in(getChildren())) return;
    model.confirmAll(people.map(p -> chosen.get(p.path())).orElse(content.section()));
  }

  /// The question the keyboard is in.
  public Optional<String> focused() {
    return cards.values().stream().filter(Node::isFocusWithin).map(QuestionCard::path).findFirst();
  }

  /// Brings a question to the front: its person is chosen, its control gets the keyboard.
  public void reveal(String path) {
    Optional<Question> q = model.session().question(path);
    if (q.isEmpty()) return;
    if (!cards.containsKey(path)) {
      for (int end = path.indexOf(']'); end >= 0; end = path.indexOf(']', end + 1)) {
        String instance = path.substring(0, end + 1);
        String roster = instance.substring(0, instance.lastIndexOf('['));
        chosen.put(roster, instance);
        RosterGrid grid = grids.get(roster);
        if (grid != null) grid.choose(instance);
      }
      build();
    }
    QuestionCard card = cards.get(path);
    if (card != null) card.focusControl();
    else
      for (RosterGrid grid : List.copyOf(grids.values()))
        if (grid.table().holds(q.get()) && grid.reveal(q.get())) return;
  }
}
