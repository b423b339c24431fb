package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Asks the engine about an XForm before it is a form: for compilers and editors, which want its
/// own words to map them to where the author wrote. Stateless; safe for any thread (the engine
/// reads one form at a time).
public final class FormLogic {
  /// Something the engine has against a form.
  ///
  /// @param opening whether it showed only when the form was opened and computed
  /// @param message the engine's own words
  public record Fault(boolean opening, String message) {}

  /// An expression that is computed anew when what it reads changes.
  ///
  /// @param node the absolute path of the node it is about, without instance numbers
  public record Rule(String node, Kind kind, String expression) {
    /// What a rule is for.
    public enum Kind {
      /// The node's value.
      CALCULATE,
      /// Whether the node and everything below it is asked.
      RELEVANT,
      /// Whether it may be left empty, or changed.
      STATE
    }

    /// Whether other rules can read what it sets.
    boolean sets() {
      return kind != Kind.STATE;
    }
  }

  /// How a form's rules hang on each other.
  ///
  /// @param links of the longest chain of rules of which each reads what the one before sets
  /// @param end the last rule of that chain; nothing in a form without rules
  /// @param tooLong whether the engine would take more than seconds to sort the rules
  /// @param circles rules that hang on each other in a circle, each in the order handed in
  public record Order(int links, Optional<Rule> end, boolean tooLong, List<List<Rule>> circles) {
    /// Copies the lists.
    public Order {
      circles = circles.stream().map(List::copyOf).toList();
    }
  }

  private FormLogic() {}

  /// What the engine has against this XForm; empty when it accepts it.
  ///
  /// @param xform an XForm that asks no files
  /// @param open whether it is opened too, which finds functions nobody knows and the like
  public static List<Fault> faults(String xform, boolean open) {
    return Engine.faults(xform.getBytes(StandardCharsets.UTF_8), open);
  }

  /// Why an expression cannot be read, in the engine's own words where it has some; empty when it
  /// can. One that is longer or deeper than {@link SurveyLimits} allows cannot.
  public static Optional<String> unreadable(String expression) {
    Optional<String> why = Expressions.unreadable(expression);
    return why.isPresent() ? why : Expressions.uncomputed(expression);
  }

  /// How rules hang on each other. Takes time in proportion to the rules and what they read.
  public static Order order(List<Rule> rules) {
    Chains chains = Chains.of(rules);
    return new Order(
        chains.longest(),
        rules.isEmpty() ? Optional.empty() : Optional.of(chains.end()),
        chains.work() > SurveyLimits.ORDER_WORK_MAX,
        chains.circles());
  }
}
