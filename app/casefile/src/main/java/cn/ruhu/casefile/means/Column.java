package cn.ruhu.casefile.means;

/// The value columns of a fact of means (DOMAIN §5.0). One never overwrites another.
public enum Column {
  /// what the household stated
  DECLARED("declared"),
  /// what the visit found
  VERIFIED("verified"),
  /// what the verification system returned
  REGISTRY("registry"),
  /// what the street takes for the decision
  ADOPTED("adopted");

  private final String field;

  Column(String field) {
    this.field = field;
  }

  /// Field of the ITEM record.
  public String field() {
    return field;
  }
}
