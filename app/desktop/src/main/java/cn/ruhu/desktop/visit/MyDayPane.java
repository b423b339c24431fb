package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// My day: what the machine brings along, then a card for each household, building by building.
final class MyDayPane {
  private static final double GAP = 14;

  private final Kit kit;
  private final MyDayViewModel model;
  private final VisitViewModel visits;
  private final Page page;
  private final VBox groups = new VBox(GAP);
  private final Lamps lamps = new Lamps();
  private final Morning morning;
  private final HouseholdCard cards;
  private final UnsignedCards unsigned;
  private final Button take;

  MyDayPane(
      Kit kit,
      MyDayViewModel model,
      VisitViewModel visits,
      SecondViewModel second,
      Outdoors.Sheets sheets) {
    this.kit = kit;
    this.model = model;
    this.visits = visits;
    page = new Page(kit.t("visit.title"));
    morning = new Morning(kit, model, sheets);
    unsigned = new UnsignedCards(kit, second);
    cards = new HouseholdCard(kit, model, page, visits::open);
    groups.setId("visit-households");
    take = large(Icon.CLOUD_DOWNLOAD, "visit-take", "visit.day.take", model::checkOut);
    Button calls = large(Icon.CALL, "visit-calls", "visit.day.calls", morning::calls);
    if (model.checks()) page.actions(calls); // who checks was drawn, and signs on this machine
    else
      page.actions(
          calls,
          large(Icon.GROUP, "visit-swap", "visit.day.swap", morning::swap),
          large(Icon.VERIFIED, "visit-second-file", "visit.unsigned.file", this::fromFile),
          take);
    page.scrolled(128, lamps, groups);
    model.households.subscribe(this::show);
    model.left.subscribe(this::show);
    model.unsigned.subscribe(this::show);
    model.doubts.subscribe(this::show);
    model.readiness.subscribe(r -> {
      r.ifPresent(this::ready);
      show();
    });
    model.done.subscribe(this::done);
  }

  private Button large(Icon icon, String id, String key, Runnable act) {
    return Buttons.large(Buttons.with(icon, Buttons.plain(id, kit.t(key), act)));
  }

  private void done(@Nullable Message said) {
    if (said != null) kit.notices().done(kit.text().of(said));
  }

  Node node() {
    return page;
  }

  private void fromFile() {
    var scene = page.getScene();
    unsigned.fromFile(scene == null ? null : scene.getWindow());
  }

  private void show() {
    var nodes = new ArrayList<Node>();
    if (!model.doubts.isEmpty()) {
      nodes.add(heading(kit.t("visit.doubt.title"), model.doubts.size()));
      model.doubts.forEach(d -> nodes.add(doubt(d)));
    }
    if (!model.unsigned.isEmpty()) {
      nodes.add(heading(kit.t("visit.unsigned.title"), model.unsigned.size()));
      model.unsigned.forEach(u -> nodes.add(unsigned.of(u)));
    }
    if (!model.left.isEmpty()) {
      nodes.add(heading(kit.t("visit.left.title"), model.left.size()));
      model.left.forEach(l -> nodes.add(left(l)));
    }
    Map<String, List<MyDayViewModel.Household>> byGroup = new LinkedHashMap<>();
    model.households.forEach(
        h -> byGroup.computeIfAbsent(h.group(), _ -> new ArrayList<>()).add(h));
    FlowPane singles = new FlowPane(GAP, GAP);
    for (var group : byGroup.entrySet()) {
      boolean one = group.getValue().size() == 1;
      FlowPane flow = one ? singles : new FlowPane(GAP, GAP);
      if (!one) nodes.add(heading(group.getKey(), group.getValue().size()));
      if (!one || singles.getChildren().isEmpty()) nodes.add(flow);
      group.getValue().forEach(h -> flow.getChildren().add(cards.of(h)));
      if (!one) singles = new FlowPane(GAP, GAP); // the walk goes on below this building
    }
    if (model.readiness.get().isEmpty())
      groups.getChildren().setAll(new Label(kit.t("kit.reading")));
    else if (nodes.isEmpty())
      groups
          .getChildren()
          .setAll(new Empty(Icon.ROUTE, kit.t("visit.empty.title"), kit.t("visit.empty.words")));
    else groups.getChildren().setAll(nodes);
    page.subtitle(kit.t("visit.subtitle", model.households.size(), byGroup.size()));
    int toTake = model.toCheckOut();
    take.setText(toTake == 0 ? kit.t("visit.day.take") : kit.t("visit.day.take.count", toTake));
    Buttons.blocked(take, toTake == 0 ? kit.t("visit.day.take.none") : "");
  }

  private Node heading(String words, int n) {
    var label = new Label(words);
    label.getStyleClass().add("section-title");
    label.setWrapText(true);
    var row = new Bar(8, label, Badges.of(kit.t("visit.group.count", n), Badges.Tone.NEUTRAL));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /// Somebody's signature is not theirs: the visit is kept, and they are asked.
  private Node doubt(SignatureDoubt d) {
    var name = kit.names().node(d.applicant());
    name.getStyleClass().add("headline");
    var why =
        HouseholdCard.line(
            Icon.WARNING, kit.t("visit.doubt.words", d.whose(), Show.shortMinute(d.at())));
    why.getStyleClass().add("visit-note");
    var box = new VBox(name, HouseholdCard.line(Icon.LOCATION, d.address()), why);
    box.setId("visit-doubt-" + d.fact());
    box.getStyleClass().addAll("card-box", "visit-left", "visit-card-words");
    return box;
  }

  /// A visit begun here that is no longer this pair's: nothing of it is lost.
  private Node left(MyDayViewModel.Left left) {
    var name = kit.names().node(left.applicant());
    name.getStyleClass().add("headline");
    var words = new VBox(name, HouseholdCard.line(Icon.LOCATION, left.address()));
    var why = HouseholdCard.line(Icon.WARNING, kit.t("visit.left." + left.why().name()));
    why.getStyleClass().add("visit-note");
    words.getChildren().add(why);
    words.getStyleClass().add("visit-card-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    Button go =
        Buttons.large(
            Buttons.plain(
                "visit-left-" + left.key().replace(':', '-'),
                kit.t("visit.left.open"),
                () -> visits.openKept(left.key())));
    var acts = new VBox(8, go);
    acts.setFillWidth(true);
    if (left.takenOver()) {
      left.handed()
          .ifPresent(at ->
              words
                  .getChildren()
                  .add(
                      HouseholdCard.line(
                          Icon.NOTE, kit.t("visit.left.handed", Show.shortMinute(at)))));
      Button give =
          Buttons.large(
              Buttons.quiet(
                  "visit-give-" + left.key().replace(':', '-'),
                  kit.t(left.handed().isEmpty() ? "visit.left.give" : "visit.left.give.again"),
                  () -> model.handOver(left, kit.text())));
      give.setAccessibleText(left.applicant() + " " + give.getText());
      acts.getChildren().add(give);
    }
    acts.getChildren().forEach(b -> ((Button) b).setMaxWidth(Double.MAX_VALUE)); // one column
    var box = new Bar(words, acts);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("card-box", "visit-left");
    return box;
  }

  // ---- ready for the field

  private void ready(MyDayViewModel.Readiness r) {
    lamps.clear();
    int gaps = r.gaps();
    lamps.add(
        gaps == 0 ? kit.t("visit.ready.all") : kit.t("visit.ready.gaps", gaps),
        gaps == 0 ? Lamps.State.GOOD : Lamps.State.BAD,
        "");
    lamps.add(kit.t("visit.ready.form", r.form()), Lamps.State.GOOD, "");
    lamp(
        r.bare().isEmpty(),
        kit.t("visit.ready.prefill"),
        kit.t("visit.ready.prefill.not", names(r.bare())),
        kit.t("visit.ready.prefill.why"));
    lamp(
        r.partnersUnknown().isEmpty(),
        kit.t("visit.ready.partner"),
        kit.t("visit.ready.partner.not", names(r.partnersUnknown())),
        kit.t("visit.ready.partner.why"));
    long gigabytes = r.freeBytes() >> 30;
    boolean room = r.freeBytes() >= MyDayViewModel.Readiness.ROOM_MIN;
    lamps.add(
        kit.t(room ? "visit.ready.disk" : "visit.ready.disk.not", Long.toString(gigabytes)),
        room ? Lamps.State.GOOD : Lamps.State.BAD,
        "");
    battery(r);
    clock(r.clock());
  }

  private void clock(ClockLook clock) {
    if (clock.isRight()) {
      lamps.add(kit.t("visit.ready.clock"), Lamps.State.GOOD, "");
      return;
    }
    String key = clock.ahead().isNegative() ? "visit.ready.clock.not" : "visit.ready.clock.fast";
    lamps.add(
        kit.text().of(Message.of(key, Spans.of(clock.ahead().abs().toSeconds()))),
        Lamps.State.BAD,
        clock
            .heard()
            .map(at -> kit.t("visit.ready.clock.heard", Show.minute(at)))
            .orElseGet(() -> kit.t("visit.ready.clock.why")));
  }

  private String names(List<String> names) {
    return String.join(kit.t("visit.comma"), names);
  }

  private void lamp(boolean good, String words, String missing, String why) {
    lamps.add(good ? words : missing, good ? Lamps.State.GOOD : Lamps.State.BAD, good ? "" : why);
  }

  private void battery(MyDayViewModel.Readiness r) {
    if (r.battery().isEmpty()) {
      lamps.add(
          kit.t("visit.ready.battery.unknown"),
          Lamps.State.OFF,
          kit.t("visit.ready.battery.unknown.why"));
      return;
    }
    var b = r.battery().get();
    boolean good = b.charging() || b.percent() >= MyDayViewModel.Readiness.BATTERY_MIN;
    lamps.add(
        kit.t(good ? "visit.ready.battery" : "visit.ready.battery.not", b.percent()),
        good ? Lamps.State.GOOD : Lamps.State.BAD,
        "");
  }
}
