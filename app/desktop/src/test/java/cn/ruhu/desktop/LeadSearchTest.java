package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.shell.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadSearchTest {
  private static final UUID LEAD = new UUID(70, 1);

  @TempDir Path home;
  private TestDesk at;
  private LeadSearch search;

  private static CaseRecord lead(int n, String street, Map<String, String> fields) {
    UUID id = new UUID(70, n);
    return CaseRecord.of(RecordType.LEAD, id, street, id, fields)
        .with("street", street)
        .with("receivedAt", "2026-11-1" + n + "T02:00:00Z");
  }

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    search = new LeadSearch(at.store(), at.desk().actor());
    at.receive(
        lead(
            1,
            TestDesk.STREET,
            Map.of(
                "number", "海北下关线〔2026〕017-0031号",
                "personName", "解桂芬",
                "personNumber", "11019919780512011X",
                "personPhone", "13810012345",
                "address", "大慧寺路8号2单元301",
                "about", "独居老人三天没有出门,邻居敲门无人应答",
                "reporter", "对门钱女士 13900000002",
                "state", "NEW")),
        lead(2, TestDesk.STREET, Map.of("about", "预警名单:家庭医疗自付超过两万元", "state", "CLOSED"))
            .with("closedAt", "2026-11-13T02:00:00Z"));
    // taken in here for another street: nothing of it is found here
    CaseRecord elsewhere =
        lead(3, "110108024", Map.of("personName", "解桂芬", "about", "别的街镇", "state", "NEW"));
    at.desk().save("lead", "", false, List.of(RecordChange.create(elsewhere)));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "解桂芬",
        "桂芬",
        "xgf",
        "xieguifen",
        "011x",
        "110199 19780512 011X",
        "138 1001 2345",
        "017-0031",
        "大慧寺路",
        "敲门"
      })
  void aLeadIsFoundByWhomItIsAboutItsNumberAndWhatWasTold(String typed) {
    assertEquals(
        List.of(
            new Session.Hit(
                "解桂芬",
                "待办 · 独居老人三天没有出门,邻居敲门无人应答 · 海北下关线〔2026〕017-0031号",
                "leads",
                LEAD.toString(),
                Icon.CALL)),
        search.find(typed));
  }

  @Test
  void nobodyIsFoundByWhoReported() {
    assertEquals(List.of(), search.find("钱女士"));
    assertEquals(List.of(), search.find("13900000002"));
    assertEquals(List.of(), search.find(" "));
    assertEquals(List.of(), search.find("9"));
  }

  @Test
  void aLeadWithoutANameIsNamedByWhatWasTold() {
    assertEquals("预警名单:家庭医疗自付超过两万元", search.find("预警").getFirst().title());
  }

  @Test
  void whoHasNoListOfLeadsFindsNone() {
    for (Role role : List.of(Role.STREET_CHIEF, Role.DISTRICT_REVIEWER, Role.INVESTIGATOR))
      assertEquals(
          List.of(),
          new LeadSearch(at.store(), new Actor(TestDesk.CLERK, role, TestDesk.STREET)).find("解桂芬"),
          role.name());
    var reviewer = new Actor(TestDesk.REVIEWER, Role.STREET_REVIEWER, TestDesk.STREET);
    assertEquals(1, new LeadSearch(at.store(), reviewer).find("解桂芬").size());
  }
}
