package cn.ruhu.desktop.recount;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Recount;
import java.util.List;
import java.util.UUID;

/// A household whose aid is paid by an older standard.
///
/// @param lines one for each scheme it is paid by
record RecountRow(UUID application, String number, String applicant, List<Recount> lines) {
  RecountRow {
    lines = List.copyOf(lines);
  }

  /// What is paid a month now, fen.
  Fen before() {
    return Fen.sum(lines.stream().map(Recount::before).toList());
  }

  /// By the new standard, fen; a scheme that cannot be computed counts as nothing here.
  Fen after() {
    return Fen.sum(lines.stream().flatMap(l -> l.after().stream()).toList());
  }

  Fen difference() {
    return after().minus(before());
  }

  Fen backPay() {
    return Fen.sum(lines.stream().map(Recount::backPay).toList());
  }

  List<Hindrance> against() {
    return lines.stream().flatMap(l -> l.against().stream()).distinct().toList();
  }

  /// The standard alone changes it: it may be decided together with others.
  boolean harmless() {
    return against().isEmpty();
  }
}
