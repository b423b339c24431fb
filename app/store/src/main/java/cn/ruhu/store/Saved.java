package cn.ruhu.store;

import java.util.UUID;

/// An op that is on the disk.
///
/// @param jseq its number in the journal
public record Saved(UUID opId, long jseq) {}
