package cn.ruhu.store;

import cn.ruhu.wire.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One step of a record's way: an act on this machine and what became of it.
///
/// @param savedAt device clock, milliseconds since 1970
/// @param verdict the district's answer, null while it waits
/// @param filesWaiting files of this act without a receipt
public record StoryLine(
    UUID opId,
    String kind,
    @Nullable String reason,
    long savedAt,
    @Nullable Verdict verdict,
    int filesWaiting) {}
