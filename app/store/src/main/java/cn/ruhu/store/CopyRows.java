package cn.ruhu.store;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.WireRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the copies of one page, in its transaction.
final class CopyRows {
  private static final String SEQ = "SELECT commit_seq FROM record WHERE id = ?";

  private final Connection c;
  private final Statements statements;
  private final Keyring keys;
  private final ReceivedRows news;
  private final ScopeRows scopes;
  private final Collection<String> granted;

  /// @param statements of the same transaction
  /// @param news takes what is news to this person
  /// @param granted scopes of the page
  CopyRows(
      Connection c,
      Statements statements,
      Keyring keys,
      ReceivedRows news,
      ScopeRows scopes,
      Collection<String> granted) {
    this.c = c;
    this.statements = statements;
    this.keys = keys;
    this.news = news;
    this.scopes = scopes;
    this.granted = granted;
  }

  /// A copy leaves this person's reach.
  ///
  /// @return the case it was of, empty for one of no case; null when it was not here
  @Nullable String exit(PullReply.Exit exit) throws SQLException {
    news.exit(exit);
    return Db.text(
        c,
        "DELETE FROM record WHERE id = ? AND scope = ? AND commit_seq <= ?"
            + " RETURNING coalesce(case_id, '')",
        exit.id().toString(),
        exit.scope(),
        exit.seq());
  }

  /// @return what is shown of it from now on, null when a newer one is here
  View.@Nullable Copy record(WireRecord r) throws SQLException, StoreException {
    String held = held(r);
    long here = statements.number(SEQ, r.id().toString());
    if (here > r.seq() && !scopes.isAnew(held)) return null;
    news.record(r, here);
    byte[] aad = aad(r.id(), r.type(), held, r.caseId(), r.seq(), r.deleted());
    byte[] data = keys.sealScope(held, aad, RecordBytes.write(r.scope(), r.fields()));
    statements.run(
        """
        INSERT INTO record (id, type, scope, case_id, commit_seq, deleted, data, mark)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
          type = excluded.type, scope = excluded.scope, case_id = excluded.case_id,
          commit_seq = excluded.commit_seq, deleted = excluded.deleted, data = excluded.data,
          mark = excluded.mark
        """,
        r.id().toString(),
        r.type(),
        held,
        r.caseId() == null ? null : r.caseId().toString(),
        r.seq(),
        r.deleted() ? 1 : 0,
        data,
        scopes.mark(held));
    CaseRecord record =
        r.deleted()
            ? null
            : OpCodec.type(r.type())
                .map(t -> CaseRecord.of(t, r.id(), r.scope(), r.caseId(), r.fields()))
                .orElse(null);
    return new View.Copy(r.id(), held, r.caseId(), r.seq(), record);
  }

  static long seqOf(Connection c, UUID id) throws SQLException {
    return Db.number(c, SEQ, id.toString());
  }

  /// What a sealed copy belongs to.
  static byte[] aad(
      UUID id, String type, String held, @Nullable UUID caseId, long seq, boolean deleted) {
    return Keyring.aad("record", id, type, held, caseId, seq, deleted);
  }

  /// The granted scope a record came under: its home scope, or the scope of its case for people who
  /// hold single cases.
  private String held(WireRecord r) throws StoreException {
    if (granted.contains(r.scope())) return r.scope();
    String ofCase = "case:" + r.caseId();
    if (granted.contains(ofCase)) return ofCase;
    throw new StoreException(StoreException.Code.CORRUPT, "a page with a record nobody granted");
  }
}
