package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.javarosa.core.model.instance.TreeElement;
import org.jspecify.annotations.Nullable;

/// Reads the records a form's answers make: `meta/entity` of the form, or of each instance of a
/// repeat, and the nodes that say which property they are.
final class Entities {
  private final FormShape shape;
  private final List<EntityRecord> records = new ArrayList<>();

  private Entities(FormShape shape) {
    this.shape = shape;
  }

  static List<EntityRecord> of(TreeElement root, FormShape shape) {
    if (shape.entities().isEmpty()) return List.of();
    Entities entities = new Entities(shape);
    entities.walk(root, "/" + root.getName());
    return List.copyOf(entities.records);
  }

  private void walk(TreeElement node, String path) {
    if (!node.isRelevant()) return;
    TreeElement meta = node.getFirstChild("meta");
    TreeElement entity = meta == null ? null : meta.getFirstChild("entity");
    if (entity != null && entity.isRelevant()) record(node, path, entity);
    for (int i = 0; i < node.getNumChildren(); i++) {
      TreeElement child = node.getChildAt(i);
      if (child.getMult() >= 0 && child.hasChildren()) walk(child, path + "/" + child.getName());
    }
  }

  private void record(TreeElement holder, String path, TreeElement entity) {
    boolean creates = yes(attribute(entity, "create"));
    boolean updates = yes(attribute(entity, "update"));
    if (!creates && !updates) return;
    SortedMap<String, String> values = new TreeMap<>();
    properties(holder, path, values);
    TreeElement label = entity.getFirstChild("label");
    records.add(
        new EntityRecord(
            attribute(entity, "dataset"),
            attribute(entity, "id"),
            label == null ? "" : AnswerText.read(label.getValue()),
            creates,
            updates,
            values));
  }

  /// Properties of this record: what lies in a deeper record of its own is that one's.
  private void properties(TreeElement node, String path, SortedMap<String, String> values) {
    for (int i = 0; i < node.getNumChildren(); i++) {
      TreeElement child = node.getChildAt(i);
      if (child.getMult() < 0 || !child.isRelevant()) continue;
      String below = path + "/" + child.getName();
      String property = shape.bind(below).saveTo();
      String value = AnswerText.read(child.getValue());
      if (!property.isEmpty() && !value.isEmpty()) values.put(property, value);
      TreeElement meta = child.getFirstChild("meta");
      boolean own = meta != null && meta.getFirstChild("entity") != null;
      if (!own) properties(child, below, values);
    }
  }

  private static boolean yes(String value) {
    return value.equals("1") || value.equals("true");
  }

  private static String attribute(TreeElement node, String name) {
    @Nullable String value = node.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
