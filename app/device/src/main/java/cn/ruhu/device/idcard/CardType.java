package cn.ruhu.device.idcard;

/// Which layout a card's 256 bytes have, by the character at byte 248.
public enum CardType {
  /// 居民身份证 (GA/T 490); the character is a space.
  RESIDENT("R"),
  /// 港澳台居民居住证; `J`.
  HMT_RESIDENCE("J"),
  /// 外国人永久居留身份证 of 2017; `I`.
  FOREIGN_2017("I"),
  /// 外国人永久居留身份证 of 2023; `Y`.
  FOREIGN_2023("Y"),
  /// An unknown character and no sound citizen number: shown raw, not parsed.
  UNKNOWN("U");

  private final String code;

  CardType(String code) {
    this.code = code;
  }

  /// Code of the table `cardType`.
  public String code() {
    return code;
  }
}
