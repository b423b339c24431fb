package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The inspector's amounts beside those of the first visit (DOMAIN §6.2): a difference of a tenth
/// or more in any amount speaks against the first visit.
///
/// @param same amounts that agree within a tenth
/// @param all amounts compared
/// @param apart words of those that do not: what, inspector's amount, first visit's amount
record SpotCheck(int same, int all, List<String> apart) {
  SpotCheck {
    apart = List.copyOf(apart);
  }

  static SpotCheck compare(CaseFile file, Map<String, String> found) {
    int same = 0;
    int all = 0;
    var apart = new ArrayList<String>();
    for (CaseRecord item : Asks.checked(file)) {
      String typed = found.getOrDefault("item:" + item.id(), "");
      if (!typed.matches("-?\\d+")) continue;
      all++;
      long mine = Long.parseLong(typed);
      long first = Long.parseLong(item.text("verified"));
      if (Math.abs(mine - first) * 10 < Math.max(Math.abs(first), 1)) same++;
      else
        apart.add(
            Asks.itemWords(file, item)
                + " "
                + Show.money(typed)
                + " / "
                + Show.money(item.text("verified")));
    }
    return new SpotCheck(same, all, apart);
  }

  /// `3/4` and what differs, kept with the fact.
  String value() {
    String head = same + "/" + all;
    return apart.isEmpty() ? head : head + "; " + String.join("; ", apart);
  }
}
