package cn.ruhu.casefile.process;

/// Commit–reveal (DOMAIN §6.3): the district publishes the hash of a secret before a public number
/// is drawn that nobody can foresee, and the secret afterwards. The seed is both together, so that
/// neither the district nor whoever knows the public number first can choose the draw.
///
/// Immutable, thread-safe.
///
/// @param secret what is kept until the public number is known, never blank
public record Commitment(String secret) {
  public Commitment {
    if (secret.isBlank()) throw new IllegalArgumentException("a commitment needs a secret");
  }

  /// What is published before: SHA-256 of the secret, 64 hex digits.
  public String hash() {
    return Lots.sha256(secret);
  }

  /// The seed of the draw.
  ///
  /// @param number the public number, as it was published
  public String seed(String number) {
    return secret + number;
  }
}
