package cn.ruhu.casefile.flags;

/// The consistency rules with their level (DOMAIN §3.7), in paper order.
public enum XRule {
  /// same ID number in another active case or benefit (needs the registry)
  X01(Level.H, false),
  /// card expired, number or name differ from the card read
  X02(Level.H, false),
  /// full-time school claimed at 18 or more without a school paper
  X03(Level.M, false),
  /// declared and verified income differ by ≥ 10 % or ≥ half the standard
  X04(Level.H, true),
  /// expenses above 1.3 × income without explanation
  X05(Level.M, true),
  /// electricity above twice the household norm of the district (none entered: not computed)
  X06(Level.M, true),
  /// two of air conditioner, television, computer of the highest grade
  X07(Level.M, true),
  /// traces of a vehicle, none stated
  X08(Level.H, true),
  /// traces of a business, none stated
  X09(Level.H, true),
  /// expensive or foreign school
  X10(Level.H, true),
  /// money above the limit, or the limit not known
  X11(Level.H, true),
  /// two or more dwellings, area test not passed
  X12(Level.H, true),
  /// a supporter refuses authorization
  X13(Level.M, true),
  /// an able supporter pays nothing, no judgement
  X14(Level.M, true),
  /// able, of working age, idle for six months
  X15(Level.M, true),
  /// member not seen, no evidence of life
  X16(Level.H, true),
  /// member dead
  X17(Level.H, true),
  /// disability certificate number does not fit
  X18(Level.H, false),
  /// age does not fit the pension
  X19(Level.M, false),
  /// relative of an official without a district visit
  X20(Level.H, false),
  /// quality of the visit: shown to supervisors, never blocks
  X21(Level.Q, true),
  /// the two observers differ by 2 or more
  X22(Level.M, true),
  /// order of time broken
  X23(Level.H, true),
  /// household size changed without a change record (needs an earlier review)
  X24(Level.H, false),
  /// benefits that exclude each other
  X25(Level.H, false),
  /// large spending or transfer within 12 months
  X26(Level.M, true),
  /// lives elsewhere than registered, no answer from there
  X27(Level.M, false),
  /// the district's check found otherwise than the visit it checked (DOMAIN §6.2): for the district
  /// to dispose of, or for another visit
  X28(Level.H, false);

  private final Level level;
  private final boolean fromVisit;

  XRule(Level level, boolean fromVisit) {
    this.level = level;
    this.fromVisit = fromVisit;
  }

  /// How much a doubt weighs.
  public enum Level {
    /// must be disposed with a reason before the opinion
    H,
    /// shown
    M,
    /// shown to supervisors as quality of the visit
    Q
  }

  public Level level() {
    return level;
  }

  /// Whether the pair may see it (DOMAIN C13): not what comes from registries or accuses anybody
  /// else.
  public boolean shownToPair() {
    return switch (this) {
      case X01, X17, X18, X19, X20, X24, X25, X28 -> false;
      case X02,
          X03,
          X04,
          X05,
          X06,
          X07,
          X08,
          X09,
          X10,
          X11,
          X12,
          X13,
          X14,
          X15,
          X16,
          X21,
          X22,
          X23,
          X26,
          X27 ->
          true;
    };
  }

  /// Whether it reads the visit: a newer finished visit opens it again.
  public boolean fromVisit() {
    return fromVisit;
  }
}
