package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Leads of a Monday morning, 2026-11-23, half past nine.
final class LeadsScene {
  static final UUID LATE = new UUID(70, 1);
  static final UUID URGENT = new UUID(70, 2);
  static final UUID GIVEN = new UUID(70, 3);
  static final UUID ENDED = new UUID(70, 4);
  static final UUID OTHER_CLERK = new UUID(9, 7);

  private LeadsScene() {}

  static CaseRecord[] records() {
    CaseRecord given =
        lead(
                3,
                "COMMUNITY",
                "解桂芬",
                "儿子去世后独自带两个孙辈，低保已停发，本月断粮。",
                "2026-11-18T02:00:00Z",
                "2026-11-19")
            .with("community", "大慧寺社区")
            .with("state", "DISPATCHED")
            .with("handler", OTHER_CLERK.toString())
            .with("contactedAt", "2026-11-18T06:20:00Z")
            .with("contactedBy", TestDesk.CLERK.toString())
            .with("contactNote", "电话联系本人，周五上门。");
    CaseRecord slip =
        CaseRecord.of(
            RecordType.REFERRAL,
            new UUID(71, 3),
            TestDesk.STREET,
            GIVEN,
            Map.of(
                "lead", GIVEN.toString(),
                "kind", "REFER",
                "department", "02",
                "facts", "透析病人门诊待遇停发，请核实参保状态。",
                "due", "2026-11-25",
                "by", TestDesk.CLERK.toString(),
                "at", "2026-11-18T07:00:00Z",
                "state", "SENT"));
    CaseRecord ended =
        lead(4, "HOTLINE", "古力娜扎·买买提", "询问临时救助如何申请。", "2026-11-17T02:00:00Z", "2026-11-18")
            .with("state", "CLOSED")
            .with("contactedAt", "2026-11-17T03:00:00Z")
            .with("contactedBy", OTHER_CLERK.toString())
            .with("closeReason", "已告知办法，本人暂不申请。")
            .with("closedBy", OTHER_CLERK.toString())
            .with("closedAt", "2026-11-17T03:10:00Z");
    return new CaseRecord[] {
      TestDesk.staff(OTHER_CLERK, "许静", cn.ruhu.casefile.process.Role.WINDOW_CLERK),
      lead(1, "HOTLINE", "陈䶮", "独居老人三天没有出门，邻居敲门无人应答。", "2026-11-18T02:00:00Z", "2026-11-19")
          .with("personNumber", "110199195203070013")
          .with("reporter", "对门邻居钱女士 13900000002"),
      lead(2, "WARNING", "", "预警名单：家庭医疗自付本月超过两万元。", "2026-11-23T01:00:00Z", "2026-11-23")
          .with("personNumber", "110199198801010021")
          .with("urgent", "true"),
      given,
      slip,
      ended,
    };
  }

  static CaseRecord lead(int n, String channel, String name, String about, String at, String due) {
    UUID id = new UUID(70, n);
    return CaseRecord.of(
            RecordType.LEAD,
            id,
            TestDesk.STREET,
            id,
            Map.of(
                "street",
                TestDesk.STREET,
                "number",
                "海北下关线〔2026〕001-000" + n + "号",
                "channel",
                channel,
                "personPhone",
                "1380000000" + n,
                "address",
                "大慧寺路8号" + n + "号楼",
                "about",
                about,
                "receivedAt",
                at,
                "contactDue",
                due,
                "by",
                TestDesk.CLERK.toString(),
                "state",
                "NEW"))
        .with("personName", name);
  }

  static List<String> names(LeadsViewModel model) {
    return model.rows.stream().map(r -> r.lead().text("personName")).toList();
  }
}
