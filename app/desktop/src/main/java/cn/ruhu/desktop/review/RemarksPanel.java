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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/// What was said beside the answers of a visit, each beside its question: notes of the pair, why an
/// unusual answer is right, why there is none. A supervisor answers and settles it here, and writes
/// notes of their own. What is being typed stays in the hand when the case is read again. Window
/// thread only.
///
/// Ids for tests: `remark-<id>`, `remark-answer-<id>`, `remark-settle-<id>`, `remark-write`.
final class RemarksPanel {
  private static final String SETTLED = "SETTLED";

  private final Kit kit;
  private final CaseViewModel model;

  /// where the remarks of the case are answered; the same field however often it is shown
  private final Map<UUID, Field> answers = new HashMap<>();

  /// answers and settlings, each done when the one before it is kept
  private final Deque<Runnable> turns = new ArrayDeque<>();

  private @Nullable UUID open;

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

  private List<CaseRecord> remarks(CaseSheet sheet) {
    if (!sheet.id().equals(open)) answers.clear();
    open = sheet.id();
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
    Field answer = answers.computeIfAbsent(r.id(), _ -> field(r));
    HBox.setHgrow(answer, Priority.ALWAYS);
    Button settle =
        Buttons.plain(
            "remark-settle-" + r.id(),
            kit.t("review.remark.settle"),
            () -> {
              answer(r, answer.value().strip());
              settle(r);
            });
    settle.setMinWidth(Region.USE_PREF_SIZE);
    var row = new Bar(answer, settle);
    row.getStyleClass().add("row");
    row.setAlignment(Pos.BOTTOM_LEFT);
    return row;
  }

  private Field field(CaseRecord r) {
    return new Fields(kit)
        .text("remark-answer-" + r.id(), kit.t("review.remark.answer"))
        .onLeft(words -> answer(r, words.strip()));
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
    if (words.isEmpty()) return;
    inTurn(
        () -> {
          CaseRecord now = now(r);
          if (now.text("answer").equals(words)) return;
          desk()
              .edit(
                  now,
                  now.with("answer", words)
                      .with("answeredBy", desk().actor().staff().toString())
                      .with("answeredAt", desk().now().toString())
                      .with("state", "ANSWERED"));
        },
        () -> kept(r.id(), words));
  }

  /// What was kept needs no field any more; what was typed since stays.
  private void kept(UUID id, String words) {
    Field field = answers.get(id);
    if (field != null && field.value().strip().equals(words)) answers.remove(id);
  }

  private void settle(CaseRecord r) {
    inTurn(
        () -> {
          CaseRecord now = now(r);
          desk().edit(now, now.with("state", SETTLED));
        },
        () -> answers.remove(r.id()));
  }

  /// The remark as it is when its turn comes, not as it was when it was shown.
  private CaseRecord now(CaseRecord shown) {
    return desk().store().record(shown.id()).orElse(shown);
  }

  /// Does it when what was done before is kept. After a failure of the disk nothing that waits is
  /// done: a remark is not settled without its answer.
  private void inTurn(Background.Act act, Runnable kept) {
    turns.add(() ->
        kit.background()
            .perform(
                act,
                () -> {
                  kept.run();
                  model.refresh();
                  turns.remove();
                  if (!turns.isEmpty()) turns.element().run();
                },
                cause -> {
                  turns.clear();
                  failed(cause);
                }));
    if (turns.size() == 1) turns.element().run();
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
    kit.background().perform(act, model::refresh, this::failed);
  }

  private void failed(Throwable cause) {
    model.trouble.set(Words.troubleCode(cause));
  }
}
