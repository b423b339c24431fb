package cn.ruhu.desktop.forms;

import static java.util.stream.Collectors.joining;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Look;
import cn.ruhu.survey.Presentation;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

/// A value that is typed: the kit's field of its kind, answered when it is left.
final class TypedControl implements AnswerControl {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter HOUR_MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):?([0-5]\\d)(?::?([0-5]\\d))?");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:[-/]?(\\d{1,2}))?");

  private final SurveyModel model;
  private final String path;
  private final QuestionKind kind;
  private final Presentation look;
  private final Field field;
  private final Node node;
  private Optional<CalendarButton> calendar = Optional.empty();
  private boolean showing;

  TypedControl(Kit kit, SurveyModel model, Question question, String id) {
    this.model = model;
    this.path = question.path();
    this.kind = question.kind();
    this.look = question.look();
    field = field(kit, question, id + "-field").onLeft(this::left);
    field.getStyleClass().add("bare");
    field
        .lookupAll(".field-top")
        .forEach(n -> {
          Nodes.shown(n, false);
        });
    boolean latin =
        kind == QuestionKind.INT
            || kind == QuestionKind.DECIMAL
            || kind == QuestionKind.TIME
            || kind == QuestionKind.DATETIME
            || look.has(Look.NUMBERS)
            || look.has(Look.URL);
    if (latin && field.lookup("#" + id + "-field-input") instanceof TextInputControl input)
      Fields.latin(input);
    node = beside(kit, id);
  }

  private Field field(Kit kit, Question question, String id) {
    var fields = new Fields(kit);
    String label = question.label();
    return switch (kind) {
      case MONEY -> fields.money(id, label).columns(14);
      case DATE ->
          partly()
              ? checked(kit, fields.text(id, label).columns(10), "forms.month")
              : fields.date(id, label).columns(14);
      case INT -> fields.text(id, label).columns(10);
      case DECIMAL, RANGE -> fields.text(id, label).columns(10);
      case TIME -> checked(kit, fields.text(id, label).columns(10), "forms.time");
      case MULTILINE -> fields.area(id, label, Math.max(3, look.lines()));
      case GEOTRACE, GEOSHAPE -> fields.area(id, label, 4).hint(kit.t("forms.geo.points"));
      case DATETIME -> checked(kit, fields.text(id, label).columns(14), "forms.datetime");
      case TEXT ->
          look.lines() > 1 || look.has(Look.MULTILINE)
              ? fields.area(id, label, Math.max(3, look.lines()))
              : look.has(Look.MASKED) ? fields.password(id, label) : fields.text(id, label);
      default -> fields.text(id, label);
    };
  }

  private boolean partly() {
    return look.has(Look.MONTH_YEAR) || look.has(Look.YEAR);
  }

  private Field checked(Kit kit, Field made, String problem) {
    return made.check(
        v -> stored(v.strip()).isEmpty() ? Optional.of(kit.t(problem)) : Optional.empty());
  }

  /// A month beside the day, unless the form wants none.
  private Node beside(Kit kit, String id) {
    boolean day = kind == QuestionKind.DATETIME || (kind == QuestionKind.DATE && !partly());
    if (!day || look.has(Look.NO_CALENDAR)) return field;
    calendar = Optional.of(new CalendarButton(kit, id, this::day, this::day));
    var row = new Bar(field, calendar.get().node());
    row.setAlignment(Pos.TOP_LEFT);
    row.getStyleClass().add("row");
    return row;
  }

  private Optional<LocalDate> day() {
    String value = field.value();
    try {
      return value.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(value.substring(0, 10)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private void day(LocalDate day) {
    String now = field.value();
    String time = now.length() > 11 ? now.substring(11) : "09:00";
    String typed = kind == QuestionKind.DATETIME ? day + " " + time : day.toString();
    field.valueProperty().set(typed);
    left(typed);
  }

  private void left(String typed) {
    if (showing) return;
    String value = typed.strip();
    if (!value.isEmpty() && model.isTaken(path, value)) {
      model.session().question(path).map(Question::value).ifPresent(this::set);
      return;
    }
    Optional<String> stored = value.isEmpty() ? Optional.of("") : stored(value);
    stored.ifPresent(s -> model.answer(path, s));
  }

  /// What is typed as the form keeps it; empty when it is none.
  private Optional<String> stored(String typed) {
    return switch (kind) {
      case DATETIME -> iso(typed);
      case TIME -> time(typed);
      case DATE -> partly() ? month(typed) : Optional.of(typed);
      case GEOTRACE, GEOSHAPE ->
          Optional.of(
              typed.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(joining(";")));
      default -> Optional.of(typed);
    };
  }

  /// A typed minute at the office as ISO with its offset.
  static Optional<String> iso(String typed) {
    try {
      return Optional.of(
          LocalDateTime.parse(typed.strip().replace('/', '-'), MINUTE)
              .atZone(Show.ZONE)
              .toOffsetDateTime()
              .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// `830`, `0830`, `8:30` or `8.30` as `08:30`.
  static Optional<String> time(String typed) {
    var parts = TIME.matcher(typed.strip().replace('\uff1a', ':').replace('.', ':'));
    if (!parts.matches()) return Optional.empty();
    try {
      int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
      var time =
          LocalTime.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), second);
      return Optional.of(time.format(second == 0 ? HOUR_MINUTE : DateTimeFormatter.ISO_LOCAL_TIME));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// `2026-11`, `202611` or `2026` as the first day of it.
  private Optional<String> month(String typed) {
    var parts = MONTH.matcher(typed);
    if (!parts.matches() || (parts.group(2) == null && !look.has(Look.YEAR)))
      return Optional.empty();
    try {
      int month = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
      return Optional.of(LocalDate.of(Integer.parseInt(parts.group(1)), month, 1).toString());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private String shown(String value) {
    if (value.isEmpty()) return value;
    return switch (kind) {
      case DATE ->
          look.has(Look.YEAR) && value.length() >= 4
              ? value.substring(0, 4)
              : look.has(Look.MONTH_YEAR) && value.length() >= 7 ? value.substring(0, 7) : value;
      case DATETIME -> minute(value);
      case TIME -> hour(value);
      case GEOTRACE, GEOSHAPE -> value.replace(";", "\n");
      default -> value;
    };
  }

  /// A stored time as people read it, without seconds that nobody said.
  static String hour(String value) {
    return value.endsWith(":00") && value.length() > 5 ? value.substring(0, 5) : value;
  }

  private static String minute(String value) {
    try {
      return MINUTE.format(OffsetDateTime.parse(value).atZoneSameInstant(Show.ZONE));
    } catch (DateTimeException _) {
      return value;
    }
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(Question now, boolean open) {
    boolean refused = model.refusal(path).isPresent();
    if (!refused) set(now.value());
    field.editable(open);
    calendar.ifPresent(c -> Nodes.shown(c.node(), open));
  }

  private void set(String value) {
    showing = true;
    field.valueProperty().set(shown(value));
    showing = false;
  }

  @Override
  public void focus() {
    field.focus();
  }
}
