package cn.ruhu.desktop.admin;

import cn.ruhu.desktop.admin.AdminOffice.Told;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Checkpoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The audit log, newest first, and whether it can be believed. Nothing of it is kept on this
/// machine but the checkpoint the district signed last. Window thread only.
final class LogViewModel {
  /// rows shown at once
  static final int PAGE = 200;

  /// questions for one page: each looks through thousands of rows
  private static final int QUESTIONS_MAX = 10;

  private final AdminOffice office;
  private final Background background;
  private final LogWords words;
  private final Predicate<String> known;
  private final ObservableValue<@Nullable Register> register;
  private final Latest latest;
  private final List<Admin.LogRow> rows = new ArrayList<>();
  private long next;
  private boolean quiet;

  final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable LogLine> line = new SimpleObjectProperty<>();

  /// login of who acted or was acted on, empty for anybody
  final StringProperty person = new SimpleStringProperty("");

  /// [LogKind#key], empty for all
  final StringProperty kind = new SimpleStringProperty("");

  /// ISO days, empty for no bound; both are meant with the whole day
  final StringProperty from = new SimpleStringProperty("");

  final StringProperty until = new SimpleStringProperty("");

  /// the newest row shown is this one, 0 for the log's newest
  final LongProperty start = new SimpleLongProperty();

  final BooleanProperty read = new SimpleBooleanProperty();
  final BooleanProperty older = new SimpleBooleanProperty();
  final BooleanProperty busy = new SimpleBooleanProperty();
  final BooleanProperty proving = new SimpleBooleanProperty();

  /// the last day lies before the first
  final BooleanProperty daysCrossed = new SimpleBooleanProperty();

  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Standing> standing = new SimpleObjectProperty<>();

  /// How the log stands.
  ///
  /// @param row first one that cannot be believed, 0 for none
  record Standing(Tone tone, Message words, long row) {}

  /// Whether it can be believed.
  enum Tone {
    GOOD,
    /// nobody knows
    OPEN,
    BAD
  }

  /// @param register who is who
  /// @param known whether there are words for a key
  LogViewModel(
      AdminOffice office,
      Background background,
      LogWords words,
      Predicate<String> known,
      ObservableValue<@Nullable Register> register) {
    this.office = office;
    this.background = background;
    this.words = words;
    this.known = known;
    this.register = register;
    this.latest = new Latest(background);
    for (StringProperty filter : List.of(person, kind, from, until))
      filter.subscribe((_, _) -> {
        if (quiet) return;
        start.set(0);
        refresh();
      });
    register.subscribe(this::say);
  }

  /// Reads the log anew, from its newest row or from the one that was gone to.
  void refresh() {
    Optional<Admin.LogRequest> request = request(start.get() == 0 ? 0 : start.get() + 1);
    daysCrossed.set(request.isEmpty());
    request.ifPresent(r -> fetch(r, false));
  }

  /// Goes on to older rows.
  void goOn() {
    if (older.get() && !busy.get()) request(next).ifPresent(r -> fetch(r, true));
  }

  /// Shows a row and what came before it, whoever did it.
  void goTo(long row) {
    clear(row);
  }

  /// Shows all again, from the newest.
  void clear() {
    clear(0);
  }

  private void clear(long row) {
    quiet = true;
    for (StringProperty filter : List.of(person, kind, from, until)) filter.set("");
    quiet = false;
    start.set(row);
    refresh();
  }

  private Optional<Admin.LogRequest> request(long before) {
    Optional<LocalDate> first = day(from.get());
    Optional<LocalDate> last = day(until.get());
    if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get()))
      return Optional.empty();
    List<String> kinds =
        Arrays.stream(LogKind.values())
            .filter(k -> k.key().equals(kind.get()))
            .findFirst()
            .map(LogKind::codes)
            .orElse(List.of());
    return Optional.of(
        new Admin.LogRequest(
            before,
            PAGE,
            whose(),
            kinds,
            first.map(LogViewModel::begins).orElse(0L),
            last.map(d -> begins(d.plusDays(1))).orElse(0L)));
  }

  private static Optional<LocalDate> day(String iso) {
    try {
      return iso.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(iso));
    } catch (DateTimeException e) {
      return Optional.empty(); // the field says so
    }
  }

  private static long begins(LocalDate day) {
    return day.atStartOfDay(Show.ZONE).toInstant().toEpochMilli();
  }

  private @Nullable UUID whose() {
    Register now = register.getValue();
    if (now == null) return null;
    return now.people().stream()
        .filter(p -> p.login().equals(person.get()))
        .map(Admin.StaffEntry::id)
        .findFirst()
        .orElse(null);
  }

  /// Rows until a page is full, the end is reached, or enough was looked through.
  private static Told<Admin.LogPage> page(AdminOffice office, Admin.LogRequest first) {
    var found = new ArrayList<Admin.LogRow>();
    Admin.LogRequest request = first;
    for (int i = 1; ; i++) {
      Told<Admin.LogPage> told = office.log(request);
      if (!(told instanceof Told.Given<Admin.LogPage>(Admin.LogPage page))) return told;
      found.addAll(page.rows());
      if (page.next() == 0 || found.size() >= PAGE || i == QUESTIONS_MAX)
        return new Told.Given<>(new Admin.LogPage(found, page.next(), page.serverTime()));
      request =
          new Admin.LogRequest(
              page.next(),
              PAGE - found.size(),
              first.staff(),
              first.kinds(),
              first.from(),
              first.until());
    }
  }

  /// @param more the rows that are shown stay
  private void fetch(Admin.LogRequest request, boolean more) {
    busy.set(true);
    latest.read(
        () -> page(office, request),
        told -> {
          settled();
          switch (told) {
            case Told.Given<Admin.LogPage>(Admin.LogPage page) -> {
              problem.set(null);
              if (!more) rows.clear();
              rows.addAll(page.rows());
              next = page.next();
              older.set(next > 0);
              say();
            }
            case Told.Refused<Admin.LogPage>(String code) ->
                problem.set(AdminViewModel.refusal(code, known));
            case Told.Away<Admin.LogPage> _ -> problem.set(Message.of("admin.log.away"));
          }
        },
        _ -> {
          settled();
          problem.set(Message.of("admin.refused.UNEXPECTED"));
        });
  }

  private void settled() {
    busy.set(false);
    read.set(true);
  }

  private void say() {
    words.learn(register.getValue());
    LogLine chosen = line.get();
    lines.setAll(rows.stream().map(words::line).toList());
    line.set(
        chosen == null
            ? null
            : lines.stream().filter(l -> l.seq() == chosen.seq()).findFirst().orElse(null));
  }

  /// Has the district walk through its whole log.
  void prove() {
    if (proving.get()) return;
    proving.set(true);
    background.run(
        office::proof,
        told -> {
          proving.set(false);
          standing.set(
              switch (told) {
                case Told.Given<Proof>(Proof proof) -> of(proof);
                case Told.Refused<Proof>(String code) ->
                    new Standing(Tone.OPEN, AdminViewModel.refusal(code, known), 0);
                case Told.Away<Proof>(String kind) -> new Standing(Tone.OPEN, unproven(kind), 0);
              });
        },
        _ -> {
          proving.set(false);
          standing.set(new Standing(Tone.OPEN, Message.of("admin.log.proof.failed"), 0));
        });
  }

  /// A line that is cut is another thing than a log that is too long to wait for.
  private static Message unproven(String kind) {
    return Message.of(kind.equals("TIMEOUT") ? "admin.log.proof.timeout" : "admin.log.proof.away");
  }

  private Standing of(Proof proof) {
    Admin.LogCheck check = proof.check();
    Checkpoint newest = check.newest();
    String fault = check.fault();
    if (newest != null && !proof.signed())
      return new Standing(Tone.BAD, Message.of("admin.log.proof.KEY", number(newest.seq())), 0);
    if (fault != null) {
      String key = "admin.log.proof." + fault;
      Message words =
          known.test(key)
              ? Message.of(key, number(check.row()))
              : Message.of("admin.log.proof.other", number(check.row()), fault);
      return new Standing(Tone.BAD, words, check.row());
    }
    if (newest == null)
      return new Standing(
          Tone.OPEN, Message.of("admin.log.proof.unsigned", number(check.last())), 0);
    Message good =
        Message.of(
            "admin.log.proof.good",
            Show.minute(Instant.ofEpochMilli(newest.at())),
            number(newest.seq()),
            number(check.first()),
            number(check.last()));
    if (proof.restored()) good = Message.of("admin.log.proof.restored", good);
    else if (proof.compared()) good = Message.of("admin.log.proof.compared", good);
    return new Standing(Tone.GOOD, good, 0);
  }

  /// A row's number is its name.
  private static String number(long row) {
    return Long.toString(row);
  }

  /// Whether a row stands where the log can no longer be believed.
  boolean doubtful(LogLine of) {
    Standing now = standing.get();
    return now != null && now.row() > 0 && of.seq() >= now.row();
  }
}
