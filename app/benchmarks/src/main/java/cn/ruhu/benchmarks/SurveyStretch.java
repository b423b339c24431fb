package cn.ruhu.benchmarks;

import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Opening;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What an investigator waits for in a questionnaire: an answer of a whole visit; a form of four
/// thousand answers opened, brought back and checked as a whole; an answer taken; a list of a
/// hundred thousand rows searched while it is typed. Forms and answers are made by rule and are
/// nobody's.
final class SurveyStretch {
  private static final int QUESTIONS = 4_000;
  private static final int GROUPS = 40;
  private static final int ROWS = 100_000;
  private static final int ROUNDS = 12;
  private static final int WARM = 4;
  private static final int HITS = 60;
  private static final int DURABLE = 2_000;
  private static final int DURABLE_WARM = 200;
  private static final UUID SOMEBODY = new UUID(0, 1);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-29T02:00:00Z"));
  private static final Opening NOTHING = Opening.of(List.of(), List.of(), Map.of());

  private final Figures figures;
  private final Path scratch;

  SurveyStretch(Figures figures, Path scratch) {
    this.figures = figures;
    this.scratch = scratch;
  }

  void measure() throws IOException, InterruptedException, StoreException {
    SurveyWindow.measure(figures, scratch); // before the heap is full of large forms
    durable();
    large();
    search();
  }

  /// Each answer of a large form appended to a draft on the disk, as the visit does it; counted
  /// from handing it over to the return of its transaction.
  private void durable() throws IOException, InterruptedException, StoreException {
    Path home = Files.createTempDirectory(scratch, "answers");
    var events = new ArrayList<AnswerEvent>();
    FormPackage form = loaded(form().getBytes(StandardCharsets.UTF_8), Map.of());
    SurveySession session = SurveySession.open(form, NOTHING, SOMEBODY, CLOCK, events::add);
    answered(session);
    var times = new ArrayList<Long>();
    try (Machine machine = Homes.enrolled(home);
        LocalStore store = machine.createVault(Homes.INVESTIGATOR, Homes.password(), null)) {
      for (int i = 0; i < DURABLE_WARM + DURABLE; i++) {
        byte[] entry = events.get(i % events.size()).encode();
        var task =
            new FutureTask<>(() -> {
              store.drafts().append("visit:bench:1", entry);
              return entry.length;
            });
        long start = System.nanoTime();
        Thread.ofVirtual().name("background").start(task);
        var _ = task.get();
        if (i >= DURABLE_WARM) times.add(System.nanoTime() - start);
      }
    } catch (ExecutionException e) {
      throw new IOException("an answer was not kept", e.getCause());
    }
    figures.probe("an answer until it is on the disk, p50", of(times).ms(50), "ms");
    figures.atMost("an answer until it is on the disk, p99", of(times).ms(99), "ms", 20);
  }

  private void large() {
    byte[] xform = form().getBytes(StandardCharsets.UTF_8);
    var loads = new ArrayList<Long>();
    var opens = new ArrayList<Long>();
    FormPackage form = loaded(xform, Map.of());
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      form = loaded(xform, Map.of());
      long there = System.nanoTime();
      open(form);
      if (i < WARM) continue;
      loads.add(there - start);
      opens.add(System.nanoTime() - there);
    }
    figures.probe("form of 4,000 questions read and proved, p50", of(loads).ms(50), "ms");
    figures.probe("its first visit opened from the proof, p50", of(opens).ms(50), "ms");
    SurveySession session = open(form);
    var answers = answered(session);
    figures.probe("one of its answers taken, p50", of(answers).ms(50), "ms");
    figures.probe("one of its answers taken, p95", of(answers).ms(95), "ms");
    whole(form, session);
  }

  private void whole(FormPackage form, SurveySession session) {
    byte[] kept = session.snapshot();
    var backs = new ArrayList<Long>();
    var checks = new ArrayList<Long>();
    int open = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      SurveySession back = back(form, kept);
      long there = System.nanoTime();
      open = back.validate().size();
      if (i < WARM) continue;
      backs.add(there - start);
      checks.add(System.nanoTime() - there);
    }
    figures.atMost("a visit with 4,000 answers brought back, p95", of(backs).ms(95), "ms", 1000);
    figures.atMost("4,000 answers checked as a whole, p95", of(checks).ms(95), "ms", 300);
    figures.probe("of these not accepted", open, "answers");
  }

  /// Every question answered in order.
  private static List<Long> answered(SurveySession session) {
    var times = new ArrayList<Long>();
    for (Section section : session.sections())
      for (Question q : session.questions(section.id())) {
        String value =
            switch (q.kind()) {
              case SELECT_ONE -> "c3";
              case INT -> "42";
              case DECIMAL -> "1.5";
              default -> "文字";
            };
        if (q.readOnly()) continue;
        long start = System.nanoTime();
        if (session.answer(q.path(), value) instanceof Answer.Rejected r)
          throw new IllegalStateException(q.path() + " " + r.code());
        times.add(System.nanoTime() - start);
      }
    return times;
  }

  /// 100 questions a group: whole and decimal numbers with rules, choices, texts; every tenth asked
  /// only when the one before is answered, every twentieth computed.
  private static String form() {
    var nodes = new StringBuilder();
    var binds = new StringBuilder();
    var body = new StringBuilder();
    for (int g = 0; g < GROUPS; g++) {
      nodes.append("<g").append(g).append('>');
      body.append("<group ref=\"/data/g")
          .append(g)
          .append("\"><label>第")
          .append(g)
          .append("部分</label>");
      for (int i = 0; i < QUESTIONS / GROUPS; i++) {
        String path = "/data/g" + g + "/q" + i;
        nodes.append("<q").append(i).append("/>");
        binds
            .append("<bind nodeset=\"")
            .append(path)
            .append("\" ")
            .append(rule(g, i))
            .append("/>\n");
        body.append(control(path, i));
      }
      nodes.append("</g").append(g).append('>');
      body.append("</group>\n");
    }
    return """
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
      xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>四千题</h:title><model>
      <instance><data id="large" version="1">%s</data></instance>
      %s</model></h:head><h:body>%s</h:body></h:html>
    """
        .formatted(nodes, binds, body);
  }

  private static String rule(int g, int i) {
    String before = "/data/g" + g + "/q" + (i - 1);
    String relevant = i % 10 == 9 ? " relevant=\"" + before + " != ''\"" : "";
    if (i % 20 == 19) return "type=\"int\" readonly=\"true()\" calculate=\"" + before + " * 2\"";
    return switch (i % 4) {
          case 0 -> "type=\"int\" required=\"true()\" constraint=\". &gt;= 0 and . &lt; 1000\"";
          case 1 -> "type=\"decimal\" constraint=\". &gt; 0\"";
          default -> "type=\"string\"";
        }
        + relevant;
  }

  private static String control(String path, int i) {
    if (i % 4 != 3 || i % 20 == 19)
      return "<input ref=\"" + path + "\"><label>第" + i + "题</label></input>";
    var items = new StringBuilder();
    for (int c = 0; c < 6; c++)
      items
          .append("<item><label>选项")
          .append(c)
          .append("</label><value>c")
          .append(c)
          .append("</value></item>");
    return "<select1 ref=\"" + path + "\"><label>第" + i + "题</label>" + items + "</select1>";
  }

  private void search() {
    var csv = new StringBuilder("name,label\n");
    for (int i = 0; i < ROWS; i++)
      csv.append("code").append(i).append(",第").append(i * 7919L % ROWS).append("社区居民委员会\n");
    String form =
        """
        <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
          <h:head><h:title>社区</h:title><model>
            <instance><data id="list" version="1"><q/></data></instance>
            <instance id="list" src="jr://file-csv/list.csv"/>
            <bind nodeset="/data/q" type="string"/></model></h:head>
          <h:body><select1 ref="/data/q" appearance="autocomplete"><label>社区</label>
            <itemset nodeset="instance('list')/root/item"><value ref="name"/><label ref="label"/></itemset>
          </select1></h:body>
        </h:html>
        """;
    byte[] rows = csv.toString().getBytes(StandardCharsets.UTF_8);
    long start = System.nanoTime();
    SurveySession session =
        open(loaded(form.getBytes(StandardCharsets.UTF_8), Map.of("list.csv", rows)));
    session.search("/q", "", HITS);
    figures.probe(
        "form with a list of 100,000 rows read, opened and indexed",
        (System.nanoTime() - start) / 1e6,
        "ms");
    var times = new ArrayList<Long>();
    for (int round = 0; round < ROUNDS; round++)
      for (String whole : List.of("第4711社区居民委员会", "code99", "居民 77", "没有这样的社区"))
        for (int n = 1; n <= whole.length(); n++) {
          long at = System.nanoTime();
          session.search("/q", whole.substring(0, n), HITS);
          if (round >= WARM) times.add(System.nanoTime() - at);
        }
    figures.atMost(
        "a keystroke of a search among 100,000 choices, p95", of(times).ms(95), "ms", 50);
  }

  private static Percentiles of(List<Long> times) {
    return new Percentiles(times.stream().mapToLong(Long::longValue).toArray());
  }

  private static FormPackage loaded(byte[] xform, Map<String, byte[]> files) {
    return switch (FormPackage.load(xform, name -> Optional.ofNullable(files.get(name)))) {
      case FormLoading.Loaded(FormPackage form) -> form;
      case FormLoading.Broken(var problems) -> throw new IllegalStateException("" + problems);
    };
  }

  private static SurveySession open(FormPackage form) {
    return SurveySession.open(form, NOTHING, SOMEBODY, CLOCK, _ -> {});
  }

  private static SurveySession back(FormPackage form, byte[] kept) {
    try {
      return SurveySession.restore(form, kept, SOMEBODY, CLOCK, _ -> {});
    } catch (SurveyException e) {
      throw new IllegalStateException(e);
    }
  }
}
