package cn.ruhu.survey;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.jspecify.annotations.Nullable;

/// Answers between text and the engine's values; the text forms are those of {@link QuestionKind}.
final class AnswerText {
  private static final Pattern INT = Pattern.compile("-?\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,4})?");
  private static final Pattern MONEY = Pattern.compile("-?\\d{1,15}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern GEO =
      Pattern.compile(
          "-?\\d{1,2}(\\.\\d+)? -?\\d{1,3}(\\.\\d+)?( -?\\d+(\\.\\d+)?( \\d+(\\.\\d+)?)?)?");

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
      case SELECT_MULTI -> {
        List<Selection> chosen = new ArrayList<>();
        for (String code : text.split(" ", -1)) chosen.add(new Selection(code));
        yield new Value(new SelectMultiData(chosen));
      }
      case INT -> match(INT, text, "survey.type.int", () -> number(dataType, text));
      case MONEY -> match(MONEY, text, "survey.type.money", () -> number(dataType, text));
      case DECIMAL -> match(DECIMAL, text, "survey.type.decimal", () -> number(dataType, text));
      case DATE -> date(text);
      case DATETIME -> dateTime(text);
      case GEO ->
          match(
              GEO,
              text,
              "survey.type.geo",
              () -> XFormAnswerDataParser.getAnswerData(text, Constants.DATATYPE_GEOPOINT));
      case PHOTO -> files(text, 20);
      case SIGNATURE -> files(text, 1);
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

  private static IAnswerData number(int dataType, String text) {
    return switch (dataType) {
      case Constants.DATATYPE_INTEGER -> new IntegerData(Integer.parseInt(text));
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

  private static String dateTime(Date time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.toInstant().atOffset(ZoneOffset.ofHours(8)));
  }
}
