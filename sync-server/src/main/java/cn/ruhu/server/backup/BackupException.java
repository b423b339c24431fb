package cn.ruhu.server.backup;

import cn.ruhu.server.words.Words;
import java.nio.file.Path;
import java.util.List;

/// A backup cannot be made or must not be restored.
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1;

  private static final Words WORDS = Words.of(BackupException.class, "refusals.properties");

  private final String code;
  private final String detail;

  /// @param code stable; its words stand in a resource file
  /// @param detail names and figures, no personal data
  public BackupException(String code, String detail) {
    super(code + " " + detail);
    this.code = code;
    this.detail = detail;
  }

  static BackupException noRoom(Path folder, long needed, long there) {
    return new BackupException("NO_ROOM", folder + ", " + needed + " > " + there);
  }

  public String code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  /// Reason and next step in Chinese.
  public String chinese() {
    return WORDS.chinese(code, List.of(detail));
  }

  /// Reason and next step in English.
  public String english() {
    return WORDS.english(code, List.of(detail));
  }
}
