package cn.ruhu.device.idcard;

/// A field of a card's text block.
public enum CardField {
  /// Name in Chinese characters; may be empty on foreigners' cards.
  NAME,
  /// GB/T 2261.1: 1 male, 2 female, 0 unknown, 9 not stated.
  SEX,
  /// GB/T 3304, two digits; resident cards only.
  ETHNICITY,
  /// `YYYYMMDD`.
  BIRTH,
  ADDRESS,
  /// Citizen, permit or foreigner number.
  NUMBER,
  ISSUER,
  /// `YYYYMMDD`.
  VALID_FROM,
  /// `YYYYMMDD`, or the two characters for long term.
  VALID_TO,
  /// 通行证号码 of a residence permit.
  PASS_NUMBER,
  /// 签发次数 of a residence permit, or renewals of a foreigner's card of 2023.
  ISSUE_COUNT,
  ENGLISH_NAME,
  /// ISO 3166 alpha-3.
  NATIONALITY,
  /// 证件版本号, 2017 card.
  CARD_VERSION,
  /// 受理机关代码, 2017 card.
  AGENCY_CODE,
  /// 既往证件号码关联项, 2023 card.
  FORMER_RELATION,
  /// The whole block of a card whose type is unknown.
  WHOLE
}
