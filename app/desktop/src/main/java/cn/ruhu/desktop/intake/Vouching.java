package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Why somebody has no number, who of the community vouches, and until when the papers come (DOMAIN
/// §0.2 C9). The vouching is there only while the number is to follow. Window thread only.
final class Vouching {
  private Vouching() {}

  /// @param prefix before the fields' names in their ids
  /// @param person whose number it is
  static Node of(
      RecordForm form, IntakeViewModel model, String prefix, Supplier<@Nullable UUID> person) {
    var grid = form.grid();
    grid.add(form.date(prefix, person, "idDue").required(), 2);
    grid.add(form.text(prefix, person, "vouchName").required(), 2);
    grid.add(form.text(prefix, person, "vouchPost").required(), 2);
    grid.add(form.digits(prefix, person, "vouchPhone", 20).required(), 2);
    return form.sometimes(grid, () -> pending(model, person.get()));
  }

  private static boolean pending(IntakeViewModel model, @Nullable UUID person) {
    WorkingCopy copy = model.open.get();
    if (copy == null || person == null) return false;
    Optional<CaseRecord> of = copy.get(person);
    return of.isPresent() && PendingIdentity.pending(of.get());
  }
}
