package cn.ruhu.device.naps2;

import cn.ruhu.device.scan.ScanEnd.Why;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the program's sentences mean, in the two languages it speaks here. It tells failures in
/// words alone: its exit code is 0 either way. Immutable.
final class Naps2Answers {
  private record Answer(Why why, String words) {}

  private final List<Answer> answers;

  private Naps2Answers(List<Answer> answers) {
    this.answers = List.copyOf(answers);
  }

  static Naps2Answers load() {
    var all = new ArrayList<Answer>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Naps2Answers.class.getResourceAsStream("answers.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int tab = line.indexOf('\t');
        all.add(new Answer(Why.valueOf(line.substring(0, tab)), line.substring(tab + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Naps2Answers(all);
  }

  /// What a line says went wrong; empty for any other line.
  Optional<Why> of(String line) {
    return answers.stream().filter(a -> line.contains(a.words())).map(Answer::why).findFirst();
  }
}
