package cn.ruhu.survey;

/// The parts of a visit (DOMAIN C18): what the household hears and signs, the signatures
/// themselves, and what the two investigators write outside the door.
public enum Part {
  /// Read back to the household; every present member signs over its hash.
  TABLE,
  /// Signatures and refusals to sign: they are over a part's text, never in it.
  SIGNATURES,
  /// Neighbours, observations, differences, conclusion: signed by both investigators.
  DOOR
}
