package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The first look of a list at every case of a large store, which takes minutes: the cases that
/// matter most are looked at first, which their applications tell without a case being read, and
/// what was found stands in the list meanwhile. In a small store, and once everything was looked
/// at, it is an ordinary look. Not for the window's thread; one instance is used by one look at a
/// time.
public final class FirstLook {
  /// Cases between two tellings.
  static final int STRETCH = 250;

  private final Desk desk;
  private boolean through;

  public FirstLook(Desk desk) {
    this.desk = desk;
  }

  /// Goes through every application.
  ///
  /// @param first those to begin with
  /// @param of what the list has of a case, none for nothing
  /// @param sofar told now and then what was found until then, in no order; never after the look
  /// @return everything that was found, in no order
  public <T> List<T> all(
      Predicate<CaseRecord> first, Function<CaseRecord, Stream<T>> of, Consumer<List<T>> sofar) {
    List<CaseRecord> all = desk.applications();
    boolean tells = desk.store().isLarge() && !through;
    if (tells)
      all = Stream.concat(all.stream().filter(first), all.stream().filter(first.negate())).toList();
    var found = new ArrayList<T>();
    int told = 0;
    for (int i = 0; i < all.size(); i++) {
      of.apply(all.get(i)).forEach(found::add);
      if (!tells || (i + 1) % STRETCH != 0 || found.size() == told) continue;
      told = found.size();
      sofar.accept(List.copyOf(found));
    }
    through = true;
    return found;
  }
}
