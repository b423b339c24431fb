package cn.ruhu.survey;

import java.util.Optional;
import java.util.UUID;

/// Does again what an event says was done.
final class Replay {
  private Replay() {}

  static Answer apply(SurveySession to, AnswerEvent event) {
    return switch (event.act()) {
      case OPEN -> to.rejected("survey.damaged");
      case ANSWER -> to.answer(event.path(), event.value());
      case CONFIRM -> to.confirm(event.path());
      case CONFIRM_ALL -> to.confirmAll(event.path());
      case ADD ->
          to.add(
              event.path(),
              event.value().isEmpty()
                  ? Optional.empty()
                  : Optional.of(UUID.fromString(event.value())));
      case REMOVE -> to.remove(event.path());
      case ASIDE -> to.keepAside(event.path(), event.value());
      case GIVEN -> Given.again(to, event.path(), event.value());
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
