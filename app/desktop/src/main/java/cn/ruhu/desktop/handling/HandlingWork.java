package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.printing.NoticePress;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.EndedCheck;
import cn.ruhu.desktop.work.PhotoFile;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What handling writes: each deed is one durable op with its facts, pages and act together. Called
/// off the window's thread.
final class HandlingWork {
  /// What came of a deed.
  sealed interface Result {
    /// @param against what keeps the case from going on by itself, empty when nothing but time or
    ///   other people
    record Done(List<Hindrance> against) implements Result {
      public Done {
        against = List.copyOf(against);
      }
    }

    record Refused(List<Hindrance> why) implements Result {}

    /// A picture that is none; nothing was written.
    record BadFile(ImageProbe.Reason reason) implements Result {}

    /// The filed page was replaced or named by another fact meanwhile; nothing was written.
    record PageGone() implements Result {}

    /// The paper to be sent cannot be made; nothing was written.
    record NoPaper(Message why) implements Result {}
  }

  /// Key of the ask for a picture.
  private static final String PAGE = "page";

  private final Desk desk;
  private final NoticePress press;

  HandlingWork(Desk desk, NoticePress press) {
    this.desk = desk;
    this.press = press;
  }

  Desk desk() {
    return desk;
  }

  /// Does a deed.
  ///
  /// @param values by key of the ask; for a picture the id of a page filed already
  /// @param photos files to be kept as pages, by key of the ask
  Result perform(UUID id, Deed deed, Map<String, String> values, Map<String, Path> photos)
      throws StoreException, IOException {
    CaseFile file = desk.caseFile(id);
    CaseRecord a = file.application().orElseThrow();
    List<Hindrance> gone = Hearing.gone(deed, file, values, desk.actor().staff(), desk.today());
    if (!gone.isEmpty()) return new Result.Refused(gone);
    var pages = new ArrayList<CaseRecord>();
    for (Path photo : photos.values()) {
      byte[] bytes = PhotoFile.read(photo);
      switch (ImageProbe.probe(bytes)) {
        case ImageProbe.Refused(var reason) -> {
          return new Result.BadFile(reason);
        }
        case ImageProbe.Picture(var mime, var _, var _) ->
            pages.add(
                page(a, deed, bytes, mime)
                    .with("takenAt", PhotoFile.taken(desk, photo, bytes).toString()));
      }
    }
    Optional<CaseRecord> filed = Optional.empty();
    if (pages.isEmpty() && !values.getOrDefault(PAGE, "").isEmpty()) {
      filed =
          Filed.pages(file, deed, desk.today()).stream()
              .filter(p -> p.id().toString().equals(values.get(PAGE)))
              .findFirst();
      if (filed.isEmpty()) return new Result.PageGone();
    }
    var made = new ArrayList<>(pages);
    if (deed.sends()) {
      Optional<Message> lacking = send(file, a, deed, values, made);
      if (lacking.isPresent()) return new Result.NoPaper(lacking.get());
    }
    made.addAll(
        facts(file, a, deed, values, pages.isEmpty() ? filed : Optional.of(pages.getFirst())));
    if (deed == Deed.SETTLE && Hearing.lacking(file, values).isEmpty())
      made.addAll(opinionsAnew(file, a, values));
    Result result = write(file, id, deed, values, made);
    return result instanceof Result.Done(var against) && against.isEmpty()
        ? new Result.Done(onward(id))
        : result;
  }

  private Result write(
      CaseFile file, UUID id, Deed deed, Map<String, String> values, List<CaseRecord> made)
      throws StoreException {
    if (deed == Deed.NOTICE_END)
      return result(desk.systemAct(id, Deeds.end(file), ActInput.NONE.carrying(made)));
    if (deed.visits()) return checked(file);
    if (deed.act().isEmpty()) {
      desk.save("save", "", true, made.stream().map(RecordChange::create).toList());
      return new Result.Done(List.of());
    }
    List<Hindrance> lacking =
        deed == Deed.SETTLE ? Hearing.lacking(file, values) : List.<Hindrance>of();
    if (!lacking.isEmpty()) {
      desk.save("save", "", true, made.stream().map(RecordChange::create).toList());
      return new Result.Done(lacking);
    }
    if (deed.stops()) return result(Stopping.act(desk, file, values));
    String why =
        deed == Deed.OBJECT ? Hearing.reason(file, values) : values.getOrDefault("reason", "");
    ActInput input = ActInput.because(why).withDetail(detail(deed, values)).carrying(made);
    return result(desk.act(id, deed.act().get(), input));
  }

  /// A check is a visit: nothing of it is typed here. One that was sealed and did not go on does.
  private Result checked(CaseFile file) throws StoreException {
    Optional<CaseRecord> sealed = SpotChecks.unnamed(file, desk.actor().staff());
    if (sealed.isEmpty())
      return new Result.Refused(
          List.of(new Hindrance("SPOT_CHECK_MISSING", "\u00a76.2", List.of())));
    return EndedCheck.end(desk, sealed.get())
        .map(HandlingWork::result)
        .orElse(new Result.Done(List.of()));
  }

  private static String detail(Deed deed, Map<String, String> values) {
    return switch (deed) {
      case TRANSFER -> values.getOrDefault("receiver", "");
      case RESUME -> "C08";
      case CHECK_DIFFERS -> "C04";
      default -> "";
    };
  }

  private static Result result(Outcome outcome) {
    return outcome instanceof Ruling.Refused(List<Hindrance> why)
        ? new Result.Refused(why)
        : new Result.Done(List.of());
  }

  /// Does what follows by itself, and says what keeps it from being done.
  private List<Hindrance> onward(UUID id) throws StoreException {
    Optional<Act> next = Process.onward(desk.caseFile(id));
    if (next.isEmpty()) return List.of();
    return desk.systemAct(id, next.get(), ActInput.NONE) instanceof Ruling.Refused refused
        ? Deeds.against(refused)
        : List.of();
  }

  private CaseRecord page(CaseRecord a, Deed deed, byte[] bytes, String mime)
      throws StoreException {
    String address = desk.store().files().put(bytes, a.id(), mime);
    return record(RecordType.PAGE, a, Map.of("slot", deed.slot(), "file", address))
        .with("length", Integer.toString(bytes.length))
        .with("mime", mime)
        .with("by", desk.actor().staff().toString())
        .with("source", "FILE");
  }

  private List<CaseRecord> facts(
      CaseFile file,
      CaseRecord a,
      Deed deed,
      Map<String, String> values,
      Optional<CaseRecord> page) {
    if (deed.fact().isEmpty() || deed.sends()) return List.of();
    if (deed == Deed.REMIND || deed == Deed.RECALL) return about(file, a, deed, values);
    String shown = page.map(p -> p.id().toString()).orElse("");
    CaseRecord fact =
        fact(a, deed.fact().get(), at(values))
            .with("subject", subject(deed, values))
            .with("value", value(file, deed, values))
            .with("reason", reason(deed, values))
            .with("page", shown);
    if (deed.objects()) return heard(file, a, deed, values, fact);
    if (deed == Deed.SETTLE) return settled(file, a, values, fact);
    if (deed == Deed.COMPLAINT) return answering(file, a, values, fact);
    if (!deed.posts()) return List.of(fact);
    // the picture is of now: a notice counts from the day it is entered, never from an earlier one
    CaseRecord photo =
        fact(a, GateKind.NOTICE_PHOTO, desk.now()).with("subject", "START").with("page", shown);
    return List.of(fact.with("page", ""), photo);
  }

  /// A notice for every scheme that is to be granted, each registered and on its way to the street
  /// the household lives in.
  ///
  /// @return why a notice cannot be made
  private Optional<Message> send(
      CaseFile file, CaseRecord a, Deed deed, Map<String, String> values, List<CaseRecord> made)
      throws StoreException {
    MaskProfile mask =
        MaskProfile.valueOf(values.getOrDefault("mask", MaskProfile.BOARD_MASKED.name()));
    boolean district =
        deed == Deed.POST_DISTRICT_AWAY
            || Process.stage(file).filter(s -> s == Stage.PUBLICITY2).isPresent();
    Instant since = Deeds.after(file, deed).orElse(Instant.MIN);
    for (String scheme : file.judgedSchemes()) {
      if (file.opinion(scheme).filter(o -> o.is("positive")).isEmpty()) continue;
      PaperWish wish =
          district ? PaperWish.districtNotice(scheme, mask) : PaperWish.notice(scheme, mask);
      switch (press.register(a.id(), wish, since)) {
        case NoticePress.Registered.Refused(Message why) -> {
          return Optional.of(why);
        }
        case NoticePress.Registered.Done(CaseRecord document) ->
            made.add(
                fact(a, GateKind.NOTICE_SENT, desk.now())
                    .with("subject", document.id().toString())
                    .with("value", Posting.away(file).orElse(""))
                    .with("reason", a.text("residenceCommunity")));
      }
    }
    return Optional.empty();
  }

  /// The objection with its being in hand from now on. One that was heard at another street's board
  /// is there already; every other one stays to be taken up.
  private List<CaseRecord> heard(
      CaseFile file, CaseRecord a, Deed deed, Map<String, String> values, CaseRecord own) {
    Optional<CaseRecord> there = Hearing.chosen(deed, file, values);
    return there.isPresent()
        ? List.of(taken(a, there.get()).with("page", own.text("page")))
        : List.of(own, taken(a, own));
  }

  /// The answer to one objection; one that was heard elsewhere and is not in hand is taken up with
  /// it. Where all are answered already it is the opinions alone that are given.
  private List<CaseRecord> settled(
      CaseFile file, CaseRecord a, Map<String, String> values, CaseRecord answer) {
    Optional<CaseRecord> one = Hearing.chosen(Deed.SETTLE, file, values);
    if (one.isEmpty()) {
      boolean before = Objections.all(file).stream().anyMatch(o -> o.settled().isPresent());
      return before ? List.of() : List.of(answer);
    }
    CaseRecord named = answer.with("subject", one.get().id().toString());
    return Posting.untaken(file).contains(one.get())
        ? List.of(taken(a, one.get()), named)
        : List.of(named);
  }

  /// With the objection a complaint is the answer to; every other one stays to be taken up.
  private List<CaseRecord> answering(
      CaseFile file, CaseRecord a, Map<String, String> values, CaseRecord complaint) {
    var all = new ArrayList<>(List.of(complaint));
    Asks.late(file).stream()
        .filter(o -> o.id().toString().equals(values.get(Asks.HEARD)))
        .forEach(o -> all.add(taken(a, o).with("value", complaint.text("subject"))));
    return all;
  }

  private CaseRecord taken(CaseRecord a, CaseRecord objection) {
    return fact(a, GateKind.OBJECTION_TAKEN, desk.now()).with("subject", objection.id().toString());
  }

  /// A fact about every notice that still hangs, or is to hang, elsewhere.
  private List<CaseRecord> about(
      CaseFile file, CaseRecord a, Deed deed, Map<String, String> values) {
    int days = RuleSets.forCase(file).publicityDays();
    return Posting.running(file, days).stream()
        .map(p ->
            fact(a, deed.fact().orElseThrow(), desk.now())
                .with("subject", p.sent().id().toString())
                .with("reason", values.getOrDefault("reason", "")))
        .toList();
  }

  private String subject(Deed deed, Map<String, String> values) {
    return switch (deed) {
      case AUTHORIZATION_REFUSED -> values.getOrDefault("person", "");
      case CONSENT -> values.getOrDefault("scheme", "");
      case NOTICE_END -> "END";
      case LETTER, DELIVERED -> letter(values, 0);
      case COMPLAINT -> desk.newId().toString();
      case COMPLAINT_CLOSE -> values.getOrDefault("complaint", "");
      default -> "";
    };
  }

  private static String value(CaseFile file, Deed deed, Map<String, String> values) {
    return switch (deed) {
      case REPORT, LETTER, FILED -> values.getOrDefault("number", "");
      case APPRAISED -> values.getOrDefault("conclusion", "");
      case POST, POST_AGAIN, POST_DISTRICT -> values.getOrDefault("place", "");
      case DELIVERED -> values.getOrDefault("receiver", "");
      case OBJECT, OBJECT_TOO -> values.getOrDefault("who", "");
      case COMPLAINT -> values.getOrDefault("source", "");
      case COMPLAINT_CLOSE, SETTLE -> values.getOrDefault("result", "");
      case OTHER_INSPECTOR -> instead(file, values);
      default -> "";
    };
  }

  /// Who checks from now on: the newest fact says it all, whoever was drawn beside stays.
  private static String instead(CaseFile file, Map<String, String> values) {
    var people = new LinkedHashSet<>(Draw.inspectors(file));
    people.remove(values.getOrDefault("replaced", ""));
    for (String named : List.of("person", "second"))
      if (!values.getOrDefault(named, "").isEmpty()) people.add(values.getOrDefault(named, ""));
    return String.join(",", people);
  }

  private static String reason(Deed deed, Map<String, String> values) {
    String words = values.getOrDefault("reason", "");
    return switch (deed) {
      case LETTER, DELIVERED -> letter(values, 1);
      case POST, POST_AGAIN, POST_DISTRICT -> values.getOrDefault("byLetter", "");
      default -> words;
    };
  }

  /// A letter is named by its paper and its scheme ([cn.ruhu.casefile.process.Letter#key]).
  private static String letter(Map<String, String> values, int part) {
    String[] parts = values.getOrDefault("letter", "").split(":", -1);
    return part < parts.length ? parts[part] : "";
  }

  /// C6: every positive opinion is given anew, as it was or as a refusal with its reason.
  private List<CaseRecord> opinionsAnew(CaseFile file, CaseRecord a, Map<String, String> values) {
    var all = new ArrayList<CaseRecord>();
    for (String scheme : file.judgedSchemes()) {
      Optional<CaseRecord> was = file.opinion(scheme);
      if (was.isEmpty()) continue;
      String choice = values.getOrDefault("scheme:" + scheme, Asks.KEEP);
      CaseRecord anew =
          CaseRecord.of(RecordType.OPINION, desk.newId(), a.scope(), a.id(), was.get().fields())
              .with("by", desk.actor().staff().toString())
              .with("at", desk.now().toString())
              .with("supersedes", was.get().id().toString());
      all.add(
          choice.equals(Asks.KEEP)
              ? anew
              : anew.with("positive", "false")
                  .with("reasonCode", choice)
                  .with("reasonText", values.getOrDefault("reason", ""))
                  .with("monthlyFen", "")
                  .with("reviewClass", ""));
    }
    return all;
  }

  private CaseRecord fact(CaseRecord a, GateKind kind, Instant at) {
    return record(RecordType.GATE_FACT, a, Map.of("kind", kind.name()))
        .with("by", desk.actor().staff().toString())
        .with("at", at.toString());
  }

  private CaseRecord record(RecordType type, CaseRecord a, Map<String, String> fields) {
    return CaseRecord.of(type, desk.newId(), a.scope(), a.id(), fields)
        .with("application", a.id().toString());
  }

  /// The day that was named, else now; a day of today is this moment.
  private Instant at(Map<String, String> values) {
    String day = values.getOrDefault("day", "");
    if (day.isEmpty() || day.equals(desk.today().toString())) return desk.now();
    return LocalDate.parse(day).atTime(LocalTime.NOON).atZone(desk.zone()).toInstant();
  }
}
