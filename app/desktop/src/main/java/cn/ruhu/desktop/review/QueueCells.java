package cn.ruhu.desktop.review;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// What stands in the cells of the queue. Each is made once and filled again and again: a list that
/// is ordered anew or scrolled makes no node. Window thread only.
final class QueueCells {
  private final Kit kit;
  private final QueueViewModel model;
  private final ReviewWords words;

  QueueCells(Kit kit, QueueViewModel model, ReviewWords words) {
    this.kit = kit;
    this.model = model;
    this.words = words;
  }

  DueCell due() {
    return new DueCell();
  }

  Who who() {
    return new Who();
  }

  At at() {
    return new At();
  }

  Flags flags() {
    return new Flags();
  }

  Talk talk() {
    return new Talk();
  }

  Papers papers() {
    return new Papers();
  }

  Files files() {
    return new Files();
  }

  private static Label hint() {
    return styled("hint");
  }

  private static Label styled(String style) {
    var label = new Label();
    label.getStyleClass().add(style);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  /// One of some styles, none for the empty text; untouched when it is there already.
  private static void tint(Node node, String style, List<String> styles) {
    for (String s : styles) if (!s.equals(style)) node.getStyleClass().remove(s);
    if (!style.isEmpty() && !node.getStyleClass().contains(style)) node.getStyleClass().add(style);
  }

  /// How long until the last lawful day.
  final class DueCell extends Label {
    private static final List<String> TINTS = List.of("text-danger", "text-warning");
    private final Tooltip unsure = new Tooltip(kit.t("review.due.provisional.why"));

    void fill(QueueRow row) {
      setText(words.due(row.due(), row.daysLeft()));
      setTooltip(row.due().filter(Due::provisional).isPresent() ? unsure : null);
      String tint =
          row.due().isEmpty()
              ? ""
              : row.daysLeft() < 0
                  ? "text-danger"
                  : row.daysLeft() <= QueueFilter.Chip.SOON ? "text-warning" : "";
      tint(this, tint, TINTS);
    }
  }

  /// Whose case it is, how many they are and where they live.
  final class Who extends HBox {
    private final Label changed = Badges.of(kit.t("review.changed"), Badges.Tone.ACCENT);
    private final HBox name = kit.names().node("");
    private final Label people = hint();
    private final Label address = new Label();

    Who() {
      super(8);
      name.getStyleClass().add("review-strong");
      address.getStyleClass().add("hint");
      // the end tells one household from the next, the beginning is the same street for all
      address.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
      setAlignment(Pos.CENTER_LEFT);
      getChildren().setAll(changed, name, people, address);
    }

    void fill(QueueRow row) {
      Nodes.shown(changed, model.isChanged(row));
      kit.names().fill(name, row.applicant());
      people.setText(kit.t("review.people", row.people()));
      address.setText(row.address());
    }
  }

  /// Where the case stands.
  final class At extends HBox {
    private final Label badge = Badges.of("", Badges.Tone.NEUTRAL);

    At() {
      super();
      setAlignment(Pos.CENTER_LEFT);
      getChildren().setAll(badge);
    }

    void fill(QueueRow row) {
      if (row.conflict()) Badges.set(badge, kit.t("review.stage.conflict"), Badges.Tone.DANGER);
      else if (row.returned())
        Badges.set(badge, kit.t("review.stage.returned"), Badges.Tone.WARNING);
      else
        Badges.set(
            badge,
            CodeTables.label("stage", row.stage().name()),
            row.mine() ? Badges.Tone.ACCENT : Badges.Tone.NEUTRAL);
    }
  }

  /// Doubts nobody disposed of, by their weight.
  final class Flags extends HBox {
    private final Label must = Badges.of("", Badges.Tone.DANGER);
    private final Label should = Badges.of("", Badges.Tone.WARNING);
    private final Label quality = Badges.of("", Badges.Tone.NEUTRAL);
    private final Label none = new Label("\u2013");

    Flags() {
      super(4);
      setAlignment(Pos.CENTER_LEFT);
      getChildren().setAll(must, should, quality, none);
    }

    void fill(QueueRow row) {
      badge(must, "review.level.must", row.must());
      badge(should, "review.level.should", row.should());
      badge(quality, "review.level.quality", row.quality());
      Nodes.shown(none, row.must() + row.should() + row.quality() == 0);
    }

    private void badge(Label badge, String key, int n) {
      if (n > 0) badge.setText(kit.t(key, n));
      Nodes.shown(badge, n > 0);
    }
  }

  /// Questions that wait, and how often the case went back and forth.
  final class Talk extends HBox {
    private static final List<String> TINTS = List.of("hint", "text-warning");
    private final Label badge = Badges.of("", Badges.Tone.WARNING);
    private final Label rounds = new Label();
    private final Tooltip another = new Tooltip();

    Talk() {
      super(4);
      setAlignment(Pos.CENTER_LEFT);
      rounds.setMinWidth(Label.USE_PREF_SIZE);
      getChildren().setAll(badge, rounds);
    }

    void fill(QueueRow row) {
      QueueRow.Talk t = row.talk();
      if (t.unanswered() > 0)
        Badges.set(badge, kit.t("review.talk.open", t.unanswered()), Badges.Tone.WARNING);
      else if (t.questions() > 0)
        Badges.set(badge, kit.t("review.talk.answered", t.questions()), Badges.Tone.ACCENT);
      Nodes.shown(badge, t.questions() > 0);
      if (t.rounds() > 0) rounds.setText(kit.t("review.talk.rounds", t.rounds()));
      tint(rounds, t.rounds() > 1 ? "text-warning" : "hint", TINTS);
      Nodes.shown(rounds, t.rounds() > 0);
      another.setText(
          t.another()
              ? kit.t("review.header.another", t.reviewer().map(model::nameOf).orElse(""))
              : "");
      rounds.setTooltip(t.another() ? another : null);
      setAccessibleText(kit.t("review.talk.said", t.questions(), t.unanswered(), t.rounds()));
    }
  }

  /// How many papers are there, and which is missing first; a number that is to follow is a lamp.
  final class Papers extends HBox {
    private static final List<String> TINTS = List.of("hint", "text-warning");
    private final Label count = styled("digits");
    private final Label pending = Badges.of(kit.t("review.pending"), Badges.Tone.WARNING);
    private final Label first = new Label();
    private final Tooltip all = new Tooltip();

    Papers() {
      super(6);
      setAlignment(Pos.CENTER_LEFT);
      first.getStyleClass().add("hint");
      first.setMinWidth(0);
      count.setTooltip(all);
      first.setTooltip(all);
      getChildren().setAll(count, pending, first);
    }

    void fill(QueueRow row) {
      count.setText(row.papers().count().there() + "/" + row.papers().count().needed());
      tint(count, row.missing().isEmpty() ? "hint" : "text-warning", TINTS);
      Nodes.shown(pending, row.pending() > 0);
      if (!row.missing().isEmpty()) first.setText(label(row.missing().getFirst()));
      Nodes.shown(first, !row.missing().isEmpty());
      String said = missing(row);
      all.setText(said);
      setAccessibleText(said);
    }
  }

  private String missing(QueueRow row) {
    String papers =
        row.missing().isEmpty()
            ? kit.t("review.papers.all")
            : kit.t(
                "review.papers.missing",
                row.missing().size(),
                row.missing().stream()
                    .map(QueueCells::label)
                    .collect(Collectors.joining(kit.t("work.value.comma"))));
    return row.pending() == 0
        ? papers
        : papers + " " + kit.t("review.pending.people", row.pending());
  }

  private static String label(String slot) {
    return CodeTables.label("docType", slot);
  }

  /// Files that arrived of those the case names.
  static final class Files extends Label {
    private static final List<String> TINTS = List.of("text-warning");

    void fill(QueueRow row) {
      setText(row.filesIn() + " / " + row.filesAll());
      tint(this, row.files().away().isEmpty() ? "" : "text-warning", TINTS);
    }
  }
}
