package cn.ruhu.wire;

/// A point in the server's history: its lineage, commit number and the hash over all effects so
/// far.
///
/// @param epoch UUID text of the lineage; a restored server has a new one
/// @param seq commit number, 0 before the first
/// @param hash 64 hex digits
public record Witness(String epoch, long seq, String hash) {
  public Witness {
    Shape.present(epoch, hash);
  }
}
