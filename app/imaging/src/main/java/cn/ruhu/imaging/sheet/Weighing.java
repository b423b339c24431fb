package cn.ruhu.imaging.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the numbers of a guess come to. Each side is weighed by the same small rule, the sums of
/// four sides together with the numbers of the whole by another: two layers of sums cut off at 0,
/// nothing a person could not work out with a pencil. Weights were learned from photos whose truth
/// is known (the makers of `DeskPhoto` and `DeskScene`, seeds that never judge, and a third that is
/// not kept here): many guesses of each, the right ones against all others and against none at all.
/// Nothing is learned of a picture's content. Several such rules were learned from other
/// beginnings; their mean is taken. Immutable.
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Weighing(
    double[] whole,
    double[][] hidden,
    double[] begins,
    double[] ends,
    double[][] side,
    double[] sideBegins,
    double[][] sideHidden,
    double[] sideEnds,
    double none) {
  private static final List<Weighing> LEARNED = learned();

  /// How likely a guess is the sheet; 0 as likely as that there is none.
  ///
  /// @param numbers of the whole guess
  /// @param sides of its four sides, see [SideLook]
  static double of(double[] numbers, double[][] sides) {
    double sum = 0;
    for (Weighing w : LEARNED) sum += w.score(numbers, sides);
    return sum / LEARNED.size();
  }

  private double score(double[] numbers, double[][] sides) {
    double[] sums = new double[sideBegins.length];
    for (double[] one : sides)
      for (int k = 0; k < sums.length; k++)
        sums[k] += Math.max(0, sideBegins[k] + dot(side[k], one));
    double score = -none + dot(whole, numbers) + dot(sideEnds, sums);
    for (int h = 0; h < begins.length; h++)
      score +=
          ends[h] * Math.max(0, begins[h] + dot(hidden[h], numbers) + dot(sideHidden[h], sums));
    return score;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  /// The file has a line for each row of numbers: `whole`, `side K` and `hidden H` as often as
  /// needed, `ends`, `sideEnds` and `none`, which ends one rule.
  private static List<Weighing> learned() {
    try (InputStream in = Weighing.class.getResourceAsStream("weighing.txt")) {
      if (in == null) throw new IllegalStateException("weighing.txt is not in the program");
      var all = new ArrayList<Weighing>();
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      var rows = new ArrayList<String[]>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) continue;
        rows.add(line.split(" ", -1));
        if (!line.startsWith("none ")) continue;
        all.add(read(rows));
        rows.clear();
      }
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Weighing read(List<String[]> rows) {
    double[][] sideHidden = all(rows, "sideHidden");
    return new Weighing(
        all(rows, "whole")[0],
        all(rows, "hidden"),
        all(rows, "begins")[0],
        all(rows, "ends")[0],
        all(rows, "side"),
        all(rows, "sideBegins")[0],
        sideHidden,
        all(rows, "sideEnds")[0],
        all(rows, "none")[0][0]);
  }

  private static double[][] all(List<String[]> rows, String name) {
    var found = new ArrayList<double[]>();
    for (String[] row : rows) {
      if (!row[0].equals(name)) continue;
      double[] numbers = new double[row.length - 1];
      for (int i = 0; i < numbers.length; i++) numbers[i] = Double.parseDouble(row[i + 1]);
      found.add(numbers);
    }
    if (found.isEmpty()) throw new IllegalStateException("weighing.txt has no " + name);
    return found.toArray(double[][]::new);
  }
}
