package cn.ruhu.papers;

import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A family of five with the longest names, addresses and amounts a window meets: what must still
/// stand on paper without touching anything else.
final class LargeFamily {
  static final UUID CASE = id(1);
  static final String APPLICANT = "买买提吐尔逊·阿不都热合曼江";
  static final String ADDRESS = "北京市海淀区北下关街道大慧寺路甲八号院知春里社区第二十三号楼五单元十一层一一〇七室";
  static final String WORK = "北京市海淀区北下关街道社区卫生服务中心第二门诊部";

  private static final String[] NAMES = {
    APPLICANT, "欧阳阿依古丽·买买提", "买合木提江·买买提吐尔逊", "古丽扎尔·买买提吐尔逊", "阿不都热合曼江·吐尔逊"
  };
  private static final String[] BORN = {
    "1975-02-03", "1978-05-06", "2012-01-01", "2015-01-01", "1949-10-01"
  };
  private static final String[] RELATION = {"01", "10", "21", "22", "51"};

  private LargeFamily() {}

  static UUID id(int n) {
    return new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
  }

  private static CaseRecord make(RecordType type, int id, Map<String, String> fields) {
    return CaseRecord.of(type, id(id), "110108007", CASE, fields);
  }

  /// The family as a paper needs it: with relatives in office, with members whose number is to
  /// follow.
  static CaseFile file(Paper kind) {
    var all = new ArrayList<>(file().records());
    if (kind == Paper.N12)
      for (int i = 0; i < 3; i++)
        all.add(
            make(
                RecordType.RELATIVE,
                90 + i,
                Map.of(
                    "application",
                    CASE.toString(),
                    "member",
                    id(21 + i).toString(),
                    "name",
                    NAMES[i],
                    "relation",
                    "90",
                    "unit",
                    "北京市海淀区北下关街道知春里社区居民委员会",
                    "post",
                    "社会救助专职委员")));
    if (kind == Paper.N03)
      all.replaceAll(r ->
          r.type() == RecordType.ITEM
              ? r.with("registry", "999999999999")
                  .with("registryNote", "市居民经济状况核对平台（税务、人社、住建、公积金）2022-02-28")
              : r);
    if (kind == Paper.N07) all.add(PapersTest.stopped());
    if (kind == Paper.CHANGE) all.add(PapersTest.reported());
    if (kind == Paper.VOUCH)
      all.replaceAll(r ->
          r.id().equals(id(12)) || r.id().equals(id(13))
              ? r.with("idNumber", "")
                  .with("idKind", "9")
                  .with("idPending", "早年户籍档案毁于洪水，本人从未办理过居民身份证，派出所正在核查补录")
                  .with("idDue", "2022-07-01")
                  .with("vouchName", NAMES[0])
                  .with("vouchPost", "社区居民委员会副主任兼民政委员")
                  .with("vouchPhone", "010-62170000-8012")
              : r);
    return CaseFile.of(all);
  }

  static CaseFile file() {
    var all = new ArrayList<CaseRecord>();
    all.add(application());
    for (int i = 0; i < NAMES.length; i++) all.addAll(member(i));
    all.add(
        make(
            RecordType.PERSON,
            19,
            Map.of(
                "name", "司马相如·艾尔肯江",
                "idNumber", "110199197001010019",
                "phone", "13800000019")));
    for (int i = 0; i < 2; i++) all.add(supporter(i));
    all.addAll(items());
    all.addAll(decided());
    all.add(aid());
    return CaseFile.of(all);
  }

  /// Aid before papers, everything told at length.
  private static CaseRecord aid() {
    return make(
        RecordType.URGENT_AID,
        91,
        Map.ofEntries(
            Map.entry("street", "110108007"),
            Map.entry("personName", APPLICANT),
            Map.entry("personNumber", "110199195203070013"),
            Map.entry("personPhone", "010-62345678转8012"),
            Map.entry("address", ADDRESS),
            Map.entry("householdSize", "5"),
            Map.entry("cause", "DISASTER"),
            Map.entry("facts", "凌晨租住的平房失火，衣物、证件、药品全部烧毁，一家五口暂住亲戚家走廊，孩子受凉发热。".repeat(6)),
            Map.entry("proposedFen", "999999999999"),
            Map.entry("proposedKind", "CASH"),
            Map.entry("registeredAt", "2022-04-20T13:10:00Z"),
            Map.entry("state", "GIVEN"),
            Map.entry("approved", "true"),
            Map.entry("approvedFen", "123456789"),
            Map.entry("ceilingFen", "999999999"),
            Map.entry("approvedAt", "2022-04-20T14:00:00Z"),
            Map.entry("approveReason", "情况属实，先安置到临时住所，随后由社区协助补办证件并核实家庭情况。"),
            Map.entry("givenFen", "123456789"),
            Map.entry("givenKind", "CASH"),
            Map.entry("givenAt", "2022-04-20T15:30:00Z"),
            Map.entry("receiver", APPLICANT + "的儿媳代领"),
            Map.entry("papersDue", "2022-05-09")));
  }

  private static CaseRecord application() {
    return make(
            RecordType.APPLICATION,
            1,
            Map.of(
                "number", "110108072022001000425",
                "street", "110108007",
                "community", "知春里社区居民委员会",
                "applicant", id(11).toString(),
                "schemes", "DB,DS,SN",
                "applyDate", "2022-03-01",
                "acceptDate", "2022-03-05",
                "applyMethod", "3",
                "reason", "户主患重大疾病，长期住院治疗，家庭收入大幅减少，两名子女在校就读，老人无劳动能力，生活确有困难。",
                "phone", "13800000000"))
        .with("residenceAddress", ADDRESS)
        .with("deliveryAddress", ADDRESS)
        .with("agent", id(19).toString())
        .with("agentRelation", "90")
        .with("bankName", "北京农村商业银行股份有限公司海淀支行北下关分理处")
        .with("bankHolder", APPLICANT)
        .with("bankAccount", "6222020200112233445")
        .with("relativeOfOfficial", "true")
        .with("relativeNote", "申请人之堂弟任知春里社区居民委员会委员，已按规定备案。");
  }

  private static List<CaseRecord> member(int i) {
    return List.of(
        make(
            RecordType.PERSON,
            11 + i,
            Map.of(
                "name",
                NAMES[i],
                "birthDate",
                BORN[i],
                "ethnicity",
                "05",
                "registeredAddress",
                ADDRESS,
                "idNumber",
                "11019919750203" + (1000 + i),
                "sex",
                i % 2 == 0 ? "1" : "2")),
        make(
                RecordType.MEMBER,
                21 + i,
                Map.of(
                    "person",
                    id(11 + i).toString(),
                    "relation",
                    RELATION[i],
                    "livingTogether",
                    "1",
                    "marital",
                    i < 2 ? "20" : "10",
                    "health",
                    i == 0 ? "30,40" : "10",
                    "labour",
                    i == 0 ? "2" : "1",
                    "workplace",
                    WORK,
                    "benefits",
                    i == 4 ? "01,14" : "",
                    "order",
                    "" + i))
            .with("hukouKind", i == 1 ? "2" : "1")
            .with("hukouRelation", i == 1 ? "3" : "1")
            .with("education", "60")
            .with("disabilityCategory", i == 4 ? "4" : "")
            .with("disabilityGrade", i == 4 ? "2" : "")
            .with("disabilityCertificate", i == 4 ? "11019919491001100442" : ""));
  }

  private static CaseRecord supporter(int i) {
    return make(
        RecordType.SUPPORTER,
        51 + i,
        Map.of(
            "name", i == 0 ? "诸葛帕提古丽·阿不都热合曼" : "王芳",
            "idNumber", "11019919450203100" + i,
            "relation", "52",
            "duty", "1",
            "workplace", WORK,
            "familyMonthlyFen", "123456789",
            "paidMonthlyFen", "98765432"));
  }

  private static List<CaseRecord> items() {
    var all = new ArrayList<CaseRecord>();
    String[] income = {"101", "408", "401", "406"};
    for (int i = 0; i < income.length; i++)
      all.add(
          make(
                  RecordType.ITEM,
                  61 + i,
                  Map.of(
                      "kind",
                      "INCOME",
                      "code",
                      income[i],
                      "member",
                      id(21 + i).toString(),
                      "basis",
                      i == 1 ? "ONE_OFF" : "MONTHLY",
                      "declared",
                      i == 1 ? "9876543210" : "1234567",
                      "label",
                      "交通事故赔偿金中的生活费部分",
                      "declaredNote",
                      "由雇主按月转账发放，另附银行流水"))
              .with("exemptCode", i == 2 ? "E06" : "")
              .with("exemptFen", i == 2 ? "123400" : "")
              .with("contributionFen", i == 0 ? "45600" : ""));
    for (int i = 0; i < 4; i++)
      all.add(
          make(
              RecordType.ITEM,
              71 + i,
              Map.of(
                  "kind",
                  "ASSET",
                  "code",
                  List.of("P02", "P03", "P08", "P01").get(i),
                  "member",
                  id(21).toString(),
                  "basis",
                  i == 2 ? "COUNT" : "AMOUNT",
                  "declared",
                  i == 2 ? "1" : "123456789012",
                  "label",
                  i == 2 ? "京N·A1234 残疾人机动轮椅车" : "")));
    all.add(stated(76, "ASSET", "P11", "", "本人出资三万元与他人合伙开办小卖部，占股百分之三十，二〇二〇年起停业至今未注销"));
    all.add(stated(77, "HOUSING", "H04", "CODE", "2"));
    all.add(stated(78, "HOUSING", "H07", "AREA", "485"));
    all.add(stated(79, "HOUSING", "H17", "COUNT", "1"));
    all.add(
        make(
            RecordType.ITEM,
            81,
            Map.of("kind", "EXPENSE", "code", "E08", "basis", "MONTHLY", "declared", "345600")));
    all.add(
        make(
            RecordType.ITEM,
            82,
            Map.of("kind", "DEBT", "code", "P07", "basis", "AMOUNT", "declared", "5000000")));
    return all;
  }

  private static CaseRecord stated(int id, String kind, String code, String basis, String words) {
    return make(RecordType.ITEM, id, Map.of("kind", kind, "code", code, "declared", words))
        .with("basis", basis);
  }

  private static List<CaseRecord> decided() {
    return List.of(
        make(
            RecordType.OPINION,
            41,
            Map.of(
                "scheme", "DB",
                "positive", "true",
                "monthlyFen", "336000",
                "reasonText", "符合条件。",
                "at", "2022-04-01T01:00:00Z")),
        make(
            RecordType.DECISION,
            42,
            Map.of(
                "scheme", "DB",
                "outcome", "APPROVED",
                "level", "STREET",
                "monthlyFen", "336005",
                "startMonth", "2022-05",
                "reasonText", "家庭人均收入低于标准，财产状况符合规定。".repeat(6),
                "at", "2022-04-20T01:00:00Z")),
        make(
            RecordType.DECISION,
            43,
            Map.of(
                "scheme", "DS",
                "outcome", "REJECTED",
                "level", "DISTRICT",
                "reasonCode", "R09",
                "reasonText", "工作人员先后三次上门，申请人均拒绝入户，亦未说明理由，有记录和影像为证。".repeat(8),
                "at", "2022-04-20T01:00:00Z")),
        make(
            RecordType.REFERRAL,
            44,
            Map.of(
                "kind", "REFER",
                "department", "02",
                "personName", "欧阳某",
                "personPhone", "13800000000",
                "facts", "长期透析，门诊待遇停发两周，本人无力垫付，家中另有两名未成年人。",
                "needs", "2,3",
                "due", "2022-04-28")));
  }

  static PaperFacts facts(Paper kind) {
    var date = LocalDate.of(2022, 4, 21);
    String scheme = kind == Paper.N06 ? "DS" : "DB";
    var slots =
        kind == Paper.COVER
            ? List.of("D06")
            : List.of("D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D14", "D17");
    return new PaperFacts(
        date,
        Offices.of(kind, file(), scheme, date, "").orElseThrow(),
        "海北下关准〔2022〕001-0012号",
        "欧阳经办",
        new PageKey(1, new byte[32]),
        Standards.builtIn(),
        new PaperFacts.Subject(
            scheme,
            slots,
            date.plusDays(10),
            switch (kind) {
              case N10 -> id(44).toString();
              case N07 -> PapersTest.stopped().id().toString();
              case CHANGE -> PapersTest.reported().id().toString();
              case N11 -> "批准（确认）通知书";
              case N08 -> "3";
              default -> "";
            },
            MaskProfile.BOARD_MASKED));
  }
}
