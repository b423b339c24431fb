package cn.ruhu.desktop.work;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads lines that [LineOut] wrote, one after the other: whatever many of them share becomes one
/// object. Bytes that are no line end in a [BufferUnderflowException], an
/// [IndexOutOfBoundsException], a [java.time.DateTimeException] or an [IllegalArgumentException].
/// Not thread-safe.
public final class LineIn {
  private static final int SEVEN = 7;

  /// texts beyond it are of one row alone
  private static final int SHARED_LENGTH_MAX = 16;

  private final LocalDate today;
  private final Function<UUID, String> names;
  private final Map<Object, Object> shared = new HashMap<>();
  private final Map<Due, Integer> left = new HashMap<>();
  private ByteBuffer in = ByteBuffer.allocate(0);

  /// @param today the day at which the rows are shown
  /// @param names of people and agencies, the empty text for one nobody here knows
  LineIn(LocalDate today, Function<UUID, String> names) {
    this.today = today;
    this.names = names;
  }

  void begin(ByteBuffer line) {
    in = line;
  }

  /// The day at which the row is shown.
  public LocalDate today() {
    return today;
  }

  /// A person's or an agency's name.
  public String name(UUID id) {
    return names.apply(id);
  }

  /// Working days from today.
  public int left(Due due) {
    return left.computeIfAbsent(due, d -> WorkingDays.remaining(d, today));
  }

  /// The same object for all that are equal.
  @SuppressWarnings("unchecked") // equal ones are of one type
  public <E> E shared(E value) {
    return (E) shared.computeIfAbsent(value, Function.identity());
  }

  public boolean flag() {
    return in.get() != 0;
  }

  public int number() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += SEVEN) {
      byte next = in.get();
      value |= (next & ~(-1 << SEVEN)) << shift;
      if (next >= 0) return value;
    }
    throw new IllegalArgumentException("a number too long");
  }

  /// @param all of the kind, in their order
  public <E> E code(List<E> all) {
    return all.get(number());
  }

  public String text() {
    int length = number();
    if (length < 0 || length > in.remaining()) throw new BufferUnderflowException();
    int at = in.position();
    in.position(at + length);
    String text = new String(in.array(), in.arrayOffset() + at, length, StandardCharsets.UTF_8);
    return text.length() <= SHARED_LENGTH_MAX ? shared(text) : text;
  }

  public UUID id() {
    return new UUID(in.getLong(), in.getLong());
  }

  /// Of somebody who stands in many lines.
  public UUID person() {
    return shared(id());
  }

  public LocalDate day() {
    return shared(LocalDate.ofEpochDay(in.getLong()));
  }

  public Instant instant() {
    return Instant.ofEpochSecond(in.getLong(), in.getInt());
  }

  public Due due() {
    return shared(new Due(day(), flag()));
  }

  public <E> Optional<E> optional(Supplier<E> read) {
    return flag() ? Optional.of(read.get()) : Optional.empty();
  }

  public <E> List<E> list(Supplier<E> read) {
    int n = number();
    if (n < 0 || n > in.remaining()) throw new BufferUnderflowException();
    var all = new ArrayList<E>(n);
    for (int i = 0; i < n; i++) all.add(read.get());
    return List.copyOf(all);
  }

  public Hindrance hindrance() {
    return shared(new Hindrance(text(), text(), list(this::text)));
  }

  public CaseRecord record() {
    RecordType type = RecordType.valueOf(text());
    UUID id = id();
    String scope = text();
    Optional<UUID> caseId = optional(this::id);
    int n = number();
    var fields = new TreeMap<String, String>();
    for (int i = 0; i < n; i++) fields.put(text(), text());
    return new CaseRecord(type, id, scope, caseId.orElse(null), fields);
  }
}
