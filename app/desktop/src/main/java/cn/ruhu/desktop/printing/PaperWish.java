package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.assess.Profile;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.PaperFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which paper of a case somebody wants. Two wishes for the same thing mean the same entry of the
/// register, whatever day they are made on.
///
/// Immutable, thread-safe.
///
/// @param paper kind
/// @param scheme scheme decided or posted, `""` where the paper is about the case
/// @param slots slots listed, in their order
/// @param due last day for what is asked; empty: the day it is made
/// @param note words on the paper
/// @param number number that is given already (a delivery receipt bears the letter's); else `""`
/// @param mask how names stand on a public notice
public record PaperWish(
    Paper paper,
    String scheme,
    List<String> slots,
    Optional<LocalDate> due,
    String note,
    String number,
    MaskProfile mask) {

  public PaperWish {
    slots = List.copyOf(slots);
  }

  private static PaperWish of(Paper paper, String scheme, List<String> slots) {
    return new PaperWish(paper, scheme, slots, Optional.empty(), "", "", MaskProfile.BOARD_MASKED);
  }

  /// Registration form with an authorization sheet for every signer.
  public static PaperWish form() {
    return of(Paper.F02, "", List.of());
  }

  /// Receipt for papers handed in.
  public static PaperWish receipt(List<String> slots) {
    return of(Paper.RECEIPT, "", slots);
  }

  /// Cover sheet for loose originals of one slot.
  public static PaperWish cover(String slot) {
    return of(Paper.COVER, "", List.of(slot));
  }

  /// A cover sheet for each of several slots, in their order.
  public static PaperWish covers(List<String> slots) {
    return of(Paper.COVER, "", slots);
  }

  /// Application in writing.
  public static PaperWish application() {
    return of(Paper.F01, "", List.of());
  }

  /// The community vouches for everybody without a number.
  public static PaperWish vouching() {
    return of(Paper.VOUCH, "", List.of());
  }

  /// Near relatives in office put on record.
  public static PaperWish relatives() {
    return of(Paper.N12, "", List.of());
  }

  /// How the means test was computed, for these readers (C17).
  public static PaperWish means(Profile readers) {
    return means(readers.name());
  }

  /// The same, computed again as it was for a past opinion or decision (T18).
  ///
  /// @param judged its OPINION or DECISION record
  public static PaperWish means(Profile readers, CaseRecord judged) {
    return means(readers.name() + ":" + judged.id());
  }

  private static PaperWish means(String note) {
    return new PaperWish(
        Paper.MEANS, "", List.of(), Optional.empty(), note, "", MaskProfile.BOARD_MASKED);
  }

  /// Numbered slips to leave at a door.
  ///
  /// @param slips how many, 1 to 9
  public static PaperWish doorSlips(int slips) {
    return new PaperWish(
        Paper.N08,
        "",
        List.of(),
        Optional.empty(),
        Integer.toString(slips),
        "",
        MaskProfile.BOARD_MASKED);
  }

  /// The sheet a home visit is signed on, and the household's copy.
  public static PaperWish signing() {
    return of(Paper.F03, "", List.of());
  }

  /// Promise to bring these papers by a day.
  public static PaperWish promise(List<String> slots, LocalDate due) {
    return of(Paper.PROMISE, "", slots).until(due);
  }

  /// Notice of acceptance.
  ///
  /// @param due last lawful day for the result
  public static PaperWish acceptance(LocalDate due) {
    return of(Paper.N01, "", List.of()).until(due);
  }

  /// Everything that is missing, told at once.
  public static PaperWish missing(List<String> slots, LocalDate due) {
    return of(Paper.N02, "", slots).until(due);
  }

  /// Public notice of one scheme.
  public static PaperWish notice(String scheme, MaskProfile mask) {
    return new PaperWish(Paper.N04, scheme, List.of(), Optional.empty(), "", "", mask);
  }

  /// The district's own public notice of one scheme (N04b).
  public static PaperWish districtNotice(String scheme, MaskProfile mask) {
    return new PaperWish(Paper.N04B, scheme, List.of(), Optional.empty(), "", "", mask);
  }

  /// What the city found otherwise, to be answered by a day.
  public static PaperWish findings(LocalDate due) {
    return of(Paper.N03, "", List.of()).until(due);
  }

  /// Record of an appraisal, to be filled in the meeting.
  public static PaperWish appraisal() {
    return of(Paper.F05, "", List.of());
  }

  /// Approval form with everything that was found and judged so far.
  public static PaperWish approvalForm() {
    return of(Paper.F06, "", List.of());
  }

  /// Whether it hangs in public: names stand as its board demands.
  boolean isNotice() {
    return paper == Paper.N04 || paper == Paper.N04B;
  }

  /// The letter of a decision: N05, N06 or N07, as it was decided. One scheme can be changed many
  /// times, so an N07 names its decision.
  public static PaperWish letter(Letter letter) {
    Paper paper = Paper.valueOf(letter.paper());
    String about = paper == Paper.N07 ? letter.decision().id().toString() : "";
    return new PaperWish(
        paper, letter.scheme(), List.of(), Optional.empty(), about, "", MaskProfile.BOARD_MASKED);
  }

  /// Receipt for a report of change, under the report's own number.
  ///
  /// @param report its CHANGE_REPORT record, saved already
  /// @param missing papers that are still to be brought
  public static PaperWish change(CaseRecord report, List<String> missing) {
    return new PaperWish(
        Paper.CHANGE,
        "",
        missing,
        Optional.empty(),
        report.id().toString(),
        report.text("number"),
        MaskProfile.BOARD_MASKED);
  }

  /// Slip that hands something on to a department.
  ///
  /// @param referral its REFERRAL record, saved already
  public static PaperWish referral(CaseRecord referral) {
    var wish =
        new PaperWish(
            Paper.N10,
            "",
            List.of(),
            Optional.empty(),
            referral.id().toString(),
            "",
            MaskProfile.BOARD_MASKED);
    return referral.get("due").map(d -> wish.until(LocalDate.parse(d))).orElse(wish);
  }

  /// Delivery receipt of a registered letter.
  ///
  /// @param letter its DOCUMENT record
  public static PaperWish delivery(CaseRecord letter) {
    return new PaperWish(
        Paper.N11,
        letter.text("scheme"),
        List.of(),
        Optional.empty(),
        CodeTables.label("paper", letter.text("paper")),
        letter.text("documentNumber"),
        MaskProfile.BOARD_MASKED);
  }

  /// Sheet of aid before papers: the chief's word, and the receipt for what is given.
  ///
  /// @param approver name of the chief who signed
  public static PaperWish urgent(String approver) {
    return new PaperWish(
        Paper.U01, "", List.of(), Optional.empty(), approver, "", MaskProfile.BOARD_MASKED);
  }

  private PaperWish until(LocalDate day) {
    return new PaperWish(paper, scheme, slots, Optional.of(day), note, number, mask);
  }

  /// The wish a registered paper was made by.
  public static Optional<PaperWish> of(CaseRecord document) {
    for (Paper p : Paper.values())
      if (p.name().equals(document.text("paper")))
        return Optional.of(
            new PaperWish(
                p,
                document.text("scheme"),
                document.get("slots").map(s -> List.of(s.split(",", -1))).orElse(List.of()),
                document.get("due").map(LocalDate::parse),
                document.text("detail"),
                p == Paper.N11 || p == Paper.CHANGE ? document.text("documentNumber") : "",
                mask(document)));
    return Optional.empty();
  }

  private static MaskProfile mask(CaseRecord document) {
    for (MaskProfile m : MaskProfile.values()) if (m.name().equals(document.text("mask"))) return m;
    return MaskProfile.BOARD_MASKED;
  }

  /// Whether a registered paper is the one wished for.
  boolean means(CaseRecord document) {
    return document.text("paper").equals(paper.name())
        && document.text("scheme").equals(scheme)
        && document.text("slots").equals(String.join(",", slots))
        && document.text("detail").equals(note)
        && (!isNotice() || document.text("mask").equals(mask.name()))
        && (paper != Paper.N11 || document.text("documentNumber").equals(number));
  }

  PaperFacts.Subject subject(LocalDate day) {
    return new PaperFacts.Subject(scheme, slots, due.orElse(day), note, mask);
  }

  /// Names of the slots, for facts that list them.
  List<String> slotNames() {
    var names = new ArrayList<String>();
    for (String s : slots) names.add(CodeTables.label("docType", s));
    return names;
  }
}
