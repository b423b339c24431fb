package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// What a pair waits for, in lines `installer/bench visit` reads: the seal of a visit with twenty
/// photos, a photo of a camera until it stands small in the form, an answer on a machine that holds
/// thirty days of visits. Nothing here is judged by the clock; that is the reader's.
///
/// With `RUHU_QUICK=true` a fiftieth of the files.
@Tag("soak")
class VisitTimesTest {
  private static final int PHOTOS = 20;
  private static final int VISITS = 300;
  private static final int FILE_BYTES = 860_000; // 300 visits of 20 photos: more than 5 GB
  private static final boolean QUICK = "true".equals(System.getenv("RUHU_QUICK"));

  @TempDir private Path folder;

  @BeforeAll
  static void toolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private static void tell(String figure, double value, String unit, String goal) {
    System.out.printf(Locale.ROOT, "ruhu-soak | %s | %.3f | %s | %s%n", figure, value, unit, goal);
  }

  /// Nearest rank, milliseconds.
  private static double ms(List<Long> nanos, double percent) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
  }

  private VisitViewModel opened(TestDesk at) {
    var model =
        new VisitViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.hindrances + model.trouble.get());
    return model;
  }

  @Test
  void aVisitWithTwentyPhotosIsSealed() throws Exception {
    List<Path> photos = photos(4);
    var times = new ArrayList<Long>();
    for (int round = 0; round < 6; round++) {
      try (TestDesk at = TestDesk.investigator(folder.resolve("seal-" + round))) {
        at.receive(Household.records(4));
        VisitViewModelTest.partner(at, VisitChild.SECRET);
        VisitViewModel model = opened(at);
        var tell = new Teller(model, Files.createDirectories(folder.resolve("p" + round)));
        tell.table(4);
        tell.answer("I07" + Household.at(1) + "#1", "2");
        int taken = 2;
        for (String key : List.of("H20", "I08" + Household.at(1) + "#1", "E04P", "V12"))
          for (int i = 0; i < 8 && taken < PHOTOS; i++) {
            if (key.equals("H20") && i > 5) break;
            if (key.equals("E04P") && i > 2) break;
            model.photos(tell.path(key), List.of(photos.get(taken % photos.size())));
            taken++;
            assertEquals(List.of(), List.copyOf(model.hindrances), key);
          }
        assertEquals(PHOTOS, taken);
        tell.household(4);
        model.prove(VisitChild.SECRET.clone());
        tell.door().sign("R09").sign("R10");
        long begun = System.nanoTime();
        model.finish();
        if (round > 0) times.add(System.nanoTime() - begun);
        assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
      }
    }
    tell(
        "visit: finish and seal with 20 photos of 12 MP, slowest of 5",
        ms(times, 100),
        "ms",
        "<= 2000");
  }

  @Test
  void aPhotoOfACameraStandsInTheForm() throws Exception {
    try (TestDesk at = TestDesk.investigator(folder.resolve("photo"))) {
      at.receive(Household.records(4));
      var times = new ArrayList<Long>();
      List<Path> photos = photos(20);
      VisitViewModel model = opened(at);
      var tell = new Teller(model, folder);
      tell.answer("V09D", "1");
      String path = tell.path("H20");
      for (Path photo : photos) {
        var shown = new ArrayList<Image>();
        long begun = System.nanoTime();
        model.photos(path, List.of(photo));
        String address = model.pictures(path).getLast();
        model.files().made(address, FileAttachments::small, shown::add);
        times.add(System.nanoTime() - begun);
        assertTrue(shown.getFirst().getWidth() > 0 && !shown.getFirst().isError());
        model.files().removePhoto(path, address);
      }
      List<Long> warm = times.subList(5, times.size());
      tell("visit: a photo of 12 MP from file to thumbnail, p95", ms(warm, 95), "ms", "<= 500");
      tell("visit: bytes of such a photo", Files.size(photos.getFirst()), "bytes", "-");
    }
  }

  @Test
  void anAnswerIsTakenOnAMachineThatHoldsThirtyDays() throws Exception {
    int files = QUICK ? PHOTOS / 10 : PHOTOS;
    int size = QUICK ? FILE_BYTES / 5 : FILE_BYTES;
    long wanted = (long) VISITS * files * size;
    long free = folder.toFile().getUsableSpace();
    assertTrue(free > wanted + (2L << 30), "room for " + wanted + " bytes, there are " + free);
    try (TestDesk at = TestDesk.investigator(folder.resolve("month"))) {
      at.receive(Household.records(4));
      VisitViewModelTest.partner(at, VisitChild.SECRET);
      long begun = System.nanoTime();
      long bytes = month(at, files, size);
      tell("visit: seconds to fill the store", (System.nanoTime() - begun) / 1e9, "s", "-");
      tell("visit: bytes of files the store holds", bytes, "bytes", QUICK ? "-" : ">= 5000000000");
      tell("visit: visits the store holds", VISITS, "visits", ">= 300");
      var times = new ArrayList<Long>();
      var opens = new ArrayList<Long>();
      var doors = new ArrayList<Long>();
      for (int round = 0; round < 6; round++) {
        long open = System.nanoTime();
        VisitViewModel model = opened(at);
        if (round > 1) opens.add(System.nanoTime() - open);
        opening(model, round < 2 ? new ArrayList<>() : doors);
        answers(model, round < 2 ? new ArrayList<>() : times);
        model.leave();
      }
      tell(
          "visit: the door opens and every section is asked for, slowest",
          ms(doors, 100),
          "ms",
          "-");
      tell("visit: answers timed", times.size(), "answers", "-");
      tell(
          "visit: an answer taken and on the disk, 300 visits held, p50", ms(times, 50), "ms", "-");
      tell(
          "visit: an answer taken and on the disk, 300 visits held, p99",
          ms(times, 99),
          "ms",
          "<= 20");
      tell("visit: a visit opened, 300 visits held, slowest", ms(opens, 100), "ms", "-");
      var day =
          new MyDayViewModel(
              at.desk(),
              Background.inline(),
              VisitForms.builtIn(),
              FieldMachine.of(at.machineInUse()));
      long read = System.nanoTime();
      day.refresh();
      tell("visit: the day read, 300 visits held", (System.nanoTime() - read) / 1e6, "ms", "-");
      assertEquals("", day.trouble.get());
    }
  }

  /// The one answer of a visit that asks for all the others.
  private static void opening(VisitViewModel model, List<Long> times) {
    Visit visit = java.util.Objects.requireNonNull(model.visit.get());
    String path = visit.session().pathOf(Visit.DISPOSITION).orElseThrow();
    visit.survey.answer(path, "30");
    long begun = System.nanoTime();
    visit.survey.answer(path, "1");
    times.add(System.nanoTime() - begun);
  }

  /// Everything of the door and the table told anew, each answer until it is on the disk.
  private static void answers(VisitViewModel model, List<Long> times) {
    Visit visit = java.util.Objects.requireNonNull(model.visit.get());
    var said = new TreeMap<String, List<String>>();
    said.put("V14", List.of("true"));
    said.put("H03", List.of("12", "240"));
    said.put("H04", List.of("1", "3"));
    said.put("H05", List.of("120000", "99000"));
    said.put("H07", List.of("45.5", "51"));
    said.put("H09", List.of("3", "4"));
    said.put("H13", List.of("1", "2"));
    said.put("P01", List.of("200000", "3000"));
    said.put("P02", List.of("500000", "120000"));
    said.put("P03", List.of("7", "0"));
    said.put("K01", List.of("5", "1"));
    for (int n = 1; n <= 4; n++)
      for (String key : List.of("M02", "M12")) said.put(key + Household.at(n), List.of("2", "1"));
    for (int i = 0; i < 2; i++)
      for (var one : said.entrySet())
        for (String value : one.getValue()) {
          String path = visit.session().pathOf(one.getKey()).orElse("");
          boolean asked =
              visit.session().question(path).filter(q -> q.relevant() && !q.readOnly()).isPresent();
          if (!asked) continue;
          long begun = System.nanoTime();
          visit.survey.answer(path, value);
          times.add(System.nanoTime() - begun);
          if (!visit.draft.settled.get()) throw new AssertionError("not on the disk");
        }
  }

  /// Thirty days of ten visits, sealed and waiting for the district.
  private static long month(TestDesk at, int files, int size) throws Exception {
    var random = new Random(5);
    byte[] bytes = new byte[size];
    long kept = 0;
    for (int v = 0; v < VISITS; v++) {
      if (v % 10 == 0) at.pass(Duration.ofDays(1));
      UUID app = new UUID(50, v);
      UUID visit = new UUID(51, v);
      CaseRecord application =
          of(
              RecordType.APPLICATION,
              app,
              app,
              Map.of(
                  "number",
                  "1101080072026%08d".formatted(v),
                  "street",
                  TestDesk.STREET,
                  "stage",
                  "VISITING",
                  "residenceAddress",
                  "大慧寺路%d号院%d号楼%d单元%d号".formatted(v % 40, v % 9, v % 5, v)));
      at.receive(application);
      var changes = new ArrayList<RecordChange>();
      changes.add(
          RecordChange.create(
              of(
                  RecordType.VISIT,
                  visit,
                  app,
                  Map.of(
                      "application", app.toString(),
                      "startedAt", at.desk().now().minusSeconds(2_400).toString(),
                      "finishedAt", at.desk().now().toString(),
                      "disposition", "10",
                      "investigatorA", TestDesk.FIRST.toString(),
                      "investigatorB", TestDesk.SECOND.toString(),
                      "place", "39.95%d 116.33%d 0 9".formatted(v, v)))));
      var answers = new TreeMap<String, String>();
      for (int i = 0; i < 180; i++) answers.put("Q%03d@%s".formatted(i, visit), "答" + i + v);
      answers.put("application", app.toString());
      answers.put("visit", visit.toString());
      changes.add(RecordChange.create(of(RecordType.VISIT_ANSWERS, new UUID(52, v), app, answers)));
      for (int f = 0; f < files; f++) {
        random.nextBytes(bytes);
        String address = at.store().files().put(bytes, app, "image/jpeg");
        kept += bytes.length;
        changes.add(
            RecordChange.create(
                of(
                    RecordType.PAGE,
                    new UUID(53, v * 100L + f),
                    app,
                    Map.of(
                        "application", app.toString(),
                        "visit", visit.toString(),
                        "slot", "D19",
                        "file", address,
                        "length", Integer.toString(bytes.length),
                        "mime", "image/jpeg",
                        "print", "%016x".formatted(random.nextLong())))));
      }
      at.desk().save("visit.finish", "", true, changes);
    }
    return kept;
  }

  private static CaseRecord of(RecordType type, UUID id, UUID app, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, app, fields);
  }

  /// Pictures of 12 megapixels with a room's worth of detail; no two alike.
  private List<Path> photos(int count) throws IOException {
    var found = new ArrayList<Path>();
    var random = new Random(11);
    for (int n = 0; n < count; n++) {
      Path file = folder.resolve("photo-" + n + ".jpg");
      if (!Files.exists(file)) {
        var image = new BufferedImage(4_000, 3_000, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(random.nextInt()), 4_000, 3_000, Color.GRAY));
        g.fillRect(0, 0, 4_000, 3_000);
        for (int i = 0; i < 3_000; i++) {
          g.setColor(new Color(random.nextInt()));
          g.fillRect(
              random.nextInt(4_000), random.nextInt(3_000), random.nextInt(90), random.nextInt(90));
        }
        g.dispose();
        ImageIO.write(image, "jpg", file.toFile());
      }
      found.add(file);
    }
    return found;
  }
}
