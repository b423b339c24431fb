package cn.ruhu.papers;

import cn.ruhu.casefile.paper.PageCode;
import java.util.List;

/// Outcome of printing.
public sealed interface Rendered {
  /// A finished PDF/A-2b.
  ///
  /// @param bytes the file; the same inputs give the same bytes
  /// @param pages number of pages
  /// @param codes page codes in page order; empty for papers that do not come back
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  record Pdf(byte[] bytes, int pages, List<PageCode> codes) implements Rendered {}

  /// The case lacks what the paper must say.
  ///
  /// @param code stable: `APPLICANT_MISSING`, `FIELD_MISSING`, `NUMBER_MISSING`, `NOT_ACCEPTED`,
  ///   `DECISION_MISSING`, `STANDARD_UNKNOWN`, `SLOTS_MISSING`, `TOO_LONG`; `TEMPLATE_` and a
  ///   [cn.ruhu.papers.template.TemplateException.Fault] for a text of this program that cannot be
  ///   filled
  /// @param detail what exactly: a scheme, a standard and month; template, line and field
  record Refused(String code, String detail) implements Rendered {}
}
