package cn.ruhu.desktop.kit;

/// Where a record is on its way, as people see it (SCREENS, "Where is my work?").
public enum Where {
  /// not yet durable
  TYPING,
  /// safe on this machine
  SAVED,
  /// sent, no verified receipt yet
  SENT,
  /// the district holds it, by a verified receipt
  ARRIVED,
  CONFLICT,
  REFUSED
}
