package cn.ruhu.papers;

/// The printed papers (DOMAIN §2.5). A paper with a slot comes back signed or sealed and carries a
/// page code on every page.
public enum Paper {
  /// registration form, declaration, one authorization sheet a signer
  F02("D02"),
  /// cover sheet for loose originals of one slot
  COVER("*"),
  /// receipt for papers handed in
  RECEIPT(""),
  /// notice of acceptance
  N01(""),
  /// notice of missing papers
  N02(""),
  /// public notice
  N04(""),
  /// approval with rights and duties; the sealed copy is filed
  N05("D23"),
  /// refusal; the sealed copy is filed
  N06("D23"),
  /// proof of delivery
  N11("D24"),
  /// slip that hands somebody's trouble on to a department, with its answer below, comes back whole
  N10("D22"),
  /// aid before papers: the chief's word and the receipt for the aid; the signed sheet is filed
  U01("D29");

  /// Edition of every form as printed by this version, in [PageCode#formVersion].
  public static final int EDITION = 1;

  private final String slot;

  Paper(String slot) {
    this.slot = slot;
  }

  /// Slot its pages come back to; empty when it does not come back, `*` when the facts name it.
  public String slot() {
    return slot;
  }
}
