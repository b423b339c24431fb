package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.desktop.shell.Session.Hit;
import cn.ruhu.store.LocalStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Everything Ctrl+K looks through: households, then leads, then the words on pages. Thread-safe.
final class Searches {
  private final CaseSearch cases;
  private final LocalStore store;
  private final Supplier<Actor> actor;
  private volatile Function<String, List<Hit>> words = _ -> List.of();

  Searches(CaseSearch cases, LocalStore store, Supplier<Actor> actor) {
    this.cases = cases;
    this.store = store;
    this.actor = actor;
  }

  /// Searches the words of pages too.
  void alsoWords(Function<String, List<Hit>> of) {
    words = of;
  }

  /// Best first of each kind.
  List<Hit> find(String typed) {
    var leads = new LeadSearch(store, actor.get()).find(typed);
    return Stream.of(cases.find(typed), leads, words.apply(typed)).flatMap(List::stream).toList();
  }
}
