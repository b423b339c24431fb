package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A repeat: a list of people or lines inside a section.
///
/// @param path e.g. `/M/member`, `/I/earner[1]/line`
/// @param title what the list is called
/// @param owners whose instances these are
/// @param minimum instances the form asks for when it is relevant
/// @param canChange whether a person may add and remove instances here
/// @param table whether the form asks for a table with a row for each instance (`roster-table`)
public record Roster(
    String path,
    String section,
    String title,
    Owners owners,
    boolean relevant,
    int minimum,
    boolean canChange,
    boolean table,
    List<Instance> instances) {

  /// Whose the instances are; decides the key of their facts.
  public enum Owners {
    /// One per household member: `M10@<member>`.
    MEMBER,
    /// One per investigator, seen by its owner alone: `O01@<staff>`.
    STAFF,
    /// One per person bound to support the household from outside: `F10@<supporter>`.
    SUPPORTER,
    /// Numbered lines: `N01#1`, inside a member's instance `I04@<member>#1`.
    LINES;

    /// Whether an instance belongs to a person of the case, whose record id adding one takes.
    public boolean people() {
      return this == MEMBER || this == SUPPORTER;
    }
  }

  /// One instance.
  ///
  /// @param path e.g. `/M/member[2]`
  /// @param owner the member or staff record
  /// @param title what the instance is called, e.g. the member's name; may be empty
  /// @param relevant whether anything of it is asked now
  public record Instance(String path, Optional<UUID> owner, String title, boolean relevant) {}

  /// Copies the instances.
  public Roster {
    instances = List.copyOf(instances);
  }
}
