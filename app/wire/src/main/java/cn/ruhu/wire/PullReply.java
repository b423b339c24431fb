package cn.ruhu.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// @param records changed records of the granted scopes, a commit never split between two pages
/// @param exits records that left a scope; a client forgets its copy if the copy still has that
///   scope
/// @param cursors new cursors for every granted scope
/// @param scopes granted scopes; copies of any other scope are to be dropped with their key
/// @param receipts addresses of files the server holds, verified, among those of the caller's cases
/// @param wantFiles addresses the server lost (restore) and asks for again
/// @param more another page waits
/// @param told verdicts of the ops asked for in [PullRequest#waits] that wait no longer
/// @param resync scopes whose cursor is older than the tombstones that are kept: this page begins
///   them from the beginning, and what no page until their end brings is gone
/// @param digests [ScopeDigest] of scopes asked about that this page exhausts
/// @param late what became of those asked for that came too late
public record PullReply(
    List<WireRecord> records,
    List<Exit> exits,
    Map<String, Cursor> cursors,
    List<String> scopes,
    List<String> receipts,
    List<String> wantFiles,
    Witness witness,
    long safeSeq,
    long serverTime,
    boolean more,
    List<Verdict> told,
    List<String> resync,
    Map<String, String> digests,
    List<LateNews> late) {

  public PullReply {
    Shape.present(witness);
    records = List.copyOf(records);
    exits = List.copyOf(exits);
    cursors = Shape.sorted(cursors);
    scopes = List.copyOf(scopes);
    receipts = List.copyOf(receipts);
    wantFiles = List.copyOf(wantFiles);
    told = told == null ? List.of() : List.copyOf(told);
    resync = resync == null ? List.of() : List.copyOf(resync);
    digests = digests == null ? Map.of() : Shape.sorted(digests);
    late = late == null ? List.of() : List.copyOf(late);
  }

  public record Exit(String scope, UUID id, long seq) {
    public Exit {
      Shape.present(scope, id);
    }
  }
}
