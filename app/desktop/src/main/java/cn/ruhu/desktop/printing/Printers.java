package cn.ruhu.desktop.printing;

import java.io.IOException;
import java.util.List;

/// The printers of this machine. Both calls may wait for the system; hand them to `Background`.
public interface Printers {
  /// Names of the printers that take pages, the system's own choice first; empty when there is
  /// none.
  List<String> names();

  /// Prints every page of a PDF in its true size.
  ///
  /// @param printer one of [#names]
  /// @param title shown in the printer's queue; names no person
  /// @throws IOException the printer is gone or refused the job; nothing is known of the paper
  void print(String printer, byte[] pdf, String title) throws IOException;
}
