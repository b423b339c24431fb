package cn.ruhu.casefile.means;

import java.util.List;

/// One line of the trace of a computation, so that a person can follow and print it (DOMAIN §5.0).
///
/// @param code what was done, e.g. `ITEM`, `EXEMPT`, `NET`, `PER_CAPITA`; the words are in the
///   bundles
/// @param inputs ids, codes and figures that went in
/// @param result figure that came out: fen, a fraction of fen, or a count
public record Step(String code, List<String> inputs, String result) {
  public Step {
    inputs = List.copyOf(inputs);
  }

  static Step of(String code, Object result, Object... inputs) {
    return new Step(
        code, java.util.Arrays.stream(inputs).map(Object::toString).toList(), result.toString());
  }
}
