package cn.ruhu.desktop.publishing;

import cn.ruhu.survey.xlsform.Compiled;
import cn.ruhu.survey.xlsform.SheetProblem;
import cn.ruhu.survey.xlsform.XlsForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Turns workbooks (XLSForm) into forms. Stateless.
final class Workbooks implements FormFile.Compiler {
  private static final LocalDateTime SOME_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  @Override
  public FormFile.Compiled compile(String name, byte[] workbook, String language) {
    Compiled compiled = XlsForm.compile(workbook, name.replaceFirst("\\.[A-Za-z]+$", ""));
    List<FormFile.Flaw> flaws = new ArrayList<>();
    for (SheetProblem p : compiled.problems())
      flaws.add(
          new FormFile.Flaw(
              p.severity() == SheetProblem.Severity.ERROR,
              p.place().sheet(),
              place(p.place()),
              p.message(language)));
    return new FormFile.Compiled(
        compiled.ok() ? Optional.of(packed(compiled)) : Optional.empty(), flaws);
  }

  /// `C14`, as a spreadsheet names a cell; a row alone by its number.
  private static String place(SheetProblem.Place place) {
    return place.row() == 0 ? "" : place.letter() + place.row();
  }

  /// A bare form, or an archive where item lists belong to it.
  private static byte[] packed(Compiled compiled) {
    byte[] form = compiled.xform().getBytes(StandardCharsets.UTF_8);
    if (compiled.files().isEmpty()) return form;
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      add(zip, "form.xml", form);
      for (Map.Entry<String, String> file : new TreeMap<>(compiled.files()).entrySet())
        add(zip, "media/" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
    return out.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(SOME_TIME); // the same workbook makes the same package
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
