package cn.ruhu.survey;

import java.util.Map;
import java.util.Set;

/// What the first reading of an XForm learns and the engine does not tell: who the form is, and
/// which nodes are calculated.
///
/// @param calculated absolute paths of nodes with a `calculate`, e.g. `/data/I/I12`
/// @param leaves where a name lies: `I04` → `/data/I/earner/lines/line/I04`
/// @param messages by node: what to say when its constraint is broken (a sentence, or
///   `jr:itext('id')`)
record FormShape(
    String id,
    String version,
    String title,
    Set<String> calculated,
    Map<String, String> leaves,
    Map<String, String> messages) {
  FormShape {
    calculated = Set.copyOf(calculated);
    leaves = Map.copyOf(leaves);
    messages = Map.copyOf(messages);
  }
}
