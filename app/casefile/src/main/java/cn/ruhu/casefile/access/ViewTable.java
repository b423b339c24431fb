package cn.ruhu.casefile.access;

import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Sensitivity;
import cn.ruhu.casefile.spot.SpotVisits;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The view table (DOMAIN §0.2 C13): what of a record a role is handed at all. The server cuts
/// every record down by it before sending; a client never holds what its person may not see. Scope
/// (which cases) is the server's question, this is about content.
///
/// Stateless and thread-safe. A projected record keeps type, id, scope and case; it must never be
/// written back as a whole.
public final class ViewTable {
  /// Records everybody signed in reads: who works here, agencies, forms, standards.
  private static final Set<RecordType> DIRECTORY =
      EnumSet.of(RecordType.STAFF, RecordType.AGENCY, RecordType.FORM, RecordType.STANDARD);

  /// Who prints pages that come back or reads them: officials only, nobody of an agency. Whoever
  /// holds the key could print pages that look like the district's.
  private static final Set<Role> KEY_HOLDERS =
      EnumSet.of(
          Role.WINDOW_CLERK,
          Role.STREET_REVIEWER,
          Role.STREET_CHIEF,
          Role.DISTRICT_REVIEWER,
          Role.DISTRICT_INSPECTOR,
          Role.SYSTEM);

  /// Whose machine a colleague's badge may sign on; nobody else is handed what a PIN opens.
  private static final Set<Role> BADGE_READERS = EnumSet.of(Role.INVESTIGATOR, Role.SYSTEM);

  private static final Set<Role> EVERYTHING =
      EnumSet.of(Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER, Role.AUDITOR, Role.SYSTEM);

  private static final String REPORTER = "reporter";

  /// Reporter identity is visible to two roles only (§6.9), and to the audit.
  private static final Set<String> COMPLAINTS =
      Set.of(GateKind.COMPLAINT_OPENED.name(), GateKind.COMPLAINT_CLOSED.name());

  /// 核对 report, relatives' filing, complaints, bank card, decision papers.
  private static final Set<String> CLOSED_SLOTS = Set.of("D18", "D23", "D24", "D25", "D26", "D28");

  private static final Set<String> NOTICE_SLOTS = Set.of("D20", "D21");

  /// Facts the pair itself records or works by.
  private static final Set<String> PAIR_FACTS =
      Set.of(
          GateKind.NOTICE_LEFT.name(),
          GateKind.REFUSAL_DOCUMENTED.name(),
          GateKind.RESIDENCE_RULING.name(),
          GateKind.OTHER_PLACE_ASKED.name(),
          GateKind.OTHER_PLACE_REPLY.name(),
          GateKind.EMERGENCY_SWITCH.name(),
          GateKind.SAME_DAY_ALERT.name(),
          GateKind.SECOND_SIGNED.name(),
          GateKind.SIGNATURE_DOUBTED.name(),
          GateKind.SEAL_RECEIVED.name());

  private static final Set<String> NOTICE_FACTS =
      Set.of(
          GateKind.NOTICE_POSTED.name(),
          GateKind.NOTICE_PHOTO.name(),
          GateKind.APPRAISAL_RECORD.name());

  /// Where the money goes is the window's and the office's alone (DOMAIN §3.1 B, C13).
  private static final String[] NOT_BEYOND_THE_OFFICE = {
    "relativeOfOfficial", "relativeNote", "bankName", "bankHolder", "bankAccount"
  };

  private static final Set<String> OF_A_DISPATCH =
      Set.of(
          "number",
          "street",
          "community",
          "stage",
          "stageSince",
          "acceptDate",
          "residenceAddress",
          "residenceStreet",
          "residenceCommunity",
          "residenceOutside");

  /// What the first visit found of an item.
  private static final String[] FOUND = {
    "verified",
    "verifiedNote",
    "verifiedVisit",
    "verifiedBasis",
    "verifiedMonths",
    "verifiedExemptCode",
    "verifiedExemptFen",
    "verifiedContributionFen"
  };

  /// What the street ruled on a member after the first visit.
  private static final String[] RULED_AFTER_THE_VISIT = {
    "countedOverride",
    "countedReason",
    "upliftPercent",
    "upliftReason",
    "rewardYear",
    "rewardReason"
  };

  private static final Set<XRule> NOT_FOR_PAIR =
      EnumSet.of(
          XRule.X01, XRule.X17, XRule.X18, XRule.X19, XRule.X20, XRule.X24, XRule.X25, XRule.X28);

  /// Items of accounts with an institution: their label would name the bank.
  private static final Set<String> BANK_ITEMS = Set.of("P02", "P03", "P04");

  /// What the registry says of people, other families' among them: for who judges, not for who
  /// takes applications in.
  private static final Set<RecordType> FINDINGS = EnumSet.of(RecordType.LINK, RecordType.SIGNAL);

  private ViewTable() {}

  /// The record as this role may have it, or empty when the role may not have it.
  public static Optional<CaseRecord> project(CaseRecord record, Role role) {
    if (DIRECTORY.contains(record.type())) return Optional.of(record);
    if (record.type() == RecordType.PAGE_KEY)
      return KEY_HOLDERS.contains(role) ? Optional.of(record) : Optional.empty();
    if (record.type() == RecordType.BADGE)
      return BADGE_READERS.contains(role) ? Optional.of(record) : Optional.empty();
    if (record.type() == RecordType.LEAD && !knowsReporter(record, role))
      return whole(record.with(REPORTER, null), role);
    boolean disputed = record.text("recordType").equals(RecordType.LEAD.name());
    if (record.type() == RecordType.CONFLICT && disputed && !knowsEveryReporter(role))
      return whole(withoutReporters(record), role);
    return whole(record, role);
  }

  /// Who told of somebody is known to the window that took it in and to the street's reviewer
  /// (§6.9): not to the window of a street it was handed to.
  private static boolean knowsReporter(CaseRecord lead, Role role) {
    return knowsEveryReporter(role)
        || (role == Role.WINDOW_CLERK && lead.get("receivedFor").isEmpty());
  }

  private static boolean knowsEveryReporter(Role role) {
    return role == Role.STREET_REVIEWER || role == Role.SYSTEM;
  }

  /// A question about a lead without any side's word on who told.
  private static CaseRecord withoutReporters(CaseRecord conflict) {
    CaseRecord cut = conflict;
    for (String f : conflict.fields().keySet())
      if (f.endsWith("." + REPORTER)) cut = cut.with(f, null);
    return cut;
  }

  private static Optional<CaseRecord> whole(CaseRecord record, Role role) {
    if (EVERYTHING.contains(role)) return Optional.of(record);
    return switch (role) {
      case WINDOW_CLERK ->
          FINDINGS.contains(record.type()) || record.type() == RecordType.INQUIRY
              ? Optional.empty()
              : Optional.of(withoutReporter(record));
      case STREET_CHIEF -> Optional.of(withoutReporter(record));
      case INVESTIGATOR -> forPair(record);
      case DISTRICT_INSPECTOR -> forInspector(record);
      case TEAM_LEADER -> forLeader(record);
      case AGENCY_MANAGER ->
          record.type() == RecordType.ASSIGNMENT ? Optional.of(record) : Optional.empty();
      case COMMUNITY_WORKER -> forCommunity(record);
      case SOCIAL_WORKER -> forSocialWorker(record);
      case EVALUATOR -> masked(record);
      case ADMIN_SYSTEM, ADMIN_SECURITY, ADMIN_AUDIT -> Optional.empty();
      case STREET_REVIEWER, DISTRICT_REVIEWER, AUDITOR, SYSTEM -> Optional.of(record);
    };
  }

  /// Whether the role is shown doubts of this rule.
  public static boolean maySee(Role role, XRule rule) {
    return switch (role) {
      case INVESTIGATOR -> !NOT_FOR_PAIR.contains(rule) && rule.level() != XRule.Level.Q;
      case STREET_REVIEWER, STREET_CHIEF, DISTRICT_REVIEWER, AUDITOR, SYSTEM -> true;
      case WINDOW_CLERK -> rule.level() != XRule.Level.Q;
      case TEAM_LEADER,
          AGENCY_MANAGER,
          DISTRICT_INSPECTOR,
          SOCIAL_WORKER,
          COMMUNITY_WORKER,
          EVALUATOR,
          ADMIN_SYSTEM,
          ADMIN_SECURITY,
          ADMIN_AUDIT ->
          false;
    };
  }

  /// [#maySee(Role, XRule)] of a doubt.
  public static boolean maySee(Role role, Flag flag) {
    return maySee(role, flag.rule());
  }

  private static CaseRecord withoutReporter(CaseRecord r) {
    boolean complaint = r.type() == RecordType.GATE_FACT && COMPLAINTS.contains(r.text("kind"));
    return complaint ? without(r, "value", "reason", "page") : r;
  }

  /// What whoever sends a pair has to know: where the household lives and since when it waits;
  /// nobody's name, no telephone, no answer (C13).
  private static Optional<CaseRecord> forLeader(CaseRecord r) {
    return switch (r.type()) {
      case ASSIGNMENT -> Optional.of(r);
      case APPLICATION -> Optional.of(only(r, OF_A_DISPATCH));
      default -> Optional.empty();
    };
  }

  private static Optional<CaseRecord> forPair(CaseRecord r) {
    return switch (r.type()) {
      case PERSON -> Optional.of(person(r));
      case MEMBER -> Optional.of(maskIfThere(r, "disabilityCertificate"));
      case SUPPORTER -> Optional.of(maskIfThere(r, "idNumber")); // F06 and F10 ask both figures
      case APPLICATION -> Optional.of(without(r, NOT_BEYOND_THE_OFFICE));
      case ITEM -> Optional.of(pairItem(r));
      case PAGE -> SpotVisits.is(r) ? Optional.empty() : pairPage(r);
      case GATE_FACT -> pairFact(r);
      case CONFLICT -> pairConflict(r);
      case VISIT, VISIT_ANSWERS, REMARK -> // who goes again is blind
          SpotVisits.is(r) ? Optional.empty() : Optional.of(r);
      case ASSIGNMENT, VISIT_DRAFT, QUESTION -> Optional.of(r);
      case DOCUMENT -> slips(r);
      case HOUSEHOLD,
          CARD_READING,
          RELATIVE,
          OPINION,
          DECISION,
          EVENT,
          PAGE_KEY,
          BADGE,
          LEAD,
          REFERRAL,
          CHANGE_REPORT,
          URGENT_AID,
          FORM_ANSWERS,
          LINK,
          SIGNAL,
          POSTING,
          INQUIRY ->
          Optional.empty();
      case STAFF, AGENCY, FORM, STANDARD -> Optional.of(r);
    };
  }

  /// Which slips were printed for this door, so that a number that was not is told there; no other
  /// paper, and not the sheet itself.
  private static Optional<CaseRecord> slips(CaseRecord r) {
    return r.text("paper").equals("N08")
        ? Optional.of(without(r, "file", "length", "mime", "documentNumber", "detail", "reason"))
        : Optional.empty();
  }

  private static CaseRecord person(CaseRecord r) {
    return maskIfThere(
        without(r, "chipValues", "vouchName", "vouchPost", "vouchPhone"), "idNumber");
  }

  /// That the street answered ends what the pair waits for; its words are the office's.
  private static Optional<CaseRecord> pairFact(CaseRecord r) {
    if (r.text("kind").equals(GateKind.ALERT_ANSWERED.name()))
      return Optional.of(without(r, "reason"));
    return PAIR_FACTS.contains(r.text("kind")) ? Optional.of(r) : Optional.empty();
  }

  /// A page that was taken out may be another family's; why one was changed is the office's word.
  private static Optional<CaseRecord> pairPage(CaseRecord r) {
    boolean out =
        r.text("replacedWay").equals("MOVED") || r.text("replacedWay").equals("WITHDRAWN");
    return out || CLOSED_SLOTS.contains(r.text("slot"))
        ? Optional.empty()
        : Optional.of(without(r, "replacedReason"));
  }

  private static CaseRecord pairItem(CaseRecord r) {
    CaseRecord cut =
        without(
            r,
            "registry",
            "registryNote",
            "adopted",
            "adoptReason",
            "adoptedBy",
            "adoptedBasis",
            "adoptedOn",
            "institution");
    return BANK_ITEMS.contains(r.text("code")) ? without(cut, "label") : cut;
  }

  private static Optional<CaseRecord> pairConflict(CaseRecord r) {
    Set<String> own = Set.of("VISIT", "VISIT_ANSWERS", "ASSIGNMENT", "QUESTION", "REMARK");
    boolean verified = r.text("recordType").equals("ITEM") && r.text("group").equals("verified");
    return own.contains(r.text("recordType")) || verified ? Optional.of(r) : Optional.empty();
  }

  /// A blind re-visit: declared values only (§6.2), and his own visits.
  private static Optional<CaseRecord> forInspector(CaseRecord r) {
    return switch (r.type()) {
      case SUPPORTER ->
          Optional.of(maskIfThere(without(r, "familyMonthlyFen", "paidMonthlyFen"), "idNumber"));
      case ITEM -> declared(r);
      case MEMBER ->
          Optional.of(without(maskIfThere(r, "disabilityCertificate"), RULED_AFTER_THE_VISIT));
      case VISIT -> SpotVisits.is(r) ? Optional.of(r) : Optional.empty();
      case PAGE -> r.get("visit").isPresent() ? Optional.empty() : pairPage(r);
      case GATE_FACT ->
          Set.of(
                      GateKind.DRAW_DONE.name(),
                      GateKind.DRAWN.name(),
                      GateKind.INSPECTORS_DRAWN.name(),
                      GateKind.SPOT_CHECK_DONE.name())
                  .contains(r.text("kind"))
              ? Optional.of(r)
              : Optional.empty();
      case VISIT_ANSWERS, VISIT_DRAFT, QUESTION, REMARK, CONFLICT -> Optional.empty();
      case HOUSEHOLD,
          PERSON,
          CARD_READING,
          RELATIVE,
          APPLICATION,
          ASSIGNMENT,
          OPINION,
          DECISION,
          EVENT,
          DOCUMENT,
          PAGE_KEY,
          BADGE,
          LEAD,
          REFERRAL,
          CHANGE_REPORT,
          URGENT_AID,
          FORM_ANSWERS,
          LINK,
          SIGNAL,
          POSTING,
          INQUIRY,
          STAFF,
          AGENCY,
          FORM,
          STANDARD ->
          forPair(r);
    };
  }

  /// An item only the first visit or the registry found is not even named: its name would say that
  /// there is something to find.
  private static Optional<CaseRecord> declared(CaseRecord item) {
    return item.get("declared").isEmpty()
        ? Optional.empty()
        : Optional.of(without(pairItem(item), FOUND));
  }

  private static Optional<CaseRecord> forCommunity(CaseRecord r) {
    return switch (r.type()) {
      case APPLICATION ->
          Optional.of(only(r, Set.of("number", "street", "community", "stage", "familySize")));
      case GATE_FACT -> NOTICE_FACTS.contains(r.text("kind")) ? Optional.of(r) : Optional.empty();
      case PAGE -> NOTICE_SLOTS.contains(r.text("slot")) ? pairPage(r) : Optional.empty();
      case FORM_ANSWERS -> ofForm(r, Set.of(CaseForms.APPRAISAL));
      case POSTING -> Optional.of(r); // what hangs for everybody to read
      default -> Optional.empty();
    };
  }

  private static Optional<CaseRecord> forSocialWorker(CaseRecord r) {
    return switch (r.type()) {
      case APPLICATION -> Optional.of(without(r, NOT_BEYOND_THE_OFFICE));
      case PERSON -> Optional.of(person(r));
      case MEMBER -> Optional.of(maskIfThere(r, "disabilityCertificate"));
      case DECISION ->
          Optional.of(without(r, "computed", "computed1", "computed2", "computed3", "computed4"));
      case FORM_ANSWERS -> ofForm(r, Set.of(CaseForms.FOLLOW_UP, CaseForms.SATISFACTION));
      default -> Optional.empty();
    };
  }

  private static Optional<CaseRecord> ofForm(CaseRecord r, Set<String> forms) {
    return forms.contains(r.text("formId")) ? Optional.of(r) : Optional.empty();
  }

  /// Codes, dates and amounts stay; names and numbers are masked, every other text that could name
  /// somebody goes.
  private static Optional<CaseRecord> masked(CaseRecord r) {
    Set<RecordType> closed =
        EnumSet.of(
            RecordType.CARD_READING,
            RecordType.RELATIVE,
            RecordType.PAGE,
            RecordType.DOCUMENT,
            RecordType.VISIT_ANSWERS,
            RecordType.VISIT_DRAFT,
            RecordType.REMARK,
            RecordType.FORM_ANSWERS,
            RecordType.LEAD,
            RecordType.REFERRAL,
            RecordType.CHANGE_REPORT,
            RecordType.URGENT_AID,
            RecordType.LINK,
            RecordType.SIGNAL,
            RecordType.POSTING,
            RecordType.INQUIRY,
            RecordType.CONFLICT);
    if (closed.contains(r.type())) return Optional.empty();
    if (r.type() == RecordType.GATE_FACT && COMPLAINTS.contains(r.text("kind")))
      return Optional.empty();
    var kept = new TreeMap<String, String>();
    for (FieldSpec f : r.type().fields())
      r.get(f.name()).flatMap(v -> maskedValue(f, v)).ifPresent(v -> kept.put(f.name(), v));
    return Optional.of(new CaseRecord(r.type(), r.id(), r.scope(), r.caseId(), kept));
  }

  private static Optional<String> maskedValue(FieldSpec f, String value) {
    if (f.kind() == FieldKind.ID_NUMBER) return Optional.of(Mask.idNumber(value));
    if (f.kind() == FieldKind.NAME) return Optional.of(Mask.name(value));
    if (f.sensitivity() == Sensitivity.S3 || f.name().equals("birthDate")) return Optional.empty();
    if (f.sensitivity() == Sensitivity.S1) return Optional.of(value);
    boolean figure = Set.of("declared", "verified", "adopted").contains(f.name());
    boolean harmless = f.kind() != FieldKind.TEXT || (figure && isWhole(value));
    return harmless ? Optional.of(value) : Optional.empty();
  }

  private static boolean isWhole(String value) {
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static CaseRecord without(CaseRecord r, String... fields) {
    CaseRecord cut = r;
    for (String f : fields) cut = cut.with(f, null);
    return cut;
  }

  private static CaseRecord only(CaseRecord r, Set<String> fields) {
    var kept = new TreeMap<>(r.fields());
    kept.keySet().retainAll(fields);
    return new CaseRecord(r.type(), r.id(), r.scope(), r.caseId(), kept);
  }

  private static CaseRecord maskIfThere(CaseRecord r, String field) {
    return r.get(field).map(v -> r.with(field, Mask.idNumber(v))).orElse(r);
  }
}
