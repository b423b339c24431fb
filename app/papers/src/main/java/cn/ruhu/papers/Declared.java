package cn.ruhu.papers;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.papers.template.Fields;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What was declared beside amounts, in the words of the registration form: whose bank, which
/// plate, since when, which relative in which office. Stateless.
final class Declared {
  private static final String BETWEEN = "\uFF0C";

  private Declared() {}

  private static String say(String key, Object... args) {
    return MessageFormat.format(Objects.requireNonNull(Form.WORDS.getProperty(key), key), args);
  }

  /// Whether a line of housing was declared, not found by a visit alone: a value, or a member's
  /// house of which nobody knows the area.
  static boolean said(CaseRecord housing) {
    return housing.get("declared").isPresent() || housing.get("member").isPresent();
  }

  /// The remark of a line of property or expenditure.
  static String note(CaseRecord item) {
    var all = new ArrayList<String>();
    for (String field : List.of("address", "institution", "plate", "brand"))
      item.get(field).ifPresent(all::add);
    item.get("nature").ifPresent(c -> all.add(Form.label("housingSource", c)));
    item.get("year").ifPresent(y -> all.add(say("acquired", y)));
    item.get("use").ifPresent(c -> all.add(Form.label("propertyUse", c)));
    item.get("vehicleExemption")
        .filter(c -> !c.equals("0"))
        .ifPresent(c -> all.add(Form.label("vehicleExemption", c)));
    if (item.get("totalFen").isPresent())
      all.add(
          say(
              "bill",
              Form.yuan(item.text("totalFen")),
              Form.yuan(item.get("reimbursedFen").orElse("0"))));
    item.get("declaredNote").ifPresent(all::add);
    return String.join(BETWEEN, all);
  }

  /// What a member receives: line by line with month and amount, and by its name alone what no line
  /// tells of.
  static String benefits(CaseFile file, CaseRecord member) {
    var all = new ArrayList<String>();
    for (String code : CaseFile.codes(member, "benefits")) {
      List<CaseRecord> lines =
          file.items("BENEFIT").stream()
              .filter(i -> i.ref("member").filter(member.id()::equals).isPresent())
              .filter(i -> i.text("code").equals(code))
              .toList();
      String name = Form.label("benefit", code);
      if (lines.isEmpty()) all.add(name);
      for (CaseRecord line : lines) all.add(benefit(name, line));
    }
    return String.join("\u3001", all);
  }

  private static String benefit(String name, CaseRecord line) {
    String since = Form.month(line.text("since"));
    String amount = Form.yuan(line.text("declared"));
    var more = new ArrayList<String>();
    if (!since.isEmpty()) more.add(say("since", since));
    if (!amount.isEmpty()) more.add(say("monthlyYuan", amount));
    if (!line.text("label").isEmpty()) more.add(line.text("label"));
    return more.isEmpty() ? name : say("inBrackets", name, String.join(BETWEEN, more));
  }

  /// Near relatives in office, a row each.
  static List<Fields> relativeRows(CaseFile file) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord r : file.all(RecordType.RELATIVE)) {
      Optional<CaseRecord> member = r.ref("member").flatMap(file::record).flatMap(file::personOf);
      rows.add(
          new Fields()
              .put("no", Integer.toString(rows.size() + 1))
              .put("whose", Form.text(member, "name"))
              .put("relation", Form.label("relation", r.text("relation")))
              .put("name", r.text("name"))
              .put("unit", r.text("unit"))
              .put("post", r.text("post")));
    }
    return rows;
  }

  /// Near relatives in office one by one, then what was said of them in words.
  static String relatives(CaseFile file, String note) {
    var all = new ArrayList<String>();
    for (CaseRecord r : file.all(RecordType.RELATIVE)) {
      Optional<CaseRecord> member = r.ref("member").flatMap(file::record).flatMap(file::personOf);
      String who =
          say(
              "relative",
              Form.text(member, "name"),
              Form.label("relation", r.text("relation")),
              r.text("name"));
      String office = r.text("unit") + r.text("post");
      all.add(office.isEmpty() ? who : say("inBrackets", who, office));
    }
    if (!note.isEmpty()) all.add(note);
    return String.join("\uFF1B", all);
  }
}
