package cn.ruhu.papers.template;

/// A template that cannot be filled: a defect of the program, found by the tests that render every
/// paper. Names template, field and line, never a value.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What is wrong. Names are stable.
  public enum Fault {
    /// no value of that name is given here
    UNKNOWN_FIELD,
    /// a list where a text belongs, or the other way round
    WRONG_KIND,
    /// a tag that is none of the language, is not closed, or closes nothing
    BAD_TAG,
    /// no such template
    NO_TEMPLATE
  }

  private final Fault fault;
  private final String template;
  private final String field;
  private final int line;

  TemplateException(Fault fault, String template, String field, int line) {
    super(fault + " in " + template + " line " + line + ": " + field);
    this.fault = fault;
    this.template = template;
    this.field = field;
    this.line = line;
  }

  public Fault fault() {
    return fault;
  }

  /// Name of the template.
  public String template() {
    return template;
  }

  /// Field or tag.
  public String field() {
    return field;
  }

  /// Line in the template, from 1.
  public int line() {
    return line;
  }
}
