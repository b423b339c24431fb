package cn.ruhu.device.idcard;

import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.imaging.ImageProbe;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a vendor's service said, read as untrusted text: a field that is too long, no date, no code
/// or no text at all makes the whole reply none. Pure.
///
/// Field names after the vendors' documents; no service was at hand.
final class ServiceReply {
  /// Longest text of each field in UTF-16 units, as on the card.
  private static final Map<CardField, Integer> LENGTHS =
      Map.of(
          CardField.NAME, 15,
          CardField.ENGLISH_NAME, 60,
          CardField.ADDRESS, 70,
          CardField.NUMBER, 18,
          CardField.ISSUER, 15,
          CardField.PASS_NUMBER, 9,
          CardField.ISSUE_COUNT, 2,
          CardField.NATIONALITY, 3,
          CardField.CARD_VERSION, 2,
          CardField.FORMER_RELATION, 3);

  /// A portrait is kept by itself; fingerprints and drawn cards are never kept.
  private static final Set<String> NOT_KEPT =
      Set.of("photobase64", "identityPic", "frontImg", "backImg");

  private static final String FINGERPRINT = "Fp";

  /// `0x90 0x1`: the module's status, then what became of the picture.
  private static final Pattern STATUS = Pattern.compile("0[xX](\\p{XDigit}{1,2})(?:\\s.*)?");

  private static final int KEPT_LENGTH_MAX = 300;

  /// Names of the fields that both vendors have.
  private record Names(
      String name,
      String sex,
      String ethnicity,
      String birth,
      String address,
      String number,
      String issuer,
      String from,
      String to,
      String type,
      String picture,
      String english) {}

  private static final Names XZX =
      new Names(
          "name",
          "sex",
          "nation",
          "born",
          "address",
          "cardno",
          "police",
          "userlifeb",
          "userlifee",
          "CardType",
          "photobase64",
          "EngName");

  private static final Names HUASHI =
      new Names(
          "partyName",
          "gender",
          "nation",
          "bornDay",
          "certAddress",
          "certNumber",
          "certOrg",
          "effDate",
          "expDate",
          "certType",
          "identityPic",
          "engName");

  private final Map<String, String> said;
  private final Names names;
  private final ServiceKind kind;

  ServiceReply(ServiceKind kind, Map<String, String> said) {
    this.kind = kind;
    this.said = said;
    names = kind == ServiceKind.XZX ? XZX : HUASHI;
  }

  /// True when the service says that it read a card.
  boolean read() {
    return switch (kind) {
      case XZX -> text("code").equals("0") && status().filter(s -> s == 0x90).isPresent();
      case HUASHI -> text("resultFlag").equals("0");
    };
  }

  /// True when another program is being served.
  boolean busy() {
    return said.values().stream().anyMatch(v -> v.length() < 60 && v.contains("busy"));
  }

  /// The module's status in a refusal, where the service passes it on.
  Optional<Integer> status() {
    Matcher m = STATUS.matcher(text("retcode").strip());
    return m.matches() ? Optional.of(Integer.parseInt(m.group(1), 16)) : Optional.empty();
  }

  /// True when the service answered at all as its vendor writes.
  boolean itsOwn() {
    return said.containsKey(kind == ServiceKind.XZX ? "retcode" : "resultFlag")
        || said.containsKey("code");
  }

  /// The printed serial number of the module, `""` when it is not told.
  String samId() {
    return said.entrySet().stream()
        .filter(e -> e.getKey().toLowerCase(Locale.ROOT).contains("samid"))
        .map(Map.Entry::getValue)
        .filter(v -> v.matches("\\d{2}\\.\\d{2}-\\d{8}-\\d{10}-\\d{10}"))
        .findFirst()
        .orElse("");
  }

  /// The card's fields; empty when a field cannot be what it should.
  Optional<CardText> card() {
    var type = type();
    if (type.isEmpty()) return Optional.empty();
    var values = new EnumMap<CardField, CardValue>(CardField.class);
    boolean fine =
        put(values, CardField.NAME, text(names.name))
            && put(values, CardField.ADDRESS, text(names.address))
            && put(values, CardField.NUMBER, text(names.number))
            && ofItsKind(values, type.get());
    Optional<String> sex = sex(text(names.sex).strip());
    Optional<String> birth = date(text(names.birth));
    Optional<String> from = date(text(names.from));
    Optional<String> to = until(text(names.to).strip());
    Optional<String> nation = nation(type.get(), text(names.ethnicity).strip());
    if (!fine || sex.isEmpty() || birth.isEmpty() || from.isEmpty() || to.isEmpty())
      return Optional.empty();
    if (nation.isEmpty() || text(names.number).isBlank()) return Optional.empty();
    values.put(CardField.SEX, plain(sex.get()));
    values.put(CardField.BIRTH, plain(birth.get()));
    values.put(CardField.VALID_FROM, plain(from.get()));
    values.put(CardField.VALID_TO, plain(to.get()));
    if (type.get() == CardType.RESIDENT) values.put(CardField.ETHNICITY, plain(nation.get()));
    else if (type.get() != CardType.HMT_RESIDENCE)
      values.put(CardField.NATIONALITY, plain(nation.get()));
    return Optional.of(new CardText(type.get(), mark(type.get()), values));
  }

  private boolean ofItsKind(Map<CardField, CardValue> values, CardType type) {
    return switch (type) {
      case RESIDENT, UNKNOWN -> put(values, CardField.ISSUER, text(names.issuer));
      case HMT_RESIDENCE ->
          put(values, CardField.ISSUER, text(names.issuer))
              && put(values, CardField.PASS_NUMBER, text("PassID"))
              && put(values, CardField.ISSUE_COUNT, text("IssuesTimes"));
      case FOREIGN_2017 ->
          put(values, CardField.ENGLISH_NAME, text(names.english))
              && put(values, CardField.CARD_VERSION, text("CertVol"));
      case FOREIGN_2023 ->
          put(values, CardField.ENGLISH_NAME, text(names.english))
              && put(values, CardField.ISSUE_COUNT, text("IssuesTimes"))
              && put(values, CardField.FORMER_RELATION, text("Reserved"));
    };
  }

  /// Every field as it came, a line each; pictures and fingerprints left out.
  RawBlock raw() {
    String lines =
        said.entrySet().stream()
            .filter(e -> !NOT_KEPT.contains(e.getKey()) && !e.getKey().startsWith(FINGERPRINT))
            .filter(e -> e.getValue().length() <= KEPT_LENGTH_MAX)
            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
            .collect(Collectors.joining());
    return RawBlock.of(lines.getBytes(StandardCharsets.UTF_8));
  }

  /// The picture as it came; empty when there is none or it is no whole picture.
  RawBlock picture() {
    try {
      byte[] bytes = Base64.getDecoder().decode(text(names.picture));
      if (ImageProbe.probe(bytes) instanceof ImageProbe.Picture) return RawBlock.of(bytes);
    } catch (IllegalArgumentException _) {
      // no base64: no picture
    }
    return RawBlock.of(new byte[0]);
  }

  private String text(String name) {
    return said.getOrDefault(name, "");
  }

  private Optional<CardType> type() {
    return Optional.ofNullable(
        switch (said.getOrDefault(names.type, kind == ServiceKind.XZX ? "0" : " ")) {
          case "0", " ", "" -> CardType.RESIDENT;
          case "1", "I" -> CardType.FOREIGN_2017;
          case "2", "J" -> CardType.HMT_RESIDENCE;
          case "3", "Y" -> CardType.FOREIGN_2023;
          default -> null;
        });
  }

  private static char mark(CardType type) {
    return switch (type) {
      case HMT_RESIDENCE -> 'J';
      case FOREIGN_2017 -> 'I';
      case FOREIGN_2023 -> 'Y';
      case RESIDENT, UNKNOWN -> ' ';
    };
  }

  private static boolean put(Map<CardField, CardValue> values, CardField field, String text) {
    String trimmed = text.strip();
    int limit = LENGTHS.getOrDefault(field, 0);
    if (trimmed.length() > limit || trimmed.codePoints().anyMatch(Character::isISOControl))
      return false;
    if (!StandardCharsets.UTF_16LE.newEncoder().canEncode(trimmed)) return false;
    values.put(field, CardTextParser.sound(trimmed));
    return true;
  }

  private static CardValue plain(String text) {
    return new CardValue(text, "", List.of());
  }

  private static Optional<String> sex(String said) {
    return switch (said) {
      case "0", "1", "2", "9" -> Optional.of(said);
      case "男" -> Optional.of("1");
      case "女" -> Optional.of("2");
      default -> Optional.empty();
    };
  }

  /// A resident's ethnic group as code, a foreigner's country as `CAN` out of `加拿大/CAN`.
  private static Optional<String> nation(CardType type, String said) {
    return switch (type) {
      case HMT_RESIDENCE, UNKNOWN -> Optional.of("");
      case FOREIGN_2017, FOREIGN_2023 ->
          Optional.of(said.substring(said.lastIndexOf('/') + 1)).filter(c -> c.matches("[A-Z]{3}"));
      case RESIDENT ->
          CodeTables.table("ethnicity").entries().stream()
              .filter(e ->
                  e.code().equals(said)
                      || e.label().equals(said)
                      || (e.label() + "族").equals(said)
                      || e.label().equals(said + "族"))
              .map(CodeEntry::code)
              .findFirst();
    };
  }

  private static Optional<String> until(String said) {
    return said.equals(CardText.LONG_TERM) ? Optional.of(said) : date(said);
  }

  /// Eight digits in whatever order of signs between them; a date of the calendar.
  private static Optional<String> date(String said) {
    if (said.length() > 20) return Optional.empty();
    String digits = said.replaceAll("[-./年月日\\s]", "");
    if (!digits.matches("\\d{8}")) return Optional.empty();
    try {
      var _ =
          LocalDate.of(
              Integer.parseInt(digits.substring(0, 4)),
              Integer.parseInt(digits.substring(4, 6)),
              Integer.parseInt(digits.substring(6)));
      return Optional.of(digits);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Says how much there is, never what.
  @Override
  public String toString() {
    return "ServiceReply[" + said.size() + " fields]";
  }
}
