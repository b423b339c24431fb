package cn.ruhu.doctor;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The people of a household for the second calculator: who counts (DOMAIN §5.1, §2.7), who owes
/// whom support, who can work (特困). Shares no code with the product.
final class PlainPeople {
  private final JsonNode home;
  private final LocalDate day;
  private final List<JsonNode> counted = new ArrayList<>();
  private final Set<String> ids;

  PlainPeople(JsonNode home) {
    this.home = home;
    this.day = LocalDate.parse(home.get("acceptDate").asString());
    for (JsonNode m : home.get("members")) if (counts(m)) counted.add(m);
    this.ids = Set.copyOf(counted.stream().map(m -> text(m, "id")).toList());
  }

  List<JsonNode> counted() {
    return counted;
  }

  Set<String> ids() {
    return ids;
  }

  private static String text(JsonNode node, String field) {
    return PlainCalculator.text(node, field);
  }

  int age(JsonNode m) {
    return Period.between(LocalDate.parse(text(m, "birthDate")), day).getYears();
  }

  static boolean child(JsonNode m) {
    String r = text(m, "relation");
    return Set.of("20", "21", "22", "27", "30", "31", "32", "37").contains(r);
  }

  static boolean parent(JsonNode m) {
    return Set.of("51", "52").contains(text(m, "relation"));
  }

  static boolean student(JsonNode m) {
    return text(m, "occupation").equals("2") || text(m, "livingTogether").equals("2");
  }

  /// §5.1, with the list of the rule set.
  private boolean counts(JsonNode m) {
    if (m.has("countedOverride")) return m.get("countedOverride").asBoolean();
    String living = text(m, "livingTogether");
    if (Set.of("5", "6", "7", "9").contains(living)) return false;
    String relation = text(m, "relation");
    if (relation.equals("01")) return true;
    if (Set.of("10", "11", "12").contains(relation)) return !text(m, "marital").equals("40");
    if (child(m) && age(m) < 18) return true;
    boolean graduate = text(m, "education").startsWith("1") || text(m, "education").equals("21");
    boolean pupil = student(m) && !graduate;
    if (child(m) && (text(m, "labour").equals("3") || pupil)) return true;
    if (living.equals("8")) return false;
    if (text(home, "ruleSet").equals("BJ-FS")) return inBeijing(m, pupil);
    boolean old = day.isBefore(LocalDate.of(2021, 7, 1));
    boolean here = living.equals("1") || living.equals("4");
    if (parent(m)) return old || here;
    return child(m) && here && !student(m);
  }

  /// §2.7, what Beijing's list adds: unmarried children of the same 户口, and orphaned grandchildren
  /// in guardianship who are minor or cannot live on their own.
  private boolean inBeijing(JsonNode m, boolean pupil) {
    if (child(m)) return text(m, "marital").equals("10") && text(m, "hukouRelation").equals("1");
    boolean needs = age(m) < 18 || text(m, "labour").equals("3") || pupil;
    return text(m, "relation").startsWith("4") && m.path("guardianHere").asBoolean() && needs;
  }

  /// Who owes this member support by law and is 60, among those who count and those outside.
  boolean oldSupporter(JsonNode m) {
    if (m.has("legalSupporterOver60")) return m.get("legalSupporterOver60").asBoolean();
    for (JsonNode other : counted) if (owes(other, m) && age(other) >= 60) return true;
    if (home.has("supporters"))
      for (JsonNode s : home.get("supporters"))
        for (JsonNode id : s.get("supports"))
          if (id.asString().equals(text(m, "id")) && age(s) >= 60) return true;
    return false;
  }

  /// Husband and wife each other, parents their children of whatever age, grown children their
  /// parents, and who has guardianship an orphaned grandchild.
  private boolean owes(JsonNode other, JsonNode m) {
    if (text(other, "id").equals(text(m, "id"))) return false;
    boolean owner = text(other, "relation").equals("01");
    boolean own = text(m, "relation").equals("01");
    boolean pair = owner || spouse(other);
    boolean their = own || spouse(m);
    boolean grown = age(other) >= 18;
    boolean orphan = text(m, "relation").startsWith("4") && m.path("guardianHere").asBoolean();
    return (pair && their)
        || (parent(other) && parent(m))
        || (pair && (child(m) || orphan))
        || (parent(other) && own)
        || (grown && child(other) && their)
        || (grown && owner && parent(m));
  }

  private static boolean spouse(JsonNode m) {
    return Set.of("10", "11", "12").contains(text(m, "relation"));
  }

  /// Somebody who supports only people who are not of this household owes these nothing.
  boolean owesHere(JsonNode supporter) {
    JsonNode whom = supporter.get("supports");
    return whom.isEmpty() || whom.valueStream().anyMatch(id -> ids.contains(id.asString()));
  }

  /// Old, young, or disabled as 43号 art 5 lists.
  boolean unable(JsonNode m) {
    if (age(m) >= 60 || age(m) < 16) return true;
    String grade = text(m, "disabilityGrade");
    return switch (text(m, "disabilityCategory")) {
      case "5", "6" -> Set.of("1", "2", "3").contains(grade);
      case "4" -> Set.of("1", "2").contains(grade);
      case "1" -> grade.equals("1");
      default -> false;
    };
  }
}
