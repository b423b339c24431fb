package cn.ruhu.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// First line of a push body; each further line is one op's bytes exactly as journalled.
///
/// @param protocol [Protocol#VERSION]
/// @param alg hash of the chain, [Protocol#HASH]
/// @param journal journal id, 32 hex digits
/// @param fromSeq jseq of the first op line
/// @param prevHash chain hash before the first op line, 64 hex digits
/// @param lastHash chain hash after the last op line, equal to `prevHash` when there is none
/// @param count op lines that follow
/// @param witness highest point of the server's history this client ever saw, null for never
/// @param cursors by scope
public record PushHeader(
    int protocol,
    String alg,
    String journal,
    long fromSeq,
    String prevHash,
    String lastHash,
    int count,
    @Nullable Witness witness,
    Map<String, Cursor> cursors) {
  public PushHeader {
    Shape.present(alg, journal, prevHash, lastHash);
    cursors = Shape.sorted(cursors);
  }
}
