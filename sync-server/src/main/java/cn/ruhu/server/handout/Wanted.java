package cn.ruhu.server.handout;

import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.FileRows;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.FileAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/// Files the server lost (a restore, a bad disk) and asks of a machine again: only of one whose
/// person sees a record that names them, so nobody learns of a file by being asked for it. Each
/// page begins at another address, so files nobody can send any more keep no other from being asked
/// for.
final class Wanted {
  /// Most places looked at for one page, and so most files asked for in it.
  private static final int MAX = 200;

  private Wanted() {}

  /// @param scopes granted now
  /// @param now server clock, milliseconds since 1970
  static List<String> of(Rows rows, Pulls pulls, Caller caller, List<String> scopes, long now)
      throws StorageException {
    var whole = new ArrayList<String>();
    var cases = new ArrayList<UUID>();
    for (String scope : scopes) {
      if (scope.startsWith(Pulls.CASE))
        cases.add(UUID.fromString(scope.substring(Pulls.CASE.length())));
      else whole.add(scope);
    }
    String from = FileAddress.of(ByteBuffer.allocate(Long.BYTES).putLong(now).array()).text();
    var places = new ArrayList<>(rows.files().lost(whole, cases, from, MAX));
    if (places.size() < MAX)
      places.addAll(rows.files().lost(whole, cases, "", MAX - places.size()));
    if (places.isEmpty()) return List.of();
    var ids = new HashSet<UUID>();
    for (FileRows.Lost place : places) ids.add(place.record());
    Map<UUID, Held> records = rows.records().find(ids);
    var wanted = new TreeSet<String>();
    for (FileRows.Lost place : places) {
      Held record = records.get(place.record());
      if (record == null || !place.address().equals(record.fields().get(place.field()))) continue;
      Optional<Map<String, String>> shown = pulls.visible(record, caller.role());
      if (shown.isPresent() && shown.get().containsKey(place.field())) wanted.add(place.address());
    }
    return List.copyOf(wanted);
  }
}
