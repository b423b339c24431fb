package cn.ruhu.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.xpath.XPathConditional;
import org.javarosa.xpath.XPathException;
import org.javarosa.xpath.parser.XPathSyntaxException;

/// Rules that ask for a reason instead of another answer (`ruhu:warn` on a bind): an expression
/// like a constraint, `.` being the answer. Read once for each form; that they can be read was
/// proved when the form was loaded.
final class SoftRules {
  private final FormDef form;
  private final Map<String, XPathConditional> rules = new HashMap<>();

  SoftRules(FormDef form) {
    this.form = form;
  }

  /// Whether the answer is unusual; an unanswered question never is.
  boolean broken(Slot slot) {
    String warn = slot.bind().warn();
    if (warn.isEmpty() || slot.node().getValue() == null || !slot.relevant()) return false;
    try {
      XPathConditional rule = rules.get(warn);
      if (rule == null) {
        rule = new XPathConditional(warn);
        rules.put(warn, rule);
      }
      return !rule.eval(
          form.getMainInstance(), new EvaluationContext(form.getEvaluationContext(), slot.ref()));
    } catch (XPathSyntaxException | XPathException _) {
      return false; // a rule that cannot be evaluated here accuses nobody
    }
  }

  /// The sentence of a broken rule, empty when none is broken.
  Optional<String> doubt(Slot slot, Wording wording, String plain) {
    if (!broken(slot)) return Optional.empty();
    String text = slot.bind().warnText();
    return Optional.of(text.isEmpty() ? plain : wording.sentence(text, slot.ref()));
  }
}
