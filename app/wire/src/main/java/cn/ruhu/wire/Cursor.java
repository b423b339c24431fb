package cn.ruhu.wire;

/// How far a client has pulled one scope.
///
/// @param seq commit number up to which everything in the scope is known
/// @param hash the server's hash at that commit
public record Cursor(long seq, String hash) {
  public Cursor {
    Shape.present(hash);
  }
}
