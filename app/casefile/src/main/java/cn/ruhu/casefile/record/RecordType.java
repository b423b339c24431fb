package cn.ruhu.casefile.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The record types, each with its fields. Field names are what travels; adding one is allowed at
/// any time, renaming or removing one never is (older machines still send it).
///
/// Spec text: one field a line, `name KIND[:table] [S2|S3] [group] [!]`; without a group a field is
/// its own merge group; `!` marks a required one. `copied` names the fields of a record, between
/// commas, that were taken over from an earlier application and are not confirmed.
@SuppressWarnings("ImmutableEnumChecker") // the map is never written after construction
public enum RecordType {
  HOUSEHOLD(false, "street CODE:street !\ncommunity TEXT\nhead REF\ncurrentApplication REF\n"),
  /// A person as one application knows them; linking across cases never merges these.
  PERSON(
      false,
      """
      idNumber ID_NUMBER S3 identity
      idKind CODE:idKind identity
      idPending TEXT identity
      idDue DATE identity
      vouchName NAME S2 vouching
      vouchPost TEXT vouching
      vouchPhone TEXT S2 vouching
      name NAME S2 identity
      nameEnglish TEXT S2 identity
      sex CODE:sex identity
      birthDate DATE S2 identity
      ethnicity CODE:ethnicity identity
      nationality TEXT identity
      registeredAddress TEXT S2
      issuer TEXT validity
      validFrom DATE validity
      validTo TEXT validity
      phone TEXT S2
      sources TEXT
      chipValues TEXT S3
      copied TEXT
      """),
  /// The bytes of one card reading, kept as they came (device provenance of every chip field).
  CARD_READING(
      true,
      """
      application REF
      person REF
      cardType CODE:cardType !
      text256 TEXT S3 . !
      photo FILE S3
      samId TEXT
      readAt INSTANT !
      presence CODE:presence
      by REF
      """),
  MEMBER(
      false,
      """
      application REF !
      person REF !
      relation CODE:relation standing
      livingTogether CODE:livingTogether standing
      hukouRelation CODE:hukouRelation standing
      hukouKind CODE:hukouKind standing
      countedOverride BOOL counted
      countedReason TEXT counted
      upliftPercent PERCENT uplift
      upliftReason TEXT uplift
      rewardYear INT uplift
      rewardReason TEXT uplift
      legalDutyCohabiting BOOL standing
      marital CODE:marital
      education CODE:education
      health CODES:healthStatus S3
      disease TEXT S3
      disabilityCertificate TEXT S3 disability
      disabilityCategory CODE:disabilityCategory S3 disability
      disabilityGrade CODE:disabilityGrade S3 disability
      labour CODE:labour
      occupation CODE:occupation
      workplace TEXT S2
      specialIdentity CODES:specialIdentity S3
      benefits CODES:benefit
      authorization CODE:authorization
      guardian REF
      order INT
      copied TEXT
      """),
  /// Somebody outside the household who owes support (赡养、抚养、扶养义务人).
  SUPPORTER(
      false,
      """
      application REF !
      name NAME S2 identity
      idNumber ID_NUMBER S3 identity
      relation CODE:relation
      duty CODE:supportDuty
      address TEXT S2
      phone TEXT S2
      workplace TEXT S2
      familySize INT
      familyMonthlyFen FEN S3
      paidMonthlyFen FEN S3
      inability CODE:supportInability
      dependants INT
      authorization CODE:authorization
      copied TEXT
      """),
  /// A near relative of a member among those who handle aid or sit in the village or residents'
  /// committee (近亲属申明, form block J).
  RELATIVE(
      false,
      """
      application REF !
      member REF
      name NAME S2
      relation CODE:relation
      unit TEXT S2
      post TEXT S2
      order INT
      copied TEXT
      """),
  APPLICATION(
      false,
      """
      number TEXT
      street CODE:street !
      community TEXT
      household REF
      applicant REF
      stage CODE:stage stage
      stageSince INSTANT stage
      pauseReason TEXT stage
      pausedOn DATE stage
      pausedDays INT stage
      schemes CODES:scheme
      applyMethod CODE:applyMethod
      firstTime BOOL
      reason TEXT S2
      applyDate DATE
      submitDate DATE
      acceptDate DATE
      phone TEXT S2
      residenceAddress TEXT S2
      residenceStreet CODE:street residence
      residenceCommunity TEXT residence
      residenceOutside BOOL residence
      deliveryAddress TEXT S2
      agent REF . agent
      agentRelation CODE:relation . agent
      bankName TEXT S3 bank
      bankHolder TEXT S3 bank
      bankAccount TEXT S3 bank
      familySize INT
      relativeOfOfficial BOOL relative
      relativeNote TEXT S2 relative
      ruleSet CODE:ruleSet
      confirmMode CODE:confirmMode
      paperProfile CODE:paperProfile
      clerk REF
      receivedFor CODE:street
      note TEXT S2
      copied TEXT
      """),
  /// A fact of means with its four value columns; one column never overwrites another.
  ITEM(
      false,
      """
      application REF !
      member REF
      kind CODE:itemKind !
      code TEXT . . !
      label TEXT S2
      basis CODE:itemBasis
      months INT
      monthly TEXT S2
      declared TEXT S2 declared
      declaredNote TEXT S2 declared
      verified TEXT S2 verified
      verifiedNote TEXT S2 verified
      verifiedVisit REF . verified
      verifiedBasis CODE:itemBasis . verified
      verifiedMonths INT . verified
      verifiedExemptCode CODE:exempt S1 verified
      verifiedExemptFen FEN S2 verified
      verifiedContributionFen FEN S2 verified
      registry TEXT S3 registry
      registryNote TEXT S3 registry
      adopted TEXT S2 adopted
      adoptReason TEXT S2 adopted
      adoptedBy REF . adopted
      adoptedBasis CODE:itemBasis . adopted
      adoptedOn TEXT S3 adopted
      exemptCode CODE:exempt S1 exempt
      exemptFen FEN S2 exempt
      contributionFen FEN S2
      evidence CODE:evidenceKind
      since TEXT
      institution TEXT S2
      address TEXT S2
      nature CODE:housingSource
      use CODE:propertyUse
      year INT
      plate TEXT S2
      brand TEXT S2
      vehicleExemption CODE:vehicleExemption
      totalFen FEN S2
      reimbursedFen FEN S2
      order INT
      copied TEXT
      """),
  ASSIGNMENT(
      false,
      """
      application REF !
      agency REF
      investigatorA REF . pair
      investigatorB REF . pair
      due DATE
      state CODE:assignmentState
      visitMode CODE:visitMode
      leaseUntil INSTANT . lease
      leaseDevice TEXT . lease
      note TEXT S2
      assignedBy REF
      assignedAt INSTANT
      """),
  /// One attempt at the door; sealed when finished, corrected only by a later one.
  VISIT(true, VisitSpecs.VISIT),
  /// What was answered, one field an answer, named by its path in the form.
  VISIT_ANSWERS(true, "application REF !\nvisit REF !\npurpose CODE:visitPurpose\n"),
  /// What a pair had asked at the table of a household that was given to others before they sealed
  /// anything: beside the visit of those who took over, never in its place. One field an entry of
  /// its log, and the answers as they are read.
  VISIT_DRAFT(true, VisitSpecs.VISIT_DRAFT),
  /// What was said beside an answer (备注): a note, why an unusual answer is right, why there is
  /// none; with what a supervisor answered and where it stands.
  REMARK(false, VisitSpecs.REMARK),
  /// A questionnaire of a case that is no visit (民主评议, 回访, 满意度, what else the district publishes),
  /// as it was finished; a later one corrects it.
  FORM_ANSWERS(true, VisitSpecs.FORM_ANSWERS),
  QUESTION(
      false,
      """
      application REF !
      visit REF
      path TEXT . ask !
      member REF . ask
      words TEXT S2 ask !
      sample TEXT S2 ask
      askedBy REF . ask
      askedAt INSTANT . ask
      round INT . ask
      answer TEXT S2 answer
      answeredBy REF . answer
      answeredAt INSTANT . answer
      answerVisit REF . answer
      state CODE:questionState
      """),
  OPINION(
      true,
      """
      application REF !
      scheme CODE:scheme . . !
      visit REF
      positive BOOL !
      reasonCode TEXT
      reasonText TEXT S2 . !
      monthlyFen FEN S2
      reviewClass CODE:reviewClass
      unopenedEvidence TEXT
      computed TEXT S3
      by REF !
      at INSTANT !
      supersedes REF
      computed1 TEXT S3
      computed2 TEXT S3
      computed3 TEXT S3
      computed4 TEXT S3
      """),
  DECISION(true, DistrictSpecs.DECISION),
  /// A fact a gate asks for, recorded by a named person.
  GATE_FACT(
      true,
      """
      application REF !
      kind CODE:gateKind . . !
      subject TEXT
      value TEXT S2
      reason TEXT S2
      page REF
      by REF !
      at INSTANT !
      """),
  /// A page of the file: a picture, or one sheet of a file with many. The file's bytes are the
  /// original; `recipe` says everything that is done to it for eyes (module imaging, `PageRecipe`);
  /// `corners`, `turns` and `skew` say the same roughly, for machines that do not know the recipe.
  /// `flaws` is what was hard to read when it was taken. A page is never overwritten: a better one,
  /// or the same in another place, is a new page, and `replacedBy` leads from the old one to it;
  /// `replacedWay` alone takes one out of the file.
  PAGE(
      false,
      """
      application REF !
      member REF
      supporter REF
      visit REF
      purpose CODE:visitPurpose
      slot CODE:docType place !
      label TEXT S2
      file FILE . . !
      sheet INT
      length INT
      mime TEXT
      turns INT
      skew TEXT
      corners TEXT
      recipe TEXT
      flaws TEXT
      takenAt INSTANT
      by REF
      source CODE:pageSource
      path TEXT
      print TEXT
      codePage INT
      codeOf INT
      edition INT
      batch REF
      origin TEXT
      side CODE:cardSide
      checkedBy REF . checked
      checkedAt INSTANT . checked
      replacedBy REF
      replacedWay CODE:pageChange . replacement
      replacedReason TEXT S2 replacement
      replacedWho REF . replacement
      replacedAt INSTANT . replacement
      order INT
      """),
  /// An act on the case: who, in which role, when, why.
  EVENT(
      true,
      """
      application REF !
      act CODE:act !
      from CODE:stage
      to CODE:stage
      by REF !
      role CODE:role . . !
      at INSTANT !
      reason TEXT S2
      detail TEXT S2
      """),
  /// Two values for one merge group, both kept for ever; written by the server, closed by a person.
  CONFLICT(
      false,
      """
      application REF
      record REF !
      recordType TEXT !
      group TEXT
      kind CODE:conflictKind !
      late CODE:lateCause
      receivedAt INSTANT
      op REF
      author REF
      authorDevice TEXT
      authoredAt INSTANT
      keptAuthor REF
      keptAt INSTANT
      askedOf REF
      state CODE:conflictState resolution
      choice CODE:conflictChoice resolution
      resolvedBy REF . resolution
      resolvedAt INSTANT . resolution
      resolveReason TEXT S2 resolution
      """),
  /// Somebody who works with the program; written by the server.
  STAFF(
      false,
      "name NAME !\nrole CODE:role !\nstreet CODE:street\nagency REF\nactive BOOL\nphone TEXT\n"),
  AGENCY(false, "name TEXT !\nactive BOOL\n"),
  /// A dated figure of the rules (standard, minimum wage…), entered by the district; it wins over
  /// the built-in table from its month on.
  STANDARD(false, DistrictSpecs.STANDARD),
  /// A published questionnaire: a file under the server's seal.
  FORM(false, DistrictSpecs.FORM),
  /// The district's key for page codes; made by the server, for those who print and read pages.
  PAGE_KEY(false, "keyId INT !\nsecret TEXT S3 . !\nstate CODE:formState\n"),
  /// A person's badge (工作证) as those get it who may be on the road with him: what its secret and
  /// the PIN open, sealed. Written by the server, taken away when it is revoked; it lies in the
  /// scope of the agency and belongs to no case.
  BADGE(false, DistrictSpecs.BADGE),
  /// The document register (文书登记): one row for each print or saved copy of a paper. The first row
  /// of a paper holds its number and exact bytes; a copy names it in `copyOf` and counts on in
  /// `copy`; a row that names another in `voids` takes it back with a reason.
  DOCUMENT(
      true,
      """
      application REF !
      paper CODE:paper . . !
      documentNumber TEXT
      subject REF
      scheme CODE:scheme
      decision REF
      slots CODES:docType
      mask TEXT
      due DATE
      detail TEXT S2
      pages INT
      edition INT
      file FILE . . !
      length INT
      mime TEXT
      day DATE
      way CODE:printWay
      copyOf REF
      copy INT
      voids REF
      reason TEXT S2
      by REF !
      at INSTANT !
      """),
  /// A sign that somebody may need aid (线索), from whatever mouth; a file of its own in the street
  /// that answers for it, until a case is opened or it is closed with a reason.
  LEAD(false, ErrandSpecs.LEAD),
  /// A slip that hands something on (分办, 转办, 转介): to whom, what, until when, and what came back.
  REFERRAL(false, ErrandSpecs.REFERRAL),
  /// What changed in a household (变更申报), as it was told at the window and what was made of it.
  CHANGE_REPORT(false, ErrandSpecs.CHANGE_REPORT),
  /// Aid before papers (先行救助, DOMAIN §0.2 C10): registered, signed, given, filled in afterwards.
  URGENT_AID(false, ErrandSpecs.URGENT_AID),
  /// A person of a case and a row of the district's registry that are, or may be, one person: found
  /// by the server, settled by a person. Never merges the two (SYNC §2, 5).
  LINK(false, LinkSpecs.LINK),
  /// What the registry says of somebody in receipt that may end or change it (death, another
  /// benefit, income): raised by the server, answered by the street.
  SIGNAL(false, LinkSpecs.SIGNAL),
  /// A notice of a case that hangs at the board of another street, where the household lives (公示张贴,
  /// DOMAIN §0.2 C12): a file of its own in that street, with what the notice shows and no more;
  /// its photos and objections are filed in it. Made, recalled and reminded of by the server alone.
  POSTING(false, ErrandSpecs.POSTING),
  /// Another street of the district is asked to find out about a household that is registered here
  /// and lives there (异地协查, DOMAIN §0.2 C4, §3.3): a file of its own in that street, with whom it
  /// is about and what is asked; its answer is filed in it. Made and ended by the server alone.
  INQUIRY(false, ErrandSpecs.INQUIRY);

  private final boolean appendOnly;
  private final Map<String, FieldSpec> fields;

  RecordType(boolean appendOnly, String spec) {
    this.appendOnly = appendOnly;
    var map = new LinkedHashMap<String, FieldSpec>();
    for (String line : spec.strip().split("\n", -1)) {
      FieldSpec f = FieldSpec.parse(line.strip());
      map.put(f.name(), f);
    }
    this.fields = map;
  }

  /// Written once: a correction is a new record that says what it supersedes.
  public boolean appendOnly() {
    return appendOnly;
  }

  /// Named fields in paper order.
  public List<FieldSpec> fields() {
    return List.copyOf(fields.values());
  }

  public Optional<FieldSpec> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// Whether fields beyond the named ones are allowed (answers by path, values of a conflict).
  public boolean open() {
    return this == VISIT_ANSWERS || this == VISIT_DRAFT || this == FORM_ANSWERS || this == CONFLICT;
  }

  /// Merge group of a field; an unnamed field is its own group, but the history of a conflict goes
  /// with its resolution.
  public String groupOf(String field) {
    FieldSpec f = fields.get(field);
    if (this == CONFLICT && field.startsWith(ConflictHistory.PREFIX)) return "resolution";
    return f == null ? field : f.group();
  }
}
