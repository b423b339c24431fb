package cn.ruhu.desktop.work;

import cn.ruhu.casefile.process.GradualExit;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import java.util.ArrayList;
import java.util.List;

/// The months of a gradual exit (渐退) in words: what is paid for each, and after which nothing is.
/// Stateless and thread-safe.
public final class ExitWords {
  private ExitWords() {}

  /// A plan before it is decided, with the part of the last amount each month is.
  public static Message plan(String scheme, GradualExit exit) {
    Message all = Message.of("work.exit.none");
    for (GradualExit.Month m : exit.months().reversed())
      all =
          Message.of(
              "work.exit.month.part",
              m.month().toString(),
              m.amount().grouped(),
              m.percent().exact(0),
              all);
    return Message.of(
        "work.exit.plan", CodeTables.label("scheme", scheme), exit.last().grouped(), all);
  }

  /// The months a decision keeps; none where it keeps no plan.
  public static List<Message> months(CaseRecord decision) {
    var lines = new ArrayList<Message>();
    for (GradualExit.Paid p : GradualExit.read(decision))
      lines.add(Message.of("work.exit.month", p.month().toString(), p.amount().grouped()));
    return lines;
  }
}
