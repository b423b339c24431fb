package cn.ruhu.benchmarks;

import cn.ruhu.device.idcard.emulator.EmulatedCard;

/// Somebody who does not exist: a number of the region 110199, which was never assigned, with the
/// check digit of GB 11643.
///
/// @param name as on the card
/// @param number 18 characters
record SyntheticPerson(String name, String number) {
  static final String ADDRESS =
      "\u5317\u4eac\u5e02\u6d77\u6dc0\u533a\u5317\u4e0b\u5173\u8857\u9053\u5927\u6167\u5bfa\u8def8\u53f7";
  static final String ISSUER = "\u5317\u4eac\u5e02\u516c\u5b89\u5c40\u6d77\u6dc0\u5206\u5c40";

  private static final String BIRTH = "19780512";
  private static final String SURNAMES =
      "\u8d75\u94b1\u5b59\u674e\u5468\u5434\u90d1\u738b\u51af\u9648";
  private static final String GIVEN =
      "\u5b89\u5e73\u548c\u987a\u660e\u5fb7\u4ec1\u4e49\u793c\u667a";
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  /// @param index 0 to 99; each a different person
  static SyntheticPerson of(int index) {
    if (index < 0 || index > 99) throw new IllegalArgumentException("no person " + index);
    String name = "" + SURNAMES.charAt(index % 10) + GIVEN.charAt(index / 10);
    String body = "110199" + BIRTH + "%03d".formatted(2 * index + 1);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (body.charAt(i) - '0');
    return new SyntheticPerson(name, body + CHECKS.charAt(sum % 11));
  }

  /// The card such a person would lay down.
  EmulatedCard card() {
    return EmulatedCard.blank()
        .person(name, "1", BIRTH)
        .ethnicity("01")
        .address(ADDRESS)
        .number(number, ISSUER)
        .valid("20180604", "20380604")
        .build();
  }

  /// Nobody's, but no figure needs it printed either.
  @Override
  public String toString() {
    return "SyntheticPerson";
  }
}
