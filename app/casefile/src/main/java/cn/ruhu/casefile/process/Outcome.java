package cn.ruhu.casefile.process;

/// What came of an act: done, or refused with the hindrances.
public sealed interface Outcome permits Performed, Ruling.Refused {}
