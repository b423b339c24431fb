package cn.ruhu.survey;

/// A saved draft that cannot be brought back: damaged bytes, another form, or a log that does not
/// fit. The bytes stay where they are; nothing is lost by refusing them.
public final class SurveyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /// A failure with its text key and a detail free of personal data.
  public SurveyException(String code, String detail) {
    super(code + ": " + detail);
    this.code = code;
  }

  /// The key of the text for this failure.
  public String code() {
    return code;
  }
}
