package cn.ruhu.survey;

import java.util.List;
import java.util.UUID;
import org.javarosa.core.model.instance.TreeElement;

/// What nobody at the keyboard says: what the device knows, and answers of a visit before that
/// stand in its correction. Logged as such, so that no account of how a visit was made takes it for
/// somebody's answer. One thread at a time, as the session.
public final class Beforehand {
  /// Stands where a log names who did something, and nobody did.
  public static final UUID NOBODY = new UUID(0, 0);

  private final SurveySession session;

  /// Of a session, which it writes to.
  public Beforehand(SurveySession session) {
    this.session = session;
  }

  /// Fills in a node the device answers, whether a person may write there or not.
  ///
  /// @param key as {@link SurveySession#facts()} names it
  /// @param value in the text form of its kind
  public Answer given(String key, String value) {
    TreeElement leaf =
        Facts.leaves(session.def().getMainInstance().getRoot(), session.layout()).get(key);
    if (leaf == null) return session.rejected("survey.unknown");
    return switch (AnswerText.parse(kind(leaf), leaf.getDataType(), value)) {
      case AnswerText.Bad(String code) -> session.rejected(code);
      case AnswerText.Value(var data) -> {
        session.def().setValue(data, leaf.getRef(), leaf, true);
        session.log(AnswerEvent.Act.GIVEN, key, AnswerText.read(leaf.getValue()));
        yield session.changed(List.of());
      }
    };
  }

  private QuestionKind kind(TreeElement leaf) {
    return session.layout().slots.values().stream()
        .filter(s -> s.node().equals(leaf))
        .map(Slot::kind)
        .findFirst()
        .orElse(QuestionKind.TEXT);
  }

  /// Lets an answer of the visit before stand: a question asked now that holds it already needs no
  /// confirming, an empty one takes it. Whose section it is does not matter.
  ///
  /// @param value in the text form of its kind, not empty
  public Answer carry(String path, String value) {
    UUID who = session.viewer();
    session.viewAs(NOBODY);
    try {
      return session.confirming().carried(path, value);
    } finally {
      session.viewAs(who);
    }
  }
}
