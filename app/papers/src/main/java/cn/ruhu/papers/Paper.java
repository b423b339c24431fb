package cn.ruhu.papers;

import cn.ruhu.casefile.paper.PageCode.Use;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The printed papers (DOMAIN §2.5). A paper with a slot comes back signed or sealed and carries a
/// page code on every page; so do those the household takes along, by which its case is opened.
public enum Paper {
  /// registration form, declaration, one authorization sheet a signer
  F02("D02"),
  /// cover sheet for loose originals of one slot
  COVER(Use.COVER),
  /// receipt for papers handed in
  RECEIPT(Use.NOTICE),
  /// receipt for a report of change
  CHANGE(Use.NOTICE),
  /// notice of acceptance
  N01(Use.NOTICE),
  /// notice of missing papers
  N02(Use.NOTICE),
  /// what the city's verification found otherwise than declared, and how to object
  N03(Use.NOTICE),
  /// public notice; a photo of it at its board is filed
  N04("D20"),
  /// approval with rights and duties; the sealed copy is filed
  N05("D23"),
  /// refusal; the sealed copy is filed
  N06("D23"),
  /// aid raised, lowered, suspended or stopped; the sealed copy is filed
  N07("D23"),
  /// slips left at a door nobody opened, numbered; a photo or scan of one is filed
  N08("D19"),
  /// sheet a home visit is signed on at the table where nobody can sign on the screen, and the
  /// household's copy; the signed sheet is filed
  F03("D32"),
  /// proof of delivery
  N11("D24"),
  /// slip that hands somebody's trouble on to a department, with its answer below, comes back whole
  N10("D22"),
  /// aid before papers: the chief's word and the receipt for the aid; the signed sheet is filed
  U01("D31"),
  /// promise to bring what is missing (容缺); the signed sheet is filed
  PROMISE("D29"),
  /// application in writing
  F01("D01"),
  /// the community vouches for members without a number, a sheet each
  VOUCH("D30"),
  /// near relatives of officials put on record
  N12("D25"),
  /// the district's own public notice before its decision (N04b, 220号 art 29)
  N04B("D20"),
  /// record of an appraisal, filled by hand in the meeting; the signed sheet is filed
  F05("D21"),
  /// approval form: what was found, judged and decided, for the signatures of those who did
  F06("D33"),
  /// how the income and the result were computed, for the applicant (DOMAIN §0.2 C17)
  MEANS();

  /// Edition of every form as printed by this version, in [PageCode#formVersion].
  public static final int EDITION = 1;

  private final String slot;
  private final @Nullable Use use;

  Paper(String slot) {
    this.slot = slot;
    use = Use.PAGE;
  }

  Paper() {
    slot = "";
    use = null;
  }

  Paper(Use use) {
    slot = "";
    this.use = use;
  }

  /// Slot its pages come back to; empty when they are filed nowhere.
  public String slot() {
    return slot;
  }

  /// What the page codes on it are for; empty for a paper without any.
  public Optional<Use> use() {
    return Optional.ofNullable(use);
  }
}
