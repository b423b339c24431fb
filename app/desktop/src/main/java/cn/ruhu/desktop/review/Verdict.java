package cn.ruhu.desktop.review;

import java.util.ArrayList;
import java.util.List;

/// What the signer has written for one scheme so far.
///
/// @param side `YES`, `NO`, at a review `FADE`, or empty while nothing is chosen
/// @param reasonCode code of table `reject`, for `NO`
/// @param reasonText words, always
/// @param monthlyFen amount a month, for `YES`; begins as what the means test comes to
/// @param amountReason why it is another amount than that
/// @param reasonedFen what the means test came to when that was written; `-` where it came to no
///   amount, empty while nothing was
/// @param reviewClass class of the review cadence, for `YES` of an opinion
/// @param startMonth `2026-12`, for `YES` of a decision
record Verdict(
    String scheme,
    String side,
    String reasonCode,
    String reasonText,
    String monthlyFen,
    String amountReason,
    String reviewClass,
    String startMonth,
    String reasonedFen) {
  private static final int WIDTH = 9;

  /// drafts of earlier programs knew no reason of an amount, those after them not what it was
  /// written beside
  private static final int WIDTH_BEFORE = 7;

  private static final int WIDTH_REASONED = 8;

  private static final int AMOUNT_REASON = 5;

  private static final String NO_AMOUNT = "-";

  static Verdict blank(String scheme) {
    return new Verdict(scheme, "", "", "", "", "", "", "", "");
  }

  boolean given() {
    return !side.isEmpty();
  }

  boolean positive() {
    return side.equals("YES");
  }

  /// At a review: the aid ends by and by.
  boolean fades() {
    return side.equals("FADE");
  }

  Verdict side(String chosen) {
    return new Verdict(
        scheme,
        chosen,
        reasonCode,
        reasonText,
        monthlyFen,
        amountReason,
        reviewClass,
        startMonth,
        reasonedFen);
  }

  Verdict with(String field, String value) {
    return new Verdict(
        scheme,
        side,
        field.equals("reasonCode") ? value : reasonCode,
        field.equals("reasonText") ? value : reasonText,
        field.equals("monthlyFen") ? value : monthlyFen,
        field.equals("amountReason") ? value : amountReason,
        field.equals("reviewClass") ? value : reviewClass,
        field.equals("startMonth") ? value : startMonth,
        field.equals("reasonedFen") ? value : reasonedFen);
  }

  /// With a reason of the amount, written beside what the means test comes to now; one that stands
  /// already stays beside what it was written for.
  ///
  /// @param counted fen, empty where the test comes to no amount
  Verdict reasoned(String reason, String counted) {
    return reason.equals(amountReason)
        ? this
        : with("amountReason", reason).with("reasonedFen", counted.isEmpty() ? NO_AMOUNT : counted);
  }

  /// The figure the reason of the amount was written beside; the one of now while nobody wrote one.
  String reasonedBeside(String now) {
    if (reasonedFen.isEmpty()) return now;
    return reasonedFen.equals(NO_AMOUNT) ? "" : reasonedFen;
  }

  static byte[] write(List<Verdict> all) {
    return DraftText.write(
        all.stream()
            .map(v ->
                List.of(
                    v.scheme,
                    v.side,
                    v.reasonCode,
                    v.reasonText,
                    v.monthlyFen,
                    v.amountReason,
                    v.reviewClass,
                    v.startMonth,
                    v.reasonedFen))
            .toList());
  }

  static List<Verdict> read(byte[] bytes) {
    var rows = new ArrayList<>(DraftText.read(bytes, WIDTH));
    for (List<String> r : DraftText.read(bytes, WIDTH_REASONED)) {
      var wider = new ArrayList<>(r);
      wider.add("");
      rows.add(wider);
    }
    for (List<String> r : DraftText.read(bytes, WIDTH_BEFORE)) {
      var wider = new ArrayList<>(r);
      wider.add(AMOUNT_REASON, "");
      wider.add("");
      rows.add(wider);
    }
    return rows.stream()
        .map(r ->
            new Verdict(
                r.get(0), r.get(1), r.get(2), r.get(3), r.get(4), r.get(5), r.get(6), r.get(7),
                r.get(8)))
        .toList();
  }
}
