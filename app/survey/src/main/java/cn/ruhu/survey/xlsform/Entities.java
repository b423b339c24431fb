package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entities sheet: records a form makes or changes, which answers they keep, and in which
/// section of the form each is declared. One thread, one use.
final class Entities {
  private static final String SAVE_TO = "bind::entities:saveto";

  /// A row of the sheet.
  record Declaration(
      int row,
      String list,
      String id,
      String createIf,
      String updateIf,
      @Nullable Localized label,
      String repeat) {
    boolean creates() {
      return id.isEmpty() || !createIf.isEmpty();
    }

    List<String> expressions() {
      return List.of(id, createIf, updateIf, label == null ? "" : label.plain());
    }
  }

  private final SurveyModel model;
  private final Table table;
  private final Problems problems;
  private final Map<String, Declaration> declared = new LinkedHashMap<>();
  private final Map<String, List<EntityPlaces.Reference>> references = new LinkedHashMap<>();

  Entities(SurveyModel model, Table table, Problems problems) {
    this.model = model;
    this.table = table;
    this.problems = problems;
  }

  /// Reads the sheet, finds each entity's place and puts it there.
  void apply() {
    for (Table.Column column : table.columns())
      if (!column.meaning().known())
        problems.error(
            SheetProblem.Kind.ENTITY_COLUMN,
            new SheetProblem.Place(
                table.name(), 1, column.header().letter(), column.header().text()));
    for (Entry entry : table.entries()) declare(entry);
    saves();
    if (declared.isEmpty()) return;
    variables();
    Map<FormNode.Section, Declaration> places =
        new EntityPlaces(model, table, problems).allocate(declared, references);
    boolean inRepeats = false;
    for (Map.Entry<FormNode.Section, Declaration> each : places.entrySet()) {
      FormNode.Section section = each.getKey();
      boolean repeated = section.level == FormNode.Level.REPEAT || section.inRepeat();
      inRepeats |= repeated;
      place(section, entity(each.getValue(), repeated));
    }
    model.entitiesVersion = declared.size() > 1 || inRepeats ? "2025.1.0" : "2024.1.0";
  }

  private void declare(Entry entry) {
    Declaration declaration =
        new Declaration(
            entry.number(),
            entry.text("dataset"),
            entry.text("entity_id"),
            entry.text("create_if"),
            entry.text("update_if"),
            entry.cells().get("label"),
            entry.text("repeat"));
    String list = declaration.list();
    SheetProblem.Place name = table.place(entry.number(), "dataset");
    if (!Lexer.isName(list) || list.startsWith("__") || list.contains("."))
      problems.error(SheetProblem.Kind.ENTITY_NAME, name, list.isEmpty() ? "-" : list);
    if (declaration.id().isEmpty() && !declaration.updateIf().isEmpty())
      problems.error(SheetProblem.Kind.ENTITY_ID, table.place(entry.number(), "entity_id"), list);
    if (!declaration.id().isEmpty()
        && !declaration.createIf().isEmpty()
        && declaration.updateIf().isEmpty())
      problems.error(
          SheetProblem.Kind.ENTITY_UPDATE_IF, table.place(entry.number(), "update_if"), list);
    if (declaration.id().isEmpty() && declaration.label() == null)
      problems.error(SheetProblem.Kind.ENTITY_LABEL, table.place(entry.number(), "label"), list);
    if (!declaration.id().isEmpty()) model.changed.put(list, name);
    if (declared.putIfAbsent(list, declaration) != null)
      problems.error(SheetProblem.Kind.ENTITY_DUPLICATE, name, list);
  }

  private void saves() {
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    model.saves.forEach((question, written) -> {
      SheetProblem.Place place = model.place(question, SAVE_TO);
      String[] parts = written.split("#", -1);
      String property = parts[parts.length - 1];
      if (declared.isEmpty()) {
        problems.error(SheetProblem.Kind.SAVE_TO_WITHOUT_ENTITY, place, written);
        return;
      }
      if (parts.length > 2
          || !Lexer.isName(property)
          || property.startsWith("__")
          || Set.of("name", "label").contains(property.toLowerCase(Locale.ROOT))) {
        problems.error(SheetProblem.Kind.SAVE_TO_NAME, place, written);
        return;
      }
      boolean unsaid = parts.length == 1 && declared.size() > 1;
      if (unsaid || (parts.length == 2 && !declared.containsKey(parts[0]))) {
        problems.error(
            SheetProblem.Kind.SAVE_TO_LIST, place, written, String.join(", ", declared.keySet()));
        return;
      }
      String list = parts.length == 2 ? parts[0] : declared.keySet().iterator().next();
      if (!seen.computeIfAbsent(list, _ -> new HashSet<>()).add(property))
        problems.error(SheetProblem.Kind.SAVE_TO_DUPLICATE, place, property);
      question.bind.put("entities:saveto", Localized.of(property));
      refer(list, new EntityPlaces.Reference(question, true));
    });
  }

  private void refer(String list, EntityPlaces.Reference reference) {
    references.computeIfAbsent(list, _ -> new ArrayList<>()).add(reference);
  }

  /// The nodes the sheet's expressions name, in the order of the form.
  private void variables() {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    for (Declaration declaration : declared.values())
      for (String text : declaration.expressions())
        for (String name : References.names(text))
          named.computeIfAbsent(name, _ -> new HashSet<>()).add(declaration.list());
    model.root.each(node -> {
      for (String list : named.getOrDefault(node.name, Set.of()))
        if (node.parent != null) refer(list, new EntityPlaces.Reference(node, false));
    });
  }

  private FormNode.Section entity(Declaration declaration, boolean repeated) {
    FormNode.Section entity = new FormNode.Section("entity", 0, FormNode.Level.ENTITY);
    int row = declaration.row();
    entity.add(mark("dataset", declaration.list(), "", row, ""));
    FormNode.Mark id = mark("id", "", declaration.id(), row, "entity_id");
    id.bind.putAll(computed(declaration.id()));
    if (declaration.creates())
      entity.add(mark("create", "1", declaration.createIf(), row, "create_if"));
    if (declaration.id().isEmpty()) {
      id.actions.add(FormNode.Action.set(FormNode.Action.FIRST_LOAD, "uuid()"));
      if (repeated) id.actions.add(FormNode.Action.set(FormNode.Action.NEW_REPEAT, "uuid()"));
    } else {
      entity.add(mark("update", "1", declaration.updateIf(), row, "update_if"));
      String item =
          "instance('" + declaration.list() + "')/root/item[name=" + declaration.id() + "]";
      entity.add(mark("baseVersion", "", item + "/__version", row, "entity_id"));
      entity.add(mark("trunkVersion", "", item + "/__trunkVersion", row, "entity_id"));
      entity.add(mark("branchId", "", item + "/__branchId", row, "entity_id"));
    }
    entity.add(id);
    Localized label = declaration.label();
    if (label != null) {
      FormNode.Question text =
          new FormNode.Question("label", 0, "calculate", TypeSpec.of("calculate").orElseThrow());
      text.bind.putAll(computed(label.plain()));
      model.elsewhere.put(text, table.place(row, "label"));
      entity.add(text);
    }
    model.elsewhere.put(entity, table.place(row));
    return entity;
  }

  private FormNode.Mark mark(String name, String value, String expression, int row, String column) {
    FormNode.Mark mark = new FormNode.Mark(name, 0, value);
    if (!expression.isEmpty()) mark.bind.putAll(computed(expression));
    model.elsewhere.put(mark, table.place(row, column));
    return mark;
  }

  private static Map<String, Localized> computed(String expression) {
    Map<String, Localized> bind = new LinkedHashMap<>();
    if (!expression.isEmpty()) bind.put("calculate", Localized.of(expression));
    bind.put("readonly", Localized.of("true()"));
    bind.put("type", Localized.of("string"));
    return bind;
  }

  private void place(FormNode.Section section, FormNode.Section entity) {
    if (section == model.root) {
      model.meta.addFirst(entity);
      return;
    }
    FormNode.Section meta = new FormNode.Section("meta", 0, FormNode.Level.GROUP);
    meta.bodyless = true;
    meta.add(entity);
    section.add(meta);
  }
}
