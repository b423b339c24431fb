package cn.ruhu.desktop.review;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.process.Completeness;
import cn.ruhu.casefile.process.Stage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// A row of the queue as the bytes of a case's line in the store: a hundred thousand of them are
/// read at sign-in, so texts and lists that many rows share become one object. One instance reads
/// many lines; not thread-safe.
final class QueueLine {
  /// Another one whenever what is written here, or what it means, changes.
  static final String SHAPE = "queue 4 " + Arrays.toString(Stage.values()).hashCode();

  private static final int MINE = 1;
  private static final int INVALID = 2;
  private static final int CONFLICT = 4;
  private static final int OFFICIALS = 8;
  private static final int RETURNED = 16;
  private static final int BY_ME = 32;
  private static final int DUE = 64;
  private static final int PROVISIONAL = 128;
  private static final int REVIEWED = 256;
  private static final int ANOTHER = 512;
  private static final int LENGTH_MAX = 64 * 1024;

  private static final List<Stage> STAGES = List.of(Stage.values());

  /// texts beyond it are of one row alone
  private static final int SHARED_LENGTH_MAX = 12;

  private final Map<List<String>, List<String>> lists = new HashMap<>();
  private final Map<Integer, LocalDate> days = new HashMap<>();
  private final Map<Due, Optional<Due>> dues = new HashMap<>();
  private final Map<UUID, Optional<UUID>> reviewers = new HashMap<>();
  private final Map<List<UUID>, Pair> pairs = new HashMap<>();
  private final LocalDate today;
  private final Function<Due, Integer> left;
  private final Function<List<UUID>, String> names;

  /// Who visited, and their names.
  private record Pair(List<UUID> ids, String names) {}

  /// @param today the day at which the rows are shown
  /// @param left working days from then to a due day
  /// @param names of who visited
  QueueLine(LocalDate today, Function<Due, Integer> left, Function<List<UUID>, String> names) {
    this.today = today;
    this.left = left;
    this.names = names;
  }

  /// Empty for a row that would not fit into a line: it is made anew each time.
  static Optional<byte[]> write(QueueRow r) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH_MAX);
    try {
      out.putShort((short) flags(r)).put((byte) STAGES.indexOf(r.stage()));
      put(out, r.number());
      put(out, r.applicant());
      put(out, r.address());
      put(out, r.schemes());
      r.due().ifPresent(d -> out.putInt((int) d.date().toEpochDay()));
      out.putInt((int) r.since().toEpochDay()).putInt((int) r.made().toEpochDay());
      out.putLong(r.print());
      for (int n :
          new int[] {
            r.people(),
            r.must(),
            r.should(),
            r.quality(),
            r.differences(),
            r.filesAll(),
            r.papers().count().there(),
            r.papers().count().needed(),
            r.pending(),
            r.talk().questions(),
            r.talk().unanswered(),
            r.talk().rounds()
          }) out.putShort((short) Math.min(n, Short.MAX_VALUE));
      put(out, r.files().away());
      put(out, r.missing());
      r.talk().reviewer().ifPresent(id -> put(out, id));
      out.put((byte) r.pair().size());
      r.pair().forEach(id -> put(out, id));
    } catch (java.nio.BufferOverflowException _) {
      return Optional.empty();
    }
    byte[] line = new byte[out.position()];
    out.flip().get(line);
    return Optional.of(line);
  }

  private static int flags(QueueRow r) {
    return (r.mine() ? MINE : 0)
        | (r.doubts().invalid() ? INVALID : 0)
        | (r.conflict() ? CONFLICT : 0)
        | (r.officials() ? OFFICIALS : 0)
        | (r.returned() ? RETURNED : 0)
        | (r.returnedByMe() ? BY_ME : 0)
        | (r.due().isPresent() ? DUE : 0)
        | (r.due().filter(Due::provisional).isPresent() ? PROVISIONAL : 0)
        | (r.talk().reviewer().isPresent() ? REVIEWED : 0)
        | (r.talk().another() ? ANOTHER : 0);
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static void put(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > Short.MAX_VALUE) throw new java.nio.BufferOverflowException();
    out.putShort((short) bytes.length).put(bytes);
  }

  private static void put(ByteBuffer out, Collection<String> texts) {
    if (texts.size() > Short.MAX_VALUE) throw new java.nio.BufferOverflowException();
    out.putShort((short) texts.size());
    texts.forEach(t -> put(out, t));
  }

  /// The row as it was kept, as it stands today. Empty when the bytes are none of ours.
  ///
  /// @param application its id, which the store keeps beside the line
  /// @param line what remains of it is read
  Optional<QueueRow> read(UUID application, ByteBuffer line) {
    try {
      return Optional.of(row(application, line));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private QueueRow row(UUID application, ByteBuffer in) {
    int flags = in.getShort();
    Stage stage = STAGES.get(in.get());
    String number = text(in);
    String applicant = text(in);
    String address = text(in);
    List<String> schemes = texts(in);
    Optional<Due> due =
        has(flags, DUE) ? due(in.getInt(), has(flags, PROVISIONAL)) : Optional.empty();
    LocalDate since = day(in.getInt());
    LocalDate made = day(in.getInt());
    long print = in.getLong();
    int people = in.getShort();
    var doubts =
        new QueueRow.Doubts(in.getShort(), in.getShort(), in.getShort(), has(flags, INVALID));
    int differences = in.getShort();
    int files = in.getShort();
    var count = new Completeness(in.getShort(), in.getShort());
    int pending = in.getShort();
    int questions = in.getShort();
    int unanswered = in.getShort();
    int rounds = in.getShort();
    var away = new QueueRow.Files(files, Set.copyOf(texts(in)));
    List<String> missing = texts(in);
    Optional<UUID> reviewer = has(flags, REVIEWED) ? reviewer(id(in)) : Optional.empty();
    Pair pair = pair(in);
    return new QueueRow(
        application,
        number,
        applicant,
        address,
        people,
        schemes,
        stage,
        due,
        due.map(left).orElse(0),
        has(flags, MINE),
        doubts,
        differences,
        away,
        new QueueRow.Papers(count, missing, pending),
        has(flags, CONFLICT),
        has(flags, OFFICIALS),
        new QueueRow.Talk(
            questions, unanswered, rounds, has(flags, RETURNED), reviewer, has(flags, ANOTHER)),
        has(flags, BY_ME),
        pair.ids(),
        pair.names(),
        since,
        QueueRow.waited(since, today),
        print,
        made);
  }

  private static boolean has(int flags, int bit) {
    return (flags & bit) != 0;
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private LocalDate day(int epochDay) {
    return days.computeIfAbsent(epochDay, LocalDate::ofEpochDay);
  }

  private Optional<Due> due(int epochDay, boolean provisional) {
    return dues.computeIfAbsent(new Due(day(epochDay), provisional), Optional::of);
  }

  private Optional<UUID> reviewer(UUID id) {
    return reviewers.computeIfAbsent(id, Optional::of);
  }

  private Pair pair(ByteBuffer in) {
    int n = in.get();
    if (n == 0) return pairs.computeIfAbsent(List.of(), ids -> new Pair(ids, ""));
    var ids = new ArrayList<UUID>(n);
    for (int i = 0; i < n; i++) ids.add(id(in));
    Pair known = pairs.get(ids);
    if (known != null) return known;
    Pair fresh = new Pair(List.copyOf(ids), names.apply(ids));
    pairs.put(fresh.ids(), fresh);
    return fresh;
  }

  private static String text(ByteBuffer in) {
    int length = in.getShort();
    if (length < 0 || length > in.remaining()) throw new BufferUnderflowException();
    int at = in.position();
    in.position(at + length);
    return new String(in.array(), in.arrayOffset() + at, length, StandardCharsets.UTF_8);
  }

  private List<String> texts(ByteBuffer in) {
    int n = in.getShort();
    if (n == 0) return List.of();
    var all = new ArrayList<String>(n);
    boolean shared = true;
    for (int i = 0; i < n; i++) {
      String text = text(in);
      all.add(text);
      shared &= text.length() <= SHARED_LENGTH_MAX;
    }
    return shared ? lists.computeIfAbsent(all, List::copyOf) : all;
  }
}
