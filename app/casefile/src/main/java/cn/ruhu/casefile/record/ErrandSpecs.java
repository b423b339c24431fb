package cn.ruhu.casefile.record;

/// Fields of what the counter takes in besides applications; the text is read as [RecordType] says.
final class ErrandSpecs {
  /// Groups: `told` what was heard; `contact` the first word with whom it is about; `handling` who
  /// answers for it and how far it is.
  static final String LEAD =
      """
      street CODE:street !
      number TEXT
      channel CODE:leadChannel . told !
      department CODE:department . told
      receivedAt INSTANT . . !
      by REF . . !
      personName NAME S2 told
      personNumber ID_NUMBER S3 told
      personPhone TEXT S2 told
      address TEXT S2 told
      community TEXT
      about TEXT S2 told !
      needs CODES:need . told
      urgent BOOL . told
      reporter TEXT S3
      contactDue DATE . . !
      contactedAt INSTANT . contact
      contactedBy REF . contact
      contactNote TEXT S2 contact
      state CODE:leadState . handling !
      handler REF . handling
      application REF . handling
      movedTo CODE:street . handling
      closeReason TEXT S2 handling
      closedBy REF . handling
      closedAt INSTANT . handling
      receivedFor CODE:street
      heardAt INSTANT
      movedFrom REF
      moveNote TEXT S2
      """;

  /// Groups: `answer` what the receiver gave back.
  static final String REFERRAL =
      """
      application REF
      lead REF
      kind CODE:referralKind . . !
      department CODE:department
      toStaff REF
      toName TEXT
      personName NAME S2
      personPhone TEXT S2
      facts TEXT S2 . !
      needs CODES:need
      due DATE . . !
      by REF . . !
      at INSTANT . . !
      state CODE:referralState . answer !
      receivedBy TEXT . answer
      receivedOn DATE . answer
      reply TEXT S2 answer
      repliedOn DATE . answer
      answeredBy REF . answer
      """;

  /// Groups: `told` what the household said, written once; `evidence` the papers seen so far;
  /// `entry` who wrote it into the file and the member it made; `state` how far it is; `ruling`
  /// what the street made of it. `member` and `successor` name MEMBER records. Values that were
  /// replaced stand in `old…`.
  static final String CHANGE_REPORT =
      """
      application REF !
      number TEXT
      kind CODE:changeKind . told !
      happenedOn DATE . told
      reportedAt INSTANT . . !
      by REF . . !
      reporter TEXT S2 told
      member REF . told
      successor REF . told
      personName NAME S2 told
      personNumber ID_NUMBER S3 told
      personSex CODE:sex . told
      relation CODE:relation . told
      oldText TEXT S2 told
      newText TEXT S2 told
      oldDelivery TEXT S2 told
      newDelivery TEXT S2 told
      oldFen FEN S2 told
      newFen FEN S2 told
      newStreet CODE:street . told
      newCommunity TEXT . told
      oldBank TEXT S3 told
      bankName TEXT S3 told
      bankHolder TEXT S3 told
      bankAccount TEXT S3 told
      note TEXT S2 told
      evidence CODES:docType . evidence
      recordedAt INSTANT . entry
      recordedBy REF . entry
      entered REF . entry
      nextCase REF . entry
      state CODE:changeState . state !
      takeBackReason TEXT S2 back
      ruling TEXT S2 ruling
      ruledBy REF . ruling
      ruledAt INSTANT . ruling
      effectiveMonth TEXT . ruling
      """;

  /// Groups: `told` the emergency, `who` whom it is about (filled in later where nobody could
  /// tell), `link` the application that followed, `signed` the chief's word with the ceiling it was
  /// given under, `given` the aid, `papers` the back-fill. Without a name `nameUnknown` and a
  /// description.
  static final String URGENT_AID =
      """
      street CODE:street !
      application REF . link
      lead REF
      personName NAME S2 who
      nameUnknown BOOL . who
      personNote TEXT S2 who
      personNumber ID_NUMBER S3 who
      personPhone TEXT S2 who
      address TEXT S2 who
      cause CODE:urgentCause . told !
      facts TEXT S2 told !
      householdSize INT . told
      proposedFen FEN S2 told !
      proposedKind CODE:urgentKind . told !
      registeredAt INSTANT . . !
      by REF . . !
      state CODE:urgentState . state !
      approved BOOL . signed
      approvedFen FEN S2 signed
      ceilingFen FEN . signed
      approvedBy REF . signed
      approvedAt INSTANT . signed
      approveReason TEXT S2 signed
      givenFen FEN S2 given
      givenKind CODE:urgentKind . given
      givenAt INSTANT . given
      givenBy REF . given
      receiver TEXT S2 given
      emergencyOver DATE . papers
      papersDue DATE . papers
      papersAt INSTANT . papers
      papersBy REF . papers
      papersNote TEXT S2 papers
      closeReason TEXT S2 closed
      closedBy REF . closed
      closedAt INSTANT . closed
      """;

  /// `street` hangs it, `handling` handles the case; `notice` is its DOCUMENT, `file` the very
  /// bytes that hang, for `days` calendar days, put up by `postDue`. Groups: `remind` the newest
  /// reminder; `recall` why it comes down before its time.
  static final String POSTING =
      """
      street CODE:street . . !
      community TEXT
      handling CODE:street . . !
      application REF !
      notice REF !
      paper CODE:paper . . !
      number TEXT
      scheme CODE:scheme
      file FILE . . !
      length INT
      mime TEXT
      pages INT
      days INT !
      postDue DATE !
      sentAt INSTANT . . !
      by REF !
      remindedAt INSTANT . remind
      remindNote TEXT . remind
      recalledAt INSTANT . recall
      recallWhy CODE:postingEnd . recall
      recallNote TEXT . recall
      """;

  /// `street` is asked, `handling` handles the case; `what` is to be found out there about whom,
  /// and `overAt` when nobody needs it any more.
  static final String INQUIRY =
      """
      street CODE:street . . !
      handling CODE:street . . !
      application REF !
      number TEXT
      applicant NAME
      phone TEXT S2
      address TEXT S2
      what TEXT S2 . !
      due DATE
      askedAt INSTANT . . !
      by REF !
      overAt INSTANT . over
      """;

  private ErrandSpecs() {}
}
