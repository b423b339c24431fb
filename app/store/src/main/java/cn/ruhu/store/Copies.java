package cn.ruhu.store;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/// Opens the pulled copies of every held scope.
final class Copies {
  private final Keyring keys;
  private final RecordBytes shapes = new RecordBytes();

  Copies(Keyring keys) {
    this.keys = keys;
  }

  /// Shows them. One that does not open is left out, and comes again with its scope; own work is
  /// not among them.
  ///
  /// @param damaged takes those that do not open, id → scope
  void open(Connection c, View view, Map<String, String> damaged)
      throws SQLException, StoreException {
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT id, type, scope, case_id, commit_seq, deleted, data FROM record");
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        try {
          view.put(copy(r));
        } catch (StoreException e) {
          if (e.code() != StoreException.Code.CORRUPT) throw e;
          damaged.put(r.getString(1), r.getString(3));
        }
      }
    }
  }

  private View.Copy copy(ResultSet r) throws SQLException, StoreException {
    UUID id = UUID.fromString(r.getString(1));
    String type = r.getString(2);
    String held = r.getString(3);
    String caseText = r.getString(4);
    UUID caseId = caseText == null ? null : UUID.fromString(caseText);
    long seq = r.getLong(5);
    boolean deleted = r.getBoolean(6);
    byte[] aad = SyncLedger.aad(id, type, held, caseId, seq, deleted);
    byte[] open = keys.openScope(held, aad, r.getBytes(7));
    var known = OpCodec.type(type);
    if (deleted || known.isEmpty()) return new View.Copy(id, held, seq, null);
    try {
      RecordBytes.Content in = shapes.read(open);
      var record = new CaseRecord(known.get(), id, in.homeScope(), caseId, in.fields());
      return new View.Copy(id, held, seq, record);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "a pulled copy", e);
    }
  }
}
