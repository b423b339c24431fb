package cn.ruhu.wire;

import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// [Op] ↔ its exact bytes: one line of JSON without the line feed. The bytes are what is
/// journalled, chained, sent and kept; a reader tolerates fields it does not know and nobody ever
/// writes an op again that somebody else wrote. Thread-safe.
public final class OpCodec {
  /// asked several times for each op
  private static final Map<String, RecordType> TYPES =
      Stream.of(RecordType.values()).collect(Collectors.toUnmodifiableMap(Enum::name, t -> t));

  private OpCodec() {}

  /// @throws WireException `TOO_LARGE` beyond [Protocol#OP_BYTES_MAX]: such an op could never be
  ///   sent, so it must not be saved
  public static byte[] write(Op op) throws WireException {
    byte[] line = Messages.write(op);
    if (line.length > Protocol.OP_BYTES_MAX)
      throw new WireException(WireException.Code.TOO_LARGE, "op of " + line.length + " bytes");
    return line;
  }

  /// An op of an older schema comes as the newest one says it ([Upcasts]).
  ///
  /// @throws WireException `TOO_LARGE`, `MALFORMED`, `VERSION` for a shape from the future
  public static Op read(byte[] line) throws WireException {
    if (line.length > Protocol.OP_BYTES_MAX)
      throw new WireException(WireException.Code.TOO_LARGE, "op of " + line.length + " bytes");
    for (byte b : line) {
      if (b == '\n' || b == '\r')
        throw new WireException(WireException.Code.MALFORMED, "an op is one line");
    }
    Op op = Messages.read(line, Op.class);
    if (op.jseq() < 1)
      throw new WireException(WireException.Code.MALFORMED, "an op has a journal number");
    return op.schema() == Op.SCHEMA ? op : Upcasts.STANDARD.lift(line, op.schema());
  }

  /// The wire form of a change.
  public static Change change(RecordChange change) {
    var set = new TreeMap<String, List<@Nullable String>>();
    for (Map.Entry<String, FieldChange> e : change.fields().entrySet()) {
      var pair = new ArrayList<@Nullable String>(2);
      pair.add(e.getValue().before());
      pair.add(e.getValue().after());
      set.put(e.getKey(), pair);
    }
    return new Change(
        change.type().name(),
        change.id(),
        change.scope(),
        change.caseId(),
        set,
        change.create(),
        change.delete());
  }

  /// Back again; empty when this program does not know the record type (a newer program made it:
  /// keep the bytes, show nothing).
  public static Optional<RecordChange> change(Change change) {
    Optional<RecordType> type = type(change.type());
    if (type.isEmpty()) return Optional.empty();
    var fields = new TreeMap<String, FieldChange>();
    for (Map.Entry<String, List<@Nullable String>> e : change.set().entrySet()) {
      fields.put(e.getKey(), new FieldChange(e.getValue().get(0), e.getValue().get(1)));
    }
    return Optional.of(
        new RecordChange(
            type.get(),
            change.id(),
            change.scope(),
            change.caseId(),
            fields,
            change.create(),
            change.delete()));
  }

  /// Record type of that name; empty for one this program does not know.
  public static Optional<RecordType> type(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }
}
