package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.wire.FileAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The district around a pair's day: a family is sent out before it, and after it everything the
/// pair did is there, asked at the machines of the streets.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class DistrictAfterTheDay {
  private final Tour tour;
  private final List<UUID> members = new ArrayList<>();

  DistrictAfterTheDay(Tour tour) {
    this.tour = tour;
  }

  /// The family of four, by its members.
  List<UUID> members() {
    return List.copyOf(members);
  }

  /// Declared at the counter and sent out by the street.
  void before() throws Exception {
    try (Place clerk = tour.elsewhere("chuangkou");
        Place reviewer = tour.elsewhere("shenhe")) {
      members.addAll(FamilyAtHome.sentOut(clerk, reviewer));
    }
  }

  /// Five visits and what follows from each.
  ///
  /// @param badge number of the badge the second signed one of them by
  void arrived(String badge) throws Exception {
    try (Place street = tour.elsewhere("shenhe")) {
      CaseRecord agreed = finished(file(street, FamilyAtHome.APPLICANT), "10");
      whole(street, agreed);
      CaseFile later = file(street, "梁振海");
      assertEquals(
          Optional.of(SecondSignings.Standing.SIGNED),
          SecondSignings.of(later, finished(later, "11"), Instant.now())
              .map(SecondSignings.State::standing),
          "on the partner's own machine");
      CaseFile urgent = file(street, "曾庆云");
      CaseRecord visit = finished(urgent, "10");
      assertEquals(badge, visit.text("badge"), "signed by badge, found right and taken");
      assertEquals("", agreed.text("badge"));
      CaseRecord alert = urgent.gateFacts(GateKind.SAME_DAY_ALERT).getFirst();
      assertEquals(visit.id().toString(), alert.text("subject"));
      assertTrue(alert.text("value").contains("URGENT_NEED"), alert::toString);
      CaseFile away = file(street, "单福来");
      assertEquals("30", away.visits().getLast().text("disposition"));
      assertEquals("CHECKED_OUT", away.assignments().getLast().text("state"));
    }
    try (Place other = tour.elsewhere("shenhe.sjq")) {
      CaseFile refused = file(other, "尉迟建华");
      assertEquals("20", refused.visits().getLast().text("disposition"));
      assertFalse(refused.gateFacts(GateKind.REFUSAL_DOCUMENTED).isEmpty());
    }
  }

  private static CaseFile file(Place place, String applicant) throws Exception {
    for (CaseRecord app : place.desk.store().all(RecordType.APPLICATION)) {
      CaseFile file = place.desk.caseFile(app.id());
      if (file.applicant().filter(p -> p.text("name").equals(applicant)).isPresent()) return file;
    }
    throw new AssertionError("no case of " + applicant);
  }

  private static CaseRecord finished(CaseFile file, String disposition) {
    CaseRecord visit = file.finishedVisit().orElseThrow();
    assertEquals(disposition, visit.text("disposition"));
    for (String field : List.of("sealHash", "sealSignature", "signatureA"))
      assertFalse(visit.text(field).isEmpty(), field);
    assertTrue(
        !visit.text("signatureB").isEmpty() || SecondSignings.made(file, visit).isPresent(),
        "signed by both");
    assertEquals("DONE", file.assignments().getLast().text("state"));
    assertTrue(file.answers(visit.id()).byPath().size() > 60);
    return visit;
  }

  /// Every file of the visit lies on the district's disk.
  private void whole(Place street, CaseRecord visit) throws Exception {
    CaseFile file = file(street, FamilyAtHome.APPLICANT);
    int pages = 0;
    for (CaseRecord page : file.pages()) {
      if (!page.text("visit").equals(visit.id().toString())) continue;
      pages++;
      FileAddress address = FileAddress.parse(page.text("file")).orElseThrow();
      assertTrue(tour.arrived(address).isPresent(), page::toString);
    }
    assertTrue(pages >= 8, pages + " pictures and signatures");
  }
}
