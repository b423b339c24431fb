package cn.ruhu.survey.xlsform;

import cn.ruhu.survey.SurveyTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Something in a workbook that its author should mend or know about, and where. Texts come from
/// the module's bundles by {@link #code()}; they name what is wrong, why, and the next step.
///
/// @param severity whether the workbook can still be compiled
/// @param kind what is wrong
/// @param place the cell, the row, the sheet, or nothing narrower than the file
/// @param args what the text names; never an answer (a workbook carries none)
public record SheetProblem(Severity severity, Kind kind, Place place, List<String> args) {
  /// Whether the workbook can still be compiled.
  public enum Severity {
    /// No form comes out.
    ERROR,
    /// A form comes out; its author should look here.
    WARNING
  }

  /// Where in a workbook.
  ///
  /// @param sheet the sheet's name as it stands in the workbook, or empty for the whole file
  /// @param row the row's number as the spreadsheet shows it, from 1; 0 for none
  /// @param letter the column's letters (`A`, `AB`), or empty
  /// @param column the column's header as written, or empty
  public record Place(String sheet, int row, String letter, String column) {
    /// The whole file.
    public static final Place FILE = new Place("", 0, "", "");

    /// A whole sheet.
    static Place sheet(String name) {
      return new Place(name, 0, "", "");
    }
  }

  /// What can be wrong with a workbook.
  public enum Kind {
    // the file
    FILE_UNREADABLE,
    OLD_FORMAT,
    ENCRYPTED,
    NOT_ZIP,
    NOT_WORKBOOK,
    TOO_LARGE,
    DOCTYPE,
    DAMAGED,
    TOO_MANY,
    // sheets and cells
    NO_SURVEY_SHEET,
    SHEET_SIMILAR,
    NO_HEADER,
    DUPLICATE_COLUMN,
    MISSING_COLUMN,
    COLUMN_SIMILAR,
    COLUMN_IGNORED,
    MERGED,
    FORMULA,
    FORMULA_EMPTY,
    CELL_ERROR,
    CELL_CHARACTER,
    // settings
    SETTING_IGNORED,
    SETTING_VALUE,
    SETTING_NAME,
    // rows of the survey
    NO_TYPE,
    UNKNOWN_TYPE,
    NO_NAME,
    BAD_NAME,
    NAME_SCRIPT,
    DUPLICATE_NAME,
    SIMILAR_NAME,
    RESERVED_NAME,
    REPEAT_NAME,
    END_WITHOUT_BEGIN,
    BEGIN_WITHOUT_END,
    ROW_SKIPPED,
    DISABLED,
    NO_LABEL,
    NO_QUESTION_LABEL,
    NO_CALCULATION,
    REQUIRED_GROUP,
    DEPRECATED_TYPE,
    AUDIT_NAME,
    EXTERNAL_IN_REPEAT,
    TABLE_LIST,
    LOOP_LIST,
    LOOP_REPEAT,
    LOOP_LARGE,
    NESTING,
    // selects
    NO_CHOICES_SHEET,
    NO_EXTERNAL_CHOICES,
    NO_LIST,
    LIST_EXTENSION,
    CHOICE_SPACE,
    CHOICE_NO_NAME,
    CHOICE_NO_LABEL,
    LIST_NO_LABEL,
    CHOICE_DUPLICATE,
    EXTERNAL_WITHOUT_FILTER,
    OR_OTHER_FILTER,
    OR_OTHER_LIST,
    OR_OTHER_TRANSLATED,
    SEARCH_FILE,
    SEARCH_SHARED,
    OSM_TAGS,
    // parameters and triggers
    BAD_PARAMETERS,
    UNKNOWN_PARAMETER,
    PARAMETER_VALUE,
    PARAMETER_STEP,
    PARAMETER_OUTSIDE,
    PARAMETER_LABELS,
    PARAMETER_APPEARANCE,
    PARAMETER_GEOMETRY,
    TRIGGER,
    TRIGGER_HIDDEN,
    // references, expressions, instances
    BAD_REFERENCE,
    BAD_EXPRESSION,
    UNKNOWN_REFERENCE,
    AMBIGUOUS_REFERENCE,
    EXPRESSION,
    CYCLE,
    CHAIN,
    ENGINE,
    INSTANCE_CLASH,
    INSTANCE_UNKNOWN,
    // texts and media
    MEDIA_TYPE,
    BIG_IMAGE,
    MISSING_TRANSLATION,
    LANGUAGE_CODE,
    // entities
    ENTITY_COLUMN,
    ENTITY_NAME,
    ENTITY_DUPLICATE,
    ENTITY_LABEL,
    ENTITY_ID,
    ENTITY_UPDATE_IF,
    ENTITY_PLACE,
    ENTITY_INSTANCE,
    SAVE_TO_WITHOUT_ENTITY,
    SAVE_TO_NAME,
    SAVE_TO_GROUP,
    SAVE_TO_DUPLICATE,
    SAVE_TO_LIST,
    SAVE_TO_SCOPE
  }

  /// Copies the arguments.
  public SheetProblem {
    args = List.copyOf(args);
  }

  /// The key of the text that explains this problem.
  public String code() {
    return "survey.xls." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The explanation in a language (`zh`, the default, or `en`), place first.
  public String message(String language) {
    List<Object> values = new ArrayList<>(args);
    String text = SurveyTexts.of(language, code(), values.toArray());
    String at = where(language);
    return at.isEmpty() ? text : SurveyTexts.of(language, "survey.xls.at", at, text);
  }

  private String where(String language) {
    if (place.sheet().isEmpty()) return "";
    if (place.row() == 0) return SurveyTexts.of(language, "survey.xls.at-sheet", place.sheet());
    String row = Integer.toString(place.row()); // no thousands separators
    if (place.letter().isEmpty())
      return SurveyTexts.of(language, "survey.xls.at-row", place.sheet(), row);
    return SurveyTexts.of(
        language, "survey.xls.at-cell", place.sheet(), row, place.letter(), place.column());
  }
}
