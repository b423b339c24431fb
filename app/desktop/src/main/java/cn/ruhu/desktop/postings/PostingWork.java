package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.PostingDuty;
import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.PhotoFile;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What is recorded of another street's notice at this street's board: each deed is one durable op
/// with its facts and photo together. Called off the window's thread.
final class PostingWork {
  private static final String BOARD = "D20";
  private static final String PAPERS = "D26";

  private final Desk desk;

  PostingWork(Desk desk) {
    this.desk = desk;
  }

  Desk desk() {
    return desk;
  }

  /// What came of a deed.
  sealed interface Result {
    /// @param words what was recorded
    record Done(Message words) implements Result {}

    /// Nothing was written; the words say what to do.
    record Refused(List<Message> why) implements Result {
      public Refused {
        why = List.copyOf(why);
      }
    }
  }

  /// A photograph that was looked at.
  ///
  /// @param shows the files whose notices are on it, as far as their codes were read
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  private record Photo(byte[] bytes, String mime, Instant taken, Set<UUID> shows) {}

  /// Whether this person records objections: the server takes them from the window alone.
  boolean hearsObjections() {
    return Rights.mayRecord(desk.actor().role(), GateKind.OBJECTION_RAISED);
  }

  List<PostingRow> rows() {
    return desk.store().all(RecordType.POSTING).stream()
        .filter(p -> p.text("street").equals(desk.actor().street()))
        .map(p -> PostingRow.of(desk, p))
        .sorted(PostingRow.ORDER)
        .toList();
  }

  /// It hangs: the place, the moment, the photo.
  ///
  /// @param byHand somebody says that the photo shows this notice, where no code was read
  Result posted(UUID id, String place, Path photo, boolean byHand)
      throws StoreException, IOException {
    if (PostingDuty.postedOn(desk.caseFile(id)).isPresent())
      return refused(Message.of("postings.problem.posted"));
    return shown(id, photo, byHand, (posting, taken) -> posted(posting, place, taken));
  }

  /// It came down.
  Result removed(UUID id, Path photo, boolean byHand) throws StoreException, IOException {
    return shown(id, photo, byHand, this::removed);
  }

  private interface Deed {
    Result done(CaseRecord posting, Photo photo) throws StoreException;
  }

  /// Photographs file themselves: the code says whose notice it is, the notice what is next.
  ///
  /// @return what became of each, in their order; of one that shows several notices, of each of
  ///   these
  List<Result> take(List<Path> photos) throws StoreException {
    var all = new ArrayList<Result>();
    for (Path p : photos) {
      try {
        all.addAll(taken(p));
      } catch (
          IOException _) { // a card pulled out, a share gone: the others are filed all the same
        all.add(
            refused(Message.of("postings.problem.unreadable", String.valueOf(p.getFileName()))));
      }
    }
    return List.copyOf(all);
  }

  /// Whether a notice of this file hangs, or is to hang, here.
  boolean looksAfter(UUID application) {
    return desk.store().all(RecordType.POSTING).stream()
        .filter(p -> p.text("street").equals(desk.actor().street()))
        .anyMatch(p -> p.ref("application").filter(application::equals).isPresent());
  }

  /// [#take(List)] of one photo that came in elsewhere.
  ///
  /// @param came when, for a camera that does not say when it was taken
  /// @return why it was not filed; empty when it was, for every notice on it
  List<Message> take(byte[] bytes, String name, Instant came) throws StoreException {
    Instant now = desk.now();
    Optional<Photo> photo =
        photo(bytes, PhotoFile.taken(desk, bytes).orElse(came.isBefore(now) ? came : now));
    var why = new ArrayList<Message>();
    for (Result r : taken(photo, name)) if (r instanceof Result.Refused(var said)) why.addAll(said);
    return why;
  }

  private List<Result> taken(Path file) throws StoreException, IOException {
    return taken(read(file), String.valueOf(file.getFileName()));
  }

  private List<Result> taken(Optional<Photo> photo, String name) throws StoreException {
    if (photo.isEmpty()) return List.of(refused(Message.of("postings.problem.picture", name)));
    Set<UUID> shows = photo.get().shows();
    if (shows.isEmpty()) return List.of(refused(Message.of("postings.problem.code", name)));
    List<PostingRow> ours =
        rows().stream().filter(r -> r.application().filter(shows::contains).isPresent()).toList();
    if (ours.isEmpty()) return List.of(refused(Message.of("postings.problem.nobody", name)));
    var all = new ArrayList<Result>();
    for (UUID shown : shows) { // a notice of this street's own board hangs beside it: no trouble
      List<PostingRow> named =
          ours.stream().filter(r -> r.application().filter(shown::equals).isPresent()).toList();
      if (!named.isEmpty()) all.add(filed(named, photo.get(), name));
    }
    return List.copyOf(all);
  }

  /// Files a photograph for one of the notices on it.
  ///
  /// @param named notices of that file here, at least one
  private Result filed(List<PostingRow> named, Photo photo, String name) throws StoreException {
    List<PostingRow> open = named.stream().filter(r -> r.task().isOpen()).toList();
    if (open.isEmpty()) {
      boolean hangs = named.stream().anyMatch(r -> r.task() == Task.HANGS);
      String until =
          named.stream()
              .flatMap(r -> r.due().stream())
              .findFirst()
              .map(LocalDate::toString)
              .orElse("");
      return refused(
          Message.of(hangs ? "postings.problem.hangs" : "postings.problem.over", name, until));
    }
    if (open.size() > 1) return refused(Message.of("postings.problem.several", name));
    PostingRow row = open.getFirst();
    return row.task() == Task.PUT_UP
        ? posted(row.posting(), board(row.posting()), photo)
        : removed(row.posting(), photo);
  }

  /// Where notices hang unless somebody says otherwise.
  static String board(CaseRecord posting) {
    return posting.get("community").orElse(CodeTables.label("street", posting.text("street")));
  }

  /// An objection heard here: it travels to the street that handles the case.
  ///
  /// @param who as it is to be answered; shown to the handling street's office alone
  Result objected(UUID id, String who, String words, Optional<Path> paper)
      throws StoreException, IOException {
    CaseRecord posting = desk.store().record(id).orElseThrow();
    var made = new ArrayList<CaseRecord>();
    CaseRecord fact =
        fact(posting, GateKind.OBJECTION_RAISED).with("value", who).with("reason", words);
    if (paper.isPresent()) {
      Optional<Photo> photo = read(paper.get());
      if (photo.isEmpty())
        return refused(Message.of("postings.problem.picture", paper.get().getFileName()));
      CaseRecord page = page(posting, photo.get(), PAPERS);
      made.add(page);
      fact = fact.with("page", page.id().toString());
    }
    made.add(fact);
    return write(posting, made, Message.of("postings.done.objection"));
  }

  private Result shown(UUID id, Path file, boolean byHand, Deed deed)
      throws StoreException, IOException {
    CaseRecord posting = desk.store().record(id).orElseThrow();
    Optional<Photo> photo = read(file);
    String name = String.valueOf(file.getFileName());
    if (photo.isEmpty()) return refused(Message.of("postings.problem.picture", name));
    Set<UUID> shows = photo.get().shows();
    if (shows.isEmpty() && !byHand) return refused(Message.of("postings.problem.unread", name));
    if (!shows.isEmpty() && posting.ref("application").filter(shows::contains).isEmpty()) {
      Optional<CaseRecord> other =
          rows().stream()
              .filter(r -> r.application().filter(shows::contains).isPresent())
              .map(PostingRow::posting)
              .findFirst();
      return refused(
          other
              .map(o -> Message.of("postings.problem.other", name, o.text("number")))
              .orElse(Message.of("postings.problem.foreign", name)));
    }
    return deed.done(posting, photo.get());
  }

  private Result posted(CaseRecord posting, String place, Photo photo) throws StoreException {
    Optional<Message> early = early(posting, photo);
    if (early.isPresent()) return refused(early.get());
    CaseRecord page = page(posting, photo, BOARD);
    return write(
        posting,
        List.of(
            page,
            fact(posting, GateKind.NOTICE_POSTED).with("value", place),
            fact(posting, GateKind.NOTICE_PHOTO)
                .with("subject", "START")
                .with("page", page.id().toString())),
        Message.of("postings.done.posted", posting.text("number")));
  }

  private Result removed(CaseRecord posting, Photo photo) throws StoreException {
    Optional<LocalDate> last = PostingDuty.lastDay(desk.caseFile(posting.id()));
    LocalDate taken = LocalDate.ofInstant(photo.taken(), desk.zone());
    boolean hung = posting.get("recalledAt").isEmpty();
    if (hung && last.isPresent() && !taken.isAfter(last.get()))
      return refused(
          Message.of(
              "work.hindrance.REMOVED_TOO_EARLY",
              last.get().toString(),
              last.get().plusDays(1).toString()));
    CaseRecord page = page(posting, photo, BOARD);
    return write(
        posting,
        List.of(
            page,
            fact(posting, GateKind.NOTICE_PHOTO)
                .with("subject", "END")
                .with("page", page.id().toString())),
        Message.of("postings.done.removed", posting.text("number")));
  }

  /// A photo older than its notice shows another one.
  private Optional<Message> early(CaseRecord posting, Photo photo) {
    LocalDate sent =
        CaseFile.instant(posting, "sentAt")
            .map(at -> at.atZone(Process.ZONE).toLocalDate())
            .orElse(LocalDate.MIN);
    return LocalDate.ofInstant(photo.taken(), desk.zone()).isBefore(sent)
        ? Optional.of(Message.of("postings.problem.old", sent.toString()))
        : Optional.empty();
  }

  /// Everything in one op, when the rules allow each record of it upon those before.
  private Result write(CaseRecord posting, List<CaseRecord> made, Message words)
      throws StoreException {
    CaseFile file = desk.caseFile(posting.id());
    boolean heard =
        made.stream().anyMatch(r -> r.text("kind").equals(GateKind.OBJECTION_RAISED.name()));
    if (heard && !hearsObjections()) return refused(Message.of("postings.problem.window"));
    for (CaseRecord r : made) {
      List<Hindrance> why = PostingDuty.against(file, r);
      if (!why.isEmpty()) return new Result.Refused(why.stream().map(Words::of).toList());
      file = file.with(List.of(RecordChange.create(r)));
    }
    desk.save("save", "", true, made.stream().map(RecordChange::create).toList());
    return new Result.Done(words);
  }

  private Optional<Photo> read(Path file) throws IOException {
    byte[] bytes = PhotoFile.read(file);
    return photo(bytes, PhotoFile.taken(desk, file, bytes));
  }

  private Optional<Photo> photo(byte[] bytes, Instant taken) {
    return ImageProbe.probe(bytes) instanceof ImageProbe.Picture(var mime, var _, var _)
        ? Optional.of(new Photo(bytes, mime, taken, BoardPhoto.shows(bytes, desk.pageKeys())))
        : Optional.empty();
  }

  private CaseRecord page(CaseRecord posting, Photo photo, String slot) throws StoreException {
    String address = desk.store().files().put(photo.bytes(), posting.id(), photo.mime());
    return record(RecordType.PAGE, posting, Map.of("slot", slot, "file", address))
        .with("length", Integer.toString(photo.bytes().length))
        .with("mime", photo.mime())
        .with("takenAt", photo.taken().toString())
        .with("by", desk.actor().staff().toString())
        .with("source", "FILE");
  }

  private CaseRecord fact(CaseRecord posting, GateKind kind) {
    return record(RecordType.GATE_FACT, posting, Map.of("kind", kind.name()))
        .with("by", desk.actor().staff().toString())
        .with("at", desk.now().toString());
  }

  private CaseRecord record(RecordType type, CaseRecord posting, Map<String, String> fields) {
    return CaseRecord.of(type, desk.newId(), posting.scope(), posting.id(), fields)
        .with("application", posting.id().toString());
  }

  private static Result refused(Message why) {
    return new Result.Refused(List.of(why));
  }
}
