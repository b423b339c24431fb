package cn.ruhu.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an op does to one record.
///
/// @param type record type name, as `RecordType` spells it; unknown ones are kept, not dropped
/// @param id record
/// @param scope home scope (used when creating)
/// @param caseId application, null for none
/// @param set field → `[old, new]`; null stands for "not there"
/// @param create the record must not exist yet
/// @param delete the record becomes a tombstone
public record Change(
    String type,
    UUID id,
    String scope,
    @Nullable UUID caseId,
    Map<String, List<@Nullable String>> set,
    boolean create,
    boolean delete) {}
