package cn.ruhu.casefile.record;

/// Kinds of facts the gates read. Each is recorded by a named person at a stated time; until a
/// paper or an exchange issues it by itself, it is recorded by hand.
///
/// What `subject`, `value`, `reason` and `page` of the record hold is said at each kind; a field
/// not named there is not read by any gate.
public enum GateKind {
  /// subject: document type `D01`…; page: the photo or scan that was seen
  PAPERS_SEEN,
  /// who came was told how personal information is processed (个人信息处理告知); subject: person told,
  /// empty for the applicant; value: edition of the notice. A record, never a consent (DOMAIN C16)
  PRIVACY_NOTICE,
  /// subject: person who signed, empty for the applicant; page: the signature page, if filed
  DECLARATION_SIGNED,
  /// subject: document type promised for later (容缺), empty for all; page or value: the sheet
  SHORTFALL_SHEET,
  /// value: document number
  N01_ISSUED,
  /// value: ISO date by which the papers are due; reason: every missing paper, all at once
  N02_ISSUED,
  /// subject: member who signed, empty for all who signed
  VERIFICATION_REQUESTED,
  /// page: the report (核对报告), if filed; value: its number
  VERIFICATION_REPORT,
  /// the city's answer was "no record"
  VERIFICATION_NO_RECORD,
  /// 核对 finding told to the household in writing (N03) and not disputed; reason: the finding
  FINDING_UNDISPUTED,
  /// the registry answers that this person is known already; subject: `rule[:person]`
  REGISTRY_HIT,
  /// subject: `rule` or `rule:member`; reason: why the doubt is settled
  FLAG_DISPOSED,
  /// subject: member or supporter who refused; reason: words
  AUTHORIZATION_REFUSED,
  /// reason: what was refused, when, before whom
  REFUSAL_DOCUMENTED,
  /// N08 left at the door and photographed, or its slip scanned at the street; subject: the visit
  /// that found nobody, where it is known; value: slip number; page: photo or scan
  NOTICE_LEFT,
  /// the street phoned after failed attempts; value: number of calls or result
  STREET_PHONED,
  WITHDRAWAL_WRITTEN,
  RESIDENCE_RULING,
  /// another street is asked to find out (异地协查, [cn.ruhu.casefile.process.Inquiry]); subject: the
  /// attempt that found nobody but a registration, if there was one; value: that street; reason:
  /// what is to be found out, and where the household lives
  OTHER_PLACE_ASKED,
  /// reply of another street (异地协查); value: the two persons who visited, separated by `,`; reason:
  /// what they found; subject: the INQUIRY it answers, empty for a place outside the district,
  /// whose letter the handling street records
  OTHER_PLACE_REPLY,
  /// dated switch for video visits; value: `2020-02-01..2020-06-30`; reason: the document
  EMERGENCY_SWITCH,
  /// subject: complaint; reason: what is complained of
  COMPLAINT_OPENED,
  /// subject: complaint; reason: result
  COMPLAINT_CLOSED,
  /// subject: member abstaining or empty; value: conclusion 1 true, 2 mostly, 3 disputed; page: D21
  APPRAISAL_RECORD,
  /// subject: scheme; the applicant agrees to be judged for another scheme (改按…认定)
  SCHEME_CONSENT,
  /// value: place of the board; subject: the POSTING it hangs under at another street's board, else
  /// free; reason: number of the letter (协查函) by which a place outside the district hung it
  NOTICE_POSTED,
  /// subject: `START` or `END`; page: photo; value: the POSTING, at another street's board
  NOTICE_PHOTO,
  /// subject: the POSTING at whose board it was heard, empty at the own window
  OBJECTION_RAISED,
  /// subject: the OBJECTION_RAISED it is the answer to, empty in facts of earlier programs, which
  /// answered whatever was in hand; value: what it came to (table `objectionResult`); reason: the
  /// answer
  OBJECTION_SETTLED,
  /// value: batch; reason: how it was drawn (a manual draw needs one); subject: `FORCED` where the
  /// case is checked whatever the lot says
  DRAW_DONE,
  /// this case was drawn; value: batch
  DRAWN,
  /// value: what the inspector found; it is set beside the first visit where both are seen
  SPOT_CHECK_DONE,
  /// subject: `N05`, `N06` or `N07`; value: document number; reason: scheme of the decision, empty
  /// for every one of that outcome
  LETTER_ISSUED,
  /// subject: `N05`, `N06` or `N07`; value: who received it; reason: scheme, as above; page: 送达回证,
  /// if filed
  DELIVERED,
  /// the district took note of what an entrusted street decided (备案, C1); value: its number
  FILED,
  /// somebody else works on a section of the case from now on
  /// ([cn.ruhu.casefile.process.Takeovers]); subject: `WINDOW`, and for whom unless for who records
  /// it; value: whose it was; reason: why
  TAKEN_OVER,
  /// the case was handed field by field to the city's approval system: an event of reading; value:
  /// how many fields were offered; reason: whose order of fields, `BUILT_IN` or `OFFICE`
  COPIED_OUT,
  /// pages left this machine as one file: noted before the file is written; subject: slot, empty
  /// for the whole file; value: how many pages; reason: SHA-256 of what was written
  PAGES_EXPORTED,
  /// the pair saw danger or an urgent need and the street must hear of it the same day, before any
  /// sync; value: signs of [cn.ruhu.casefile.process.VisitAlerts], between spaces; subject: the
  /// attempt; reason: who was told by telephone and what was said, empty when nobody was reached
  SAME_DAY_ALERT,
  /// somebody came in a partner's place and the district has something against those two: the visit
  /// counts, a person judges it ([cn.ruhu.casefile.process.PairRules]); subject: the visit; value:
  /// code of the rule; reason: staff id of whom it is about, empty for both
  PAIR_DOUBTED,
  /// a visit arrived before its own end: the machine's clock was ahead; written by the district, a
  /// sign for supervisors, nothing is refused for it; subject: the visit; value: seconds
  CLOCK_AHEAD,
  /// a signature under a visit was made by none of the keys the district knows of that person on
  /// that machine: the visit is kept and the gate waits for somebody's word; subject: the visit;
  /// value: staff id of whose signature it should be; reason: `A`, `B`, or `LATER`
  SIGNATURE_DOUBTED,
  /// the district's receipt of a sealed visit ([cn.ruhu.casefile.evidence.SealReceipt]); subject:
  /// the visit; reason: number of the seal; value: key and signature
  SEAL_RECEIVED,
  /// the street took note of an alert, of a doubted pair or signature; subject: that fact, or the
  /// visit whose second signature did not come in time and gets another day; reason: what is done
  /// about it
  ALERT_ANSWERED,
  /// a report spoke of a member; it opens nothing by itself. subject: the member; value: mark of
  /// the report and what it found anything of ([cn.ruhu.casefile.verification.Heard])
  VERIFICATION_ANSWERED,
  /// the list of a batch was frozen and the district committed itself to a secret number before the
  /// public one was drawn (DOMAIN §6.3); subject: SHA-256 of the list; value: batch; reason:
  /// SHA-256 of the secret, a line feed, and which public number will be taken
  DRAW_COMMITTED,
  /// who checks this case, drawn among those nothing bars; value: everybody who does, separated by
  /// `,`; reason: batch, who could be drawn, and who might not, each on a line, or the district's
  /// words where somebody else was named instead
  INSPECTORS_DRAWN,
  /// the second investigator signed a visit that was sealed without him
  /// ([cn.ruhu.casefile.evidence.SecondSignature]); subject: the visit; reason: number of its seal;
  /// value: the signature, with what proves it
  SECOND_SIGNED,
  /// a notice goes to the board of the street the household lives in
  /// ([cn.ruhu.casefile.process.Posting]); subject: its DOCUMENT; value: that street; reason: the
  /// community there, or why it goes anew
  NOTICE_SENT,
  /// such a notice comes down before its time; subject: the NOTICE_SENT; reason: why
  NOTICE_RECALLED,
  /// the other street is reminded; subject: the NOTICE_SENT; reason: words
  NOTICE_REMINDED,
  /// what a check found beside the visit it checked, as the district kept it when the check came in
  /// ([cn.ruhu.casefile.spot.SpotComparison]); subject: the VISIT of the check; reason: the VISIT
  /// it is held against; value: rows that agree of how many, then a line a row
  SPOT_COMPARED,
  /// what a fact that is no item is taken to be ([cn.ruhu.casefile.means.FactRulings]); subject:
  /// its key in the comparison; value: what is adopted, a line feed, and what the ruling was made
  /// on; empty where it is taken back; reason: why
  FACT_ADOPTED,
  /// an objection is in hand, taken up by the act or complaint this came with; subject: its
  /// OBJECTION_RAISED, also of another street's board; value: subject of the complaint that is the
  /// answer to it, empty where it is settled as an objection
  OBJECTION_TAKEN
}
