package cn.ruhu.casefile.record;

/// Fields of what the server finds between cases and registry, as [RecordType] reads them.
final class LinkSpecs {
  /// Groups: `found` how the two were found; `told` what the registry's row says, as of the import;
  /// `resolution` what a person made of it. `registry` is the row's mark: the keyed look-up value
  /// of its number, which says nothing without the server's key.
  static final String LINK =
      """
      application REF !
      person REF !
      registry TEXT !
      kind CODE:linkKind . found !
      score INT . found
      reasons TEXT . found
      rules TEXT . found
      foundAt INSTANT . found
      importedOn DATE . told
      name NAME S2 told
      number ID_NUMBER S3 told
      household TEXT S2 told
      relation TEXT . told
      street CODE:street . told
      address TEXT S2 told
      died DATE . told
      benefits TEXT S3 told
      gone BOOL . told
      state CODE:linkState . resolution !
      by REF . resolution
      at INSTANT . resolution
      reason TEXT S2 resolution
      """;

  /// Groups: `told` what the registry says; `answer` what the street made of it.
  static final String SIGNAL =
      """
      application REF !
      person REF !
      link REF
      kind CODE:signalKind !
      detail TEXT !
      since DATE . told
      amountFen FEN S2 told
      importedOn DATE . told
      foundAt INSTANT . told
      gone BOOL . told
      due DATE
      state CODE:signalState . answer !
      by REF . answer
      at INSTANT . answer
      reason TEXT S2 answer
      """;

  private LinkSpecs() {}
}
