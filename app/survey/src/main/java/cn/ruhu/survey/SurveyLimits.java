package cn.ruhu.survey;

/// Every limit of a form package and of an answer, in one place.
public final class SurveyLimits {
  /// Bytes of one XForm.
  public static final int XFORM_BYTES_MAX = 16 << 20;

  /// Bytes of a package, unpacked.
  public static final int PACKAGE_BYTES_MAX = 32 << 20;

  /// Files in a package.
  public static final int PACKAGE_FILES_MAX = 200;

  /// Elements in one XForm.
  public static final int ELEMENTS_MAX = 400_000;

  /// Nesting of elements in one XForm.
  public static final int DEPTH_MAX = 160;

  /// Brackets within brackets in one expression.
  public static final int EXPRESSION_NESTING_MAX = 100;

  /// Characters of one expression.
  public static final int EXPRESSION_CHARACTERS_MAX = 65_536;

  /// Rules and ties between them the engine may have to look at to sort them ({@link
  /// FormLogic#order}): a row of some 2,800 conditions of which each hangs on the one before.
  public static final long ORDER_WORK_MAX = 16_000_000;

  /// Characters of one answer.
  public static final int ANSWER_CHARACTERS_MAX = 4_000;

  /// Instances of one roster.
  public static final int ROSTER_MAX = 500;

  /// Choices that are shown at once; a longer list is searched.
  public static final int OPTIONS_SHOWN_MAX = 500;

  /// Characters of a reason, a remark or a reply.
  public static final int REMARK_CHARACTERS_MAX = 1_000;

  private SurveyLimits() {}
}
