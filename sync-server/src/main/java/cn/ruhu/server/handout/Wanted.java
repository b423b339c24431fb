package cn.ruhu.server.handout;

import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.db.FileRows;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.merge.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Files the server lost (a restore, a bad disk) and asks of a machine again: only of one whose
/// person sees a record that names them, so nobody learns of a file by being asked for it.
final class Wanted {
  /// Most that are asked for in one page.
  private static final int MAX = 200;

  private Wanted() {}

  static List<String> of(Rows rows, Pulls pulls, Caller caller) throws StorageException {
    List<FileRows.Lost> lost = rows.files().lost();
    if (lost.isEmpty()) return List.of();
    var wanted = new TreeSet<String>();
    for (FileRows.Lost use : lost) {
      if (wanted.size() >= MAX) break;
      Optional<Held> record = rows.records().find(use.record());
      if (record.isEmpty() || record.get().deleted()) continue;
      Held r = record.get();
      if (!use.address().equals(r.fields().get(use.field()))) continue;
      if (Scopes.reach(rows, caller, r.scope(), r.caseId()) != Scopes.Reach.NOW) continue;
      Optional<Map<String, String>> shown = pulls.visible(r, caller.role());
      if (shown.isPresent() && shown.get().containsKey(use.field())) wanted.add(use.address());
    }
    return List.copyOf(wanted);
  }
}
