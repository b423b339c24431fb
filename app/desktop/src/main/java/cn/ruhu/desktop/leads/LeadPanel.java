package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.LeadAct;
import cn.ruhu.casefile.errand.LeadState;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.MaskedId;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.pages.PageReel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The lead in hand: what was told, what was done about it, and what can be done now.
final class LeadPanel {
  /// What the buttons of the panel do.
  enum Deed {
    CONTACT("L", LeadAct.CONTACT),
    DISPATCH("F", LeadAct.DISPATCH),
    REFER("T", LeadAct.DISPATCH),
    ANSWER("H", LeadAct.DISPATCH),
    MOVE("Z", LeadAct.MOVE),
    CASE("D", LeadAct.OPEN_CASE),
    CLOSE("B", LeadAct.CLOSE),
    CORRECT("E", LeadAct.CORRECT),
    REOPEN("R", LeadAct.REOPEN);

    private final String key;
    private final LeadAct act;

    Deed(String key, LeadAct act) {
      this.key = key;
      this.act = act;
    }

    /// The letter that does it.
    String key() {
      return key;
    }
  }

  /// Does the deeds.
  interface Doer {
    void act(Deed deed);

    void print(CaseRecord slip);

    void recall(CaseRecord slip);

    void undo();
  }

  private final Kit kit;
  private final LeadsViewModel model;
  private final LeadWords words;
  private final Doer doer;
  private final VBox facts = new VBox(8);
  private final VBox story = new VBox(8);
  private final FlowPane deeds = new FlowPane(8, 8);
  private final Map<Deed, Button> buttons = new EnumMap<>(Deed.class);
  private final Button undo;
  private final Label refused = new Label();
  private final VBox side;
  private final LeadPages pages;

  LeadPanel(Kit kit, LeadsViewModel model, LeadWords words, PageReel reel, Doer doer) {
    this.kit = kit;
    this.model = model;
    this.words = words;
    this.doer = doer;
    pages = new LeadPages(kit, reel);
    for (Deed d : Deed.values()) {
      Runnable act = () -> doer.act(d);
      String id = "leads-act-" + d.name();
      String label = kit.t("leads.deed." + d.name());
      buttons.put(d, Buttons.keyed(Buttons.plain(id, label, act), d.key()));
    }
    undo = Buttons.quiet("leads-undo", "", doer::undo);
    undo.setGraphic(Icon.UNDO.node());
    deeds.getChildren().addAll(buttons.values());
    refused.setId("leads-refused");
    refused.setWrapText(true);
    refused.getStyleClass().add("text-warning");
    facts.setId("leads-facts");
    story.setId("leads-story");
    var empty =
        new Empty(Icon.CALL, kit.t("leads.panel.empty.title"), kit.t("leads.panel.empty.words"));
    var column = new VBox(12, facts, deeds, undo, refused, pages.node(), story);
    side = Nodes.side(new VBox(empty, column));
    Nodes.shown(column, false);
    model.selected.subscribe(row -> {
      Nodes.shown(empty, row == null);
      Nodes.shown(column, row != null);
      if (row != null) show(row);
    });
    model.undo.subscribe(this::undoable);
    model.refused.subscribe(m -> {
      refused.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(refused, m != null);
    });
    model.busy.subscribe(b -> deeds.setDisable(b));
  }

  Node node() {
    return side;
  }

  private void undoable(@Nullable LeadUndo last) {
    Nodes.shown(undo, last != null);
    if (last != null) undo.setText(kit.t("leads.undo", kit.text().of(last.what())));
  }

  /// Whether a deed may be done on the lead now.
  boolean may(Deed deed) {
    @Nullable LeadRow row = model.selected.get();
    if (row == null) return false;
    boolean allowed = deed.act.allows(model.desk().actor().role(), Optional.of(row.state()));
    return switch (deed) {
      case CONTACT -> allowed && row.awaitsContact();
      case ANSWER -> allowed && !row.unanswered().isEmpty();
      case CASE -> allowed && model.isClerk();
      case REOPEN ->
          allowed
              && (!model.isClerk()
                  || row.lead()
                      .ref("closedBy")
                      .filter(model.desk().actor().staff()::equals)
                      .isPresent());
      case DISPATCH, REFER, MOVE, CLOSE, CORRECT -> allowed;
    };
  }

  private void show(LeadRow row) {
    CaseRecord lead = row.lead();
    facts.getChildren().clear();
    var name = kit.names().node(words.who(lead));
    name.getStyleClass().add("headline");
    var badges = new Bar(6);
    badges.setAlignment(Pos.CENTER_LEFT);
    badges
        .getChildren()
        .add(Badges.of(CodeTables.label("leadState", row.state().name()), tone(row)));
    if (lead.is("urgent"))
      badges.getChildren().add(Badges.of(kit.t("leads.urgent"), Badges.Tone.DANGER));
    facts.getChildren().addAll(name, badges);
    if (!words.due(row).isEmpty()) facts.getChildren().add(line("leads-due", words.due(row)));
    var about = line("leads-about-said", lead.text("about"));
    about.getStyleClass().add("leads-said");
    facts.getChildren().add(about);
    fact("phone", lead.text("personPhone"));
    if (lead.get("personNumber").isPresent()) {
      var masked = new MaskedId(kit.text(), () -> {});
      masked.number(lead.text("personNumber"));
      var card = new Label(kit.t("leads.fact.identity"));
      card.setMinWidth(Label.USE_PREF_SIZE);
      var identity = new Bar(6, card, masked);
      identity.setAlignment(Pos.CENTER_LEFT);
      facts.getChildren().add(identity);
    }
    fact("address", lead.text("address"));
    fact("community", lead.text("community"));
    fact("needs", words.labels("need", lead.text("needs")));
    fact("channel", words.channel(lead));
    fact("number", lead.text("number"));
    if (lead.get("reporter").isPresent()) facts.getChildren().add(reporter(lead));
    for (Deed d : Deed.values()) Nodes.shown(button(d), may(d));
    main(row);
    pages.show(row.pages());
    story(row);
  }

  /// Opens the page filed last.
  void openPage() {
    if (model.selected.get() != null) pages.open();
  }

  private Button button(Deed deed) {
    return java.util.Objects.requireNonNull(buttons.get(deed), deed.name());
  }

  /// What the lead waits for is the accented act.
  private void main(LeadRow row) {
    Deed first =
        row.awaitsContact() ? Deed.CONTACT : row.unanswered().isEmpty() ? Deed.CASE : Deed.ANSWER;
    buttons.forEach((d, b) -> {
      b.getStyleClass().remove("accent");
      if (d == first && may(d)) b.getStyleClass().add("accent");
    });
  }

  private static Badges.Tone tone(LeadRow row) {
    return switch (row.state()) {
      case NEW -> Badges.Tone.ACCENT;
      case DISPATCHED -> Badges.Tone.WARNING;
      case MOVED, CLOSED -> Badges.Tone.NEUTRAL;
      case CASE -> Badges.Tone.SUCCESS;
    };
  }

  private void fact(String key, String value) {
    if (!value.isEmpty())
      facts.getChildren().add(line("leads-fact-" + key, kit.t("leads.fact." + key, value)));
  }

  private static Label line(String id, String words) {
    var label = new Label(words);
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private Node reporter(CaseRecord lead) {
    var who = line("leads-reporter-said", kit.t("leads.fact.reporter", lead.text("reporter")));
    var hint = line("leads-reporter-seen", kit.t("leads.reporter.hint"));
    hint.getStyleClass().add("hint");
    var box = new VBox(2, who, hint);
    box.getStyleClass().add("leads-apart");
    return box;
  }

  private void story(LeadRow row) {
    CaseRecord lead = row.lead();
    var all = new ArrayList<Node>();
    var head = new Label(kit.t("leads.story"));
    head.getStyleClass().add("section-title");
    all.add(head);
    String from = lead.get("movedFrom").isPresent() ? "leads.story.moved" : "leads.story.taken";
    all.add(event(kit.t(from, words.signed(lead, "by", "receivedAt")), lead.text("moveNote")));
    if (lead.get("contactedAt").isPresent())
      all.add(
          event(
              kit.t("leads.story.contact", words.signed(lead, "contactedBy", "contactedAt")),
              lead.text("contactNote")));
    for (CaseRecord slip : row.referrals()) all.add(slip(slip));
    if (!row.state().isOpen()) all.add(end(row));
    story.getChildren().setAll(all);
  }

  private Node end(LeadRow row) {
    CaseRecord lead = row.lead();
    String who = words.signed(lead, "closedBy", "closedAt");
    String street = LeadWords.label("street", lead.text("movedTo"));
    return event(
        row.state() == LeadState.MOVED
            ? kit.t("leads.story.gone", who, street)
            : kit.t("leads.story." + row.state().name(), who),
        lead.text("closeReason"));
  }

  private static Node event(String what, String said) {
    var box = new VBox(2, line("", what));
    box.getStyleClass().add("leads-event");
    if (!said.isEmpty()) {
      var words = line("", said);
      words.getStyleClass().add("text-muted");
      box.getChildren().add(words);
    }
    return box;
  }

  private Node slip(CaseRecord slip) {
    String key = "leads.story." + slip.text("kind");
    var box =
        (VBox)
            event(
                kit.t(key, words.signed(slip, "by", "at"), words.receiver(slip)),
                slip.text("facts"));
    String state = slip.text("state");
    String said =
        switch (state) {
          case "RECEIVED" ->
              kit.t("leads.story.received", slip.text("receivedBy"), slip.text("receivedOn"));
          case "ANSWERED" ->
              kit.t("leads.story.answered", slip.text("repliedOn"), slip.text("reply"));
          case "RECALLED" -> kit.t("leads.story.recalled", slip.text("reply"));
          default -> kit.t("leads.story.waits", slip.text("due"));
        };
    var answer = line("", said);
    answer.getStyleClass().add(state.equals("SENT") ? "text-warning" : "text-good");
    box.getChildren().add(answer);
    var acts = new Bar(6);
    if (slip.get("toName").isPresent() || slip.text("kind").equals("REFER"))
      acts.getChildren()
          .add(small("leads-print-" + slip.id(), "leads.slip.print", () -> doer.print(slip)));
    @Nullable LeadRow row = model.selected.get();
    boolean open = row != null && row.state().isOpen();
    if (open && cn.ruhu.casefile.errand.Referrals.awaitsAnswer(slip))
      acts.getChildren()
          .add(small("leads-recall-" + slip.id(), "leads.slip.recall", () -> doer.recall(slip)));
    box.getChildren().add(acts);
    return box;
  }

  private Button small(String id, String key, Runnable act) {
    var button = Buttons.quiet(id, kit.t(key), act);
    button.getStyleClass().add("small");
    return button;
  }
}
