package cn.ruhu.desktop.publishing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A published version of a form as the list shows it.
///
/// @param file address of the package's bytes
/// @param hash of the package, hex; empty for one published before hashes were kept
/// @param by name of who published it, empty for the server's console
/// @param here whether its bytes are on this machine, so that it can be tried out
record FormRow(
    UUID id,
    String formId,
    String version,
    String title,
    Standing standing,
    Optional<Instant> at,
    String by,
    String reason,
    String hash,
    String file,
    boolean here,
    Optional<Retired> retired) {
  /// What a version is good for.
  enum Standing {
    /// visits that begin now begin with it
    CURRENT,
    /// visits begun with it go on; none begins with it, since a newer one is there
    ALIVE,
    /// out of use; visits begun with it may end with it
    RETIRED
  }

  /// @param by name, empty for the console
  record Retired(Optional<Instant> at, String by, String why) {}
}
