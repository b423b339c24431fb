package cn.ruhu.server;

/// What a long proof found, said in lines that `installer/bench soak` reads from the build's log.
public final class Soak {
  /// begins each line
  public static final String MARK = "ruhu-soak | ";

  private Soak() {}

  /// A figure that must reach its goal.
  public static void atLeast(String figure, long value, String unit, long goal) {
    say(figure, value, unit, ">= " + goal);
  }

  /// A figure that must stay at or below its goal.
  public static void atMost(String figure, long value, String unit, long goal) {
    say(figure, value, unit, "<= " + goal);
  }

  /// A figure to read the others by.
  public static void probe(String figure, long value, String unit) {
    say(figure, value, unit, "-");
  }

  private static void say(String figure, long value, String unit, String goal) {
    System.out.println(MARK + figure + " | " + value + " | " + unit + " | " + goal);
  }
}
