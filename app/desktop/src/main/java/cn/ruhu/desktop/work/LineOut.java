package cn.ruhu.desktop.work;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Writes what a list has of a case as the bytes of its line; [LineIn] reads them in the same
/// order. As long as it must be. Not thread-safe.
public final class LineOut {
  private static final int BEGIN = 128;
  private static final int SEVEN = 7;

  private ByteBuffer out = ByteBuffer.allocate(BEGIN);

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes)
      out =
          ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + bytes)).put(out.flip());
    return out;
  }

  /// What was written.
  public byte[] bytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  public void flag(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
  }

  /// A whole number, short when it is small and not negative.
  public void number(int value) {
    int rest = value;
    while ((rest & -1 << SEVEN) != 0) {
      room(1).put((byte) (rest | 1 << SEVEN));
      rest >>>= SEVEN;
    }
    room(1).put((byte) rest);
  }

  /// One of a kind by its place.
  ///
  /// @param all of the kind, in their order: another order is another shape of the line
  public <E> void code(E value, List<E> all) {
    number(all.indexOf(value));
  }

  public void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    room(bytes.length).put(bytes);
  }

  public void id(UUID value) {
    room(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
  }

  /// Any day, also one far beyond all calendars that stands for none.
  public void day(LocalDate value) {
    room(Long.BYTES).putLong(value.toEpochDay());
  }

  public void instant(Instant value) {
    room(Long.BYTES + Integer.BYTES).putLong(value.getEpochSecond()).putInt(value.getNano());
  }

  public void due(Due value) {
    day(value.date());
    flag(value.provisional());
  }

  public <E> void optional(Optional<E> value, Consumer<E> write) {
    flag(value.isPresent());
    value.ifPresent(write);
  }

  public <E> void list(Collection<E> values, Consumer<E> write) {
    number(values.size());
    values.forEach(write);
  }

  public void hindrance(Hindrance value) {
    text(value.code());
    text(value.article());
    list(value.args(), this::text);
  }

  /// A record with everything in it.
  public void record(CaseRecord value) {
    text(value.type().name());
    id(value.id());
    text(value.scope());
    optional(Optional.ofNullable(value.caseId()), this::id);
    number(value.fields().size());
    value
        .fields()
        .forEach((name, content) -> {
          text(name);
          text(content);
        });
  }
}
