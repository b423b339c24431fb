package cn.ruhu.device.text;

/// The words in Tesseract's table of a page: a head line, then a line for each page, block,
/// paragraph, line and word with twelve columns between tabs, `level page_num block_num par_num
/// line_num word_num left top width height conf text`. A word has level 5. Pure.
final class ReadWords {
  /// Percent. What it is less sure of is mostly no print: specks, seals, lines of a table.
  static final double SURE_MIN = 25;

  private static final int COLUMNS = 12;
  private static final String WORD = "5";
  private static final int LINE_FROM = 1;
  private static final int LINE_TO = 5;
  private static final int CONFIDENCE = 10;
  private static final int TEXT = 11;

  private ReadWords() {}

  /// Words with a space between them, a line of the page on each line; `""` for none. Rows that are
  /// no rows are passed over: a table cut short gives what it has.
  static String of(String table) {
    var out = new StringBuilder();
    String line = "";
    for (String row : table.split("\n", -1)) {
      String[] columns = row.strip().split("\t", -1);
      if (columns.length != COLUMNS || !columns[0].equals(WORD)) continue;
      String word = columns[TEXT].strip();
      if (word.isEmpty() || !isSure(columns[CONFIDENCE])) continue;
      var on = new StringBuilder();
      for (int i = LINE_FROM; i < LINE_TO; i++) on.append(columns[i]).append('.');
      String at = on.toString();
      if (!out.isEmpty()) out.append(at.equals(line) ? ' ' : '\n');
      out.append(word);
      line = at;
    }
    return out.toString();
  }

  private static boolean isSure(String percent) {
    try {
      return Double.parseDouble(percent) >= SURE_MIN;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
