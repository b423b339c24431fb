package cn.ruhu.survey.xlsform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Compiles XLSForm workbooks (`.xlsx`) to XForms. What a workbook means follows the published
/// XLSForm standard (xlsform.org) and the forms it is converted to elsewhere: the engine that reads
/// both finds the same questions, conditions, lists and texts. Every problem of a workbook is told,
/// with its cell; nothing is guessed and nothing outside the workbook is read. Stateless; safe for
/// any thread.
public final class XlsForm {
  private static final String SURVEY = "survey";

  private XlsForm() {}

  /// Compiles a workbook that lies on disk. A form without an id in its settings is called by the
  /// file's name. A file that cannot be read is a problem like any other.
  public static Compiled compile(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    try {
      if (Files.size(file) > XlsLimits.WORKBOOK_BYTES_MAX) return tooLarge(Files.size(file));
      return compile(Files.readAllBytes(file), dot > 0 ? name.substring(0, dot) : name);
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  /// Compiles a workbook from a stream, which is read to its end and not closed.
  public static Compiled compile(InputStream in) {
    try {
      return compile(in.readNBytes(XlsLimits.WORKBOOK_BYTES_MAX + 1), "");
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  /// Compiles a workbook.
  ///
  /// @param bytes the workbook
  /// @param fallbackId the form's id when its settings name none; empty for `data`
  public static Compiled compile(byte[] bytes, String fallbackId) {
    Problems problems = new Problems();
    Optional<Book> book = BookReader.read(bytes, problems);
    if (book.isEmpty()) return refused(problems);
    return new Compilation(book.get(), fallbackId, problems).run();
  }

  private static Compiled tooLarge(long size) {
    Problems problems = new Problems();
    problems.error(
        SheetProblem.Kind.TOO_LARGE,
        SheetProblem.Place.FILE,
        (size >> 20) + " MB",
        (XlsLimits.WORKBOOK_BYTES_MAX >> 20) + " MB");
    return refused(problems);
  }

  private static Compiled unreadable(IOException e) {
    Problems problems = new Problems();
    problems.error(
        SheetProblem.Kind.FILE_UNREADABLE,
        SheetProblem.Place.FILE,
        e.getClass().getSimpleName() + " " + e.getMessage());
    return refused(problems);
  }

  private static Compiled refused(Problems problems) {
    return new Compiled("", "", "", "", problems.list(), false, Map.of());
  }

  /// One workbook's way to its form.
  private static final class Compilation {
    private final Book book;
    private final String fallbackId;
    private final Problems problems;

    Compilation(Book book, String fallbackId, Problems problems) {
      this.book = book;
      this.fallbackId = fallbackId;
      this.problems = problems;
    }

    Compiled run() {
      Optional<Book.Sheet> sheet = book.sheet(SURVEY);
      similarSheets();
      if (sheet.isEmpty()) {
        problems.error(
            SheetProblem.Kind.NO_SURVEY_SHEET,
            SheetProblem.Place.FILE,
            Spelling.near(SURVEY, book.names()),
            String.join(", ", book.names()));
        return refused(problems);
      }
      if (sheet.get().headers().isEmpty()) {
        problems.error(SheetProblem.Kind.NO_HEADER, SheetProblem.Place.sheet(sheet.get().name()));
        return refused(problems);
      }
      Settings settings = new Settings(table("settings", Columns.SETTINGS, _ -> true), fallbackId);
      settings.check(problems);
      boolean collapse = settings.yes("clean_text_values", true);
      Table choices = table("choices", Columns.CHOICES, Texts::isText);
      Map<String, ChoiceList> lists =
          ChoiceSheet.read(choices, settings.yes("allow_choice_duplicates", false), problems);
      Table survey = Table.of(sheet.get(), Columns.SURVEY, collapse, problems);
      survey.similar(Columns.SURVEY, Set.of(), problems);
      References.check(survey, _ -> true, problems);
      Languages.check(survey, choices, problems);
      SurveyModel model = new SurveyModel(settings, survey, choices, lists);
      model.tags.putAll(ChoiceSheet.read(table("osm", Columns.OSM, _ -> false), true, problems));
      new SurveyReader(model, externalLists(), book.names(), problems).read();
      return write(model);
    }

    private Compiled write(SurveyModel model) {
      Table entities = table("entities", Columns.ENTITIES, _ -> true);
      new Entities(model, entities, problems).apply();
      Meta.add(model, problems);
      NodeCheck.run(
          model,
          entities.entries().stream().map(e -> e.text("dataset")).collect(Collectors.toSet()),
          problems);
      Paths paths = new Paths(model.root, problems);
      Expressions expressions = new Expressions(problems);
      Texts texts = new Texts(model, paths, expressions);
      Triggers triggers = new Triggers(model, paths, problems);
      Instances instances = new Instances(model, problems);
      FormWriter writer = new FormWriter(model, paths, texts, instances, triggers, expressions);
      String xform = writer.form(false).toString();
      if (!problems.broken())
        EngineCheck.run(writer.form(true).toString(), model, instances.external(), problems);
      Settings settings = model.settings;
      boolean ok = !problems.broken();
      return new Compiled(
          ok ? xform : "",
          settings.formId(),
          settings.version(),
          settings.title(),
          problems.list(),
          ok,
          ok ? files() : Map.of());
    }

    /// @param read the columns in which references are followed
    private Table table(String name, Columns columns, Predicate<String> read) {
      Optional<Book.Sheet> sheet = book.sheet(name);
      if (sheet.isEmpty()) return Table.empty(name);
      Table table = Table.of(sheet.get(), columns, false, problems);
      References.check(table, read, problems);
      return table;
    }

    private Set<String> externalLists() {
      Table table = table("external_choices", Columns.CHOICES, _ -> false);
      Set<String> lists = new TreeSet<>();
      for (Entry entry : table.entries())
        if (entry.has("list_name")) lists.add(entry.text("list_name"));
      return lists;
    }

    private Map<String, String> files() {
      return book.sheet("external_choices")
          .map(sheet -> Map.of("itemsets.csv", ItemsetsCsv.of(sheet)))
          .orElse(Map.of());
    }

    /// A sheet that is spelt nearly like one of the standard's is probably meant to be it; one that
    /// begins with an underscore is not.
    private void similarSheets() {
      for (String standard : List.of("choices", "settings", "external_choices", "entities")) {
        if (book.sheet(standard).isPresent()) continue;
        for (String name : book.names()) {
          String plain = name.toLowerCase(Locale.ROOT);
          boolean other = BookReader.SHEETS.contains(plain) || name.startsWith("_");
          if (!other && Spelling.distance(plain, standard) <= 2)
            problems.warn(
                SheetProblem.Kind.SHEET_SIMILAR, SheetProblem.Place.sheet(name), standard);
        }
      }
    }
  }
}
