package cn.ruhu.doctor;

import cn.ruhu.survey.FormCheck;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import cn.ruhu.survey.MediaSource;
import cn.ruhu.survey.xlsform.Compiled;
import cn.ruhu.survey.xlsform.SheetProblem;
import cn.ruhu.survey.xlsform.XlsForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Opens a form as the client would, and on request fills it in once as a person might.
@Command(
    name = "form",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a form: an XForm, a workbook (xlsx), a package (zip), or an unpacked folder.",
      "Files it names are looked for beside it, in NAME-media and in media."
    })
final class FormCommand implements Callable<Integer> {
  private static final List<String> KEYS =
      List.of("ok", "id", "version", "title", "hash", "media", "questions", "repeats");

  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--language", description = "zh or en (default ${DEFAULT-VALUE})")
  private String language = "zh";

  @Option(
      names = "--walk",
      description = "answers every question it can, checks, writes the answers and reads them back")
  private boolean walk;

  @Option(names = "--xform", paramLabel = "OUT", description = "writes the XForm there")
  private @Nullable Path xform;

  private final Map<String, @Nullable Object> answer = new LinkedHashMap<>();
  private final List<Map<String, String>> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  FormCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Instant start = machine.time().wall().instant();
    KEYS.forEach(key -> answer.put(key, null));
    boolean ok = false;
    String error = null;
    try {
      ok = opened();
    } catch (IOException | UncheckedIOException e) {
      error = Files.exists(file) ? "UNREADABLE" : "NO_FILE";
      errors.add(error + ": " + file);
    }
    answer.put("ok", ok);
    answer.put("problems", problems);
    answer.put("warnings", warnings);
    answer.put("errors", errors);
    answer.put("millis", Duration.between(start, machine.time().wall().instant()).toMillis());
    answer.put("error", error);
    return machine.print(ok, answer);
  }

  private boolean opened() throws IOException {
    if (Files.isDirectory(file)) return checked(FormPackage.load(file));
    if (!workbook()) return checked(FormPackage.load(Files.readAllBytes(file), this::beside));
    if (!Files.exists(file)) throw new NoSuchFileException(file.toString());
    Compiled compiled = XlsForm.compile(file);
    for (SheetProblem problem : compiled.problems()) {
      boolean bad = problem.severity() == SheetProblem.Severity.ERROR;
      (bad ? errors : warnings).add(problem.message(language));
      if (bad)
        problems.add(problem(problem.kind().name(), place(problem), problem.message(language)));
    }
    if (!compiled.ok()) return false;
    if (xform != null) Files.writeString(xform, compiled.xform());
    MediaSource media =
        name -> {
          String made = compiled.files().get(name);
          return made == null ? beside(name) : Optional.of(made.getBytes(StandardCharsets.UTF_8));
        };
    return checked(FormPackage.load(compiled.xform().getBytes(StandardCharsets.UTF_8), media));
  }

  private boolean workbook() {
    String name = name().toLowerCase(Locale.ROOT);
    return name.endsWith(".xlsx") || name.endsWith(".xlsm") || name.endsWith(".xls");
  }

  private String name() {
    Path last = file.getFileName();
    return last == null ? "" : last.toString();
  }

  private static String place(SheetProblem problem) {
    var place = problem.place();
    return (place.sheet() + " " + place.letter() + (place.row() == 0 ? "" : place.row())).strip();
  }

  private boolean checked(FormLoading loading) throws IOException {
    return switch (loading) {
      case FormLoading.Broken(List<FormProblem> found) -> {
        for (FormProblem p : found) {
          problems.add(problem(p.kind().name(), p.place(), p.message(language)));
          errors.add(p.message(language));
        }
        yield false;
      }
      case FormLoading.Loaded(FormPackage form) -> {
        answer.put("id", form.id());
        answer.put("version", form.version());
        answer.put("title", form.title());
        answer.put("hash", form.hash());
        answer.put("media", form.mediaNames());
        if (xform != null) Files.write(xform, form.xform());
        FormCheck.Result result = FormCheck.run(form, walk, language, machine.time().wall());
        answer.put("questions", result.questions());
        answer.put("repeats", result.repeats());
        warnings.addAll(result.warnings());
        errors.addAll(result.errors());
        yield result.ok();
      }
    };
  }

  /// A file the form names, where people put them.
  private Optional<byte[]> beside(String name) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    String own = name().replaceAll("\\.[^.]*$", "");
    for (Path place : List.of(folder.resolve(own + "-media"), folder.resolve("media"), folder)) {
      Path found;
      try {
        found = place.resolve(name);
      } catch (InvalidPathException _) {
        return Optional.empty(); // a form may name what no file can be called
      }
      if (!Files.isRegularFile(found) || found.equals(file.toAbsolutePath())) continue;
      try {
        return Optional.of(Files.readAllBytes(found));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> problem(String code, String place, String message) {
    var out = new LinkedHashMap<String, String>();
    out.put("code", code);
    out.put("place", place);
    out.put("message", message);
    return out;
  }
}
