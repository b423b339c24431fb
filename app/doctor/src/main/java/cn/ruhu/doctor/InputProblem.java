package cn.ruhu.doctor;

import cn.ruhu.casefile.tables.Tsv;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why an input file was refused: where, why, what to do; Chinese first.
///
/// @param place path of the field, e.g. `members[1].birthDate`; empty for the whole file
/// @param code stable code, a row of `problems.tsv`
/// @param args what the words speak of
record InputProblem(String place, String code, List<String> args) {
  private static final Map<String, List<String>> WORDS = read();

  InputProblem {
    args = List.copyOf(args);
  }

  static InputProblem of(String place, String code, Object... args) {
    return new InputProblem(
        place, code, java.util.Arrays.stream(args).map(Object::toString).toList());
  }

  private static Map<String, List<String>> read() {
    var map = new LinkedHashMap<String, List<String>>();
    for (List<String> r : Tsv.rows(InputProblem.class, "problems.tsv"))
      map.put(r.getFirst(), r.subList(1, r.size()));
    return map;
  }

  private String words(int column) {
    String text = WORDS.getOrDefault(code, List.of(code, "", code, "")).get(column);
    for (int i = 0; i < args.size(); i++) text = text.replace("{" + i + "}", args.get(i));
    return text;
  }

  /// As the commands print it.
  Map<String, String> json() {
    var out = new LinkedHashMap<String, String>();
    out.put("field", place);
    out.put("code", code);
    out.put("message", words(0));
    out.put("next", words(1));
    out.put("messageEn", words(2));
    out.put("nextEn", words(3));
    return out;
  }
}
