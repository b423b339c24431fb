package cn.ruhu.server.inbox;

import cn.ruhu.server.db.JournalRows;
import cn.ruhu.server.db.Storable;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Op;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether an op can be stored at all, whoever sends it: no text a database cannot hold, no absurd
/// sizes, each record named once.
final class Soundness {
  static final int CHANGES_MAX = 500;
  static final int FIELDS_MAX = 2_000;
  static final int NAME_MAX = 200;
  static final int VALUE_MAX = 100_000;

  private Soundness() {}

  static Optional<Objection> of(Op op) {
    if (op.changes().isEmpty() || op.changes().size() > CHANGES_MAX)
      return Optional.of(Objection.of("CHANGES"));
    if (op.kind().length() > NAME_MAX || !Storable.is(op.kind()))
      return Optional.of(Objection.of("KIND"));
    var seen = new HashSet<UUID>();
    for (Change change : op.changes()) {
      if (!seen.add(change.id())) return Optional.of(Objection.of("RECORD_TWICE"));
      Optional<Objection> objection = of(change);
      if (objection.isPresent()) return objection;
    }
    for (String file : op.files()) {
      if (FileAddress.parse(file).isEmpty()) return Optional.of(Objection.of("FILE_ADDRESS"));
    }
    return Optional.empty();
  }

  private static Optional<Objection> of(Change change) {
    boolean named =
        !change.type().isEmpty()
            && change.type().length() <= NAME_MAX
            && Storable.is(change.type());
    if (!named || change.set().size() > FIELDS_MAX || (change.create() && change.delete()))
      return Optional.of(Objection.of("CHANGE"));
    for (var entry : change.set().entrySet()) {
      String field = entry.getKey();
      boolean bad =
          field.isEmpty()
              || field.length() > NAME_MAX
              || field.equals(JournalRows.MADE) // would be taken for who made the record
              || !Storable.is(field);
      if (bad) return Optional.of(Objection.of("FIELD_NAME"));
      List<@Nullable String> pair = entry.getValue();
      for (String value : pair) {
        if (value != null && (value.length() > VALUE_MAX || !Storable.is(value)))
          return Optional.of(new Objection("TEXT", change.type() + "." + field, null));
      }
    }
    return Optional.empty();
  }

  /// The op's kind as it may be stored beside its body; empty when it is none.
  static String kind(Op op) {
    return op.kind().length() <= NAME_MAX && Storable.is(op.kind()) ? op.kind() : "";
  }
}
