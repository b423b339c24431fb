package cn.ruhu.survey;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Does again what an event says was done.
final class Replay {
  private Replay() {}

  /// A session brought back from its log; what is played again is not logged again.
  static SurveySession of(
      FormPackage form,
      List<AnswerEvent> events,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log)
      throws SurveyException {
    if (events.isEmpty() || events.getFirst().act() != AnswerEvent.Act.OPEN)
      throw new SurveyException("survey.damaged", "no opening");
    if (!events.getFirst().path().equals(SurveySession.identity(form)))
      throw new SurveyException("survey.other-form", events.getFirst().path());
    boolean[] quiet = {true};
    SurveySession session =
        SurveySession.start(
            form,
            Opening.decode(events.getFirst().value()),
            events.getFirst().by(),
            clock,
            event -> {
              if (!quiet[0]) log.accept(event);
            });
    for (int i = 1; i < events.size(); i++) {
      AnswerEvent event = events.get(i);
      session.viewAs(event.by());
      session.at(event.at());
      try {
        if (apply(session, event) instanceof Answer.Rejected(String code, String _))
          throw new SurveyException("survey.damaged", "event " + i + " " + code);
      } catch (IllegalArgumentException _) { // no number, no reason, no id
        throw new SurveyException("survey.damaged", "event " + i);
      }
    }
    session.viewAs(viewer);
    session.at(null);
    quiet[0] = false;
    return session;
  }

  private static Answer apply(SurveySession to, AnswerEvent event) {
    return switch (event.act()) {
      case OPEN -> to.rejected("survey.damaged");
      case ANSWER -> to.answer(event.path(), event.value());
      case CONFIRM -> to.confirm(event.path());
      case CONFIRM_ALL -> to.confirming().again(event.path(), event.value());
      case ADD ->
          to.add(
              event.path(),
              event.value().isEmpty()
                  ? Optional.empty()
                  : Optional.of(UUID.fromString(event.value())));
      case REMOVE -> to.remove(event.path());
      case PUT_BACK -> to.putBack();
      case ASIDE -> to.keepAside(event.path(), event.value());
      case GIVEN -> Given.again(to, event.path(), event.value());
      case CARRIED -> to.confirming().carried(event.path(), event.value());
      case NO_ANSWER ->
          to.margin()
              .noAnswer(
                  event.path(),
                  event.value().isEmpty()
                      ? Optional.empty()
                      : Optional.of(NoAnswer.valueOf(event.value())));
      case REASON -> to.margin().reason(event.path(), event.value());
      case REMARK -> to.margin().remark(event.path(), event.value());
      case REPLY -> to.margin().reply(Integer.parseInt(event.path()), event.value());
      case SETTLE -> to.margin().settle(Integer.parseInt(event.path()));
    };
  }
}
