package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Hindrance;
import java.util.List;

/// A deed that this person may do on this case, now or as soon as nothing is in the way.
///
/// @param blocked what must happen first, empty when it may be done now
record Offer(Deed deed, List<Hindrance> blocked) {
  Offer {
    blocked = List.copyOf(blocked);
  }
}
