package cn.ruhu.server.db;

import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Sensitivity;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.OpCodec;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which fields of a record are sealed in the database: those of class S3, and every field we know
/// nothing about (answers, the values of conflicts, fields of newer programs).
///
/// @param plain readable by SQL
/// @param sealed encrypted by the application
record SealedFields(SortedMap<String, String> plain, SortedMap<String, String> sealed) {

  static SealedFields of(Held record) {
    Optional<RecordType> type = OpCodec.type(record.type());
    var plain = new TreeMap<String, String>();
    var sealed = new TreeMap<String, String>();
    record
        .fields()
        .forEach((name, value) -> {
          Optional<FieldSpec> spec = type.flatMap(t -> t.field(name));
          boolean open = spec.map(s -> s.sensitivity() != Sensitivity.S3).orElse(false);
          (open ? plain : sealed).put(name, value);
        });
    return new SealedFields(plain, sealed);
  }
}
