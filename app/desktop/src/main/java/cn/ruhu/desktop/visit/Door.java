package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.access.CardMatch;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.device.idcard.CardText;
import cn.ruhu.device.place.Fix;
import cn.ruhu.device.place.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/// What is noted of an attempt besides the answers, and how it goes into the visit's record: the
/// place and how it was found, who opened, what a card said, what the clock did. Lies in the notes
/// of the visit's draft. Window thread only, but for [#record], which reads what it is handed.
final class Door {
  static final String PLACE_PATH = "V04";
  static final String REASON_PATH = "V05";
  static final String PLATE_PATH = "V12";
  private static final String JUMP = "door.jump";
  private static final String AHEAD = "door.ahead";
  private static final String OPENED = "door.opened";
  private static final String CARD = "door.card";
  static final String MATCH = "MATCH";
  static final String MISMATCH = "MISMATCH";
  private static final String CLOCK = "clock.last";
  private static final String BACK = "clock.back";

  /// A smaller step back is a correction of the clock, not a fault.
  static final Duration STEP = Duration.ofMinutes(2);

  /// Beyond this the clock is called wrong (DOMAIN V03).
  static final Duration SKEW = Duration.ofMinutes(10);

  /// how often the clock's last word is written down
  private static final Duration NOTED = Duration.ofMinutes(1);

  private Door() {}

  // ---- the place

  static void found(Visit visit, Place.Found place) {
    note(visit, JUMP, place.jumpM() == 0 ? "" : Integer.toString(place.jumpM()));
    var ahead = place.clockAheadSeconds();
    note(visit, AHEAD, ahead.isPresent() ? Long.toString(ahead.getAsLong()) : "");
  }

  /// How far the machine's clock was ahead of the satellites', seconds, where that is too far.
  static Optional<Long> skew(Visit visit) {
    return Texts.whole(visit.draft.note(AHEAD)).filter(s -> Math.abs(s) > SKEW.toSeconds());
  }

  static int jump(Visit visit) {
    return Texts.whole(visit.draft.note(JUMP)).map(Long::intValue).orElse(0);
  }

  // ---- who opened, who it is

  static String opened(Visit visit) {
    return visit.draft.note(OPENED);
  }

  /// @param code of `doorOpener`, empty for nobody said
  static void opened(Visit visit, String code) {
    note(visit, OPENED, code);
  }

  /// `MATCH`, `MISMATCH`, or empty when no card was read.
  static String card(Visit visit) {
    return visit.draft.note(CARD).split(" ", 2)[0];
  }

  /// The member a card belongs to; noted as 一致 and whose or 不一致, nothing of the card itself. Who
  /// was recognised stays so, whatever other card is laid down afterwards.
  static Optional<CaseRecord> read(Visit visit, CardText card) {
    Optional<CaseRecord> whose = Optional.empty();
    for (CaseRecord m : visit.file.members()) {
      Optional<CaseRecord> person = visit.file.personOf(m);
      boolean same =
          person
              .filter(p ->
                  CardMatch.same(
                      p,
                      card.name(),
                      card.number(),
                      card.birthDate().map(LocalDate::toString).orElse("")))
              .isPresent();
      if (same) whose = Optional.of(m);
    }
    String said = whose.map(m -> MATCH + " " + m.id()).orElse(MISMATCH);
    if (whose.isPresent() || card(visit).isEmpty()) note(visit, CARD, said);
    return whose;
  }

  /// The member whose card was read last at this door.
  static Optional<UUID> cardOf(Visit visit) {
    String said = visit.draft.note(CARD);
    return Texts.uuid(said.substring(said.indexOf(' ') + 1));
  }

  // ---- the clock

  /// Looks at the clock while a visit is open. @return how far it was set back since the last look,
  /// zero for a clock that runs as it should
  static Duration tick(Visit visit, Instant now) {
    Instant last = Texts.instant(visit.draft.note(CLOCK)).orElse(visit.startedAt());
    Duration back = Duration.between(now, last);
    if (back.compareTo(STEP) > 0) {
      long longest = Math.max(back.toSeconds(), back(visit).toSeconds());
      note(visit, BACK, Long.toString(longest));
      note(visit, CLOCK, now.toString());
      return back;
    }
    if (Duration.between(last, now).compareTo(NOTED) >= 0) note(visit, CLOCK, now.toString());
    return Duration.ZERO;
  }

  /// The longest step back the clock made during this visit.
  static Duration back(Visit visit) {
    return Duration.ofSeconds(Texts.whole(visit.draft.note(BACK)).orElse(0L));
  }

  /// Seconds of it as the notes of a draft say, empty for none.
  static String back(Map<String, String> notes) {
    return notes.getOrDefault(BACK, "");
  }

  /// When a visit ended, which is never before it began, whatever the clock says: what it did
  /// stands in `clockBack`.
  static Instant ended(Visit visit, Instant now) {
    return now.isBefore(visit.startedAt()) ? visit.startedAt() : now;
  }

  private static void note(Visit visit, String name, String value) {
    if (!visit.draft.note(name).equals(value)) visit.draft.note(name, value);
  }

  // ---- what is sealed

  /// Door-plate photos the form has no place for, because the door opened.
  static List<String> plates(Visit visit) {
    Optional<String> path = visit.session().pathOf(PLATE_PATH);
    if (path.isEmpty()) return List.of();
    boolean asked = visit.session().question(path.get()).filter(q -> q.relevant()).isPresent();
    return asked ? List.of() : visit.pictures(path.get());
  }

  /// Whether a picture of the door-plate is there, wherever it lies.
  static boolean hasPlate(Visit visit) {
    return visit.session().pathOf(PLATE_PATH).filter(p -> !visit.pictures(p).isEmpty()).isPresent();
  }

  /// Where it was: the position, or addresses of the pictures of the door plate.
  ///
  /// @param facts answers by path
  /// @param plates door-plate photos the form did not ask for
  static String place(Map<String, String> facts, List<String> plates) {
    String position = facts.getOrDefault(PLACE_PATH, "");
    if (!position.isEmpty()) return position;
    var photos = new ArrayList<String>(plates);
    String asked = facts.getOrDefault(PLATE_PATH, "");
    if (!asked.isEmpty()) photos.add(asked);
    return String.join(" ", photos);
  }

  /// The fields of the visit's record that tell of the door.
  ///
  /// @param facts answers by path
  static void record(
      Visit visit, Map<String, String> facts, List<String> plates, SortedMap<String, String> into) {
    String place = facts.getOrDefault(PLACE_PATH, "");
    String where = place(facts, plates);
    String way = !place.isEmpty() ? "RECEIVER" : !where.isEmpty() ? "DOOR_PHOTO" : "NONE";
    into.put("place", where);
    into.put("placeWay", way);
    into.put("placeReason", place.isEmpty() ? facts.getOrDefault(REASON_PATH, "") : "");
    into.put("placeJump", place.isEmpty() ? "" : visit.draft.note(JUMP));
    into.put("clockAhead", visit.draft.note(AHEAD));
    into.put("clockBack", visit.draft.note(BACK));
    into.put("openedBy", opened(visit));
    String way18 = facts.getOrDefault("V18", "");
    into.put("identityWay", way18);
    into.put("identity", identity(way18, card(visit)));
    into.put("notice", facts.getOrDefault("V13", ""));
    into.put("nextAt", facts.getOrDefault("V11", ""));
    into.put("insteadOf", visit.draft.note(Swap.INSTEAD));
  }

  private static String identity(String way, String card) {
    return switch (way) {
      case "1" -> card.isEmpty() ? "" : card;
      case "2", "3" -> "SIGHT";
      case "4" -> "NOT";
      default -> card;
    };
  }

  // ---- earlier places

  /// Metres between this place and the last one noted at this case's door; empty when either is
  /// unknown.
  static Optional<Double> fromBefore(Visit visit, String geopoint) {
    Optional<double[]> here = degrees(geopoint);
    Optional<double[]> before =
        visit.file.visits().reversed().stream()
            .filter(v -> !v.id().equals(visit.id()))
            .flatMap(v -> degrees(v.text("place")).stream())
            .findFirst();
    if (here.isEmpty() || before.isEmpty()) return Optional.empty();
    double[] a = here.get();
    double[] b = before.get();
    return Optional.of(Fix.metres(a[0], a[1], b[0], b[1]));
  }

  /// Accuracy a position names, metres.
  static long accuracy(String geopoint) {
    String last = geopoint.substring(geopoint.lastIndexOf(' ') + 1);
    return last.matches("\\d{1,6}(\\.\\d{1,3})?") ? Math.round(Double.parseDouble(last)) : 0;
  }

  private static Optional<double[]> degrees(String geopoint) {
    String[] parts = geopoint.split(" ", -1);
    if (parts.length < 2 || !parts[0].matches("-?\\d{1,2}\\.\\d+")) return Optional.empty();
    if (!parts[1].matches("-?\\d{1,3}\\.\\d+")) return Optional.empty();
    return Optional.of(new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])});
  }
}
