package cn.ruhu.survey;

import cn.ruhu.survey.FormLogic.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules of a form's binds as its first reading comes upon them, and whether the engine could
/// sort them in the time somebody waits.
final class FormRules {
  private final List<Rule> rules = new ArrayList<>();

  /// Names and paths in all of them, at least as many as nodes are read.
  private long words;

  /// Takes the rules of a bind that others can hang on.
  ///
  /// @param node its node's absolute path
  void bind(String node, FormReader.Attributes attributes) {
    add(node, Rule.Kind.RELEVANT, attributes.get("relevant"));
    add(node, Rule.Kind.CALCULATE, attributes.get("calculate"));
  }

  private void add(String node, Rule.Kind kind, String expression) {
    if (expression.isBlank()) return;
    words += Expressions.words(expression);
    rules.add(new Rule(node, kind, expression));
  }

  /// The chain that is too long to be sorted; empty when there is none. Most forms are so small
  /// that nothing has to be computed.
  Optional<FormLogic.Order> tooLong() {
    long size = rules.size();
    if (size * (size + words) <= SurveyLimits.ORDER_WORK_MAX) return Optional.empty();
    return Optional.of(FormLogic.order(rules)).filter(FormLogic.Order::tooLong);
  }
}
