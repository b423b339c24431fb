package cn.ruhu.papers;

import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.paper.PageKey;
import java.time.LocalDate;
import java.util.List;

/// What a paper needs besides the case.
///
/// @param date day on the paper
/// @param office who writes
/// @param number document number as printed; empty where the paper has none
/// @param clerk name of the person in charge
/// @param key page key of the district
/// @param standards standards by date with the district's entries
/// @param subject what this copy is about
public record PaperFacts(
    LocalDate date,
    Office office,
    String number,
    String clerk,
    PageKey key,
    Standards standards,
    Subject subject) {

  /// What one copy is about; parts a paper does not use stay empty.
  ///
  /// @param scheme scheme decided or posted
  /// @param slots slots listed (missing papers, papers received, cover sheet)
  /// @param due last day for what is asked
  /// @param note words of the clerk, e.g. which letter a delivery receipt is for; of a slip that
  ///   hands something on, the id of its REFERRAL
  /// @param mask how names stand on a public notice
  public record Subject(
      String scheme, List<String> slots, LocalDate due, String note, MaskProfile mask) {
    public Subject {
      slots = List.copyOf(slots);
    }

    /// Nothing in particular.
    public static Subject none(LocalDate date) {
      return new Subject("", List.of(), date, "", MaskProfile.BOARD_MASKED);
    }

    /// One scheme.
    public static Subject scheme(String scheme, LocalDate due) {
      return new Subject(scheme, List.of(), due, "", MaskProfile.BOARD_MASKED);
    }
  }
}
