package cn.ruhu.desktop.visit;

import cn.ruhu.survey.Question;
import cn.ruhu.survey.SurveySession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The views of the home a visit has to show (DOMAIN §3.2 H20), each a question of its own: living
/// room and kitchen, then whatever else. A form without these questions has no required views.
/// Stateless; window thread only.
final class Views {
  /// in the order they are photographed; the last takes whatever else there is
  private static final List<String> IN_ORDER = List.of("H20A", "H20B", "H20");

  private Views() {}

  /// Where several pictures chosen at once for a view go: one to each view from there on that has
  /// none yet and no reason for it, the rest to the last of them. For any other question all go to
  /// it.
  ///
  /// @return a path a picture
  static List<String> spread(Visit visit, String path, int pictures) {
    List<String> open = new ArrayList<>();
    List<String> all = following(visit, path);
    for (int i = 0; i < all.size(); i++) {
      boolean rest = i == all.size() - 1 || visit.pictures(all.get(i)).isEmpty();
      if (i == 0 || (rest && !isExcused(visit, all.get(i)))) open.add(all.get(i));
    }
    var to = new ArrayList<String>();
    for (int i = 0; i < pictures; i++)
      to.add(open.isEmpty() ? path : open.get(Math.min(i, open.size() - 1)));
    return to;
  }

  /// A reason for having no picture is given: a picture would take its place.
  private static boolean isExcused(Visit visit, String path) {
    return visit.session().question(path).flatMap(q -> q.standing().noAnswer()).isPresent();
  }

  /// The view to photograph next: the first after this one that has to be shown and is not yet.
  static Optional<Question> next(Visit visit, String path) {
    return following(visit, path).stream()
        .skip(1)
        .flatMap(p -> visit.session().question(p).stream())
        .filter(q -> isMissing(visit, q))
        .findFirst();
  }

  /// Views that have to be shown and are not, without a reason given.
  static List<Question> missing(Visit visit) {
    SurveySession session = visit.session();
    return IN_ORDER.stream()
        .flatMap(id -> session.pathOf(id).flatMap(session::question).stream())
        .filter(q -> isMissing(visit, q))
        .toList();
  }

  private static boolean isMissing(Visit visit, Question q) {
    return q.relevant()
        && q.required()
        && q.standing().noAnswer().isEmpty()
        && visit.pictures(q.path()).isEmpty();
  }

  /// This view and those after it that may be answered now; empty for a question that is no view.
  private static List<String> following(Visit visit, String path) {
    SurveySession session = visit.session();
    List<String> asked =
        IN_ORDER.stream()
            .flatMap(id -> session.pathOf(id).flatMap(session::question).stream())
            .filter(visit.survey::open)
            .map(Question::path)
            .toList();
    int at = asked.indexOf(path);
    return at < 0 ? List.of() : asked.subList(at, asked.size());
  }
}
