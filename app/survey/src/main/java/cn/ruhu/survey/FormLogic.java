package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Asks the engine about an XForm before it is a form: for compilers and editors, which want its
/// own words to map them to where the author wrote. Stateless; safe for any thread (the engine
/// reads one form at a time).
public final class FormLogic {
  /// Something the engine has against a form.
  ///
  /// @param opening whether it showed only when the form was opened and computed
  /// @param message the engine's own words
  public record Fault(boolean opening, String message) {}

  private FormLogic() {}

  /// What the engine has against this XForm; empty when it accepts it.
  ///
  /// @param xform an XForm that asks no files
  /// @param open whether it is opened too, which finds functions nobody knows and the like
  public static List<Fault> faults(String xform, boolean open) {
    return Engine.faults(xform.getBytes(StandardCharsets.UTF_8), open);
  }
}
