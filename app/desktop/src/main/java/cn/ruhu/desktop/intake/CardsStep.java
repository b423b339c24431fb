package cn.ruhu.desktop.intake;

import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A step made of cards one below the other, each a small step of its own.
final class CardsStep implements StepView {
  private final List<StepView> cards;
  private final VBox node = new VBox();

  CardsStep(StepView... cards) {
    this.cards = List.of(cards);
    node.getStyleClass().add("step-column");
    for (StepView card : cards) node.getChildren().add(card.node());
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void refresh() {
    cards.forEach(StepView::refresh);
  }

  @Override
  public @Nullable UUID editing() {
    for (StepView card : cards) if (card.editing() != null) return card.editing();
    return null;
  }

  @Override
  public boolean begin() {
    return begin(0);
  }

  private boolean begin(int from) {
    for (int i = from; i < cards.size(); i++) if (cards.get(i).begin()) return true;
    return false;
  }

  @Override
  public void ends(Runnable then) {
    for (int i = 0; i < cards.size(); i++) {
      int next = i + 1;
      cards
          .get(i)
          .ends(() -> {
            if (!begin(next)) then.run();
          });
    }
  }

  @Override
  public boolean focus(Spot at) {
    for (StepView card : cards) if (card.focus(at)) return true;
    return false;
  }
}
