package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

  private static KeptFile.Row row(ResultSet r, Keyring keys) throws SQLException, StoreException {
    String name = r.getString(1);
    UUID caseId = UUID.fromString(r.getString(2));
    String scope = r.getString(8);
    byte[] aad = Keyring.aad("file", name, caseId, scope);
    byte[] open =
        scope == null ? keys.open(aad, r.getBytes(9)) : keys.openScope(scope, aad, r.getBytes(9));
    ByteBuffer in = ByteBuffer.wrap(open);
    byte[] key = new byte[Aead.KEY_LENGTH];
    byte[] sha256 = new byte[32];
    in.get(key).get(sha256);
    String mime =
        new String(open, in.position(), open.length - in.position(), StandardCharsets.UTF_8);
    var file =
        new KeptFile(
            FileAddress.ofDigest(sha256).text(),
            caseId,
            mime,
            r.getLong(3),
            r.getInt(4),
            KeptFile.State.valueOf(r.getString(5)),
            r.getLong(6),
            r.getLong(7));
    return new KeptFile.Row(name, scope, new KeptFile.FileKey(key), file);
  }

  static void insert(Connection c, Keyring keys, KeptFile.Row row)
      throws SQLException, StoreException {
    KeptFile f = row.file();
    byte[] mime = f.mime().getBytes(StandardCharsets.UTF_8);
    byte[] sha256 = Hashes.bytes(new FileAddress(f.address()).hex());
    byte[] key = row.key().bytes();
    byte[] open =
        ByteBuffer.allocate(key.length + sha256.length + mime.length)
            .put(key)
            .put(sha256)
            .put(mime)
            .array();
    byte[] aad = Keyring.aad("file", row.name(), f.caseId(), row.scope());
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
