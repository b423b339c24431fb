package cn.ruhu.survey;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.data.DateTimeData;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.LongData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.TimeData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.jspecify.annotations.Nullable;

/// Answers between text and the engine's values; the text forms are those of {@link QuestionKind}.
final class AnswerText {
  private static final Pattern INT = Pattern.compile("-?\\d{1,10}");
  private static final Pattern LONG = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,12})?");
  private static final Pattern MONEY = Pattern.compile("-?\\d{1,15}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final String POINT =
      "-?\\d{1,2}(\\.\\d+)? -?\\d{1,3}(\\.\\d+)?( -?\\d+(\\.\\d+)?( \\d+(\\.\\d+)?)?)?";
  private static final Pattern GEO = Pattern.compile(POINT);
  private static final Pattern LINE = Pattern.compile(POINT + "(;" + POINT + ")+");
  private static final int SHAPE_POINTS_MIN = 4;

  /// A value, or the code of why there is none.
  sealed interface Parsed {}

  record Value(IAnswerData data) implements Parsed {}

  record Bad(String code) implements Parsed {}

  private AnswerText() {}

  /// Reads a non-empty text as a value of a kind; choices are checked by the caller.
  static Parsed parse(QuestionKind kind, int dataType, String text) {
    if (text.length() > SurveyLimits.ANSWER_CHARACTERS_MAX || !storable(text, kind))
      return new Bad("survey.type.text");
    return switch (kind) {
      case SELECT_ONE, BOOL -> new Value(new SelectOneData(new Selection(text)));
      case SELECT_MULTI, RANK -> {
        List<Selection> chosen = new ArrayList<>();
        for (String code : text.split(" ", -1)) chosen.add(new Selection(code));
        yield new Value(new SelectMultiData(chosen));
      }
      case INT ->
          match(
              dataType == Constants.DATATYPE_LONG ? LONG : INT,
              text,
              "survey.type.int",
              () -> number(dataType, text));
      case MONEY -> match(MONEY, text, "survey.type.money", () -> number(dataType, text));
      case DECIMAL, RANGE ->
          match(DECIMAL, text, "survey.type.decimal", () -> number(dataType, text));
      case DATE -> date(text);
      case DATETIME -> dateTime(text);
      case TIME -> time(text);
      case GEO ->
          match(GEO, text, "survey.type.geo", () -> onEarth(text, Constants.DATATYPE_GEOPOINT));
      case GEOTRACE ->
          match(
              LINE, text, "survey.type.geotrace", () -> onEarth(text, Constants.DATATYPE_GEOTRACE));
      case GEOSHAPE ->
          match(
              LINE,
              text,
              "survey.type.geoshape",
              () -> closed(text) ? onEarth(text, Constants.DATATYPE_GEOSHAPE) : null);
      case PHOTO -> files(text, 20);
      case SIGNATURE, FILE, AUDIO, VIDEO -> files(text, 1);
      case ACKNOWLEDGE ->
          text.equals("OK") ? new Value(new StringData(text)) : new Bad("survey.type.acknowledge");
      case TEXT, MULTILINE, BARCODE, NOTE, CALCULATE -> new Value(plain(dataType, text));
    };
  }

  private interface Make {
    @Nullable IAnswerData make();
  }

  private static Parsed match(Pattern pattern, String text, String code, Make make) {
    if (!pattern.matcher(text).matches()) return new Bad(code);
    IAnswerData data = make.make();
    return data == null ? new Bad(code) : new Value(data);
  }

  /// Null when a whole number is asked for and this is none, or too large.
  private static @Nullable IAnswerData number(int dataType, String text) {
    boolean whole = dataType == Constants.DATATYPE_INTEGER || dataType == Constants.DATATYPE_LONG;
    if (whole && !LONG.matcher(text).matches()) return null;
    return switch (dataType) {
      case Constants.DATATYPE_INTEGER -> {
        long number = Long.parseLong(text);
        yield number == (int) number ? new IntegerData((int) number) : null;
      }
      case Constants.DATATYPE_LONG -> new LongData(Long.parseLong(text));
      case Constants.DATATYPE_DECIMAL -> new DecimalData(Double.parseDouble(text));
      default -> new StringData(text);
    };
  }

  private static IAnswerData plain(int dataType, String text) {
    boolean typed = dataType != Constants.DATATYPE_TEXT && dataType != Constants.DATATYPE_NULL;
    IAnswerData data = typed ? XFormAnswerDataParser.getAnswerData(text, dataType) : null;
    return data == null ? new StringData(text) : data;
  }

  /// Null when a latitude is beyond a pole or a longitude beyond the date line.
  private static @Nullable IAnswerData onEarth(String text, int dataType) {
    for (String point : text.split(";", -1)) {
      String[] numbers = point.strip().split(" ", -1);
      if (Math.abs(Double.parseDouble(numbers[0])) > 90) return null;
      if (Math.abs(Double.parseDouble(numbers[1])) > 180) return null;
    }
    return XFormAnswerDataParser.getAnswerData(text, dataType);
  }

  private static boolean closed(String text) {
    String[] points = text.split(";", -1);
    return points.length >= SHAPE_POINTS_MIN && points[0].equals(points[points.length - 1]);
  }

  private static Parsed time(String text) {
    try {
      LocalTime time = LocalTime.parse(text);
      // The engine keeps a time as a moment of the first day it knows, in the machine's zone.
      return new Value(
          new TimeData(
              Date.from(time.atDate(LocalDate.EPOCH).atZone(ZoneId.systemDefault()).toInstant())));
    } catch (DateTimeException _) {
      return new Bad("survey.type.time");
    }
  }

  private static Parsed date(String text) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeException _) {
      return new Bad("survey.type.date");
    }
    IAnswerData data = XFormAnswerDataParser.getAnswerData(text, Constants.DATATYPE_DATE);
    return data == null ? new Bad("survey.type.date") : new Value(data);
  }

  private static Parsed dateTime(String text) {
    try {
      return new Value(new DateTimeData(Date.from(OffsetDateTime.parse(text).toInstant())));
    } catch (DateTimeException _) {
      return new Bad("survey.type.datetime");
    }
  }

  private static Parsed files(String text, int max) {
    String[] addresses = text.split(" ", -1);
    if (addresses.length > max) return new Bad("survey.type.file");
    for (String address : addresses)
      if (!FILE.matcher(address).matches()) return new Bad("survey.type.file");
    return new Value(new StringData(text));
  }

  /// No control characters (XML cannot hold them), no half surrogates; line ends only where lines
  /// are asked for.
  private static boolean storable(String text, QuestionKind kind) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c < ' ' && !(c == '\n' && kind == QuestionKind.MULTILINE)) return false;
      if ((c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF || c == 0x7F) return false;
      i += Character.charCount(c);
    }
    return true;
  }

  /// The text form of an engine value; empty for none.
  static String read(@Nullable IAnswerData data) {
    return switch (data) {
      case null -> "";
      case SelectOneData one -> ((Selection) one.getValue()).getValue();
      case MultipleItemsData many -> selections(many);
      case DecimalData decimal -> decimal((Double) decimal.getValue());
      case DateTimeData time -> dateTime((Date) time.getValue());
      case TimeData time -> time((Date) time.getValue());
      default -> String.valueOf(data.uncast().getString());
    };
  }

  @SuppressWarnings("unchecked") // the engine's own list type
  private static String selections(MultipleItemsData many) {
    StringBuilder codes = new StringBuilder();
    for (Selection selection : (List<Selection>) many.getValue())
      codes.append(codes.isEmpty() ? "" : " ").append(selection.getValue());
    return codes.toString();
  }

  private static String decimal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return "";
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String time(Date time) {
    return DateTimeFormatter.ISO_LOCAL_TIME.format(
        time.toInstant()
            .atZone(ZoneId.systemDefault())
            .toLocalTime()
            .truncatedTo(ChronoUnit.MILLIS));
  }

  private static String dateTime(Date time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.toInstant().atOffset(ZoneOffset.ofHours(8)));
  }
}
