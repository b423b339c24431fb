package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.record.CaseRecord;

/// What there is to look at before a paper goes out.
sealed interface Sheet {
  /// Not in the register yet: a look draws no number.
  ///
  /// @param bytes the PDF as it would be now
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  record Fresh(byte[] bytes, int pages) implements Sheet {}

  /// In the register, with the exact bytes that went out.
  ///
  /// @param document its first row
  /// @param copies how often it went out so far
  /// @param changed made now it would read otherwise
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  record Kept(CaseRecord document, byte[] bytes, int pages, int copies, boolean changed)
      implements Sheet {}

  /// In the register, and its bytes are neither here nor can be made here again.
  ///
  /// @param document its first row
  record Elsewhere(CaseRecord document) implements Sheet {}

  /// Cannot be made.
  ///
  /// @param code of [cn.ruhu.papers.Rendered.Refused], or `PAGE_KEY_MISSING`, `OFFICE_UNKNOWN`
  /// @param detail what exactly
  record Refused(String code, String detail) implements Sheet {}
}
