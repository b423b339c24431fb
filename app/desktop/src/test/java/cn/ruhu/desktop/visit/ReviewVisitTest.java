package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.xlsform.ShippedBook;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The visit of a periodic review (article 14) is asked with the district's review form, once it
/// published one.
class ReviewVisitTest {
  @TempDir Path home;
  private TestDesk at;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(
        Arrays.stream(Household.records(2))
            .map(r -> r.type() == RecordType.APPLICATION ? r.with("stage", "REVIEWING") : r)
            .toArray(CaseRecord[]::new));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private Visit begun() {
    var forms = VisitForms.published(at.store(), VisitForms.builtIn());
    var model =
        new VisitViewModel(
            at.desk(), Background.inline(), forms, FieldMachine.of(at.machineInUse()));
    model.open(Household.ASSIGNMENT);
    Visit visit = model.visit.get();
    assertNotNull(visit, () -> model.trouble.get() + model.hindrances);
    return visit;
  }

  @Test
  void withoutOneAReviewAsksWhatAFirstVisitAsks() {
    assertEquals("home-visit", begun().form.id());
  }

  @Test
  void aReviewBeginsWithTheDistrictsOwnFormAndEndsWithIt() throws Exception {
    byte[] bytes = ShippedBook.REVIEW_VISIT.form().xform();
    Editions.published(at, "review-visit", bytes, "1", "PUBLISHED");
    Visit visit = begun();
    assertEquals("review-visit", visit.form.id());
    assertEquals(List.of(), visit.session().refusedPrefill());
    String path = visit.session().pathOf("V09D").orElseThrow();
    visit.survey.answer(path, "1");
    List<String> sections = visit.session().sections().stream().map(Section::id).toList();
    assertTrue(sections.contains("Q") && !sections.contains("A"), sections::toString);
    at.restart();
    assertEquals("review-visit", begun().form.id(), "a visit begun with it goes on with it");
    assertEquals("1", begun().value("V09D"));
  }
}
