package cn.ruhu.desktop.review;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.printing.Printing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The queue, and a case in front of it.
final class ReviewView implements Screen {
  private final QueueViewModel queue;
  private final CaseViewModel model;
  private final QueueView list;
  private final Supplier<CaseView> made;
  private @Nullable CaseView sheet;
  private final StackPane holder = new StackPane();
  private final WayPanel way;
  private final String title;
  private final Consumer<UUID> dossier;

  /// @param dossier opens the household's whole story
  ReviewView(
      Kit kit,
      QueueViewModel queue,
      CaseViewModel model,
      Printing printing,
      Consumer<UUID> dossier) {
    this.dossier = dossier;
    this.queue = queue;
    this.model = model;
    this.list = new QueueView(kit, queue, this::open);
    this.made = () -> new CaseView(kit, model, printing, this::back);
    var css = Objects.requireNonNull(ReviewView.class.getResource("review.css"), "review.css");
    holder.getStylesheets().add(css.toExternalForm());
    way = new WayPanel(kit, model);
    ((Parent) way.node()).getStylesheets().add(css.toExternalForm());
    title = kit.t("review.way.title");
    holder.getChildren().setAll(list.node());
  }

  /// The case's own screen, made when a case is first opened: whoever signs in waits for the list.
  private CaseView sheet() {
    CaseView there = sheet;
    if (there == null) there = made.get();
    sheet = there;
    return there;
  }

  private void open(UUID application) {
    CaseView to = sheet();
    model.open(application);
    to.toTab(CaseView.Tab.COMPARE);
    holder.getChildren().setAll(to.node());
  }

  private void back() {
    model.close();
    holder.getChildren().setAll(list.node());
    queue.refresh();
    list.focus();
  }

  @Override
  public Node node() {
    return holder;
  }

  @Override
  public Optional<Side> side() {
    return Optional.of(new Side(title, way.node(), way.filled, true));
  }

  @Override
  public void onShown(String argument) {
    if (!argument.isEmpty()) open(UUID.fromString(argument));
    else if (model.isOpen()) model.refresh();
    else {
      queue.refresh();
      list.focus();
    }
  }

  @Override
  public List<Shortcut> shortcuts() {
    var keys = new ArrayList<Shortcut>();
    keys.add(key("Alt+Left", "review.key.back", _ -> back()));
    keys.add(new Shortcut("J", "review.key.down", () -> move(1)));
    keys.add(new Shortcut("K", "review.key.up", () -> move(-1)));
    keys.add(listKey("M", "review.key.seen", QueueView::markSeen));
    keys.add(listKey("Ctrl+F", "review.key.search", QueueView::search));
    keys.add(listKey("Ctrl+S", "review.key.view", QueueView::saveView));
    keys.add(key("F8", "review.key.problem", CaseView::nextProblem));
    keys.add(key("1", "review.key.declared", s -> s.adopt(Column.DECLARED)));
    keys.add(key("2", "review.key.visited", s -> s.adopt(Column.VERIFIED)));
    keys.add(key("3", "review.key.registry", s -> s.adopt(Column.REGISTRY)));
    keys.add(key("0", "review.key.other", CaseView::other));
    keys.add(key("Q", "review.key.ask", CaseView::ask));
    keys.add(key("B", "review.key.revisit", CaseView::revisit));
    keys.add(key("P", "review.key.page", CaseView::askPage));
    keys.add(key("D", "review.key.dispose", CaseView::dispose));
    keys.add(key("Space", "review.key.evidence", CaseView::nextEvidence));
    keys.add(key("R", "review.key.rotate", CaseView::rotate));
    keys.add(key("V", "review.key.enlarge", CaseView::enlarge));
    keys.add(key("Ctrl+E", "review.key.leave", CaseView::evidence));
    keys.add(key("F9", "review.key.print", s -> s.toTab(CaseView.Tab.PAPERS)));
    keys.add(key("Ctrl+B", "review.key.return", s -> s.toTab(CaseView.Tab.QUESTIONS)));
    keys.add(key("Ctrl+Enter", "review.key.finish", CaseView::finish));
    keys.add(key("G", "review.key.dossier", _ -> story()));
    int next = 1;
    for (CaseView.Tab t : CaseView.Tab.values()) {
      int n = next++;
      keys.add(
          new Shortcut(
              "Ctrl+" + n,
              "review.tab." + t.name(),
              () -> {
                if (model.isOpen()) sheet().toTab(t);
                else queue.view(n);
              }));
    }
    return keys;
  }

  private void story() {
    CaseSheet now = model.sheet.get();
    if (now != null) dossier.accept(now.id());
  }

  private void move(int by) {
    if (model.isOpen()) sheet().move(by);
    else list.move(by);
  }

  private Shortcut listKey(String keys, String label, Consumer<QueueView> act) {
    return new Shortcut(
        keys,
        label,
        () -> {
          if (!model.isOpen()) act.accept(list);
        });
  }

  private Shortcut key(String keys, String label, Consumer<CaseView> act) {
    return new Shortcut(
        keys,
        label,
        () -> {
          if (model.isOpen()) act.accept(sheet());
        });
  }
}
