package cn.ruhu.doctor;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageFile.Pages;
import cn.ruhu.imaging.page.PageFile.Refused;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageLimits;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.PageReading;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.sheet.IdCards.IdCard;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

/// Reads one page as scanning would. No key of a district is at hand here, so a code with the shape
/// of ours is told as doubtful.
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = "Reads one page of a scan (JPEG, PNG, TIFF, PDF); changes nothing.")
final class PageCommand implements Callable<Integer> {
  private static final List<String> KEYS =
      List.of(
          "ok",
          "pages",
          "quad",
          "confidence",
          "skewDegrees",
          "blank",
          "dpi",
          "sharpness",
          "damaged",
          "codes",
          "faint",
          "turns",
          "upright",
          "format",
          "flaws",
          "cards",
          "recipe",
          "sha256",
          "millis",
          "error");

  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "IN")
  private Path in = Path.of("");

  @Option(names = "--page", description = "which page, from 1 (default ${DEFAULT-VALUE})")
  private int number = 1;

  @Option(names = "--out", description = "write the flat, straight, upright page: .png or .jpg")
  private @Nullable Path out;

  @Option(names = "--white", description = "with --out: its paper white, seals and ink in colour")
  private boolean white;

  @Option(names = "--recipe", description = "with --out: made by this recipe instead")
  private @Nullable String asked;

  @Option(names = "--show", description = "print the text of codes that are not ours")
  private boolean show;

  PageCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    for (String key : KEYS) answer.put(key, null);
    String error = run(answer);
    boolean ok = error.isEmpty();
    answer.put("ok", ok);
    if (!ok) answer.put("error", error);
    return machine.print(ok, answer);
  }

  /// @return the error's code, empty when all went well
  private String run(Map<String, @Nullable Object> answer) {
    String outProblem = outProblem();
    if (!outProblem.isEmpty()) return outProblem;
    if (asked != null && PageRecipe.read(asked).isEmpty()) return "RECIPE";
    byte[] file;
    try {
      if (!Files.isRegularFile(in)) return "NO_FILE";
      if (Files.size(in) > PageLimits.BYTES_MAX) return PageFile.Reason.TOO_LARGE.name();
      file = Files.readAllBytes(in);
    } catch (IOException _) {
      return "UNREADABLE";
    }
    long start = machine.time().millis();
    return switch (PageFile.open(file)) {
      case Refused(var reason, var count) -> {
        if (count > 0) answer.put("pages", count);
        yield reason.name();
      }
      case Pages pages -> {
        try (pages) {
          answer.put("pages", pages.count());
          answer.put("sha256", sha256(file));
          yield read(pages, start, answer);
        }
      }
    };
  }

  private String outProblem() {
    var target = out;
    if (target == null) return "";
    if (format(target).isEmpty()) return "OUT_FORMAT";
    try {
      boolean same = Files.exists(target) && Files.exists(in) && Files.isSameFile(target, in);
      return same ? "OUT_IS_IN" : "";
    } catch (IOException _) {
      return "OUT_UNWRITABLE";
    }
  }

  private String read(Pages pages, long startMs, Map<String, @Nullable Object> answer) {
    if (number < 1 || number > pages.count()) return "NO_PAGE";
    return switch (pages.page(number - 1)) {
      case Refused(var reason, var _) -> reason.name();
      case PageImage page -> {
        var reading = new PageReader(CodeCheck.shapeOnly(), machine.time().nanos()).read(page);
        fill(page, reading, answer);
        answer.put("millis", machine.time().millis() - startMs);
        var recipe = recipe(reading);
        answer.put("recipe", recipe.text());
        yield out == null ? "" : write(page, recipe, reading.dpi(), out);
      }
    };
  }

  private PageRecipe recipe(PageReading reading) {
    var recipe = Optional.ofNullable(asked).flatMap(PageRecipe::read).orElseGet(reading::recipe);
    return white ? recipe.withTone(PageRecipe.Tone.WHITENED) : recipe;
  }

  private void fill(PageImage page, PageReading reading, Map<String, @Nullable Object> answer) {
    var quad = reading.quad();
    answer.put(
        "quad",
        List.of(
            place(quad.topLeft()),
            place(quad.topRight()),
            place(quad.bottomRight()),
            place(quad.bottomLeft())));
    answer.put("confidence", hundredths(reading.confidence()));
    answer.put("skewDegrees", hundredths(reading.skewDegrees()));
    answer.put("blank", reading.blank());
    answer.put("dpi", reading.dpi() == 0 ? null : reading.dpi());
    answer.put("sharpness", hundredths(reading.sharpness()));
    answer.put("damaged", page.damaged());
    answer.put("codes", reading.codes().stream().map(this::code).toList());
    answer.put("faint", reading.faint());
    answer.put("turns", reading.quarterTurns());
    answer.put("upright", reading.upright().name());
    answer.put("format", reading.recipe().format().name());
    answer.put("flaws", reading.flaws().stream().map(Enum::name).sorted().toList());
    int w = page.colour().getWidth();
    int h = page.colour().getHeight();
    answer.put("cards", reading.cards().stream().map(c -> card(c, w, h)).toList());
  }

  /// @param width of the picture, pixels
  private static Map<String, Object> card(IdCard card, int width, int height) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(
        "quad",
        card.quad().times(width, height).corners().stream().map(PageCommand::place).toList());
    shown.put("confidence", hundredths(card.confidence()));
    shown.put("side", card.side().name());
    shown.put("turns", card.turns());
    shown.put("recipe", card.recipe().text());
    return shown;
  }

  private Map<String, @Nullable Object> code(FoundCode code) {
    boolean foreign = code.verdict() == CodeCheck.Verdict.FOREIGN;
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("text", foreign && !show ? "*".repeat(code.text().length()) : code.text());
    shown.put("verdict", code.verdict().name());
    shown.put("middle", place(code.middle()));
    shown.put("degrees", hundredths(code.degrees()));
    return shown;
  }

  private static List<Long> place(Point point) {
    return List.of(Math.round(point.x()), Math.round(point.y()));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static String write(PageImage page, PageRecipe recipe, int dpi, Path target) {
    try {
      var made = Derivation.of(page, recipe).image();
      int dots = recipe.dpi() > 0 ? recipe.dpi() : dpi;
      Files.write(target, Straightened.encode(made, format(target), dots));
      return "";
    } catch (IOException _) {
      return "OUT_UNWRITABLE";
    }
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Of the file to write, by its name; empty for another.
  private static String format(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) return "png";
    return name.endsWith(".jpg") || name.endsWith(".jpeg") ? "jpeg" : "";
  }
}
