package cn.ruhu.server.config;

import cn.ruhu.server.words.Words;
import java.util.Arrays;
import java.util.List;

/// Why a configuration is not taken: where, what, and what to do next.
///
/// @param line of the file, 0 for the command line and for what is missing altogether
/// @param key name it is about, empty when the line has none
/// @param code which problem; its words stand in a resource file
/// @param details figures and names its words speak of; never a secret
public record Problem(int line, String key, Code code, List<String> details) {
  private static final Words WORDS = Words.of(Problem.class, "problems.properties");

  public Problem {
    details = List.copyOf(details);
  }

  /// Kinds of problem.
  public enum Code {
    /// the file itself cannot be read
    FILE,
    /// larger than any configuration is
    SIZE,
    /// not UTF-8
    ENCODING,
    /// a line without `=`
    LINE,
    /// a name nobody knows
    UNKNOWN,
    /// a name that stands in an earlier line
    DOUBLED,
    /// nothing behind `=`
    EMPTY,
    /// no whole number
    NUMBER,
    /// a number out of its range
    RANGE,
    /// must be given
    MISSING,
    /// names a file that is not there
    NO_FILE,
    /// a secret others may read
    OPEN_SECRET,
    /// no address
    HOST,
    /// no name of an instance
    INSTANCE,
    /// neither `embedded` nor `jdbc:postgresql:…`
    DATABASE,
    /// a password in the address of the database
    PASSWORD_IN_URL,
    /// only means something with PostgreSQL
    NEEDS_POSTGRES,
    /// the same port twice
    SAME_PORT,
    /// neither `folder` nor `s3`
    FILES,
    /// only means something with `files = s3`
    NEEDS_S3,
    /// no address of a store, or one whose line could be listened to
    ENDPOINT,
    /// no name of a bucket, region, prefix or key
    STORE_NAME,
    /// neither `yes` nor `no`
    YES_NO
  }

  static Problem of(int line, String key, Code code, Object... details) {
    return new Problem(line, key, code, Arrays.stream(details).map(String::valueOf).toList());
  }

  /// Reason and next step in Chinese.
  public String chinese() {
    return WORDS.chinese(code.name(), details);
  }

  /// Reason and next step in English.
  public String english() {
    return WORDS.english(code.name(), details);
  }

  /// One line: where, then the words, Chinese first.
  @Override
  public String toString() {
    String place = line == 0 ? "" : line + ": ";
    String name = key.isEmpty() ? "" : key + ": ";
    return place + name + chinese() + " / " + english();
  }
}
