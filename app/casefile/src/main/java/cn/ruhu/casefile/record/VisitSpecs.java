package cn.ruhu.casefile.record;

/// Fields of an attempt at a household's door; the text is read as [RecordType] says.
final class VisitSpecs {
  /// `place` is latitude, longitude, altitude and accuracy in metres, or addresses of door-plate
  /// photos, as `placeWay` says; `placeJump` the longest jump of the receiver, metres. `clockAhead`
  /// is how far the machine's clock was ahead of the satellites', seconds; `clockBack` the longest
  /// step back it made while the visit was open, seconds. `identity` is what a card read at the
  /// door, or the eye, said of the person; `notice` the number of the slip left behind with its
  /// photo; `nextAt` what was agreed. `badge` is the number of the badge whose key made
  /// `signatureB`, empty for a signature by the key of a sign-in. `insteadOf` is who was sent,
  /// where somebody else came in the morning (DOMAIN C22). `declared` has a short check sum of what
  /// was declared when the visit began, `group=sum` apart by spaces: what a review finds declared
  /// otherwise is newer than this visit.
  static final String VISIT =
      """
      application REF !
      assignment REF
      attempt INT
      purpose CODE:visitPurpose
      visitMode CODE:visitMode
      startedAt INSTANT !
      finishedAt INSTANT !
      disposition CODE:disposition . . !
      dispositionNote TEXT S2
      investigatorA REF . . !
      investigatorB REF
      insteadOf REF
      place TEXT S3
      placeWay CODE:placeWay
      placeReason CODE:placeReason
      placeJump INT
      clockAhead TEXT
      clockBack INT
      openedBy CODE:doorOpener
      interviewee REF
      identityWay CODE:identityCheck
      identity CODE:identityMatch
      companions CODES:companion
      notice TEXT
      noticePage REF
      nextAt TEXT
      formId TEXT
      formVersion TEXT
      formHash TEXT
      answers FILE
      tableHash TEXT
      manifest FILE
      sealHash TEXT
      sealAlgorithm TEXT
      signatureDevice TEXT
      signatureA TEXT
      signatureB TEXT
      badge TEXT
      durationSeconds INT
      supersedes REF
      correction TEXT S2
      sealSignature TEXT
      software TEXT
      paradata FILE
      facts FILE
      sections TEXT
      answered INT
      fast INT
      changedAfter INT
      statement TEXT
      declared TEXT
      householdCopy TEXT
      """;

  /// Besides `log.0`, `log.1`… the entries of the table part in the form's own log, packed, and
  /// `text.0`… a line an answer: fact, whose, question, value, value as it is read, between tabs.
  static final String VISIT_DRAFT =
      """
      application REF !
      assignment REF !
      attempt INT
      startedAt INSTANT
      at INSTANT !
      by REF . . !
      partner REF
      formId TEXT
      formVersion TEXT
      formHash TEXT . . !
      answered INT
      """;

  /// `path` names the answer as facts do, `question` and `value` how it was asked and answered.
  /// `words` of a `NO_ANSWER` is its code. `visit` is the sealed visit it came from, empty for a
  /// supervisor's own.
  static final String REMARK =
      """
      application REF . note !
      visit REF . note
      purpose CODE:visitPurpose . note
      path TEXT . note !
      kind CODE:remarkKind . note !
      question TEXT S2 note
      value TEXT S2 note
      words TEXT S2 note !
      by REF . note !
      at INSTANT . note !
      answer TEXT S2 answer
      answeredBy REF . answer
      answeredAt INSTANT . answer
      state CODE:questionState
      """;

  /// Besides, one field an answer: `q:` with its path, `:` for `/` and around numbers; `text.0`,
  /// `text.1`… the form with its answers as it is read. `first` is the answers file of the first
  /// entry where a paper was entered twice, `settled.0`… what became of each difference.
  static final String FORM_ANSWERS =
      """
      application REF !
      formId TEXT . . !
      formVersion TEXT
      formHash TEXT
      title TEXT
      startedAt INSTANT
      finishedAt INSTANT !
      by REF . . !
      answers FILE . . !
      first FILE
      """;

  private VisitSpecs() {}
}
