package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.printing.NoticePress;
import cn.ruhu.desktop.review.CaseScenario;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Papers;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// From the opinion to the filed decision on real stores: each person at a machine of their own,
/// the district carrying what they wrote to the next, and to each only what they may see.
abstract class HandlingDesks {
  static final Map<Role, UUID> PEOPLE =
      Map.of(
          Role.WINDOW_CLERK, TestDesk.CLERK,
          Role.STREET_REVIEWER, TestDesk.REVIEWER,
          Role.STREET_CHIEF, new UUID(9, 11),
          Role.DISTRICT_REVIEWER, new UUID(9, 12),
          Role.DISTRICT_INSPECTOR, new UUID(9, 13));

  /// A card that remembers what it was told.
  static final class Told implements Asker {
    private List<Message> why = List.of();
    int done;

    @Override
    public void refused(List<Message> reasons) {
      why = List.copyOf(reasons);
    }

    @Override
    public void done() {
      why = List.of();
      done++;
    }

    List<String> why() {
      return why.stream().map(Message::key).toList();
    }
  }

  @TempDir Path home;
  final Map<Role, TestDesk> desks = new EnumMap<>(Role.class);
  final Map<Role, HandlingViewModel> models = new EnumMap<>(Role.class);
  Instant now = Instant.parse("2026-11-23T01:30:00Z");
  Path photo;
  int turn;
  boolean standards = true;
  UUID id;
  List<CaseRecord> records = List.of();
  List<String> files = List.of();

  @BeforeEach
  void aPhoto() throws Exception {
    photo = home.resolve("notice.png");
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
  }

  @AfterEach
  void close() throws Exception {
    for (TestDesk d : desks.values()) d.close();
  }

  void household(LocalDate start, String schemes) {
    CaseScenario scene =
        new CaseScenario(31, start)
            .schemes(schemes)
            .alone("赵德福", "1951-02-03", "皂君庙甲7号院2号楼104室")
            .accepted()
            .quietVisit();
    id = scene.id;
    records =
        List.of(scene.records()).stream().filter(r -> r.type() != RecordType.STANDARD).toList();
    files = scene.files();
    now =
        start.plusDays(10).atTime(9, 30).atZone(cn.ruhu.casefile.process.Process.ZONE).toInstant();
  }

  /// What registers notices for another street, with the fonts read when first asked for.
  static NoticePress press(Desk desk) {
    return new NoticePress(desk, () -> new Papers(Fonts.load()), "重新出具公示");
  }

  /// A person sits down at a fresh machine: everything written so far has come down, and it is now.
  HandlingViewModel sits(Role role) throws Exception {
    if (desks.containsKey(role)) desks.get(role).close();
    TestDesk desk =
        TestDesk.open(
            home.resolve(role.name() + turn++), PEOPLE.get(role), "人" + role.ordinal(), role);
    desks.put(role, desk);
    models.put(role, new HandlingViewModel(desk.desk(), Background.inline(), press(desk.desk())));
    desk.pass(Duration.between(desk.desk().now(), now));
    desk.receive(
        files,
        records.stream()
            .flatMap(r -> ViewTable.project(r, role).stream())
            .toArray(CaseRecord[]::new));
    if (standards) desk.receive(CaseScenario.standard());
    HandlingViewModel model = models.get(role);
    model.refresh();
    return model;
  }

  /// What was written there is the district's now.
  void leaves(Role role) {
    CaseFile file = desks.get(role).desk().caseFile(id);
    var known = new LinkedHashMap<UUID, CaseRecord>();
    records.forEach(r -> known.put(r.id(), r));
    for (CaseRecord r : file.records())
      if (r.type() == RecordType.APPLICATION || !known.containsKey(r.id())) known.put(r.id(), r);
    records = known.values().stream().filter(r -> r.type() != RecordType.STANDARD).toList();
    var all = new ArrayList<>(files);
    file.pages().forEach(p -> all.add(p.text("file")));
    files = all.stream().distinct().toList();
    now = now.plusSeconds(600);
  }

  List<String> does(Role role, Deed deed, Map<String, String> values) throws Exception {
    HandlingViewModel model = sits(role);
    assertTrue(
        model.selected.get().offers().stream()
            .anyMatch(o -> o.deed() == deed && o.blocked().isEmpty()),
        () -> role + " is offered " + model.selected.get().offers());
    return does(model, role, deed, values);
  }

  /// With the card of a deed still open that is offered no more.
  List<String> late(Role role, Deed deed, Map<String, String> values) throws Exception {
    return does(sits(role), role, deed, values);
  }

  private List<String> does(
      HandlingViewModel model, Role role, Deed deed, Map<String, String> values) throws Exception {
    var filled = new TreeMap<>(values);
    var photos = new TreeMap<String, Path>();
    for (Ask a : model.asks(id, deed)) {
      if (a.kind() == Ask.Kind.PHOTO) photos.put(a.key(), photo);
      else if (!a.preset().isEmpty()) filled.putIfAbsent(a.key(), a.preset());
    }
    Files.setLastModifiedTime(photo, FileTime.from(now)); // taken today
    var told = new Told();
    model.perform(id, deed, filled, photos, told);
    leaves(role);
    return told.why();
  }

  void done(Role role, Deed deed, Map<String, String> values) throws Exception {
    assertEquals(List.of(), does(role, deed, values));
  }

  boolean offered(Role role, Deed deed) throws Exception {
    HandlingViewModel model = sits(role);
    return model.selected.get() != null
        && model.selected.get().offers().stream()
            .anyMatch(o -> o.deed() == deed && o.blocked().isEmpty());
  }

  void judged(Role role, Act act, Map<String, Boolean> schemes) throws Exception {
    Outcome outcome = judges(sits(role).desk(), act, schemes);
    assertTrue(outcome instanceof Performed, outcome::toString);
    leaves(role);
  }

  Outcome judges(Desk desk, Act act, Map<String, Boolean> schemes) throws Exception {
    var made = new ArrayList<CaseRecord>();
    RecordType type = act == Act.OPINION ? RecordType.OPINION : RecordType.DECISION;
    schemes.forEach((scheme, yes) -> {
      CaseRecord signed =
          CaseRecord.of(
              type,
              desk.newId(),
              TestDesk.STREET,
              id,
              Map.of(
                  "application", id.toString(),
                  "by", desk.actor().staff().toString(),
                  "at", desk.now().toString()));
      made.add(HandledCase.judged(signed, desk.caseFile(id), scheme, yes));
    });
    return desk.act(id, act, ActInput.because("已核实").carrying(made));
  }

  String stage() {
    return records.stream()
        .filter(r -> r.type() == RecordType.APPLICATION)
        .findFirst()
        .orElseThrow()
        .text("stage");
  }

  void days(int n) {
    now = now.plus(Duration.ofDays(n));
  }

  /// A household of one, proposed by the street under the rules of today.
  void opinionGiven() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
  }

  /// The same under the rules of 2012, which ask for an appraisal before.
  void judged2012() throws Exception {
    household(LocalDate.of(2018, 3, 5), "DB");
    done(Role.STREET_REVIEWER, Deed.APPRAISE, Map.of());
    done(Role.STREET_REVIEWER, Deed.APPRAISED, Map.of("conclusion", "1"));
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
  }

  void noticeHangsAndEnds() throws Exception {
    done(Role.WINDOW_CLERK, Deed.POST, Map.of("place", "皂君庙社区公开栏"));
    assertEquals("PUBLICITY", stage());
    days(6);
    assertFalse(offered(Role.WINDOW_CLERK, Deed.NOTICE_END), "it hangs its seven days");
    days(2);
    done(Role.WINDOW_CLERK, Deed.NOTICE_END, Map.of());
  }

  CaseRecord fact(GateKind kind) {
    return records.stream()
        .filter(r -> r.text("kind").equals(kind.name()))
        .findFirst()
        .orElseThrow();
  }

  /// A page the scanner filed before anybody opened this screen.
  CaseRecord scanned(String slot) {
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            new UUID(77, turn),
            TestDesk.STREET,
            id,
            Map.of(
                "application",
                id.toString(),
                "slot",
                slot,
                "file",
                "sha256-" + "%064x".formatted(turn),
                "mime",
                "image/jpeg",
                "takenAt",
                now.toString(),
                "source",
                "SCANNER"));
    var more = new ArrayList<>(records);
    more.add(page);
    records = more;
    var there = new ArrayList<>(files);
    there.add(page.text("file"));
    files = there;
    return page;
  }

  List<CaseRecord> facts(GateKind kind) {
    return records.stream().filter(r -> r.text("kind").equals(kind.name())).toList();
  }

  long pages(String slot) {
    return records.stream()
        .filter(r -> r.type() == RecordType.PAGE && r.text("slot").equals(slot))
        .count();
  }

  /// The inspectors' sealed check comes in, as the first visit found it but for these answers; that
  /// a visit makes these records is the business of where visits are made.
  CaseRecord checked(Map<String, String> otherwise) throws Exception {
    CaseFile file = CaseFile.of(records);
    CaseRecord first = file.finishedVisit().orElseThrow();
    UUID visit = new UUID(79, turn);
    CaseRecord made =
        CaseRecord.of(RecordType.VISIT, visit, TestDesk.STREET, id, first.fields())
            .with("purpose", "SPOT_CHECK")
            .with("investigatorA", PEOPLE.get(Role.DISTRICT_INSPECTOR).toString())
            .with("investigatorB", new UUID(9, 77).toString())
            .with("startedAt", now.minusSeconds(3000).toString())
            .with("finishedAt", now.toString());
    var said = new TreeMap<>(file.answers().byPath());
    said.putAll(otherwise);
    said.put("application", id.toString());
    said.put("visit", visit.toString());
    var all = new ArrayList<>(records);
    all.add(made);
    all.add(CaseRecord.of(RecordType.VISIT_ANSWERS, new UUID(80, turn), TestDesk.STREET, id, said));
    records = all;
    Desk desk = sits(Role.DISTRICT_INSPECTOR).desk();
    CaseRecord done =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            TestDesk.STREET,
            id,
            Map.of(
                "application", id.toString(),
                "kind", GateKind.SPOT_CHECK_DONE.name(),
                "subject", visit.toString(),
                "value", "10",
                "by", desk.actor().staff().toString(),
                "at", desk.now().toString()));
    if (stage().equals("SPOT_CHECK")) {
      Outcome outcome =
          desk.act(id, Act.SPOT_FINISH, ActInput.because("已核实").carrying(List.of(done)));
      assertTrue(outcome instanceof Performed, outcome::toString);
    } else desk.save("save", "", true, List.of(RecordChange.create(done)));
    leaves(Role.DISTRICT_INSPECTOR);
    return made;
  }

  void reported() throws Exception {
    judged2012();
    noticeHangsAndEnds();
  }
}
