package cn.ruhu.casefile.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HonestySignalsTest {
  private static final String STREET = "110108007";
  private final List<CaseRecord> visits = new ArrayList<>();
  private final List<CaseRecord> pages = new ArrayList<>();
  private final List<CaseRecord> answers = new ArrayList<>();

  private static CaseRecord record(
      RecordType type, UUID id, int household, Map<String, String> fields) {
    UUID app = new UUID(1, household);
    var all = new TreeMap<>(fields);
    all.put("application", app.toString());
    return CaseRecord.of(type, id, STREET, app, all);
  }

  private CaseRecord visit(int household, int n, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    all.putIfAbsent("startedAt", "2022-03-%02dT01:00:00Z".formatted(n % 28 + 1));
    all.putIfAbsent("investigatorA", new UUID(9, household).toString());
    all.putIfAbsent("investigatorB", new UUID(8, household).toString());
    all.put("disposition", "10");
    CaseRecord v = record(RecordType.VISIT, new UUID(2, n), household, all);
    visits.add(v);
    return v;
  }

  private CaseRecord photo(CaseRecord visit, String file, String print) {
    CaseRecord p =
        CaseRecord.of(
            RecordType.PAGE,
            new UUID(3, pages.size()),
            STREET,
            visit.caseId(),
            new TreeMap<>(
                Map.of(
                    "application",
                    visit.text("application"),
                    "visit",
                    visit.id().toString(),
                    "slot",
                    "D19",
                    "file",
                    file,
                    "print",
                    print)));
    pages.add(p);
    return p;
  }

  private void said(CaseRecord visit, String path, String words) {
    answers.add(
        CaseRecord.of(
            RecordType.VISIT_ANSWERS,
            new UUID(4, answers.size()),
            STREET,
            visit.caseId(),
            new TreeMap<>(Map.of("visit", visit.id().toString(), path, words))));
  }

  private List<String> of(CaseRecord visit) {
    var others = HonestySignals.Others.of(visits, pages, answers);
    Answers own = others.answers().getOrDefault(visit.id(), Answers.NONE);
    List<CaseRecord> mine =
        pages.stream().filter(p -> p.ref("visit").orElseThrow().equals(visit.id())).toList();
    return HonestySignals.of(visit, own, mine, others).stream()
        .map(s -> s.code() + " " + String.join(" ", s.args()))
        .toList();
  }

  @Test
  void anUnhurriedVisitAloneSaysNothing() {
    CaseRecord v = visit(1, 1, Map.of("durationSeconds", "1500", "answered", "90", "fast", "19"));
    photo(v, "sha256-a", "00ff00ff00ff00ff");
    assertEquals(List.of(), of(v));
  }

  @Test
  void shortFastAndChangedAreOfTheVisitItself() {
    CaseRecord v =
        visit(
            1,
            1,
            Map.of("durationSeconds", "479", "answered", "59", "fast", "30", "changedAfter", "2"));
    assertEquals(List.of("SHORT 479", "FAST 30 59", "CHANGED 2"), of(v));
  }

  @Test
  void anotherPlaceThanTheLastTimeIsFarBeyondWhatTheDevicesErr() {
    visit(1, 1, Map.of("place", "39.9600 116.3000 0 20"));
    CaseRecord near = visit(1, 2, Map.of("place", "39.9628 116.3000 0 20"));
    assertEquals(List.of(), of(near), "311 m apart, 40 of them may be error");
    CaseRecord far = visit(1, 3, Map.of("place", "39.9700 116.3000 0 0"));
    assertTrue(of(far).getFirst().matches("FAR 109\\d"), () -> of(far).toString());
    CaseRecord plate = visit(1, 4, Map.of("place", "sha256-" + "ab".repeat(32)));
    assertEquals(List.of(), of(plate));
    assertEquals(List.of(), of(visit(2, 5, Map.of("place", "31.2 121.4"))), "another household");
  }

  @Test
  void fourVisitsOfOnePairWithinAnHourAreMany() {
    Map<String, String> pair =
        Map.of(
            "investigatorA", new UUID(9, 1).toString(), "investigatorB", new UUID(9, 2).toString());
    CaseRecord last = visit(9, 99, Map.of());
    for (int n = 1; n <= 4; n++) {
      if (n == 4) assertEquals(List.of(), of(last));
      var fields = new TreeMap<>(pair);
      fields.put("startedAt", "2022-03-05T01:%02d:00Z".formatted(15 * (n - 1)));
      last = visit(n, n, fields);
    }
    assertEquals(List.of("BUSY 4"), of(last));
    var swapped = new TreeMap<String, String>();
    swapped.put("investigatorA", pair.get("investigatorB"));
    swapped.put("investigatorB", pair.get("investigatorA"));
    swapped.put("startedAt", "2022-03-05T03:00:00Z");
    assertEquals(List.of(), of(visit(6, 6, swapped)), "another hour");
  }

  @Test
  void aPhotoOfAnotherHouseholdIsToldByItsBytesOrItsLook() {
    CaseRecord other = visit(1, 1, Map.of());
    photo(other, "sha256-a", "00ff00ff00ff00ff");
    photo(other, "sha256-dark", "0000000000000000");
    CaseRecord v = visit(2, 2, Map.of());
    photo(v, "sha256-a", "");
    photo(v, "sha256-b", "00ff00ff00ff00f0");
    photo(v, "sha256-c", "0f0f0f0f0f0f0f0f");
    photo(v, "sha256-d", "0000000000000000");
    assertEquals(List.of("PHOTO 2"), of(v), "a picture without a shape says nothing");
    CaseRecord again = visit(1, 3, Map.of());
    photo(again, "sha256-e", "00ff00ff00ff00ff");
    assertEquals(List.of("PHOTO 1"), of(again), "the own household's before is no other's");
  }

  @Test
  void theSameWordsInThreeHouseholdsAreToldAndDraftedOnesAreNot() {
    String words = "到访时全家在场，住房为公租房，陈设简单。";
    CaseRecord v = visit(1, 1, Map.of());
    said(v, "R05", words);
    said(visit(2, 2, Map.of()), "R05", words + " ");
    assertEquals(List.of(), of(v));
    CaseRecord drafted = visit(3, 3, Map.of("statement", "DRAFTED"));
    said(drafted, "R05", words);
    assertEquals(List.of(), of(v));
    assertEquals(List.of(), of(drafted));
    said(visit(4, 4, Map.of("statement", "EDITED")), "R05", words);
    assertEquals(List.of("TEXT 3"), of(v));
  }

  @Test
  void aClockThatWasAheadIsASignInMinutes() {
    CaseRecord visit = CaseRecord.of(RecordType.VISIT, new UUID(5, 1), "110108007", null, Map.of());
    CaseRecord noted =
        CaseRecord.of(
            RecordType.GATE_FACT,
            new UUID(5, 2),
            "110108007",
            null,
            Map.of("kind", "CLOCK_AHEAD", "subject", visit.id().toString(), "value", "1500"));
    assertEquals(List.of("25"), HonestySignals.clock(visit, List.of(noted)).orElseThrow().args());
    CaseRecord others = noted.with("subject", new UUID(5, 9).toString());
    assertTrue(HonestySignals.clock(visit, List.of(others)).isEmpty());
  }
}
