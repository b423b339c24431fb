package cn.ruhu.desktop.forms;

import cn.ruhu.survey.AnswerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Collects what happens to answers until whoever keeps it is there, and hands it on from then on.
/// Belongs to one thread.
public final class EarlyEvents implements Consumer<AnswerEvent> {
  private final List<AnswerEvent> early = new ArrayList<>();
  private Consumer<AnswerEvent> to = early::add;

  @Override
  public void accept(AnswerEvent event) {
    to.accept(event);
  }

  /// Hands over what came before, in its order, and everything to come.
  public void to(Consumer<AnswerEvent> next) {
    early.forEach(next);
    early.clear();
    to = next;
  }
}
