package cn.ruhu.desktop.kit;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/// An open screen of a feature, as the shell sees it. Views implement it.
public interface Screen {
  /// The content; built once.
  Node node();

  /// Keys that work while the screen is shown.
  default List<Shortcut> shortcuts() {
    return List.of();
  }

  /// What the right panel shows for this screen.
  default Optional<Side> side() {
    return Optional.empty();
  }

  /// Comes to the front. `argument` is what another screen asked for (a case id), empty for none.
  default void onShown(String argument) {}

  /// Goes to the back; subscriptions that cost anything end here.
  default void onHidden() {}

  /// F6: people stand behind the counter, only the current step may stay visible, nothing else
  /// about a person.
  ///
  /// @return whether a step stays in sight; a screen that is no step (a list of cases, a file in
  ///   hand) is covered whole by the window
  default boolean onCurtain(boolean drawn) {
    return false;
  }

  /// Content for the right panel.
  ///
  /// @param filled whether there is something to read: an empty panel takes no room unless somebody
  ///   asks for it, and then says what would fill it
  /// @param onDemand in a window that is not wide it waits to be asked for
  record Side(String title, Node node, ObservableBooleanValue filled, boolean onDemand) {
    public Side(String title, Node node) {
      this(title, node, new SimpleBooleanProperty(true), false);
    }
  }
}
