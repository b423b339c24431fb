package cn.ruhu.desktop.kit;

import cn.ruhu.casefile.process.Role;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableIntegerValue;

/// An entry of the rail. Listed in `Wiring`; the first of a person's role is that person's home.
///
/// @param id also the prefix of its text keys: `<id>.title` stands on the rail
/// @param icon beside the word
/// @param roles who sees it
/// @param open makes the screen, on first use
/// @param count what waits there; 0 shows nothing
/// @param place work above, the machine's own below
public record Feature(
    String id,
    Icon icon,
    Set<Role> roles,
    Function<Navigator, Screen> open,
    ObservableIntegerValue count,
    Place place) {
  /// Where on the rail.
  public enum Place {
    WORK,
    MACHINE
  }

  public Feature {
    roles = Set.copyOf(roles);
  }

  /// A place of work without a count.
  public static Feature of(
      String id, Icon icon, Set<Role> roles, Function<Navigator, Screen> open) {
    return new Feature(id, icon, roles, open, new ReadOnlyIntegerWrapper(0), Place.WORK);
  }

  /// The same with a count.
  public Feature counting(ObservableIntegerValue waiting) {
    return new Feature(id, icon, roles, open, waiting, place);
  }

  /// The same at the foot of the rail.
  public Feature atFoot() {
    return new Feature(id, icon, roles, open, count, Place.MACHINE);
  }

  public String titleKey() {
    return id + ".title";
  }
}
