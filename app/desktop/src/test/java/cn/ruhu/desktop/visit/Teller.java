package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Question;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;

/// Tells a visit through its view model, question by question, as the pair would do it.
final class Teller {
  private static final String DAILY = "1 2 3 4 5 6";

  final VisitViewModel model;
  private final Path folder;
  private final boolean goesOn;
  private int pictures;

  Teller(VisitViewModel model, Path folder) {
    this(model, folder, false);
  }

  /// @param goesOn what is answered, shown or signed already is left as it is
  Teller(VisitViewModel model, Path folder, boolean goesOn) {
    this.model = model;
    this.folder = folder;
    this.goesOn = goesOn;
  }

  private Visit visit() {
    return java.util.Objects.requireNonNull(model.visit.get());
  }

  String path(String key) {
    return visit().session().pathOf(key).orElseThrow(() -> new AssertionError("no " + key));
  }

  /// As [#path] of a question that only one person sees, who has the keyboard from then on.
  String pathSeenBy(UUID staff, String key) {
    model.observeAs(staff);
    return path(key);
  }

  Question question(String key) {
    return visit().session().question(path(key)).orElseThrow();
  }

  Teller answer(String key, String value) {
    if (goesOn && question(key).value().equals(value)) {
      if (question(key).origin() != Question.Origin.PREFILLED) return this;
    }
    Answer answer = visit().survey.answer(path(key), value);
    assertInstanceOf(Answer.Answered.class, answer, () -> key + "=" + value + " " + answer);
    return this;
  }

  Teller confirm(String key) {
    if (question(key).origin() == Question.Origin.CONFIRMED) return this;
    Answer answer = visit().survey.confirm(path(key));
    assertInstanceOf(Answer.Answered.class, answer, () -> key + " " + answer);
    return this;
  }

  /// Chooses a made picture for a question.
  Teller photo(String key) throws IOException {
    if (goesOn && !model.pictures(path(key)).isEmpty()) return this;
    Path file = picture(folder, ++pictures);
    model.photos(path(key), List.of(file));
    return this;
  }

  static Path picture(Path folder, int n) throws IOException {
    var image = new BufferedImage(64 + n, 48, BufferedImage.TYPE_INT_RGB);
    image.setRGB(n % 64, n % 48, 0xffffff);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return Files.write(folder.resolve("p" + n + ".png"), out.toByteArray());
  }

  Teller sign(String key) {
    String path = path(key);
    if (goesOn && !question(key).value().isEmpty()) {
      if (visit().stale().stream().noneMatch(q -> q.path().equals(path))) return this;
    }
    var points = new ArrayList<Strokes.Point>();
    for (int i = 0; i < 30; i++)
      points.add(new Strokes.Point(20 + i * 6, 60 + (i % 7) * 9, i * 12));
    model.sign(path, new Strokes(640, 220, List.of(points)), a -> visit().survey.answer(path, a));
    return this;
  }

  /// Everything at the table for a household of `size`, agreeing with its declaration.
  Teller table(int size) throws IOException {
    answer("V09D", "1").answer("V14", "true").answer("V15", "1");
    answer("V15M", Household.member(1).toString()).answer("V18", "1").answer("V08", "0");
    for (int n = 1; n <= size; n++) member(n);
    visit().survey.confirmAll("M");
    answer("H01", "1").answer("H04", "3").answer("H05", "12000").answer("H07", "45.5");
    answer("H03", "240")
        .answer("H09", Integer.toString(size))
        .answer("H13", "2")
        .answer("H15", "1");
    answer("H17", "0").answer("H19", "false");
    photo("H20A").photo("H20B");
    for (String key : List.of("I00", "I01", "I03", "I04", "I05"))
      confirm(key + Household.at(1) + (key.equals("I00") ? "" : "#1"));
    confirm("I02" + Household.at(1) + "#1");
    answer("I07" + Household.at(1) + "#1", "5");
    for (int n = 2; n <= size; n++) confirm("I00" + Household.at(n));
    answer("P01", "2000").confirm("P02").answer("P03", "0").answer("P04", "0");
    answer("P05", "0").answer("P07", "0").answer("P08", "0").answer("P11", "false");
    answer("P12", "false").answer("P13", "0");
    return further(size);
  }

  /// Goods, expenses, illness, school, work, supporters and needs: nothing out of the usual.
  private Teller further(int size) {
    answer("A00", "0").answer("E02", "12000").answer("E08", "0").answer("E10", "0");
    for (int n = 1; n <= size; n++) {
      String at = Household.at(n);
      if (question("D01" + at).relevant()) answer("D01" + at, "false").answer("D13" + at, DAILY);
      if (question("S01" + at).relevant())
        answer("S01" + at, "2").answer("S03" + at, "1").answer("S05" + at, "0");
      if (question("J01" + at).relevant()) answer("J01" + at, "2").answer("J04" + at, "0");
    }
    return answer("F00", "false").answer("K01", "5").answer("K03", "false").answer("K04", "0");
  }

  private void member(int n) {
    String at = Household.at(n);
    answer("M02" + at, "1").confirm("M10" + at).answer("M12" + at, "1");
    if (n == 1 || n == 2 || n == 4) answer("M13" + at, "20");
    confirm("M15" + at).confirm("M16" + at).confirm("M17" + at).confirm("M20" + at);
  }

  /// Outside the door: two neighbours, both observers, the statement.
  Teller door() {
    for (int n = 1; n <= 2; n++) {
      String line = "#" + n;
      if (visit().session().rosters("N").getFirst().instances().size() < n)
        visit().survey.add("/N/informant", Optional.empty());
      answer("N01" + line, "1").answer("N04" + line, "1").answer("N05" + line, "1");
      answer("N06" + line, "3").answer("N07" + line, "2").answer("N09S" + line, "3");
    }
    observe(TestDesk.FIRST);
    observe(TestDesk.SECOND);
    model.observeAs(TestDesk.FIRST);
    return answer("C12", "0").answer("R05", "到访时全家在场，住房为公租房，陈设简单，收入为打零工所得，与邻居所说一致，没有见到车辆。");
  }

  private void observe(UUID staff) {
    model.observeAs(staff);
    String at = "@" + staff;
    answer("O01" + at, "2").answer("O02" + at, "2").answer("O04" + at, "false");
    answer("O05" + at, "false").answer("O06" + at, "false").answer("O08" + at, "1");
    answer("O09" + at, "0").answer("O10" + at, staff.equals(TestDesk.FIRST) ? "2" : "3");
  }

  /// Every present member and both investigators sign.
  Teller signatures(int size) {
    household(size);
    return sign("R09").sign("R10");
  }

  Teller household(int size) {
    for (int n = 1; n <= size; n++) {
      answer("R07A" + Household.at(n), "1");
      sign("R07" + Household.at(n));
    }
    return this;
  }
}
