package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.change.ChangeState;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The household as the file has it now, beside what it reports. Account and telephone are masked:
/// somebody else may stand at the counter.
final class HomeCard {
  private final Kit kit;

  HomeCard(Kit kit) {
    this.kit = kit;
  }

  VBox of(CaseFile file, LocalDate today) {
    CaseRecord app = file.application().orElseThrow();
    var name = kit.names().node(file.applicant().map(p -> p.text("name")).orElse(""));
    name.getStyleClass().add("headline");
    name.setId("changes-applicant");
    var stage = Badges.of(CodeTables.label("stage", app.text("stage")), Badges.Tone.ACCENT);
    stage.setId("changes-stage");
    var top = new Bar(10, name, stage);
    top.setAlignment(Pos.CENTER_LEFT);
    var who = Page.card("", top, muted(Show.caseNumber(app.text("number"))));
    var members = Page.card(kit.t("changes.members", file.members().size()));
    for (CaseRecord m : file.members()) members.getChildren().add(member(file, m, today));
    var contact = Page.card(kit.t("changes.contact"));
    contact.getChildren().add(line("residenceAddress", app.text("residenceAddress")));
    Posting.away(app)
        .ifPresent(
            s -> contact.getChildren().add(line("residenceStreet", CodeTables.label("street", s))));
    if (app.get("deliveryAddress").isPresent())
      contact.getChildren().add(line("deliveryAddress", app.text("deliveryAddress")));
    contact.getChildren().add(line("phone", Show.masked(app.text("phone"))));
    contact
        .getChildren()
        .add(
            line(
                "bank",
                Stream.of(
                        app.text("bankName"),
                        app.text("bankHolder"),
                        Show.masked(app.text("bankAccount")))
                    .filter(t -> !t.isEmpty())
                    .collect(Collectors.joining(" \u00b7 "))));
    var column = new VBox(12, who, members, contact);
    var told = file.all(RecordType.CHANGE_REPORT).stream().filter(ChangeState::waits).toList();
    if (!told.isEmpty()) {
      var waiting = Page.card(kit.t("changes.waiting.here"));
      for (CaseRecord r : told)
        waiting
            .getChildren()
            .add(
                wrapped(
                    kit.t(
                        "changes.waiting.line",
                        CodeTables.label("changeKind", r.text("kind")),
                        Texts.instant(r.text("reportedAt")).map(Show::shortMinute).orElse(""))));
      column.getChildren().add(waiting);
    }
    return column;
  }

  private VBox member(CaseFile file, CaseRecord m, LocalDate today) {
    String called = file.personOf(m).map(p -> p.text("name")).orElse("");
    var name = kit.names().node(called);
    String age =
        file.personOf(m)
            .flatMap(p -> Texts.date(p.text("birthDate")))
            .map(b -> kit.t("changes.years", Age.years(b, today)))
            .orElse("");
    String words =
        Stream.of(
                CodeTables.label("relation", m.text("relation")),
                age,
                CodeTables.label("livingTogether", m.text("livingTogether")))
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining(" \u00b7 "));
    return new VBox(1, name, muted(words));
  }

  private Label line(String key, String value) {
    return wrapped(kit.t("changes.now." + key, value.isEmpty() ? kit.t("changes.none") : value));
  }

  private static Label muted(String words) {
    var label = wrapped(words);
    label.getStyleClass().add("text-muted");
    return label;
  }

  private static Label wrapped(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    return label;
  }
}
