package cn.ruhu.casefile.process;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A notice of a case at the board of the street where the household lives, as the case's own file
/// tells it (公示张贴在居住地, Policy §19, DOMAIN §0.2 C12): a fact that it was sent, and the proofs that
/// came back. The other street never sees this file; what it sees is the POSTING record the server
/// makes under [#id].
///
/// Immutable and thread-safe.
///
/// @param sent the fact NOTICE_SENT
/// @param notice the DOCUMENT that hangs
/// @param recalled the fact NOTICE_RECALLED, where it was called back
/// @param posted the first fact NOTICE_POSTED of that board
/// @param photos facts NOTICE_PHOTO of that board, oldest first
/// @param objections facts OBJECTION_RAISED at that board, oldest first
/// @param reminded the newest fact NOTICE_REMINDED
public record Posting(
    CaseRecord sent,
    CaseRecord notice,
    Optional<CaseRecord> recalled,
    Optional<CaseRecord> posted,
    List<CaseRecord> photos,
    List<CaseRecord> objections,
    Optional<CaseRecord> reminded) {
  /// working days within which the other street puts it up (no text names a limit: the district's,
  /// [D])
  public static final int POST_DAYS = 2;

  public Posting {
    photos = List.copyOf(photos);
    objections = List.copyOf(objections);
  }

  /// How far it is.
  public enum State {
    /// on its way, or waiting for the other street
    SENT,
    /// it hangs
    POSTED,
    /// it hung its days and came down
    REMOVED,
    /// called back before its time
    RECALLED;

    /// Whether nobody has to do anything about it any more.
    public boolean isOver() {
      return this == REMOVED || this == RECALLED;
    }
  }

  /// Id of the POSTING record of a NOTICE_SENT: the same as often as it is made.
  public static UUID id(UUID sent) {
    return UUID.nameUUIDFromBytes(("posting/" + sent).getBytes(StandardCharsets.UTF_8));
  }

  /// Id under which a fact or page of the other street stands in the case's own file.
  public static UUID mirrored(UUID there) {
    return UUID.nameUUIDFromBytes(("posting-back/" + there).getBytes(StandardCharsets.UTF_8));
  }

  /// The street the household lives in, where it is another of the district than the one that
  /// handles the case.
  public static Optional<String> away(CaseRecord application) {
    return application
        .get("residenceStreet")
        .filter(s -> !s.equals(application.text("street")))
        .filter(_ -> !application.is("residenceOutside"));
  }

  /// [#away(CaseRecord)] of a file's application.
  public static Optional<String> away(CaseFile file) {
    return file.application().flatMap(Posting::away);
  }

  /// Whether the household lives outside the district: the notice goes there by letter (协查函), and
  /// the handling street records what comes back itself.
  public static boolean outside(CaseFile file) {
    return file.application().filter(a -> a.is("residenceOutside")).isPresent();
  }

  /// Every notice that was ever sent, oldest first.
  public static List<Posting> all(CaseFile file) {
    var all = new ArrayList<Posting>();
    for (CaseRecord sent : file.gateFacts(GateKind.NOTICE_SENT))
      sent.ref("subject")
          .flatMap(file::record)
          .filter(d -> d.type() == RecordType.DOCUMENT)
          .ifPresent(d -> all.add(of(file, sent, d)));
    return List.copyOf(all);
  }

  /// Objections that were heard at another street's board and that the handling street has not
  /// taken up, oldest first: at a notice that was replaced or called back as at one that hangs
  /// (C6), and whether they came before or after another was taken up here.
  public static List<CaseRecord> untaken(CaseFile file) {
    return untaken(file, _ -> true);
  }

  /// [#untaken(CaseFile)] of some of the notices of the present round.
  static List<CaseRecord> untaken(CaseFile file, Predicate<Posting> which) {
    Instant round = Round.start(file);
    Instant before = takenUnnamed(file);
    Set<String> named =
        file.gateFacts(GateKind.OBJECTION_TAKEN).stream()
            .map(f -> f.text("subject"))
            .collect(Collectors.toSet());
    return all(file).stream()
        .filter(p -> !Situation.at(p.sent()).isBefore(round))
        .filter(which)
        .flatMap(p -> p.objections().stream())
        .filter(f -> Situation.at(f).isAfter(before) && !named.contains(f.id().toString()))
        .sorted(Comparator.comparing(Situation::at))
        .toList();
  }

  /// Until when objections were taken up without being named, all of them with each act: before the
  /// first was named.
  static Instant takenUnnamed(CaseFile file) {
    Instant first =
        file.gateFacts(GateKind.OBJECTION_TAKEN).stream()
            .map(Situation::at)
            .findFirst()
            .orElse(Instant.MAX);
    return file.events().stream()
        .filter(e -> e.text("act").equals(Act.OBJECT.name()))
        .map(Situation::at)
        .filter(first::isAfter)
        .reduce(Instant.MIN, (_, later) -> later);
  }

  private static Posting of(CaseFile file, CaseRecord sent, CaseRecord notice) {
    String id = id(sent.id()).toString();
    return new Posting(
        sent,
        notice,
        about(file, GateKind.NOTICE_RECALLED, "subject", sent.id().toString()).findFirst(),
        about(file, GateKind.NOTICE_POSTED, "subject", id).findFirst(),
        about(file, GateKind.NOTICE_PHOTO, "value", id).toList(),
        about(file, GateKind.OBJECTION_RAISED, "subject", id).toList(),
        about(file, GateKind.NOTICE_REMINDED, "subject", sent.id().toString())
            .reduce((_, later) -> later));
  }

  private static Stream<CaseRecord> about(
      CaseFile file, GateKind kind, String field, String whose) {
    return file.gateFacts(kind).stream().filter(f -> f.text(field).equals(whose));
  }

  /// Notices that hang, or are to hang, where the household lives now: the newest of each paper and
  /// scheme, sent for the notice of this stage and not called back.
  ///
  /// @param stage [Stage#PUBLICITY] or [Stage#PUBLICITY2]; of any other nothing hangs
  public static List<Posting> standing(CaseFile file, Stage stage) {
    Optional<String> street = away(file);
    if (street.isEmpty()) return List.of();
    String paper = paper(stage);
    Instant since = since(file, stage);
    var newest = new ArrayList<Posting>();
    for (Posting p : all(file)) {
      boolean counts =
          p.notice().text("paper").equals(paper)
              && p.street().equals(street.get())
              && p.recalled().isEmpty()
              && !Situation.at(p.sent()).isBefore(since);
      if (!counts) continue;
      newest.removeIf(q -> q.scheme().equals(p.scheme()));
      newest.add(p);
    }
    return List.copyOf(newest);
  }

  /// The paper that hangs at a stage.
  static String paper(Stage stage) {
    return stage == Stage.PUBLICITY2 || stage == Stage.DISTRICT_REVIEW ? "N04B" : "N04";
  }

  /// From when on a notice is of the present stage: what is sent with the act that posts is dated a
  /// moment before that act.
  private static Instant since(CaseFile file, Stage stage) {
    Instant since = Instant.MIN;
    Instant before = Instant.MIN;
    for (CaseRecord e : file.events()) {
      boolean enters = e.text("to").equals(stage.name()) && !e.text("from").equals(e.text("to"));
      boolean posts =
          e.text("act").equals(Act.POST.name()) || e.text("act").equals(Act.POST_DISTRICT.name());
      if (enters) since = posts ? before : Situation.at(e);
      before = Situation.at(e);
    }
    return since;
  }

  /// Whether a later notice of the same paper and scheme takes this one's place: it is to come
  /// down, and nobody waits for it, reminds of it or calls it back.
  ///
  /// @param all every notice of the case, oldest first
  public static boolean superseded(List<Posting> all, Posting p) {
    return all.subList(all.indexOf(p) + 1, all.size()).stream()
        .anyMatch(later ->
            later.scheme().equals(p.scheme())
                && later.notice().text("paper").equals(p.notice().text("paper")));
  }

  /// Notices somebody still has to do something about: not over, and none came after them.
  ///
  /// @param days calendar days a notice hangs
  public static List<Posting> running(CaseFile file, int days) {
    List<Posting> all = all(file);
    return all.stream().filter(p -> !p.state(days).isOver() && !superseded(all, p)).toList();
  }

  /// Id of the POSTING record.
  public UUID id() {
    return id(sent.id());
  }

  /// Nine digits of the street whose board it is.
  public String street() {
    return sent.text("value");
  }

  /// The scheme whose notice it is.
  public String scheme() {
    return notice.text("scheme");
  }

  /// Day by which the other street is to have put it up.
  public LocalDate postDue() {
    return WorkingDays.due(Situation.day(Situation.at(sent)), POST_DAYS).date();
  }

  /// Day it went up.
  public Optional<LocalDate> postedOn() {
    return posted.map(Situation::at).map(Situation::day);
  }

  /// How far it is, as the handling street sees it.
  ///
  /// @param days calendar days a notice hangs
  public State state(int days) {
    if (recalled.isPresent()) return State.RECALLED;
    if (posted.isEmpty()) return State.SENT;
    return removed(days) ? State.REMOVED : State.POSTED;
  }

  /// Whether a photo of its removal after its last day is there.
  boolean removed(int days) {
    Optional<LocalDate> over = postedOn().map(d -> d.plusDays(days).plusDays(1));
    return over.isPresent() && photos("END", over.get()).findAny().isPresent();
  }

  /// Proof photos recorded on that day or later.
  Stream<CaseRecord> photos(String which, LocalDate since) {
    return photos.stream()
        .filter(f -> f.text("subject").equals(which))
        .filter(f -> !Situation.day(Situation.at(f)).isBefore(since));
  }

  /// Whether the other street is late: not put up in time, or not taken down and photographed the
  /// working day after it may.
  ///
  /// @param days calendar days a notice hangs
  public boolean overdue(int days, LocalDate today) {
    return switch (state(days)) {
      case SENT -> today.isAfter(postDue());
      case POSTED ->
          postedOn()
              .map(d -> WorkingDays.due(d.plusDays(days), 1).date())
              .filter(today::isAfter)
              .isPresent();
      case REMOVED, RECALLED -> false;
    };
  }
}
