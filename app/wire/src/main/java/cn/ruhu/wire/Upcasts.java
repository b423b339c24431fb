package cn.ruhu.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Ops of older programs as the newest shape says them (SYNC §4.8): step 1 makes schema 2 of schema
/// 1, step 2 makes 3 of 2, and so on. Only what the rules read is lifted; the line itself is kept,
/// chained, signed and handed on as it was written. Thread-safe.
///
/// @param steps each takes the op as JSON (objects as maps, arrays as lists) and gives it one
///   schema higher, with every field it knows nothing of; the schema number is not theirs to write
record Upcasts(List<UnaryOperator<Map<String, Object>>> steps) {
  /// Nothing was renamed yet since the first schema.
  static final Upcasts STANDARD = new Upcasts(List.of());

  private static final String SCHEMA = "schema";
  private static final Set<String> FIXED = Set.of("opId", "jseq", "user", "device");

  Upcasts {
    steps = List.copyOf(steps);
  }

  /// Schema the last step makes.
  int newest() {
    return steps.size() + 1;
  }

  /// An op of an older schema in the newest one.
  ///
  /// @param line exact bytes, which stay as they are
  /// @param schema as the line says
  /// @throws WireException `VERSION` for a schema nobody ever wrote or from the future; `MALFORMED`
  ///   when what a step makes is no op
  Op lift(byte[] line, int schema) throws WireException {
    if (schema < 1 || schema > newest())
      throw new WireException(WireException.Code.VERSION, "op schema " + schema);
    Map<?, ?> read = Messages.read(line, Map.class);
    Map<String, Object> op = new LinkedHashMap<>();
    read.forEach((name, value) -> op.put(name.toString(), value));
    Map<String, Object> now = op;
    for (int from = schema; from < newest(); from++) {
      now = new LinkedHashMap<>(steps.get(from - 1).apply(now));
      now.put(SCHEMA, from + 1);
    }
    for (String field : FIXED)
      if (!String.valueOf(op.get(field)).equals(String.valueOf(now.get(field))))
        throw new WireException(WireException.Code.MALFORMED, "a step changed whose op it is");
    return Messages.read(Messages.write(now), Op.class);
  }
}
