package cn.ruhu.casefile.record;

/// Class of personal data (个人信息保护法 28–30; how each class is stored and shown).
public enum Sensitivity {
  /// codes and statistics
  S1,
  /// name, address, phone, income, household relations
  S2,
  /// identity number, disease, bank, card bytes, place: sealed by the server, masked by default
  S3
}
