package cn.ruhu.casefile.process;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A request to the street where a household lives, by the street it is registered in and applies
/// to (人户分离, 异地协查: 经常居住地应当配合, DOMAIN §0.2 C4, §3.3), as the case's own file tells it. The other
/// street never sees this file; what it sees is the INQUIRY the server makes under [#id], and its
/// answer is written back by the server under [#mirrored].
///
/// Immutable and thread-safe.
///
/// @param asked the fact OTHER_PLACE_ASKED
/// @param reply the newest fact OTHER_PLACE_REPLY that answers it
public record Inquiry(CaseRecord asked, Optional<CaseRecord> reply) {
  /// working days within which the other street answers (no text names a limit: the district's,
  /// [D])
  public static final int ANSWER_DAYS = 5;

  /// The outcome of an attempt that found nobody but a registration.
  public static final String APART = "42";

  /// Id of the INQUIRY of an OTHER_PLACE_ASKED: the same as often as it is made.
  public static UUID id(UUID asked) {
    return UUID.nameUUIDFromBytes(("inquiry/" + asked).getBytes(StandardCharsets.UTF_8));
  }

  /// Id under which a reply of the other street stands in the case's own file.
  public static UUID mirrored(UUID there) {
    return UUID.nameUUIDFromBytes(("inquiry-back/" + there).getBytes(StandardCharsets.UTF_8));
  }

  /// Id of the INQUIRY.
  public UUID id() {
    return id(asked.id());
  }

  /// The street that is asked.
  public String street() {
    return asked.text("value");
  }

  /// When it was asked.
  public Instant at() {
    return Situation.at(asked);
  }

  /// The day by which the other street answers.
  public LocalDate due() {
    return WorkingDays.due(Situation.day(at()), ANSWER_DAYS).date();
  }

  /// Every request of a case, oldest first.
  public static List<Inquiry> all(CaseFile file) {
    return file.gateFacts(GateKind.OTHER_PLACE_ASKED).stream()
        .sorted(Comparator.comparing(Situation::at))
        .map(asked -> new Inquiry(asked, reply(file, id(asked.id()))))
        .toList();
  }

  private static Optional<CaseRecord> reply(CaseFile file, UUID inquiry) {
    return file.gateFacts(GateKind.OTHER_PLACE_REPLY).stream()
        .filter(f -> f.text("subject").equals(inquiry.toString()))
        .max(Comparator.comparing(Situation::at));
  }

  /// The newest attempt of the present round, when it says the household lives elsewhere and that
  /// nobody has asked another street about; empty once somebody did, or another place answered.
  public static Optional<CaseRecord> wanted(CaseFile file) {
    Instant round = Round.start(file);
    Optional<CaseRecord> attempt =
        file.visits().stream()
            .filter(v -> !v.text("purpose").equals("SPOT_CHECK"))
            .reduce((_, later) -> later)
            .filter(v -> v.text("disposition").equals(APART))
            .filter(v -> !CaseFile.instant(v, "finishedAt").orElse(Instant.MIN).isBefore(round));
    boolean done =
        attempt.isPresent()
            && List.of(GateKind.OTHER_PLACE_ASKED, GateKind.OTHER_PLACE_REPLY).stream()
                .flatMap(kind -> file.gateFacts(kind).stream())
                .anyMatch(f ->
                    f.text("subject").equals(attempt.get().id().toString()) // whatever its clock
                        || !Situation.at(f)
                            .isBefore(
                                CaseFile.instant(attempt.get(), "finishedAt").orElse(Instant.MIN)));
    return done ? Optional.empty() : attempt;
  }

  /// What stands against asking a street: it was asked in the present round and has not answered.
  ///
  /// @param street that is to be asked, as its code
  public static List<Hindrance> againstAsking(CaseFile file, String street) {
    Instant round = Round.start(file);
    boolean waits =
        all(file).stream()
            .anyMatch(
                i -> i.street().equals(street) && i.reply().isEmpty() && !i.at().isBefore(round));
    return waits ? List.of(Hindrance.of("INQUIRY_OPEN", "C4")) : List.of();
  }

  /// The INQUIRY of a file, empty when the file is another.
  public static Optional<CaseRecord> inquiry(CaseFile file) {
    return file.all(RecordType.INQUIRY).stream().findFirst();
  }

  /// Whether the street that is asked has still to answer.
  ///
  /// @param file of an INQUIRY
  public static boolean isOpen(CaseFile file) {
    return inquiry(file).filter(i -> i.get("overAt").isEmpty()).isPresent()
        && file.gateFacts(GateKind.OTHER_PLACE_REPLY).isEmpty();
  }

  /// What stands against a record in the file of an INQUIRY: it takes answers by two named people
  /// that say what was found, and pages.
  public static List<Hindrance> against(CaseRecord made) {
    if (made.type() == RecordType.PAGE) return List.of();
    boolean reply = made.text("kind").equals(GateKind.OTHER_PLACE_REPLY.name());
    if (made.type() != RecordType.GATE_FACT || !reply)
      return List.of(Hindrance.of("INQUIRY_ONLY", "C4"));
    return byTwo(made) && !made.text("reason").isBlank()
        ? List.of()
        : List.of(Hindrance.of("INQUIRY_REPLY_INCOMPLETE", "C4"));
  }

  /// Whether a reply names two different people who went there.
  public static boolean byTwo(CaseRecord reply) {
    return Arrays.stream(reply.text("value").split("[,\uFF0C\u3001]", -1))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .distinct()
            .count()
        >= 2;
  }
}
