package cn.ruhu.desktop.admin;

import java.util.List;

/// Kinds of acts the log is looked through by, with the codes the server writes for them.
@SuppressWarnings("ImmutableEnumChecker") // the list is an unmodifiable copy
enum LogKind {
  SIGN_IN(
      "1", "LOGIN", "LOGIN_REFUSED", "LOGIN_LOCKED", "SESSION_ENDED", "HAND_IN", "HAND_IN_REFUSED"),
  PASSWORD(
      "2",
      "PASSWORD_SET",
      "PASSWORD_CHOSEN",
      "PERSON_UNLOCKED",
      "UNLOCK_ANSWERED",
      "WORK_KEY_RETURNED"),
  PEOPLE(
      "3",
      "PERSON_ADDED",
      "PERSON_CHANGED",
      "PERSON_CLOSED",
      "PERSON_REOPENED",
      "BADGE_MADE",
      "BADGE_REVOKED"),
  MACHINES(
      "4",
      "CODE_ISSUED",
      "ENROL",
      "ENROL_AGAIN",
      "ENROL_REFUSED",
      "MACHINE_REVOKED",
      "MACHINE_LOST",
      "WIPE_ORDERED",
      "MACHINE_WIPED",
      "SIGNATURE_REFUSED"),
  DATA(
      "5",
      "FULL_NUMBERS_READ",
      "BUNDLE_TAKEN",
      "BUNDLE_TAKEN_TRUSTING",
      "REGISTRY_IMPORT",
      "REGISTRY_LINKED",
      "FILE_LOST"),
  DISTRICT(
      "6",
      "STANDARD_ENTERED",
      "FORM_PUBLISHED",
      "FORM_RETIRED",
      "PAGE_KEY_MADE",
      "BACKUP",
      "BACKUP_REMOVED",
      "RESTORED");

  private final String key;
  private final List<String> codes;

  LogKind(String key, String... codes) {
    this.key = key;
    this.codes = List.of(codes);
  }

  List<String> codes() {
    return codes;
  }

  /// What is typed to choose it: a digit.
  String key() {
    return key;
  }
}
