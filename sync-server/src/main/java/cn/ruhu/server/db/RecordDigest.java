package cn.ruhu.server.db;

import cn.ruhu.server.json.FieldMap;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;

/// SHA-256 over all a record says: what the chain of commits is made of, and what a row that was
/// changed behind the program's back does not hash to. Stateless.
final class RecordDigest {
  private RecordDigest() {}

  /// @param plain the fields that are readable by SQL, as they are written
  /// @param sealed the others, before sealing
  static String of(Held record, byte[] plain, byte[] sealed) {
    byte[] about =
        (record.type() + "\n" + record.scope() + "\n" + record.deleted() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    return Hashes.sha256Hex(about, plain, sealed);
  }

  /// As above, for a record that is not being written.
  static String of(Held record) {
    SealedFields split = SealedFields.of(record);
    return of(record, FieldMap.write(split.plain()), FieldMap.write(split.sealed()));
  }
}
