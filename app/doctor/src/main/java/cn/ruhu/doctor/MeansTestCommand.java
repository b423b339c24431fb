package cn.ruhu.doctor;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The means test of one household or of a list of them, with every step (DOMAIN §5).
@Command(
    name = "means-test",
    mixinStandardHelpOptions = true,
    description = {
      "Means test of a household, or of a list of households, written in a JSON file.",
      "The fields and worked examples: app/doctor/README.md, app/doctor/examples/means-test."
    })
final class MeansTestCommand implements Callable<Integer> {
  private static final int HOUSEHOLDS_MAX = 100_000;

  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "FILE")
  private String file = "";

  @Option(
      names = "--profile",
      description = "whose trace: internal, applicant, transfer (default ${DEFAULT-VALUE})")
  private Profile profile = Profile.INTERNAL;

  @Option(names = "--no-trace", description = "results without their steps")
  private boolean brief;

  MeansTestCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    var problems = new ArrayList<InputProblem>();
    JsonNode node = JsonFile.read(Path.of(file), problems);
    if (node == null) return machine.print(false, refused(problems));
    if (!node.isArray()) {
      Map<String, @Nullable Object> answer = answer(node, "");
      return machine.print(Boolean.TRUE.equals(answer.get("ok")), answer);
    }
    if (node.isEmpty()) problems.add(InputProblem.of("", "EMPTY"));
    if (node.size() > HOUSEHOLDS_MAX) problems.add(InputProblem.of("", "TOO_MANY", HOUSEHOLDS_MAX));
    if (!problems.isEmpty()) return machine.print(false, refused(problems));
    var results = new ArrayList<Map<String, @Nullable Object>>();
    boolean ok = true;
    int i = 0;
    for (JsonNode each : node) {
      Map<String, @Nullable Object> answer = answer(each, "[" + i++ + "]");
      ok &= Boolean.TRUE.equals(answer.get("ok"));
      results.add(answer);
    }
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("ok", ok);
    all.put("households", results.size());
    all.put("results", results);
    all.put("error", ok ? null : "INPUT");
    return machine.print(ok, all);
  }

  static Map<String, @Nullable Object> refused(List<InputProblem> problems) {
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("ok", false);
    answer.put("problems", problems.stream().map(InputProblem::json).toList());
    answer.put("error", "INPUT");
    return answer;
  }

  private Map<String, @Nullable Object> answer(JsonNode node, String place) {
    var problems = new ArrayList<InputProblem>();
    var in = new JsonFields(node, place, problems);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("ok", true);
    answer.put("id", in.text("id").orElse(null));
    in.ignore("expect", "note");
    if (in.has("members")) {
      Computed household = HouseholdJson.read(in, problems);
      if (household != null) {
        Assessment a =
            MeansTest.of(
                household.file(), household.facts(), household.policy(), household.figures());
        answer.putAll(AssessmentJson.of(a, household.names(), profile, !brief));
        answer.putAll(ChangeJson.of(in, household, a));
      } else {
        in.ignore("decisionDate", "previousBenefit", "standardChange");
      }
    } else {
      Assessment a = FiguresJson.read(in, problems, machine.today(), answer);
      if (a != null) {
        var beside = new LinkedHashMap<>(answer);
        answer.putAll(AssessmentJson.of(a, Map.of(), profile, !brief));
        answer.putAll(beside);
      }
    }
    in.done();
    if (!problems.isEmpty()) {
      Map<String, @Nullable Object> refused = refused(problems);
      refused.put("id", answer.get("id"));
      return refused;
    }
    answer.put("error", null);
    return answer;
  }
}
