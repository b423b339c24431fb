package cn.ruhu.casefile.record;

import org.jspecify.annotations.Nullable;

/// What a field was when its author looked, and what the author made of it; null stands for "not
/// there".
public record FieldChange(@Nullable String before, @Nullable String after) {}
