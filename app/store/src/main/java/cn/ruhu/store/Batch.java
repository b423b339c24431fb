package cn.ruhu.store;

import java.util.List;
import java.util.UUID;

/// Ops that wait, in journal order and without a gap, as the exact bytes that were journalled.
///
/// @param journal journal id
/// @param fromSeq jseq of the first line
/// @param prevHash chain hash before the first line
/// @param lines one op each, no line feed
public record Batch(
    String journal, long fromSeq, String prevHash, List<byte[]> lines, List<UUID> opIds) {
  public Batch {
    lines = List.copyOf(lines);
    opIds = List.copyOf(opIds);
  }
}
