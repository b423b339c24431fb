package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Offices;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.PaperFacts;
import cn.ruhu.papers.Papers;
import cn.ruhu.papers.Rendered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/// Steps from the visit to the delivered letter as people do them at their desks, over the real
/// protocol, for the households of a journey whose windows show nothing new.
final class Deciding {
  private final Households houses;
  private final Papers papers = new Papers(Fonts.load());
  private int letters;

  Deciding(Households houses) {
    this.houses = houses;
  }

  /// What is judged of one scheme.
  ///
  /// @param code reason of a refusal, empty for what is granted
  /// @param fen a month, below 0 for none
  record Judged(String scheme, boolean granted, String code, String words, long fen) {
    static Judged grants(String scheme, long fen, String words) {
      return new Judged(scheme, true, "", words, fen);
    }

    static Judged refuses(String scheme, String code, String words) {
      return new Judged(scheme, false, code, words, -1);
    }

    private CaseRecord signed(Place by, UUID id, RecordType type) {
      CaseRecord r =
          by.of(
              type,
              id,
              Map.of(
                  "scheme",
                  scheme,
                  "reasonText",
                  words,
                  "by",
                  by.desk.actor().staff().toString(),
                  "at",
                  by.desk.now().toString()));
      if (!code.isEmpty()) r = r.with("reasonCode", code);
      return fen < 0 ? r : r.with("monthlyFen", Long.toString(fen));
    }
  }

  /// The whole means test of a case as the street's reviewer sees it now.
  Assessment assessed(UUID id) throws Exception {
    Place r = houses.reviewer;
    Households.awake(r);
    return MeansTest.of(r.desk.caseFile(id), Column.ADOPTED, r.desk.today());
  }

  /// Fen text of what the means test pays a month for 低保; empty where it comes to no amount.
  static String counted(Place at, UUID id) {
    CaseFile file = at.desk.caseFile(id);
    return MonthlyAmounts.of(MeansTest.of(file, Column.ADOPTED, at.desk.today()), "DB")
        .map(Fen::text)
        .orElse("");
  }

  /// The applicant agrees in writing to be judged for another scheme.
  void consented(UUID id, String scheme) throws Exception {
    Place c = houses.clerk;
    Households.awake(c);
    CaseRecord sheet = houses.page(c, id, "D01");
    Households.record(
        c,
        sheet,
        c.fact(
            id, GateKind.SCHEME_CONSENT, Map.of("subject", scheme, "page", sheet.id().toString())));
    c.sync();
  }

  void opinion(UUID id, String reviewClass, Judged... all) throws Exception {
    Place r = houses.reviewer;
    r.sync();
    var made = new ArrayList<CaseRecord>();
    for (Judged j : all) {
      CaseRecord o =
          j.signed(r, id, RecordType.OPINION).with("positive", Boolean.toString(j.granted()));
      made.add(j.granted() ? o.with("reviewClass", reviewClass) : o);
    }
    Act act = stage(r, id).equals(Stage.REVIEWING) ? Act.CONFIRM : Act.OPINION;
    ActInput input = ActInput.because("已核实").carrying(made);
    Households.done(r.desk.act(id, act, act == Act.CONFIRM ? input.to(Stage.REVIEWING) : input));
    settled(r);
  }

  private static Stage stage(Place p, UUID id) {
    return Process.stage(p.desk.caseFile(id)).orElseThrow();
  }

  private static void settled(Place p) throws Exception {
    p.sync();
    assertEquals(List.of(), p.refused());
  }

  /// @param level `STREET` or `DISTRICT`
  /// @param start `2021-09`
  void decided(Place by, String level, UUID id, String start, Judged... all) throws Exception {
    Households.awake(by);
    var made = new ArrayList<CaseRecord>();
    for (Judged j : all) {
      CaseRecord d =
          j.signed(by, id, RecordType.DECISION)
              .with("outcome", j.granted() ? "APPROVED" : "REJECTED")
              .with("level", level);
      made.add(j.granted() ? d.with("startMonth", start) : d);
    }
    Households.done(by.desk.act(id, Act.DECIDE, ActInput.because("同意").carrying(made)));
    settled(by);
  }

  // ---- the district, under the rules of 2012

  /// A month's batch is drawn and everything of it that is checked, is checked.
  void drawnAndChecked(Place district, Place inspector, String seed, List<UUID> cases)
      throws Exception {
    Households.awake(district);
    var forced = new java.util.HashSet<UUID>();
    for (UUID id : cases)
      if (Draw.forced(district.desk.caseFile(id), district.desk.today())) forced.add(id);
    Draw draw = Draw.of(cases, forced, seed);
    String words = String.join(" · ", seed, draw.population(), "本月抽签");
    String batch = Place.STREET + "/" + district.desk.today().toString().substring(0, 7);
    var facts = new ArrayList<CaseRecord>();
    for (UUID id : cases) {
      Map<String, String> what = Map.of("value", batch, "reason", words);
      CaseRecord done = district.fact(id, GateKind.DRAW_DONE, what);
      facts.add(forced.contains(id) ? done.with("subject", "FORCED") : done);
      if (draw.byLot().contains(id)) facts.add(district.fact(id, GateKind.DRAWN, what));
    }
    Households.record(district, facts.toArray(CaseRecord[]::new));
    for (UUID id : cases) Households.done(district.desk.act(id, Act.TAKE, ActInput.NONE));
    settled(district);
    Households.awake(inspector);
    for (UUID id : cases)
      if (stage(inspector, id) == Stage.SPOT_CHECK) Inspecting.checked(inspector, id);
    settled(inspector);
  }

  /// The district's own notice goes up.
  void secondNotice(Place district, UUID id) throws Exception {
    Households.awake(district);
    CaseRecord photo = houses.page(district, id, "D20");
    Households.done(
        district.desk.act(
            id,
            Act.POST_DISTRICT,
            ActInput.NONE.carrying(
                List.of(
                    photo,
                    district.fact(id, GateKind.NOTICE_POSTED, Map.of("value", "区民政局网站")),
                    proof(district, id, photo, "START")))));
    settled(district);
  }

  /// The district's own notice hung its days.
  void secondNoticeDown(Place district, UUID id) throws Exception {
    Households.awake(district);
    CaseRecord photo = houses.page(district, id, "D20");
    Households.done(
        district.desk.systemAct(
            id,
            Act.PUBLICITY2_END,
            ActInput.NONE.carrying(List.of(photo, proof(district, id, photo, "END")))));
    settled(district);
    assertEquals(0, district.desk.store().waiting().files());
  }

  private static CaseRecord proof(Place by, UUID id, CaseRecord photo, String which) {
    return by.fact(
        id, GateKind.NOTICE_PHOTO, Map.of("subject", which, "page", photo.id().toString()));
  }

  // ---- a review

  /// A review begins because the standard changed, and a pair is sent.
  ///
  /// @param code of table `change`
  void reviewing(UUID id, String code, String why) throws Exception {
    Place r = houses.reviewer;
    Households.awake(r);
    Households.done(r.desk.act(id, Act.CHANGE, ActInput.because(why).withDetail(code)));
    CaseRecord last = r.desk.caseFile(id).assignments().getLast();
    Households.record(
        r,
        r.fact(id, GateKind.VERIFICATION_REQUESTED, Map.of()),
        CaseRecord.of(
                RecordType.ASSIGNMENT, r.desk.newId(), last.scope(), last.caseId(), last.fields())
            .with("state", "ASSIGNED")
            .with("due", r.desk.today().plusDays(7).toString()));
    settled(r);
  }

  /// The city answers that it has nothing, and no doubt is left open.
  void noRecord(UUID id) throws Exception {
    Place r = houses.reviewer;
    r.sync();
    Households.record(r, r.fact(id, GateKind.VERIFICATION_NO_RECORD, Map.of()));
    r.sync();
    houses.undoubted(id);
  }

  // ---- letters

  /// Every letter of the case is numbered and handed over; the case goes where that leads.
  ///
  /// @return the words of each, blanks left out, by paper and scheme (`N05:DB`)
  Map<String, String> delivered(UUID id) throws Exception {
    Place c = houses.clerk;
    Households.awake(c);
    var words = new java.util.TreeMap<String, String>();
    for (Letter letter : Letter.of(c.desk.caseFile(id))) {
      if (letter.isDelivered()) continue;
      var known = Map.of("subject", letter.paper(), "reason", letter.scheme());
      String number = "海北准2021-" + ++letters;
      Households.record(
          c,
          c.fact(id, GateKind.LETTER_ISSUED, known).with("value", number),
          c.fact(id, GateKind.DELIVERED, known).with("value", "本人"));
      words.put(letter.key(), printed(c, c.desk.caseFile(id), letter, number));
    }
    Stage at = stage(c, id);
    Act after = at == Stage.APPROVED ? Act.LETTER : Act.REFUSAL_LETTER;
    if (Set.of(Stage.APPROVED, Stage.REJECTED).contains(at))
      Households.done(c.desk.systemAct(id, after, ActInput.NONE));
    settled(c);
    return words;
  }

  private String printed(Place c, CaseFile file, Letter letter, String number) throws IOException {
    Paper paper = Paper.valueOf(letter.paper());
    String note = paper == Paper.N07 ? letter.decision().id().toString() : "";
    Rendered made =
        papers.render(
            paper,
            file,
            new PaperFacts(
                c.desk.today(),
                Offices.of(paper, file, letter.scheme(), c.desk.today(), "").orElseThrow(),
                number,
                "周敏",
                c.desk.pageKeys().getFirst(),
                Standards.builtIn().with(file.all(RecordType.STANDARD)),
                new PaperFacts.Subject(
                    letter.scheme(), List.of(), c.desk.today(), note, MaskProfile.BOARD_MASKED)));
    return text(assertInstanceOf(Rendered.Pdf.class, made).bytes());
  }

  /// The words of a PDF, blanks left out.
  static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }
}
