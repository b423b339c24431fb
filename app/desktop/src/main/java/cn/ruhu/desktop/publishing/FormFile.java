package cn.ruhu.desktop.publishing;

import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file somebody chose to publish, read and proved: what it is, or what is wrong with it and
/// where.
///
/// @param name of the file
/// @param bytes of the package as it would be published; empty when it cannot be
/// @param form empty when it cannot be opened
/// @param flaws what is wrong, or what its author should look at
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record FormFile(String name, byte[] bytes, Optional<FormPackage> form, List<Flaw> flaws) {
  /// Something in the file.
  ///
  /// @param blocks false for what only deserves a look
  /// @param sheet of a workbook; empty for a form that is no workbook
  /// @param place cell of the sheet, line and column, or a path in the form
  /// @param words what is wrong, in the person's language
  record Flaw(boolean blocks, String sheet, String place, String words) {}

  /// Turns a workbook into a form.
  @FunctionalInterface
  interface Compiler {
    /// @param name of the file, for what it says about it
    /// @param language `zh` or `en`
    Compiled compile(String name, byte[] workbook, String language);
  }

  /// What came of a workbook.
  ///
  /// @param form the package's bytes; empty when it could not be made
  record Compiled(Optional<byte[]> form, List<Flaw> flaws) {
    Compiled {
      flaws = List.copyOf(flaws);
    }
  }

  FormFile {
    flaws = List.copyOf(flaws);
  }

  /// Whether it can be published.
  boolean good() {
    return form.isPresent();
  }

  /// larger workbooks are not even read
  private static final int WORKBOOK_BYTES_MAX = 32 << 20;

  /// Reads and proves a file. Blocks. What is too large is told by its size, unread.
  ///
  /// @param bytesMax larger packages are refused
  static FormFile read(Path file, String language, int bytesMax, Compiler compiler)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    boolean workbook = name.toLowerCase(Locale.ROOT).endsWith(".xlsx");
    long size = Files.size(file);
    if (size > (workbook ? WORKBOOK_BYTES_MAX : bytesMax))
      return new FormFile(
          name, new byte[0], Optional.empty(), List.of(tooLarge(name, size, language)));
    byte[] read = Files.readAllBytes(file);
    Compiled compiled =
        workbook
            ? compiler.compile(name, read, language)
            : new Compiled(Optional.of(read), List.of());
    List<Flaw> flaws = new ArrayList<>(compiled.flaws());
    byte[] bytes = compiled.form().orElse(new byte[0]);
    Optional<FormPackage> form = Optional.empty();
    if (compiled.form().isPresent()) {
      switch (FormPackage.load(bytes)) {
        case FormLoading.Loaded(FormPackage loaded) -> form = Optional.of(loaded);
        case FormLoading.Broken(List<FormProblem> problems) ->
            problems.forEach(p -> flaws.add(new Flaw(true, "", p.place(), p.message(language))));
      }
      if (bytes.length > bytesMax) {
        form = Optional.empty();
        flaws.add(tooLarge(name, bytes.length, language));
      }
    }
    return new FormFile(name, bytes, form, flaws);
  }

  private static Flaw tooLarge(String name, long bytes, String language) {
    var large = new FormProblem(FormProblem.Kind.TOO_LARGE, name, List.of(Long.toString(bytes)));
    return new Flaw(true, "", name, large.message(language));
  }
}
