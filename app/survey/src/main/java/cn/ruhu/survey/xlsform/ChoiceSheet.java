package cn.ruhu.survey.xlsform;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Reads the choices sheet into lists.
final class ChoiceSheet {
  private static final Set<String> OWN = Set.of("list_name", "name", "label", "sms_option");

  private final Table table;
  private final Problems problems;
  private final Set<String> ignored = new HashSet<>();
  private final Map<String, ChoiceList> lists = new LinkedHashMap<>();

  private ChoiceSheet(Table table, Problems problems) {
    this.table = table;
    this.problems = problems;
  }

  /// The lists in the order of the sheet.
  static Map<String, ChoiceList> read(Table table, boolean duplicates, Problems problems) {
    ChoiceSheet sheet = new ChoiceSheet(table, problems);
    sheet.columns();
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    for (Entry entry : table.entries()) {
      String list = entry.text("list_name");
      if (list.isEmpty()) continue;
      ChoiceList choices = sheet.lists.computeIfAbsent(list, ChoiceList::new);
      String name = entry.text("name");
      if (name.isEmpty()) {
        problems.error(SheetProblem.Kind.CHOICE_NO_NAME, table.place(entry.number(), "name"), list);
        continue;
      }
      if (!entry.has("label"))
        problems.warn(
            SheetProblem.Kind.CHOICE_NO_LABEL, table.place(entry.number(), "label"), name);
      if (!duplicates && !seen.computeIfAbsent(list, _ -> new HashSet<>()).add(name))
        problems.error(
            SheetProblem.Kind.CHOICE_DUPLICATE, table.place(entry.number(), "name"), name, list);
      choices.add(sheet.choice(entry, name));
    }
    return sheet.lists;
  }

  private void columns() {
    if (!table.entries().isEmpty()) {
      for (String key : java.util.List.of("list_name", "name"))
        if (!table.hasColumn(key))
          problems.error(
              SheetProblem.Kind.MISSING_COLUMN, SheetProblem.Place.sheet(table.name()), key);
    }
    for (Table.Column column : table.columns()) {
      Columns.Meaning meaning = column.meaning();
      if (meaning.known() || Lexer.isName(meaning.key())) continue;
      ignored.add(meaning.key());
      problems.warn(
          SheetProblem.Kind.COLUMN_IGNORED,
          new SheetProblem.Place(
              table.name(), 1, column.header().letter(), column.header().text()));
    }
  }

  private ChoiceList.Choice choice(Entry entry, String name) {
    Map<String, Localized> media = new LinkedHashMap<>();
    entry.each("media", media::put);
    for (String kind : media.keySet())
      if (!Texts.MEDIA.contains(kind))
        problems.error(
            SheetProblem.Kind.MEDIA_TYPE, table.place(entry.number(), "media::" + kind), kind);
    Map<String, String> extra = new LinkedHashMap<>();
    entry
        .cells()
        .forEach((key, cell) -> {
          if (!OWN.contains(key) && !key.contains("::") && !ignored.contains(key))
            extra.put(key, cell.plain());
        });
    if (entry.has("sms_option")) extra.put("sms_option", entry.text("sms_option"));
    return new ChoiceList.Choice(entry.number(), name, entry.cells().get("label"), media, extra);
  }
}
