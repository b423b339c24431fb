package cn.ruhu.doctor;

import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Opens a form package as the client would.
@Command(
    name = "form",
    mixinStandardHelpOptions = true,
    description = "Opens a form: an XForm, a package (zip), or an unpacked folder.")
final class FormCommand implements Callable<Integer> {
  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--language", description = "zh or en (default ${DEFAULT-VALUE})")
  private String language = "zh";

  FormCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    for (String key : List.of("ok", "id", "version", "title", "hash", "media"))
      answer.put(key, null);
    answer.put("problems", List.of());
    answer.put("error", null);
    boolean ok = false;
    try {
      FormLoading loading =
          Files.isDirectory(file)
              ? FormPackage.load(file)
              : FormPackage.load(Files.readAllBytes(file));
      switch (loading) {
        case FormLoading.Loaded(var form) -> {
          ok = true;
          answer.put("id", form.id());
          answer.put("version", form.version());
          answer.put("title", form.title());
          answer.put("hash", form.hash());
          answer.put("media", form.mediaNames());
        }
        case FormLoading.Broken(var problems) ->
            answer.put("problems", problems.stream().map(this::problem).toList());
      }
    } catch (IOException e) {
      answer.put("error", Files.exists(file) ? "UNREADABLE" : "NO_FILE");
    }
    answer.put("ok", ok);
    return machine.print(ok, answer);
  }

  private Map<String, String> problem(FormProblem problem) {
    var out = new LinkedHashMap<String, String>();
    out.put("code", problem.kind().name());
    out.put("place", problem.place());
    out.put("message", problem.message(language));
    return out;
  }
}
