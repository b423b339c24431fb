package cn.ruhu.doctor;

import cn.ruhu.casefile.process.Lots;
import cn.ruhu.casefile.tables.Tsv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Does a published draw again and says whether it comes out the same (DOMAIN §6.2, §6.3).
@Command(
    name = "draw",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a published draw: frozen list, commitment, seed, order, forced cases, inspectors.",
      "The fields: app/doctor/README.md; examples: app/doctor/examples/draw."
    })
final class DrawCommand implements Callable<Integer> {
  private static final int CASES_MAX = 200_000;
  private static final int PERCENT = 30;

  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "FILE")
  private String file = "";

  private final List<InputProblem> problems = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> checks = new ArrayList<>();
  private final Map<String, Lots.Visited> cases = new LinkedHashMap<>();
  private final Set<String> forced = new LinkedHashSet<>();

  DrawCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    JsonNode node = JsonFile.read(Path.of(file), problems);
    if (node == null) return machine.print(false, MeansTestCommand.refused(problems));
    Map<String, @Nullable Object> answer = check(new JsonFields(node, "", problems));
    if (!problems.isEmpty()) return machine.print(false, MeansTestCommand.refused(problems));
    boolean ok = checks.stream().allMatch(c -> Boolean.TRUE.equals(c.get("ok")));
    answer.put("ok", ok);
    answer.put("checks", checks);
    answer.put(
        "how", Tsv.rows(DrawCommand.class, "draw.tsv").stream().map(List::getFirst).toList());
    answer.put("error", ok ? null : "DIFFERS");
    return machine.print(ok, answer);
  }

  private Map<String, @Nullable Object> check(JsonFields in) {
    var answer = new LinkedHashMap<String, @Nullable Object>();
    in.ignore("note");
    answer.put("ok", false);
    answer.put("batch", in.text("batch").orElse(null));
    cases(in);
    String seed = seed(in);
    boolean sampler = method(in);
    int percent = in.whole("percent", 1, 100).orElse(PERCENT);
    List<String> published = new ArrayList<>();
    boolean told = ids(in, "drawn", published);
    List<String> frozen = Lots.frozen(cases.keySet());
    String population = Lots.population(cases.keySet());
    in.text("population")
        .ifPresentOrElse(
            p -> same("population", p, population), () -> in.problem("population", "REQUIRED"));
    if (!problems.isEmpty()) return answer;
    in.text("forcedPopulation")
        .ifPresent(p -> same("forcedPopulation", p, Lots.population(forced)));
    int quota = Math.ceilDiv(frozen.size() * percent, 100);
    in.whole("quota", 0, CASES_MAX).ifPresent(q -> same("quota", q, quota));
    List<String> free = frozen.stream().filter(c -> !forced.contains(c)).toList();
    List<String> drawn =
        sampler
            ? Lots.sample(seed, free.size(), Math.min(quota, free.size())).stream()
                .map(i -> free.get(i - 1))
                .toList()
            : Lots.order(free, seed).stream().limit(quota).toList();
    if (told) same("drawn", published, drawn);
    answer.put("cases", frozen.size());
    answer.put("population", population);
    answer.put("seed", seed);
    answer.put("method", sampler ? "SAMPLER" : "ORDER");
    answer.put("quota", quota);
    answer.put("forced", frozen.stream().filter(forced::contains).toList());
    answer.put("drawn", drawn);
    answer.put("compared", told);
    inspectors(in, seed, drawn, answer);
    in.done();
    return answer;
  }

  private boolean method(JsonFields in) {
    Optional<String> method = in.text("method");
    method
        .filter(m -> !m.equals("ORDER") && !m.equals("SAMPLER"))
        .ifPresent(m -> in.problem("method", "CODE_UNKNOWN", m, "method", "ORDER SAMPLER"));
    return method.filter("SAMPLER"::equals).isPresent();
  }

  private void same(String what, Object published, Object found) {
    var check = new LinkedHashMap<String, @Nullable Object>();
    check.put("what", what);
    check.put("published", published);
    check.put("found", found);
    check.put("ok", published.equals(found));
    checks.add(check);
  }

  /// Cases by id alone, or as objects with what the choice of inspectors needs.
  private void cases(JsonFields in) {
    JsonNode found = in.get("cases");
    if (found == null || !found.isArray()) {
      in.problem("cases", found == null ? "REQUIRED" : "NOT_LIST");
      return;
    }
    if (found.isEmpty()) in.problem("cases", "EMPTY");
    if (found.size() > CASES_MAX) in.problem("cases", "TOO_MANY", CASES_MAX);
    int i = 0;
    for (JsonNode each : found) {
      String at = in.place("cases") + "[" + i++ + "]";
      if (each.isString()) {
        add(at, new Lots.Visited(each.asString(), "", "", Set.of()));
        continue;
      }
      var f = new JsonFields(each, at, problems);
      String id = f.text("id").orElse("");
      if (id.isEmpty()) f.problem("id", "REQUIRED");
      var barred = new HashSet<>(f.texts("investigators").orElse(List.of()));
      barred.addAll(f.texts("relatives").orElse(List.of()));
      if (f.bool("forced").orElse(false)) forced.add(id);
      f.text("reason");
      add(
          at,
          new Lots.Visited(id, f.text("street").orElse(""), f.text("agency").orElse(""), barred));
      f.done();
    }
    var also = new ArrayList<String>();
    ids(in, "forced", also);
    forced.addAll(also);
  }

  private void add(String at, Lots.Visited c) {
    if (c.id().isBlank()) problems.add(InputProblem.of(at, "TEXT_EMPTY"));
    if (cases.putIfAbsent(c.id(), c) != null)
      problems.add(InputProblem.of(at, "CASE_TWICE", c.id()));
  }

  /// Ids of the list; each must stand in it.
  private boolean ids(JsonFields in, String name, List<String> into) {
    Optional<List<String>> found = in.texts(name);
    for (String id : found.orElse(List.of())) {
      if (!cases.containsKey(id)) in.problem(name, "CASE_UNKNOWN", id);
      into.add(id);
    }
    return found.isPresent();
  }

  /// The published seed, or what was committed to with what became public: `reveal ‖ public`.
  private String seed(JsonFields in) {
    Optional<String> seed = in.text("seed");
    Optional<String> reveal = in.text("reveal");
    Optional<String> after = in.text("public");
    Optional<String> commitment = in.text("commitment");
    commitment
        .filter(c -> !c.matches("[0-9a-f]{64}"))
        .ifPresent(_ -> in.problem("commitment", "HASH_WRONG"));
    if (commitment.isPresent() && reveal.isEmpty()) in.problem("reveal", "REQUIRED");
    if (commitment.isPresent() && reveal.isPresent())
      same("commitment", commitment.get(), Lots.sha256(reveal.get()));
    if (reveal.isPresent() && after.isEmpty()) in.problem("public", "REQUIRED");
    Optional<String> joined = reveal.flatMap(r -> after.map(a -> r + a));
    if (seed.isPresent() && joined.isPresent()) same("seed", seed.get(), joined.get());
    if (seed.isEmpty() && joined.isEmpty()) in.problem("seed", "SEED_AND_REVEAL");
    return joined.or(() -> seed).orElse("");
  }

  /// Inspectors of every case that is checked: by lot first, then the forced ones.
  private void inspectors(
      JsonFields in, String seed, List<String> drawn, Map<String, @Nullable Object> answer) {
    var pool = new ArrayList<Lots.Inspector>();
    boolean any =
        in.each(
            "inspectors",
            CASES_MAX,
            f -> {
              String id = f.text("id").orElse("");
              if (id.isEmpty()) f.problem("id", "REQUIRED");
              pool.add(
                  new Lots.Inspector(id, f.text("street").orElse(""), f.text("agency").orElse("")));
            });
    int each = in.whole("inspectorsEach", 1, 10).orElse(2);
    var assigned = new LinkedHashMap<String, List<String>>();
    in.each(
        "assigned",
        CASES_MAX,
        f -> assigned.put(f.text("case").orElse(""), f.texts("inspectors").orElse(List.of())));
    if (!any) return;
    var checked = new ArrayList<>(drawn);
    Lots.frozen(cases.keySet()).stream().filter(forced::contains).forEach(checked::add);
    Map<String, List<String>> chosen =
        Lots.inspectors(
            checked.stream().flatMap(c -> Optional.ofNullable(cases.get(c)).stream()).toList(),
            pool,
            each,
            seed);
    if (!assigned.isEmpty()) same("assigned", assigned, chosen);
    answer.put(
        "assigned",
        chosen.entrySet().stream()
            .map(e -> Map.of("case", e.getKey(), "inspectors", e.getValue()))
            .toList());
    answer.put(
        "tooFew",
        chosen.entrySet().stream()
            .filter(e -> e.getValue().size() < each)
            .map(Map.Entry::getKey)
            .toList());
  }
}
