package cn.ruhu.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// First line of a push body; each further line is one op's bytes exactly as journalled.
///
/// @param protocol [Protocol#VERSION]
/// @param journal journal id, 32 hex digits
/// @param fromSeq jseq of the first op line
/// @param prevHash chain hash before the first op line, 64 hex digits
/// @param count op lines that follow
/// @param witness highest point of the server's history this client ever saw, null for never
/// @param cursors by scope
public record PushHeader(
    int protocol,
    String journal,
    long fromSeq,
    String prevHash,
    int count,
    @Nullable Witness witness,
    Map<String, Cursor> cursors) {}
