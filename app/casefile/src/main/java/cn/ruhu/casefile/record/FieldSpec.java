package cn.ruhu.casefile.record;

/// One field of a record type.
///
/// @param name field name in records and messages
/// @param kind what its text means
/// @param table code table for [FieldKind#CODE] and [FieldKind#CODES], else empty
/// @param group fields of one merge group are merged or disputed together
/// @param sensitivity class of personal data
/// @param required whether a record without it is refused
public record FieldSpec(
    String name,
    FieldKind kind,
    String table,
    String group,
    Sensitivity sensitivity,
    boolean required) {}
