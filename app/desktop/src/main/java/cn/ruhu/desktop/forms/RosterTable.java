package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Look;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A roster as rows and columns, without a node: which questions are columns, where the keyboard
/// is, what is typed and not taken yet. A row is an instance, a column a question that is answered
/// in one line; everything else of an instance stands below the table. Window thread only.
final class RosterTable {
  /// A place in the table.
  record At(int row, int column) {}

  /// A column.
  ///
  /// @param below the question's path inside its instance
  /// @param label in words, as in the first row that has it
  /// @param options most choices a row offers there; 0 where nothing is chosen
  record Column(String below, String label, QuestionKind kind, int options) {}

  /// What stands in a cell though the form does not have it: no value, or a refused one.
  record Typed(String text, String problem) {}

  /// longest list of choices a cell offers; longer ones are searched below the table
  private static final int OPTIONS_MAX = 60;

  /// choices that have a digit each
  static final int DIGITS = 10;

  private final SurveyModel model;
  private Roster roster;
  private List<Roster.Instance> rows = List.of();
  private List<Column> columns = List.of();

  /// questions that could be columns, by their path inside the instance
  private Map<String, Column> simple = Map.of();

  private final Map<String, Question> cells = new HashMap<>();
  private final Map<String, Typed> typed = new HashMap<>();
  private At at = new At(0, 0);

  /// @param questions of the section, read just now
  RosterTable(SurveyModel model, Roster roster, List<Question> questions) {
    this.model = model;
    this.roster = roster;
    refresh(roster, questions);
  }

  /// Whether a roster has anything a table could show.
  static boolean fits(Roster roster, List<Question> questions) {
    return questions.stream().anyMatch(q -> in(roster, q) && column(q));
  }

  private static boolean in(Roster roster, Question q) {
    return q.instance().filter(i -> i.startsWith(roster.path() + "[")).isPresent()
        && q.instance().get().indexOf('/', roster.path().length()) < 0;
  }

  /// Whether a question is a column of a table: answered in one line.
  static boolean column(Question q) {
    return switch (q.kind()) {
      case INT, DECIMAL, MONEY, BARCODE, TIME -> true;
      case TEXT ->
          q.look().lines() <= 1
              && !q.look().has(Look.MULTILINE)
              && !q.look().has(Look.MASKED)
              && !q.look().has(Look.HIDDEN_ANSWER);
      case DATE -> !q.look().has(Look.MONTH_YEAR) && !q.look().has(Look.YEAR);
      case SELECT_ONE, BOOL ->
          !q.look().searched()
              && q.options().size() <= OPTIONS_MAX
              && q.options().stream().allMatch(o -> o.media().image().isEmpty());
      case CALCULATE -> true;
      case MULTILINE,
          DATETIME,
          SELECT_MULTI,
          RANK,
          RANGE,
          GEO,
          GEOTRACE,
          GEOSHAPE,
          PHOTO,
          FILE,
          AUDIO,
          VIDEO,
          SIGNATURE,
          ACKNOWLEDGE,
          NOTE ->
          false;
    };
  }

  /// Whether a question of the section stands in a cell of this table.
  boolean holds(Question q) {
    return in(roster, q) && column(q);
  }

  /// Reads everything anew: instances came or went.
  void refresh(Roster now, Collection<Question> questions) {
    roster = now;
    rows = now.instances().stream().filter(Roster.Instance::relevant).toList();
    var found = new LinkedHashMap<String, Column>();
    cells.clear();
    for (Question q : questions) {
      if (!holds(q)) continue;
      cells.put(q.path(), q);
      String below = q.path().substring(q.instance().orElseThrow().length());
      Column mine = new Column(below, q.label(), q.kind(), q.options().size());
      found.merge(below, mine, (a, b) -> a.options() >= b.options() ? a : b);
    }
    simple = found;
    typed.keySet().retainAll(cells.keySet());
    columns();
    at = clamped(at.row(), at.column());
  }

  /// Brings one question up to date; whether other columns are asked now than before.
  boolean changed(Question now) {
    cells.put(now.path(), now);
    if (model.refusal(now.path()).isEmpty() && !open(now)) typed.remove(now.path());
    List<Column> before = columns;
    columns();
    return !before.equals(columns);
  }

  /// Columns that are asked in some row.
  private void columns() {
    String column = columns.isEmpty() || at.column() >= columns.size() ? "" : at().below();
    columns =
        simple.values().stream()
            .filter(c ->
                rows.stream()
                    .map(r -> cells.get(r.path() + c.below()))
                    .anyMatch(q -> q != null && q.relevant()))
            .toList();
    for (int c = 0; c < columns.size(); c++)
      if (columns.get(c).below().equals(column)) at = new At(at.row(), c);
    at = clamped(at.row(), at.column());
  }

  private Column at() {
    return columns.get(at.column());
  }

  private At clamped(int row, int column) {
    return new At(
        Math.clamp(row, 0, Math.max(0, rows.size() - 1)),
        Math.clamp(column, 0, Math.max(0, columns.size() - 1)));
  }

  // ---- reading

  Roster roster() {
    return roster;
  }

  List<Roster.Instance> rows() {
    return rows;
  }

  /// Columns that are asked in some row now.
  List<Column> asked() {
    return columns;
  }

  /// Where the keyboard is, or would be.
  At place() {
    return at;
  }

  /// The instance in hand; empty when there is none.
  Optional<String> instance() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(at.row()).path());
  }

  /// The question of a cell; empty where the instance does not have it.
  Optional<Question> cell(int row, int column) {
    if (row < 0 || row >= rows.size() || column < 0 || column >= columns.size())
      return Optional.empty();
    return Optional.ofNullable(cells.get(rows.get(row).path() + columns.get(column).below()));
  }

  Optional<Question> here() {
    return cell(at.row(), at.column());
  }

  /// What is typed in a cell and not taken.
  Optional<Typed> typed(Question q) {
    return Optional.ofNullable(typed.get(q.path()));
  }

  boolean open(Question q) {
    return model.open(q);
  }

  /// The row of an instance, -1 when it has none.
  int rowOf(String instance) {
    for (int i = 0; i < rows.size(); i++) if (rows.get(i).path().equals(instance)) return i;
    return -1;
  }

  /// The column of questions at this path inside their instances, -1 when none is asked.
  int columnOf(String below) {
    for (int c = 0; c < columns.size(); c++) if (columns.get(c).below().equals(below)) return c;
    return -1;
  }

  /// How many questions of a row are still to be answered or confirmed.
  int unanswered(int row) {
    int n = 0;
    for (int c = 0; c < columns.size(); c++)
      n += cell(row, c).filter(this::unanswered).isPresent() ? 1 : 0;
    return n;
  }

  /// How many cells one key could confirm: of people those of the row in hand, else all.
  int confirmable() {
    String row = roster.owners().people() ? instance().map(i -> i + "/").orElse("") : "";
    return (int) cells.values().stream().filter(q -> q.path().startsWith(row) && plain(q)).count();
  }

  /// Whether a question may be confirmed together with others.
  static boolean plain(Question q) {
    return q.relevant() && !q.mustAsk() && q.origin() == Question.Origin.PREFILLED;
  }

  private boolean unanswered(Question q) {
    if (!q.relevant() || q.readOnly()) return false;
    return q.origin() == Question.Origin.PREFILLED
        || (q.required()
            && q.origin() == Question.Origin.EMPTY
            && q.standing().noAnswer().isEmpty());
  }

  /// An instance is about to go: what is typed in the rows below moves up with them.
  void going(String instance) {
    int row = rowOf(instance);
    if (row < 0) return;
    var moved = new HashMap<String, Typed>();
    typed.forEach((path, t) -> {
      int n = numberOf(path);
      int gone = numberOf(instance + "/");
      if (n < gone) moved.put(path, t);
      if (n > gone)
        moved.put(
            roster.path()
                + "["
                + (n - 1)
                + path.substring(path.indexOf(']', roster.path().length())),
            t);
    });
    typed.clear();
    typed.putAll(moved);
  }

  private int numberOf(String path) {
    int from = roster.path().length() + 1;
    return Integer.parseInt(path.substring(from, path.indexOf(']', from)));
  }

  // ---- moving

  /// Goes to a place, or to the nearest there is.
  void go(int row, int column) {
    at = clamped(row, column);
  }

  /// The next cell that may be answered, row by row; whether there was one.
  boolean next() {
    return along(1);
  }

  /// The cell before that may be answered; whether there was one.
  boolean previous() {
    return along(-1);
  }

  private boolean along(int step) {
    int size = columns.size();
    if (size == 0) return false;
    for (int i = at.row() * size + at.column() + step;
        i >= 0 && i < rows.size() * size;
        i += step) {
      Optional<Question> q = cell(i / size, i % size);
      if (q.filter(this::open).isEmpty()) continue;
      at = new At(i / size, i % size);
      return true;
    }
    return false;
  }

  // ---- answering

  /// Answers a cell.
  ///
  /// @param text as it was typed
  /// @param value its stored form; empty when it is none
  /// @param problem what to say of text that is no value
  /// @return whether the form took it
  boolean answer(Question q, String text, Optional<String> value, String problem) {
    if (value.isEmpty()) {
      typed.put(q.path(), new Typed(text, problem));
      return false;
    }
    typed.remove(q.path());
    if (model.answer(q.path(), value.get()) instanceof Answer.Rejected(String _, String why)) {
      typed.put(q.path(), new Typed(text, why));
      return false;
    }
    return true;
  }

  /// What text of a spreadsheet is as an answer of a question: a label or a code of its choices, an
  /// amount, a day; empty when it is none.
  static Optional<String> stored(Question q, String text) {
    if (text.isEmpty()) return Optional.of("");
    return switch (q.kind()) {
      case MONEY -> Show.fen(text);
      case DATE -> Show.isoDay(text);
      case TIME -> TypedControl.time(text);
      case INT, DECIMAL -> Optional.of(text.replace(",", "").replace("\uff0c", ""));
      case SELECT_ONE, BOOL -> chosen(q, text);
      default -> Optional.of(text);
    };
  }

  private static Optional<String> chosen(Question q, String text) {
    return q.options().stream()
        .filter(o -> o.label().strip().equals(text))
        .findFirst()
        .or(() -> q.options().stream().filter(o -> o.code().equals(text)).findFirst())
        .map(Question.Option::code);
  }

  /// The choices of a question as a cell offers them: under digits where there are few, under their
  /// codes where there are many.
  static List<Choice> choices(Question q, Function<String, String> initials) {
    var all = new ArrayList<Choice>();
    List<Question.Option> options = q.options();
    for (int i = 0; i < options.size(); i++) {
      Question.Option o = options.get(i);
      String code = options.size() <= DIGITS ? Integer.toString((i + 1) % DIGITS) : o.code();
      all.add(new Choice(code, o.label(), initials.apply(o.label())));
    }
    return all;
  }

  /// The cell's code of a stored choice, see [#choices].
  static String offered(Question q, String stored) {
    if (q.options().size() > DIGITS) return stored;
    for (int i = 0; i < q.options().size(); i++)
      if (q.options().get(i).code().equals(stored)) return Integer.toString((i + 1) % DIGITS);
    return stored;
  }

  /// The stored choice under a cell's code; empty for none.
  static Optional<String> taken(Question q, String offered) {
    if (offered.isEmpty() || q.options().size() > DIGITS) return Optional.of(offered);
    for (int i = 0; i < q.options().size(); i++)
      if (Integer.toString((i + 1) % DIGITS).equals(offered))
        return Optional.of(q.options().get(i).code());
    return Optional.empty();
  }
}
