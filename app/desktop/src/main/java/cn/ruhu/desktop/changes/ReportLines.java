package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeRules;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report beside what the file says now, line by line. Values are as people read them; what is
/// not there is empty. Stateless.
final class ReportLines {
  /// @param what name of the line
  /// @param now the file
  /// @param told the report
  record Line(Message what, String now, String told) {}

  private ReportLines() {}

  static List<Line> of(CaseFile file, CaseRecord report) {
    var all = new ArrayList<Line>();
    Optional<ChangeKind> kind = ChangeKind.of(report.text("kind"));
    if (kind.isEmpty()) return all;
    CaseRecord app =
        file.application()
            .orElseGet(() ->
                CaseRecord.of(
                    RecordType.APPLICATION, report.id(), report.scope(), null, java.util.Map.of()));
    switch (kind.get()) {
      case BIRTH, MARRIED_IN -> newcomer(file, report, all);
      case DEATH, MOVED_OUT, HEALTH -> member(file, report, all);
      case INCOME -> {
        member(file, report, all);
        all.add(
            new Line(
                Message.of("changes.line.monthly"),
                money(report, "oldFen"),
                money(report, "newFen")));
      }
      case PROPERTY -> plain(all, "newFen", "", money(report, "newFen"));
      case HEAD -> {}
      case ADDRESS -> address(report, app, all);
      case STREET -> {
        plain(
            all,
            "street",
            CodeTables.label("street", app.text("street")),
            CodeTables.label("street", report.text("newStreet")));
        plain(all, "residence", app.text("residenceAddress"), report.text("newText"));
      }
      case PHONE ->
          plain(all, "phone", old(report, app, "oldText", "phone"), report.text("newText"));
      case BANK -> bank(report, app, all);
      case EXIT, OTHER -> {}
    }
    if (report.get("successor").isPresent())
      plain(
          all,
          "successor",
          file.applicant().map(p -> p.text("name")).orElse(""),
          person(file, report, "successor"));
    if (report.get("happenedOn").isPresent())
      plain(all, "happenedOn", "", report.text("happenedOn"));
    boolean spoken = kind.get() != ChangeKind.PHONE && kind.get() != ChangeKind.ADDRESS;
    if (spoken && kind.get() != ChangeKind.STREET && report.get("newText").isPresent())
      plain(all, "newText", "", report.text("newText"));
    if (report.get("note").isPresent()) plain(all, "note", "", report.text("note"));
    if (report.get("reporter").isPresent()) plain(all, "reporter", "", report.text("reporter"));
    return all;
  }

  private static void plain(List<Line> all, String key, String now, String told) {
    all.add(new Line(Message.of("changes.line." + key), now, told));
  }

  private static void newcomer(CaseFile file, CaseRecord report, List<Line> all) {
    plain(all, "newcomer", "", report.text("personName"));
    if (report.get("personNumber").isPresent())
      plain(all, "number", "", Show.masked(report.text("personNumber")));
    plain(all, "relation", "", CodeTables.label("relation", report.text("relation")));
    size(file, report, all, 1);
  }

  private static void member(CaseFile file, CaseRecord report, List<Line> all) {
    Optional<CaseRecord> member = report.ref("member").flatMap(file::record);
    String now =
        Stream.of(
                report.text("personName"),
                CodeTables.label("relation", report.text("relation")),
                member
                    .map(m -> CodeTables.label("livingTogether", m.text("livingTogether")))
                    .orElse(""))
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining(" \u00b7 "));
    ChangeKind kind = ChangeKind.of(report.text("kind")).orElseThrow();
    String told = kind.leaves() ? CodeTables.label("changeKind", kind.name()) : "";
    plain(all, "member", now, told);
    if (kind.leaves()) size(file, report, all, -1);
  }

  /// How many live there; once it was written the file says what was told.
  private static void size(CaseFile file, CaseRecord report, List<Line> all, int more) {
    int people = ChangeRules.people(file);
    int before = report.get("recordedAt").isPresent() ? people - more : people;
    plain(all, "size", Integer.toString(before), Integer.toString(before + more));
  }

  private static void bank(CaseRecord report, CaseRecord app, List<Line> all) {
    String was =
        report
            .get("oldBank")
            .orElse(
                Stream.of("bankName", "bankHolder", "bankAccount")
                    .map(app::text)
                    .collect(Collectors.joining(" ")));
    String now =
        Stream.of("bankName", "bankHolder", "bankAccount")
            .map(report::text)
            .collect(Collectors.joining(" "));
    plain(all, "bank", was.strip(), now);
  }

  /// What stood before, where the report has been written into the file already.
  private static String old(CaseRecord report, CaseRecord app, String kept, String field) {
    return report.get("recordedAt").isPresent() ? report.text(kept) : app.text(field);
  }

  private static void address(CaseRecord report, CaseRecord app, List<Line> all) {
    if (report.get("newText").isPresent())
      plain(
          all,
          "residence",
          old(report, app, "oldText", "residenceAddress"),
          report.text("newText"));
    if (report.get("newStreet").isPresent())
      plain(
          all,
          "residenceStreet",
          report.get("recordedAt").isPresent() ? "" : home(app),
          (CodeTables.label("street", report.text("newStreet")) + " " + report.text("newCommunity"))
              .strip());
    if (report.get("newDelivery").isPresent())
      plain(
          all,
          "delivery",
          old(report, app, "oldDelivery", "deliveryAddress"),
          report.text("newDelivery"));
  }

  /// Street of the residence, which is the one that handles the case unless another is written.
  private static String home(CaseRecord app) {
    return CodeTables.label("street", app.get("residenceStreet").orElse(app.text("street")));
  }

  private static String person(CaseFile file, CaseRecord report, String field) {
    return report
        .ref(field)
        .flatMap(file::record)
        .flatMap(file::personOf)
        .map(p -> p.text("name"))
        .orElse("");
  }

  private static String money(CaseRecord report, String field) {
    return report.get(field).map(Show::money).orElse("");
  }
}
