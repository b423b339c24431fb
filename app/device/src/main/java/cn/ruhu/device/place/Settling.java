package cn.ruhu.device.place;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides when a receiver stands by a place. Three positions in a row must agree, five once it has
/// jumped: indoors a receiver may say a place 10 km away, with every sign of certainty, and come
/// back. A moment that was seen before counts for nothing. Not thread-safe.
final class Settling {
  private static final int NEEDED = 3;
  private static final int NEEDED_AFTER_JUMP = 5;
  private static final double AGREE_M = 30;
  private static final double JUMP_M = 200;

  /// nobody comes to a door faster
  private static final double FASTEST_M_PER_S = 70;

  /// the same moment so often is no coincidence of sentences
  private static final int STALE_AFTER = 5;

  private final List<Fix> run = new ArrayList<>();
  private String lastMoment = "";
  private int repeated;
  private boolean notMeasured;
  private boolean jumped;
  private int jumpM;
  private int satellites;

  /// Takes in what the receiver says. @return true when it stands by a place
  boolean offer(Seen seen) {
    satellites = Math.max(satellites, seen.satellites());
    boolean again = !seen.moment().isEmpty() && seen.moment().equals(lastMoment);
    lastMoment = seen.moment();
    if (again) {
      repeated++;
      if (repeated >= STALE_AFTER) run.clear();
      return false;
    }
    repeated = 0;
    notMeasured |= !seen.measured();
    if (seen.fix().isEmpty()) {
      run.clear();
      return false;
    }
    add(seen.fix().get());
    return settled() && !best().coarse();
  }

  private void add(Fix fix) {
    if (!run.isEmpty()) {
      Fix before = run.getLast();
      double metres = before.metresTo(fix);
      if (metres > JUMP_M && metres / seconds(before, fix) > FASTEST_M_PER_S) {
        jumped = true;
        jumpM = Math.max(jumpM, (int) Math.round(metres));
      }
      double agree = Math.max(AGREE_M, before.accuracyM());
      if (metres > agree) run.clear();
    }
    run.add(fix);
    if (run.size() > NEEDED_AFTER_JUMP) run.removeFirst();
  }

  private static double seconds(Fix before, Fix after) {
    boolean known = before.satelliteTime().isPresent() && after.satelliteTime().isPresent();
    var between =
        known
            ? Duration.between(before.satelliteTime().get(), after.satelliteTime().get())
            : Duration.between(before.at(), after.at());
    return Math.max(1, Math.abs(between.toMillis()) / 1_000.0);
  }

  private boolean settled() {
    return run.size() >= (jumped ? NEEDED_AFTER_JUMP : NEEDED);
  }

  private Place.Found best() {
    Fix fix =
        run.stream()
            .min(
                Comparator.comparingInt(
                    f -> f.accuracyM() == 0 ? Integer.MAX_VALUE : f.accuracyM()))
            .orElseThrow();
    Optional<Fix> timed = run.stream().filter(f -> f.satelliteTime().isPresent()).findFirst();
    OptionalLong ahead =
        timed
            .map(f ->
                OptionalLong.of(
                    Duration.between(f.satelliteTime().orElseThrow(), f.at()).toSeconds()))
            .orElse(OptionalLong.empty());
    return new Place.Found(fix, jumpM, ahead);
  }

  /// What is known when the time is over, or when it stands by a place.
  Place answer() {
    if (settled()) return best();
    if (repeated >= STALE_AFTER) return none(Place.Why.STALE);
    if (jumped) return none(Place.Why.JUMPING);
    return none(notMeasured ? Place.Why.NOT_MEASURED : Place.Why.NO_FIX);
  }

  Place none(Place.Why why) {
    return new Place.None(why, satellites, jumpM);
  }
}
