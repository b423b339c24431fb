package cn.ruhu.desktop.review;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What was said beside the answers of a visit, each beside its question: notes of the pair, why an
/// unusual answer is right, why there is none. A supervisor answers and settles it here, and writes
/// notes of their own. Window thread only.
///
/// Ids for tests: `remark-<id>`, `remark-answer-<id>`, `remark-settle-<id>`, `remark-write`.
final class RemarksPanel {
  private static final String SETTLED = "SETTLED";

  private final Kit kit;
  private final CaseViewModel model;

  RemarksPanel(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  /// Everything said at one visit, in the order of its questions.
  ///
  /// @return nothing when nothing was said
  List<Node> of(CaseRecord visit, CaseSheet sheet) {
    List<Node> all =
        remarks(sheet).stream()
            .filter(r -> r.ref("visit").filter(visit.id()::equals).isPresent())
            .map(r -> box(r, sheet, true))
            .toList();
    return all.isEmpty() ? List.of() : titled(all, List.of());
  }

  /// Everything said about one fact, at whatever visit, with the way to say something.
  List<Node> about(FactRow row, String words, CaseSheet sheet) {
    List<Node> all =
        remarks(sheet).stream()
            .filter(r -> r.text("path").equals(row.path()))
            .map(r -> box(r, sheet, false))
            .toList();
    if (row.path().isEmpty() || (!mayAnswer() && all.isEmpty())) return List.of();
    var acts = new ArrayList<Node>();
    if (mayAnswer()) {
      Button write =
          Buttons.with(
              Icon.NOTE,
              Buttons.quiet(
                  "remark-write", kit.t("review.remark.write"), () -> write(row, words, sheet)));
      write.getStyleClass().add("small");
      acts.add(write);
    }
    return titled(all, acts);
  }

  private static List<CaseRecord> remarks(CaseSheet sheet) {
    return sheet.file().all(RecordType.REMARK);
  }

  private List<Node> titled(List<Node> boxes, List<Node> acts) {
    var title = Sections.words(kit.t("review.remarks.title"), "hint");
    title.setMinWidth(Region.USE_PREF_SIZE);
    var head = new Bar(title);
    head.getChildren().addAll(acts);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("row");
    var nodes = new ArrayList<Node>(List.of(head));
    nodes.addAll(boxes);
    return nodes;
  }

  private boolean mayAnswer() {
    return Rights.mayWrite(desk().actor().role(), RecordType.REMARK, "answer");
  }

  private Desk desk() {
    return model.desk();
  }

  /// One remark with what was answered and, until it is settled, the ways on.
  ///
  /// @param asked whether its question and answer are told as well
  private Node box(CaseRecord r, CaseSheet sheet, boolean asked) {
    String state = r.text("state");
    var head = new Bar(Badges.of(CodeTables.label("remarkKind", r.text("kind")), kind(r)));
    head.getStyleClass().add("row");
    head.setAlignment(Pos.CENTER_LEFT);
    if (!state.isEmpty())
      head.getChildren().add(Badges.of(CodeTables.label("questionState", state), tone(state)));
    var box = new VBox(4, head);
    box.setId("remark-" + r.id());
    box.getStyleClass().add("review-remark");
    if (asked) {
      box.getChildren().add(0, Sections.words(about(r, sheet), "review-strong"));
      if (!r.text("value").isEmpty())
        box.getChildren().add(1, Sections.words(r.text("value"), "text-muted"));
    }
    box.getChildren().add(Sections.words(said(r, "by", "at", words(r))));
    if (!r.text("answer").isEmpty())
      box.getChildren()
          .add(
              Sections.words(
                  kit.t(
                      "review.remark.answered",
                      said(r, "answeredBy", "answeredAt", r.text("answer")))));
    if (mayAnswer() && !state.equals(SETTLED)) box.getChildren().add(acts(r));
    return box;
  }

  private Node acts(CaseRecord r) {
    Field answer = new Fields(kit).text("remark-answer-" + r.id(), kit.t("review.remark.answer"));
    answer.onLeft(words -> {
      if (!words.isBlank()) answer(r, words.strip());
    });
    HBox.setHgrow(answer, Priority.ALWAYS);
    Button settle =
        Buttons.plain("remark-settle-" + r.id(), kit.t("review.remark.settle"), () -> settle(r));
    settle.setMinWidth(Region.USE_PREF_SIZE);
    var row = new Bar(answer, settle);
    row.getStyleClass().add("row");
    row.setAlignment(Pos.BOTTOM_LEFT);
    return row;
  }

  private String about(CaseRecord r, CaseSheet sheet) {
    String path = r.text("path");
    int at = path.indexOf('@');
    int end = path.indexOf('#', Math.max(0, at));
    Optional<UUID> who =
        at < 0
            ? Optional.empty()
            : Texts.uuid(end < 0 ? path.substring(at + 1) : path.substring(at + 1, end));
    String name =
        who.map(w -> sheet.nameOf(w).isEmpty() ? desk().staffName(w) : sheet.nameOf(w)).orElse("");
    return (name.isEmpty() ? "" : name + "  ") + r.text("question");
  }

  private String words(CaseRecord r) {
    if (!r.text("kind").equals("NO_ANSWER")) return r.text("words");
    String key = "review.remark.noanswer." + r.text("words");
    return kit.text().has(key) ? kit.t(key) : r.text("words");
  }

  private String said(CaseRecord r, String by, String at, String text) {
    String who = r.ref(by).map(desk()::staffName).orElse("");
    String when = CaseFile.instant(r, at).map(Show::shortMinute).orElse("");
    return (who + "  " + when + "  " + text).strip();
  }

  private static Badges.Tone kind(CaseRecord r) {
    return r.text("kind").equals("NOTE") ? Badges.Tone.NEUTRAL : Badges.Tone.WARNING;
  }

  private static Badges.Tone tone(String state) {
    return switch (state) {
      case SETTLED -> Badges.Tone.SUCCESS;
      case "ANSWERED" -> Badges.Tone.ACCENT;
      default -> Badges.Tone.WARNING;
    };
  }

  // ---- acts

  private void answer(CaseRecord r, String words) {
    perform(() ->
        desk()
            .edit(
                r,
                r.with("answer", words)
                    .with("answeredBy", desk().actor().staff().toString())
                    .with("answeredAt", desk().now().toString())
                    .with("state", "ANSWERED")));
  }

  private void settle(CaseRecord r) {
    perform(() -> desk().edit(r, r.with("state", SETTLED)));
  }

  /// A note of one's own on a fact.
  private void write(FactRow row, String fact, CaseSheet sheet) {
    Field note = new Fields(kit).area("remark-words", kit.t("review.remark.words"), 3).required();
    kit.dialogs()
        .show(
            kit.t("review.remark.on", fact),
            note,
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.remark.write"),
                    () -> {
                      if (!Fields.allFine(List.of(note))) return false;
                      String words = note.value().strip();
                      perform(() -> note(row.path(), fact, words, sheet.file()));
                      return true;
                    })));
  }

  private void note(String path, String fact, String words, CaseFile file) throws Exception {
    CaseRecord a = file.application().orElseThrow();
    desk()
        .save(
            "save",
            "",
            false,
            List.of(
                RecordChange.create(
                    CaseRecord.of(
                        RecordType.REMARK,
                        desk().newId(),
                        a.scope(),
                        a.id(),
                        Map.of(
                            "application",
                            a.id().toString(),
                            "path",
                            path,
                            "kind",
                            "NOTE",
                            "question",
                            fact,
                            "words",
                            words,
                            "by",
                            desk().actor().staff().toString(),
                            "at",
                            desk().now().toString(),
                            "state",
                            "OPEN")))));
  }

  private void perform(Background.Act act) {
    kit.background()
        .perform(act, model::refresh, cause -> model.trouble.set(Words.troubleCode(cause)));
  }
}
