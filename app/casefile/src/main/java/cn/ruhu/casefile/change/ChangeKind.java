package cn.ruhu.casefile.change;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The kinds of table `changeKind` (DOMAIN §2.6): what is asked, which papers are asked for, which
/// change code of table `change` and stop code of table `stop` they lead to. C05 (standard changed)
/// and C06 (class of aid) are the office's own and no household's report.
///
/// Papers are asked for and named as missing; only [#EXIT] waits for one (DOMAIN §0.2 C9: papers
/// shrink).
@SuppressWarnings("ImmutableEnumChecker") // lists of immutable records, never written
public enum ChangeKind {
  /// a child is born into the household
  BIRTH(
      "C01",
      "",
      Effect.REVIEW,
      "personName! personNumber happenedOn! personSex! relation! note",
      "D04"),
  /// somebody marries in or moves in
  MARRIED_IN(
      "C01",
      "",
      Effect.REVIEW,
      "personName! personNumber! relation! happenedOn! note",
      "D03 D04 D05"),
  /// a member died
  DEATH("C02", "S01", Effect.REVIEW, "member! happenedOn! successor note", "D16"),
  /// a member married away, moved out or left school
  MOVED_OUT("C02", "S10", Effect.REVIEW, "member! happenedOn! newText! successor note", "D04"),
  /// another person stands for the household
  HEAD("C03", "", Effect.NOTE, "successor! note!", "D04"),
  /// work, wage, pension: what comes in a month is other than before
  INCOME("C04", "S02", Effect.REVIEW, "member! happenedOn! newFen! newText! note", "D06"),
  /// money, a vehicle, a dwelling came or went; among the codes it is the household's economy, C04
  PROPERTY("C04", "S03", Effect.REVIEW, "newText! newFen happenedOn! note", "D14"),
  /// disability or illness
  HEALTH("C07", "", Effect.REVIEW, "member! newText! happenedOn! note", "D08 D10"),
  /// another dwelling in the same street, another address for letters
  ADDRESS("", "", Effect.NOTE, "newText newStreet newCommunity newDelivery note", "D14"),
  /// the household moves into another street
  STREET("C02", "S04", Effect.REVIEW, "newStreet! newText! happenedOn! note", "D04"),
  /// another telephone
  PHONE("", "", Effect.NOTE, "newText! note", ""),
  /// another account for the payments
  BANK("", "", Effect.NOTE, "bankName! bankHolder! bankAccount! note", "D28"),
  /// the household gives the aid up of its own will, in writing
  EXIT("", "S05", Effect.STOP, "note!", "D01"),
  OTHER("", "", Effect.NOTE, "newText! note", "");

  private static final Set<ChangeKind> JOINING = Set.of(BIRTH, MARRIED_IN);
  private static final Set<ChangeKind> LEAVING = Set.of(DEATH, MOVED_OUT);
  private static final Set<ChangeKind> CONTACT = Set.of(ADDRESS, PHONE, BANK);

  private final String changeCode;
  private final String stopCode;
  private final Effect effect;
  private final List<Asked> asked;
  private final List<String> papers;

  ChangeKind(String changeCode, String stopCode, Effect effect, String asked, String papers) {
    this.changeCode = changeCode;
    this.stopCode = stopCode;
    this.effect = effect;
    this.asked = Asked.of(asked);
    this.papers = papers.isEmpty() ? List.of() : List.of(papers.split(" ", -1));
  }

  /// The kind of a code; empty for one only a newer program knows.
  public static Optional<ChangeKind> of(String code) {
    return Arrays.stream(values()).filter(k -> k.name().equals(code)).findFirst();
  }

  /// Code of table `change` the act CHANGE names; empty when the kind calls for no review.
  public Optional<String> changeCode() {
    return changeCode.isEmpty() ? Optional.empty() : Optional.of(changeCode);
  }

  /// Code of table `stop` the aid would end under, when it comes to that.
  public Optional<String> stopCode() {
    return stopCode.isEmpty() ? Optional.empty() : Optional.of(stopCode);
  }

  public Effect effect() {
    return effect;
  }

  /// Fields in the order they are asked.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public boolean asks(String field) {
    return asked.stream().anyMatch(a -> a.field().equals(field));
  }

  /// Codes of table `docType`.
  public List<String> papers() {
    return List.copyOf(papers);
  }

  /// Whether the report is not taken without its papers.
  public boolean papersFirst() {
    return this == EXIT;
  }

  /// Somebody comes into the household.
  public boolean joins() {
    return JOINING.contains(this);
  }

  /// Somebody leaves it.
  public boolean leaves() {
    return LEAVING.contains(this);
  }

  /// Only how the household is reached and paid.
  public boolean contact() {
    return CONTACT.contains(this);
  }

  /// Who is in the household, and who stands for it.
  public boolean membership() {
    return joins() || leaves() || this == HEAD;
  }
}
