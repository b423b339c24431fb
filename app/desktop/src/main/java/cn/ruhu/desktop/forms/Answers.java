package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.survey.Question;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Answers as people read them.
public final class Answers {
  private Answers() {}

  /// The value of a question in words; empty when it has none.
  public static String words(Text text, Question q) {
    return words(text, q, q.value());
  }

  /// As [#words(Text, Question)] for another value of the question, one it had before.
  public static String words(Text text, Question q, String value) {
    if (value.isEmpty()) return "";
    return switch (q.kind()) {
      case SELECT_ONE, SELECT_MULTI, RANK, BOOL ->
          Arrays.stream(value.split(" ", -1))
              .map(code -> label(q, code))
              .collect(Collectors.joining(text.of("forms.comma")));
      case MONEY -> text.of("forms.yuan", Show.money(value));
      case CALCULATE ->
          q.appearance().contains("money")
              ? text.of("forms.yuan", Show.money(value))
              : label(q, value);
      case DATETIME -> minute(value);
      case PHOTO -> text.of("forms.photos", value.split(" ", -1).length);
      case SIGNATURE -> text.of("forms.signed");
      case INT,
          DECIMAL,
          RANGE,
          TEXT,
          MULTILINE,
          DATE,
          TIME,
          GEO,
          GEOTRACE,
          GEOSHAPE,
          FILE,
          AUDIO,
          VIDEO,
          ACKNOWLEDGE,
          BARCODE,
          NOTE ->
          value;
    };
  }

  private static String label(Question q, String code) {
    return q.options().stream()
        .filter(o -> o.code().equals(code))
        .map(Question.Option::label)
        .findFirst()
        .orElse(code);
  }

  private static String minute(String iso) {
    try {
      return Show.minute(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException _) {
      return iso;
    }
  }
}
