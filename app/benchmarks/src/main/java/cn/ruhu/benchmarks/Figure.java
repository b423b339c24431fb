package cn.ruhu.benchmarks;

import org.jspecify.annotations.Nullable;

/// One measured figure.
///
/// @param figure what was measured, in words that name the conditions
/// @param value the number; probes stand beside the figure they explain
/// @param unit `ms`, `min`, `1/s`, `ratio`…
/// @param goal the bound, null for a probe
/// @param met whether the goal holds, null for a probe
/// @param command the command that measured it
/// @param machine cores, memory, kernel, JDK
/// @param commit the commit it was measured on
/// @param date ISO date
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
