package cn.ruhu.desktop.forms;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.survey.Answer;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Opening;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Roster;
import cn.ruhu.survey.SurveySession;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// A form with people as a table and what each received inside, for tests.
final class Rosters {
  static final UUID ME = new UUID(0, 1);

  private Rosters() {}

  /// The form, freshly opened, with so many people in it.
  static SurveyModel opened(InstantSource now, int people) throws IOException {
    try (InputStream in = Rosters.class.getResourceAsStream("rosters.xml")) {
      FormLoading loading = FormPackage.load(Objects.requireNonNull(in).readAllBytes());
      FormPackage form =
          assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
      var opening = Opening.of(List.of(), List.of(), Map.of());
      var model = new SurveyModel(SurveySession.open(form, opening, ME, now, _ -> {}), _ -> false);
      model.names(who -> who.equals(ME) ? "赵敏" : "");
      while (roster(model).instances().size() < people) add(model);
      return model;
    }
  }

  static void add(SurveyModel model) {
    assertInstanceOf(Answer.Answered.class, model.add("/H/person", Optional.empty()));
  }

  static Roster roster(SurveyModel model) {
    return model.session().rosters("H").getFirst();
  }

  static RosterTable table(SurveyModel model) {
    return new RosterTable(model, roster(model), model.session().questions("H"));
  }

  static String value(SurveyModel model, String path) {
    return model.session().question(path).map(Question::value).orElse("none");
  }
}
