package cn.ruhu.desktop.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javafx.collections.ObservableListBase;

/// A list that only changes as a whole, in one step and without a look at its elements: the
/// toolkit's own list takes a hundred thousand of them in one by one. Window thread only.
public final class WholeList<T> extends ObservableListBase<T> {
  private List<T> elements = List.of();

  public WholeList() {}

  /// Shows another list from now on.
  ///
  /// @param next not copied, so nobody may change it any more
  public void show(List<T> next) {
    List<T> before = elements;
    beginChange();
    elements = next;
    nextReplace(0, next.size(), before);
    endChange();
  }

  /// As [#show], with a copy.
  @Override
  public boolean setAll(Collection<? extends T> next) {
    show(new ArrayList<>(next));
    return true;
  }

  /// Shows what another such list shows, without a copy: neither changes it.
  void show(WholeList<T> other) {
    show(other.elements);
  }

  @Override
  public T get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
