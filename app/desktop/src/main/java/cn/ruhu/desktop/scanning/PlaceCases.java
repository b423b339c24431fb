package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.work.Desk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// The cases a sheet may be put into by hand: those of this machine, and those the window took in
/// for another street and has not handed over yet.
final class PlaceCases {
  private PlaceCases() {}

  /// A case to choose.
  ///
  /// @param name of the applicant
  /// @param number of the application
  /// @param street whose it is, in words; `""` for one of the own street
  record Into(UUID application, String name, String number, String street) {
    @Override
    public String toString() {
      return "Into[" + application + "]";
    }
  }

  /// The newest first.
  static List<Into> of(Desk desk) {
    var all = new ArrayList<Into>();
    for (CaseRecord a : desk.applications()) {
      String name =
          a.ref("applicant").flatMap(desk.store()::record).map(p -> p.text("name")).orElse("");
      all.add(new Into(a.id(), name, a.text("number"), ""));
    }
    for (CaseFile f : desk.heldCases()) {
      CaseRecord a = f.application().orElseThrow();
      all.removeIf(i -> i.application().equals(a.id())); // while it was not sent yet
      String name = f.applicant().map(p -> p.text("name")).orElse("");
      String street = CodeTables.label("street", a.text("street"));
      all.add(new Into(a.id(), name, a.text("number"), street));
    }
    all.sort(Comparator.comparing(Into::application).reversed());
    return List.copyOf(all);
  }
}
