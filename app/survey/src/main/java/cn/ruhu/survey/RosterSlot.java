package cn.ruhu.survey;

import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.instance.TreeElement;

/// A roster's place in the form as it is laid out now.
///
/// @param generic e.g. `/data/M/member`
/// @param suffix the fact-key suffix of the instance it lies in, e.g. `@<member>`; empty outside
/// @param indexes where the engine finds it: child numbers from the root
/// @param multiplicities instance numbers on the way, its own last
record RosterSlot(
    String path,
    String generic,
    String section,
    Part part,
    Roster.Owners owners,
    List<String> tokens,
    String suffix,
    GroupDef group,
    TreeElement parent,
    List<Integer> indexes,
    List<Integer> multiplicities,
    List<IFormElement> elements,
    List<InstanceSlot> instances) {

  /// One instance.
  record InstanceSlot(String path, String owner, TreeElement node) {}

  int minimum() {
    for (String token : tokens)
      if (token.matches("min-\\d{1,2}")) return Integer.parseInt(token.substring(4));
    return 0;
  }

  /// Whether the form itself says how many instances there are.
  boolean counted() {
    return group.getCountReference() != null;
  }

  /// The engine's index of the nth instance (which need not exist yet).
  FormIndex index(FormDef form, int n) {
    List<Integer> numbers = new java.util.ArrayList<>(multiplicities);
    numbers.set(numbers.size() - 1, n);
    return form.buildIndex(
        new java.util.ArrayList<>(indexes), numbers, new java.util.ArrayList<>(elements));
  }
}
