package cn.ruhu.store;

import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Rows of the table `file`. Sealed in each: the file's key, its hash and its media type; own files
/// under the work key, fetched ones under the key of their scope.
final class FileRows {
  private FileRows() {}

  static List<KeptFile.Row> all(Connection c, Keyring keys) throws SQLException, StoreException {
    var rows = new ArrayList<KeptFile.Row>();
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT name, case_id, length, hint, state, sent, made, scope, sealed FROM file");
        ResultSet r = p.executeQuery()) {
      while (r.next()) rows.add(row(r, keys));
    }
    return rows;
  }

  /// Names of own files without a receipt that an op names or the server asks for.
  ///
  /// @param andJournal what else must hold of the op, as SQL over `j`
  static Set<String> toSend(Connection c, String andJournal) throws SQLException {
    var names = new HashSet<String>();
    String sql =
        """
        SELECT f.name FROM file f WHERE f.state = 'KEPT' AND (f.wanted = 1 OR EXISTS (
          SELECT 1 FROM journal_file jf JOIN journal j ON j.n = jf.n WHERE jf.name = f.name %s))
        """
            .formatted(andJournal);
    try (PreparedStatement p = c.prepareStatement(sql);
        ResultSet r = p.executeQuery()) {
      while (r.next()) names.add(r.getString(1));
    }
    return names;
  }

  private static KeptFile.Row row(ResultSet r, Keyring keys) throws SQLException, StoreException {
    String name = r.getString(1);
    UUID caseId = UUID.fromString(r.getString(2));
    String scope = r.getString(8);
    byte[] aad = AtRest.file(name, caseId, scope);
    byte[] open =
        scope == null ? keys.open(aad, r.getBytes(9)) : keys.openScope(scope, aad, r.getBytes(9));
    AtRest.FileFacts facts = facts(open);
    var file =
        new KeptFile(
            facts.address().text(),
            caseId,
            facts.mime(),
            r.getLong(3),
            r.getInt(4),
            KeptFile.State.valueOf(r.getString(5)),
            r.getLong(6),
            r.getLong(7));
    return new KeptFile.Row(name, scope, new KeptFile.FileKey(facts.key()), file);
  }

  private static AtRest.FileFacts facts(byte[] open) throws StoreException {
    try {
      return AtRest.FileFacts.of(open);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "facts of a file", e);
    }
  }

  static void insert(Connection c, Keyring keys, KeptFile.Row row)
      throws SQLException, StoreException {
    KeptFile f = row.file();
    byte[] open =
        new AtRest.FileFacts(row.key().bytes(), new FileAddress(f.address()), f.mime()).bytes();
    byte[] aad = AtRest.file(row.name(), f.caseId(), row.scope());
    byte[] sealed =
        row.scope() == null ? keys.seal(aad, open) : keys.sealScope(row.scope(), aad, open);
    Db.run(
        c,
        """
        INSERT INTO file (name, case_id, length, hint, state, sent, made, scope, sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row.name(),
        f.caseId().toString(),
        f.length(),
        f.hint(),
        f.state().name(),
        f.sent(),
        f.madeAt(),
        row.scope(),
        sealed);
  }
}
