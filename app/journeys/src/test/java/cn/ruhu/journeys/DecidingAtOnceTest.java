package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.journeys.Deciding.Judged;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens where two people judge one case without seeing each other, over the real protocol:
/// the first counts, the other is told, nothing is lost and nobody is waved in.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class DecidingAtOnceTest {
  @TempDir Path folder;
  private final MovedClock clock = new MovedClock(LocalDate.of(2021, 8, 16), 9, System::nanoTime);
  private EmbeddedServer server;
  private Households houses;
  private Deciding desks;

  @BeforeEach
  void district() throws Exception {
    server =
        EmbeddedServer.start(
            folder.resolve("server"), EmbeddedServer.Config.forTests().withClock(clock));
    houses = new Households(folder, server, clock);
    desks = new Deciding(houses);
  }

  @AfterEach
  void close() throws Exception {
    houses.close();
    server.close();
  }

  private Family investigated() throws Exception {
    Family f =
        Family.of(houses, "DB", "孙秀英", "1954-05-02", "2")
            .income("401", "MONTHLY", 90_000)
            .accepted();
    clock.to(LocalDate.of(2021, 8, 18), 9);
    houses.morning();
    return f.investigated();
  }

  private static ActInput opinion(Place by, Family f, boolean positive, String words) {
    CaseRecord o =
        by.of(
            RecordType.OPINION,
            f.id(),
            Map.of(
                "scheme",
                "DB",
                "positive",
                Boolean.toString(positive),
                "reasonCode",
                positive ? "" : "R01",
                "reasonText",
                words,
                "by",
                by.desk.actor().staff().toString(),
                "at",
                by.desk.now().toString()));
    return ActInput.because(words).carrying(List.of(positive ? o.with("reviewClass", "A") : o));
  }

  @Test
  void ofTwoOpinionsSignedAtOnceTheFirstStandsAndTheOtherIsTold() throws Exception {
    Family f = investigated();
    Place second = houses.at("he"); // the same office at another window
    desks.opinion(f.id(), "A", Judged.grants("DB", 34_500, "低于标准"));
    Households.done(second.desk.act(f.id(), Act.OPINION, opinion(second, f, false, "收入达到标准")));
    second.sync();
    assertEquals(1, second.refused().size(), second.refused().toString());
    assertTrue(second.refused().getFirst().contains("ACT_NOT_HERE"), second.refused().toString());
    CaseFile district = houses.file(f.id());
    assertEquals("PRELIM", district.application().orElseThrow().text("stage"));
    assertTrue(district.opinion("DB").orElseThrow().is("positive"), "the first counts");
  }

  @Test
  void aCaseThatWentBackToItsPairTakesNoOpinionFromWhoDidNotSeeIt() throws Exception {
    Family f = investigated();
    Place second = houses.at("he");
    Place first = houses.reviewer;
    first.sync();
    CaseFile file = first.desk.caseFile(f.id());
    CaseRecord question =
        first.of(
            RecordType.QUESTION,
            f.id(),
            Map.of(
                "path", "I01",
                "words", "养老金存折请再核对",
                "state", "OPEN",
                "askedBy", first.desk.actor().staff().toString(),
                "askedAt", first.desk.now().toString()));
    assertEquals(1, file.visits().size());
    Households.done(
        first.desk.act(f.id(), Act.RETURN, ActInput.because("须再核对").carrying(List.of(question))));
    first.sync();
    Households.done(second.desk.act(f.id(), Act.OPINION, opinion(second, f, true, "低于标准")));
    second.sync();
    assertEquals(1, second.refused().size(), second.refused().toString());
    assertEquals(
        "VISITING", houses.stage(f.id()), "nobody is waved in while the visit is corrected");
    assertTrue(houses.file(f.id()).opinion("DB").isEmpty());
  }

  @Test
  void aHouseholdOfFortyIsComputedJudgedAndTold() throws Exception {
    Family f = Family.of(houses, "DB", "周大有", "1950-01-01", "1").income("401", "MONTHLY", 300_000);
    for (int i = 1; i < 40; i++)
      f.with(
              i == 1 ? "12" : "20",
              "周" + i,
              "%d-01-%02d".formatted(i == 1 ? 1952 : 2010, 1 + i % 28),
              "2")
          .declares("order", Integer.toString(i));
    f.accepted();
    clock.to(LocalDate.of(2021, 8, 18), 9);
    houses.morning();
    f.investigated();
    Assessment a = desks.assessed(f.id());
    assertEquals(40, a.facts().counted());
    assertEquals("46800.00", a.benefit().orElseThrow().yuan(), "40 × 1 245 − 3 000");
    desks.opinion(f.id(), "B", Judged.grants("DB", 4_680_000, "低于标准"));
    houses.hung(f.id());
    clock.to(LocalDate.of(2021, 8, 30), 9);
    houses.morning();
    houses.noticeDown(f.id());
    desks.decided(
        houses.at("qian"), "STREET", f.id(), "2021-09", Judged.grants("DB", 4_680_000, "同意"));
    String letter = desks.delivered(f.id()).get("N05:DB");
    assertTrue(letter.contains("46,800.00元"), letter);
    assertEquals("IN_BENEFIT", houses.stage(f.id()));
  }
}
