package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A page in the binder: one that stands, an earlier version of it, or one that was taken out.
/// Pure.
///
/// @param at its place among the standing pages of its kind, from 1; 0 for one that stands no more
/// @param of how many of its kind stand
/// @param version 0 for one that stands, 1 for the one before it…; -1 for one taken out
/// @param earlier how many versions it had before
record Leaf(CaseRecord page, int at, int of, int version, int earlier) {
  UUID id() {
    return page.id();
  }

  String slot() {
    return page.text("slot");
  }

  boolean stands() {
    return version == 0;
  }

  boolean out() {
    return version < 0;
  }

  /// How it came that it stands no more, code of table `pageChange`; `""` for one that stands.
  String way() {
    return page.text("replacedWay");
  }

  /// The pages of a case in the order of the archive.
  ///
  /// @param history with earlier versions under each page, and with those taken out
  static List<Leaf> of(CaseFile file, boolean history) {
    var all = new ArrayList<Leaf>();
    for (CodeEntry e : CodeTables.table("docType").entries()) {
      List<CaseRecord> own = standing(file, e.code());
      for (int i = 0; i < own.size(); i++) {
        List<CaseRecord> earlier = file.earlier(own.get(i));
        all.add(new Leaf(own.get(i), i + 1, own.size(), 0, earlier.size()));
        if (history)
          for (int v = 0; v < earlier.size(); v++)
            all.add(new Leaf(earlier.get(v), 0, own.size(), v + 1, 0));
      }
      if (history)
        for (CaseRecord p : file.all(RecordType.PAGE))
          if (p.text("slot").equals(e.code()) && gone(file, p))
            all.add(new Leaf(p, 0, own.size(), -1, 0));
    }
    return List.copyOf(all);
  }

  /// Standing pages of one kind, in order.
  static List<CaseRecord> standing(CaseFile file, String slot) {
    return file.pages().stream().filter(p -> p.text("slot").equals(slot)).toList();
  }

  /// Taken out, or moved to another household: nothing in this case took its place.
  private static boolean gone(CaseFile file, CaseRecord p) {
    return !p.text("replacedWay").isEmpty() && p.ref("replacedBy").flatMap(file::record).isEmpty();
  }
}
