package cn.ruhu.desktop.review;

import java.util.List;

/// What the signer has written for one scheme so far.
///
/// @param side `YES`, `NO`, or empty while nothing is chosen
/// @param reasonCode code of table `reject`, for `NO`
/// @param reasonText words, always
/// @param monthlyFen amount a month, for `YES`
/// @param reviewClass class of the review cadence, for `YES` of an opinion
/// @param startMonth `2026-12`, for `YES` of a decision
record Verdict(
    String scheme,
    String side,
    String reasonCode,
    String reasonText,
    String monthlyFen,
    String reviewClass,
    String startMonth) {
  private static final int WIDTH = 7;

  static Verdict blank(String scheme) {
    return new Verdict(scheme, "", "", "", "", "", "");
  }

  boolean given() {
    return !side.isEmpty();
  }

  boolean positive() {
    return side.equals("YES");
  }

  Verdict side(String chosen) {
    return new Verdict(scheme, chosen, reasonCode, reasonText, monthlyFen, reviewClass, startMonth);
  }

  Verdict with(String field, String value) {
    return new Verdict(
        scheme,
        side,
        field.equals("reasonCode") ? value : reasonCode,
        field.equals("reasonText") ? value : reasonText,
        field.equals("monthlyFen") ? value : monthlyFen,
        field.equals("reviewClass") ? value : reviewClass,
        field.equals("startMonth") ? value : startMonth);
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
                    v.reviewClass,
                    v.startMonth))
            .toList());
  }

  static List<Verdict> read(byte[] bytes) {
    return DraftText.read(bytes, WIDTH).stream()
        .map(r -> new Verdict(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4), r.get(5), r.get(6)))
        .toList();
  }
}
