package cn.ruhu.server.watch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the server did since it started. Labels are names of ours (routes, statuses,
/// verdicts, codes), never of people, machines or records, so their number is bounded. Thread-safe.
public final class Meters {
  /// Upper ends of the times that are told apart.
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMillis(5),
          Duration.ofMillis(25),
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(10));

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> refusals = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> verdicts = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> scrubbed = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> differing = new ConcurrentSkipListMap<>();
  private final Map<String, Times> times = new ConcurrentHashMap<>();

  private static final class Times {
    private final AtomicLongArray steps = new AtomicLongArray(STEPS.size() + 1);
    private final LongAdder nanos = new LongAdder();
  }

  /// A request was answered.
  ///
  /// @param route path with its parameters as names
  public void answered(String method, String route, int status, Duration took) {
    String labels = "method=\"%s\",route=\"%s\",status=\"%d\"".formatted(method, route, status);
    requests.computeIfAbsent(labels, l -> new LongAdder()).increment();
    Times of = times.computeIfAbsent(route, r -> new Times());
    int step = 0;
    while (step < STEPS.size() && took.compareTo(STEPS.get(step)) > 0) step++;
    of.steps.incrementAndGet(step);
    of.nanos.add(took.toNanos());
  }

  /// A request was refused.
  public void refused(String code) {
    refusals.computeIfAbsent("code=\"" + code + "\"", l -> new LongAdder()).increment();
  }

  /// Verdicts of a push were answered; one that is asked again counts again.
  public void verdict(String kind) {
    String labels = "verdict=\"" + kind.toLowerCase(Locale.ROOT) + "\"";
    verdicts.computeIfAbsent(labels, l -> new LongAdder()).increment();
  }

  /// Files were read again.
  ///
  /// @param found what they turned out to be
  public void scrubbed(String found, long files) {
    scrubbed.computeIfAbsent("found=\"" + found + "\"", l -> new LongAdder()).add(files);
  }

  /// Copies or rows were not what the district's history says.
  ///
  /// @param where `machine`, `sum`, `mended`, `lost`
  public void differed(String where, long times) {
    if (times > 0)
      differing.computeIfAbsent("found=\"" + where + "\"", l -> new LongAdder()).add(times);
  }

  /// Adds everything counted so far.
  void write(Exposition out) {
    out.counter("ruhu_http_requests_total", "Requests answered.", requests);
    out.counter("ruhu_http_refusals_total", "Requests refused, by code.", refusals);
    out.counter("ruhu_push_ops_total", "Ops of pushes answered, by verdict.", verdicts);
    out.counter("ruhu_scrub_files_total", "Files read again, by what was found.", scrubbed);
    out.counter(
        "ruhu_scope_differences_total",
        "Scopes or records that were not as they should be.",
        differing);
    if (times.isEmpty()) return;
    String name = "ruhu_http_request_seconds";
    out.head(name, "Time from a request's first line to its answer.", "histogram");
    new java.util.TreeMap<>(times)
        .forEach((route, of) -> {
          String label = "route=\"" + route + "\"";
          long sum = 0;
          for (int i = 0; i < STEPS.size(); i++) {
            sum += of.steps.get(i);
            String end = Double.toString(STEPS.get(i).toMillis() / 1000.0);
            out.line(name + "_bucket", label + ",le=\"" + end + "\"", Long.toString(sum));
          }
          sum += of.steps.get(STEPS.size());
          out.line(name + "_bucket", label + ",le=\"+Inf\"", Long.toString(sum));
          out.line(name + "_sum", label, Double.toString(of.nanos.sum() / 1e9));
          out.line(name + "_count", label, Long.toString(sum));
        });
  }
}
