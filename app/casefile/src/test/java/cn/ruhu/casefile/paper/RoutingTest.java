package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.paper.Routing.Asks;
import cn.ruhu.casefile.paper.Routing.Blank;
import cn.ruhu.casefile.paper.Routing.Cover;
import cn.ruhu.casefile.paper.Routing.Doubt;
import cn.ruhu.casefile.paper.Routing.Goes;
import cn.ruhu.casefile.paper.Routing.Proposal;
import cn.ruhu.casefile.paper.Routing.Sheet;
import cn.ruhu.casefile.paper.Routing.Slot;
import cn.ruhu.casefile.paper.Routing.Waits;
import cn.ruhu.casefile.paper.Routing.Why;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final UUID ONE = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);
  private static final UUID WIFE = new UUID(2, 12);
  private static final UUID SON = new UUID(2, 13);
  private static final PageKey KEY = key(1, 7);

  private final Map<UUID, CaseFile> cases = new HashMap<>();
  private PageCode.Editions editions = PageCode.Editions.ANY;

  private static PageKey key(int id, int filling) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) filling);
    return new PageKey(id, secret);
  }

  @BeforeEach
  void families() {
    household(ONE, "ACCEPTED");
    household(OTHER, "SUBMITTED");
  }

  private void household(UUID id, String stage, CaseRecord... more) {
    var records = new ArrayList<>(List.of(more));
    records.add(record(RecordType.APPLICATION, id, id, Map.of("stage", stage)));
    if (id.equals(ONE)) {
      records.add(record(RecordType.MEMBER, WIFE, id, Map.of()));
      records.add(record(RecordType.SUPPORTER, SON, id, Map.of()));
    }
    cases.put(id, CaseFile.of(records));
  }

  private static CaseRecord record(
      RecordType type, UUID id, UUID caseId, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", caseId, fields);
  }

  private List<Proposal> route(Sheet... stack) {
    var routing =
        new Routing(List.of(KEY), editions, id -> cases.getOrDefault(id, CaseFile.of(List.of())));
    return routing.propose(List.of(stack));
  }

  private static Sheet sheet(String... codes) {
    return new Sheet(List.of(codes), false, true, false);
  }

  private static String code(PageCode code) {
    return code.write(KEY);
  }

  private static PageCode form(UUID application, int page) {
    return PageCode.page(application, "D02", 1, page, 4);
  }

  private static Slot slot(UUID application, int page) {
    return new Slot(application, "D02", Optional.empty(), page, 4, 1);
  }

  private static Slot loose(UUID application, String docType) {
    return new Slot(application, docType, Optional.empty(), 0, 0, 0);
  }

  @Test
  void aStackOfTwoFamiliesIsPulledApartPageByPage() {
    assertEquals(
        List.of(
            new Goes(slot(ONE, 1)), new Goes(slot(OTHER, 1)), new Goes(slot(ONE, 2)), new Blank()),
        route(
            sheet(code(form(ONE, 1))),
            sheet(code(form(OTHER, 1))),
            sheet(code(form(ONE, 2)), "https://pay.example/1"),
            new Sheet(List.of(), true, true, false)));
  }

  @Test
  void aSignersSheetFindsMemberOrSupporter() {
    PageCode sheet = PageCode.page(ONE, "D02", 1, 1, 1);
    assertEquals(
        List.of(
            new Goes(new Slot(ONE, "D02", Optional.of(WIFE), 1, 1, 1)),
            new Goes(new Slot(ONE, "D02", Optional.of(SON), 1, 1, 1)),
            new Asks(
                new Slot(ONE, "D02", Optional.empty(), 1, 1, 1),
                Doubt.OWNER_UNKNOWN,
                Optional.empty())),
        route(
            sheet(code(sheet.by(WIFE))),
            sheet(code(sheet.by(SON))),
            sheet(code(sheet.by(new UUID(9, 9))))));
  }

  @Test
  void aNoticeIsPhotographedGoingUpAndComingDown() {
    PageCode notice = PageCode.page(ONE, "D20", 1, 1, 1);
    Goes goes = new Goes(new Slot(ONE, "D20", Optional.empty(), 1, 1, 1));
    assertEquals(List.of(goes, goes), route(sheet(code(notice)), sheet(code(notice))));
    household(
        ONE,
        "PUBLICITY",
        record(
            RecordType.PAGE,
            new UUID(5, 5),
            ONE,
            Map.of("slot", "D20", "codePage", "1", "codeOf", "1")));
    assertEquals(List.of(goes), route(sheet(code(notice))), "again when it comes down");
  }

  @Test
  void aCoverReachesToTheNextCodeOfOursOverBlankAndForeignSheets() {
    String cover = code(PageCode.cover(ONE, "D04", 1));
    assertEquals(
        List.of(
            new Waits(Why.NO_CODE),
            new Cover(ONE, "D04"),
            new Goes(loose(ONE, "D04")),
            new Blank(),
            new Goes(loose(ONE, "D04")),
            new Goes(slot(OTHER, 3)),
            new Waits(Why.NO_CODE)),
        route(
            sheet(),
            sheet(cover),
            sheet(),
            new Sheet(List.of(), true, true, false),
            sheet("WIFI:S=hospital"),
            sheet(code(form(OTHER, 3))),
            sheet()));
  }

  @Test
  void aNoticeBroughtBackLeadsToItsCaseIsNotFiledAndEndsTheReachOfACover() {
    String notice = code(PageCode.notice(ONE, "D06", 1, 1, 1));
    String stranger = code(PageCode.notice(new UUID(5, 5), "D06", 1, 1, 1));
    assertEquals(
        List.of(
            new Cover(ONE, "D04"),
            new Routing.Leads(ONE),
            new Waits(Why.NO_CODE),
            new Waits(Why.CASE_UNKNOWN, Optional.of(new UUID(5, 5)))),
        route(sheet(code(PageCode.cover(ONE, "D04", 1))), sheet(notice), sheet(), sheet(stranger)));
  }

  @Test
  void nothingThatDoesNotHoldIsFollowedEvenUnderACover() {
    String forged = code(form(ONE, 1));
    char last = forged.charAt(forged.length() - 1);
    String flipped = forged.substring(0, forged.length() - 1) + (last == 'A' ? 'B' : 'A');
    String elsewhere = form(ONE, 1).write(key(9, 3));
    String later = "RH2" + forged.substring(3);
    assertEquals(
        List.of(
            new Cover(ONE, "D04"),
            new Waits(Why.FORGED),
            new Waits(Why.KEY_UNKNOWN),
            new Waits(Why.OTHER_LAYOUT),
            new Waits(Why.ILLEGIBLE),
            new Goes(loose(ONE, "D04"))),
        route(
            sheet(code(PageCode.cover(ONE, "D04", 1))),
            sheet(flipped),
            sheet(elsewhere),
            sheet(later),
            new Sheet(List.of(), false, false, false),
            sheet()));
  }

  @Test
  void aCaseNotOnThisMachineAndTwoCodesOnOneSheetWait() {
    String stranger = code(form(new UUID(5, 5), 1));
    assertEquals(
        List.of(
            new Waits(Why.CASE_UNKNOWN, Optional.of(new UUID(5, 5))), new Waits(Why.SEVERAL_CODES)),
        route(sheet(stranger), sheet(code(form(ONE, 1)), code(form(OTHER, 1)))));
  }

  @Test
  void pagesOfAWithdrawnApplicationAskAPerson() {
    household(OTHER, "WITHDRAWN");
    assertEquals(
        List.of(
            new Asks(slot(OTHER, 1), Doubt.CASE_CLOSED, Optional.empty()),
            new Cover(OTHER, "D04"),
            new Asks(loose(OTHER, "D04"), Doubt.CASE_CLOSED, Optional.empty())),
        route(sheet(code(form(OTHER, 1))), sheet(code(PageCode.cover(OTHER, "D04", 1))), sheet()));
  }

  @Test
  void anOldEditionAsksAPerson() {
    editions = docType -> docType.equals("D02") ? 2 : 1;
    assertEquals(
        List.of(new Asks(slot(ONE, 1), Doubt.STALE_EDITION, Optional.empty())),
        route(sheet(code(form(ONE, 1)))));
  }

  @Test
  void theSamePageTwiceAsksUnlessTheFirstWasPutAside() {
    Sheet page = sheet(code(form(ONE, 1)));
    assertEquals(
        List.of(new Goes(slot(ONE, 1)), new Asks(slot(ONE, 1), Doubt.TWICE, Optional.empty())),
        route(page, page));
    Sheet aside = new Sheet(page.codes(), false, true, true);
    assertEquals(List.of(new Goes(slot(ONE, 1)), new Goes(slot(ONE, 1))), route(aside, page));
  }

  @Test
  void aPageTheCaseHasAlreadyNamesIt() {
    CaseRecord filed =
        record(
            RecordType.PAGE,
            new UUID(3, 3),
            ONE,
            Map.of("slot", "D02", "codePage", "1", "codeOf", "4"));
    household(ONE, "ACCEPTED", filed);
    assertEquals(
        List.of(
            new Asks(slot(ONE, 1), Doubt.FILED_BEFORE, Optional.of(filed.id())),
            new Goes(slot(ONE, 2))),
        route(sheet(code(form(ONE, 1))), sheet(code(form(ONE, 2)))));
  }

  /// Aid before papers has no application: its signed sheet comes home all the same.
  @Test
  void theSheetOfAidBeforePapersFindsItsFile() {
    UUID aid = new UUID(1, 3);
    cases.put(
        aid,
        CaseFile.of(List.of(record(RecordType.URGENT_AID, aid, aid, Map.of("state", "GIVEN")))));
    Proposal home = route(sheet(code(PageCode.page(aid, "D31", 1, 1, 1)))).getFirst();
    assertEquals(new Goes(new Slot(aid, "D31", Optional.empty(), 1, 1, 1)), home);
  }
}
