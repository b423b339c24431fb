package cn.ruhu.device.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The Tesseract program of this machine, if it has one: a picture goes in through its standard
/// input and text comes out, so that nothing of a page ever lies in a temporary file. A program
/// that fails, hangs or knows no Chinese gives no text and harms nothing. Thread-safe.
public final class Tesseract {
  /// How long one page may take.
  static final Duration LIMIT = Duration.ofSeconds(60);

  /// Bytes of answer taken of one page.
  static final int TEXT_MAX = 1 << 20;

  private static final String CHINESE = "chi_sim";

  private static final List<String> NAMES = List.of("tesseract", "tesseract.exe");

  private final Path program;
  private final Duration limit;

  Tesseract(Path program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /// Looks for the program where the system looks for programs; starts nothing.
  ///
  /// @param path the system's list of folders (`PATH`)
  public static Optional<Tesseract> find(String path) {
    for (String folder : path.split(Pattern.quote(java.io.File.pathSeparator), -1)) {
      if (folder.isBlank()) continue;
      for (String name : NAMES) {
        Path at = Path.of(folder).resolve(name);
        if (Files.isRegularFile(at) && Files.isExecutable(at))
          return Optional.of(new Tesseract(at, LIMIT));
      }
    }
    return Optional.empty();
  }

  /// Languages it has, `chi_sim` and `eng` among them where it can read our papers.
  public Set<String> languages() {
    return run(List.of("--list-langs"), new byte[0])
        .map(t ->
            t.lines()
                .map(String::strip)
                .filter(l -> l.matches("[a-z_]{3,12}"))
                .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /// Whether it can read Chinese at all. Starts the program: call it elsewhere.
  public boolean readsChinese() {
    return languages().contains(CHINESE);
  }

  /// Reads a page. Words it is not sure of are left out ([ReadWords]).
  ///
  /// @param picture PNG, JPEG or TIFF
  /// @return its words line by line; empty when the program failed, took too long, or knows no
  ///   Chinese
  public Optional<String> read(byte[] picture) {
    Set<String> known = languages();
    if (!known.contains(CHINESE)) return Optional.empty();
    String languages = known.contains("eng") ? CHINESE + "+eng" : CHINESE;
    return run(List.of("stdin", "stdout", "-l", languages, "--psm", "3", "tsv"), picture)
        .map(ReadWords::of);
  }

  private Optional<String> run(List<String> words, byte[] in) {
    var command = new java.util.ArrayList<String>();
    command.add(program.toString());
    command.addAll(words);
    Process process;
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      // one core: the other one is for whoever works
      builder.environment().put("OMP_THREAD_LIMIT", "1");
      process = builder.start();
    } catch (IOException _) {
      return Optional.empty();
    }
    var late =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    try {
      try (OutputStream out = process.getOutputStream()) {
        out.write(in);
      }
      byte[] text = process.getInputStream().readNBytes(TEXT_MAX);
      process.getInputStream().close();
      return process.waitFor() == 0
          ? Optional.of(new String(text, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      late.cancel(false);
      process.destroyForcibly();
    }
  }
}
