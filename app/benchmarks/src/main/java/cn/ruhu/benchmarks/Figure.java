package cn.ruhu.benchmarks;

import org.jspecify.annotations.Nullable;

/// One measured figure, as it stands in `app/benchmarks/results/STRETCH.json`.
///
/// @param figure what was measured, in words that name the conditions
/// @param value the number; probes stand beside the figure they explain
/// @param unit `ms`, `s`, `min`, `MB`, `ratio`…
/// @param goal the bound, `<= 5` or `>= 100`; null for a probe
/// @param met whether the value keeps the goal; null for a probe
/// @param command the command that measured it
/// @param machine cores, processor, memory, disk, kernel, JDK, display
/// @param commit the commit it was measured on; `+` behind it says that sources were changed since
/// @param date ISO date at the office
public record Figure(
    String figure,
    double value,
    String unit,
    @Nullable String goal,
    @Nullable Boolean met,
    String command,
    String machine,
    String commit,
    String date) {}
