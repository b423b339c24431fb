package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.wire.Op;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Papers of a case that is taken in for another street: the district hands nothing of it to this
/// window, and its pages are filed here until it is handed over.
class HeldCaseTrayTest {
  private static final String THERE = "110108010";

  @TempDir private Path home;
  private TestDesk at;
  private HandSource scanner;
  private ScanningViewModel model;
  private UUID held;
  private UUID member;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home.resolve("machine"));
    at.receive(PrintedCase.pageKey());
    at.receive(Stack.zhao("SUBMITTED"));
    held = taken();
    sit();
  }

  private void sit() {
    scanner = new HandSource(at.clock());
    model =
        new ScanningViewModel(
            at.desk(), new ScanTray(at.desk()), Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private UUID taken() throws Exception {
    UUID app = at.desk().newId();
    UUID person = at.desk().newId();
    member = at.desk().newId();
    List<CaseRecord> work =
        List.of(
            CaseRecord.of(
                RecordType.APPLICATION,
                app,
                THERE,
                app,
                Map.of(
                    "number",
                    at.store().nextApplicationNumber(THERE, 2026).text(),
                    "street",
                    THERE,
                    "receivedFor",
                    THERE,
                    "schemes",
                    "DB",
                    "applicant",
                    person.toString(),
                    "clerk",
                    TestDesk.CLERK.toString())),
            CaseRecord.of(
                RecordType.PERSON,
                person,
                THERE,
                app,
                Map.of("name", "张桂兰", "sex", "2", "birthDate", "1952-03-07")),
            CaseRecord.of(
                RecordType.MEMBER,
                member,
                THERE,
                app,
                Map.of(
                    "application",
                    app.toString(),
                    "person",
                    person.toString(),
                    "relation",
                    "01",
                    "livingTogether",
                    "1")));
    draft(app, List.of(), work);
    var carried = new ArrayList<RecordChange>();
    for (CaseRecord r : work) carried.add(RecordChange.create(r));
    assertTrue(
        at.desk().act(app, Act.OPEN, ActInput.NONE.withCarried(carried)) instanceof Performed);
    draft(app, at.desk().caseFile(app).records().stream().toList(), work);
    return app;
  }

  private void draft(UUID app, List<CaseRecord> base, List<CaseRecord> work) throws Exception {
    at.store()
        .drafts()
        .put(
            IntakeDraft.key(app),
            IntakeDraft.of(app, "PAPERS", "", base, work, Map.of()).toBytes());
  }

  /// The district took everything, and a pull went past it: of another street nothing comes back.
  private void sent() throws Exception {
    at.answered();
    at.receive();
    assertTrue(at.store().record(held).isEmpty(), "the district hands nothing back");
  }

  private String sheet() {
    return PageCode.page(held, "D02", 1, 1, 1).by(member).write(Stack.KEY);
  }

  private List<TrayRow.State> states() {
    return model.rows.stream().map(TrayRow::state).toList();
  }

  private List<CaseRecord> pages() {
    return at.desk().caseFile(held).pages();
  }

  @Test
  void aPrintedSheetFindsTheCaseAndGoesAlongWithItsSignature() throws Exception {
    sent();
    scanner.give(Stack.jpeg(sheet(), 1));
    assertEquals(List.of(TrayRow.State.SIGN), states());
    assertEquals("张桂兰", model.rows.getFirst().names().applicant());
    model.hold(model.rows.getFirst());
    model.signed(true);
    model.file();
    assertEquals(List.of(TrayRow.State.FILED), states());
    assertEquals("D02", pages().getFirst().text("slot"));
    assertEquals(THERE, pages().getFirst().scope());
    assertEquals(
        1, at.desk().caseFile(held).gateFacts(GateKind.DECLARATION_SIGNED).size(), "signed");
    Op op = at.store().journal().entries().getLast().op();
    assertEquals("scan", op.kind());
    assertTrue(op.changes().stream().allMatch(c -> c.scope().equals(THERE)));
    assertEquals(1, at.store().waiting().files(), "the picture waits to travel");
    assertEquals(1, model.slots.size(), "its slots are in sight");
  }

  @Test
  void isChosenByHandAmongTheCasesOfTheWindow() throws Exception {
    sent();
    List<PlaceCases.Into> all = PlaceCases.of(at.desk());
    assertEquals(List.of(held, Stack.ZHAO), all.stream().map(c -> c.application()).toList());
    assertEquals("张桂兰", all.getFirst().name());
    assertEquals("学院路街道", all.getFirst().street());
    assertEquals("", all.getLast().street());
    scanner.give(Stack.jpeg("", 1));
    model.hold(model.rows.getFirst());
    model.put(model.inHand(), new Routing.Slot(held, "D04", Optional.of(member), 0, 0, 0));
    model.file();
    assertEquals(List.of(TrayRow.State.FILED), states());
    assertEquals(member.toString(), pages().getFirst().text("member"));
  }

  @Test
  void standsOnceInTheListBeforeItWasSent() {
    assertEquals(
        List.of(held, Stack.ZHAO),
        PlaceCases.of(at.desk()).stream().map(c -> c.application()).toList());
  }

  @Test
  void whatWasFiledStaysFiledWhenItWasSentAndThePowerWent() throws Exception {
    scanner.give(Stack.jpeg(PageCode.page(held, "D03", 1, 1, 1).write(Stack.KEY), 1));
    ScanBatch before = model.shown.get();
    model.file();
    assertEquals(List.of(TrayRow.State.FILED), states());
    sent();
    at.store().drafts().put(before.key(), before.toBytes()); // the power went before it was noted
    at.restart();
    sit();
    assertEquals(List.of(TrayRow.State.FILED), states());
    long ops = at.store().journal().entries().size();
    model.file();
    assertEquals(ops, at.store().journal().entries().size(), "nothing is filed twice");
    assertEquals(1, pages().size());
  }

  @Test
  void takesNoPageAnyMoreWhenItWasHandedOver() throws Exception {
    var kept = new ReceivedCase(held, "110108010202600001", "张**", THERE, 1, at.desk().newId());
    kept.keep(at.store());
    at.store().drafts().remove(IntakeDraft.key(held));
    sent();
    scanner.give(Stack.jpeg(sheet(), 1));
    scanner.give(Stack.jpeg(Stack.form(at.desk().newId(), 1, 1), 2));
    assertEquals(List.of(TrayRow.State.WAIT, TrayRow.State.WAIT), states());
    assertEquals(Optional.of(Routing.Why.CASE_UNKNOWN), model.rows.getFirst().why());
    assertEquals(Optional.of(kept), model.rows.getFirst().handed(), "where it went");
    assertEquals(Optional.empty(), model.rows.getLast().handed(), "nobody here knows that one");
    assertEquals(
        List.of(Stack.ZHAO), PlaceCases.of(at.desk()).stream().map(c -> c.application()).toList());
  }
}
