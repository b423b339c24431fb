package cn.ruhu.desktop.admin;

import cn.ruhu.wire.Admin;
import java.util.List;

/// The district's people and machines as they stood at one moment. Immutable.
///
/// @param asOf server time, milliseconds since 1970
public record Register(
    List<Admin.StaffEntry> people,
    List<Admin.AgencyEntry> agencies,
    List<Admin.MachineEntry> machines,
    List<Admin.SessionEntry> sessions,
    long asOf) {
  public Register {
    people = List.copyOf(people);
    agencies = List.copyOf(agencies);
    machines = List.copyOf(machines);
    sessions = List.copyOf(sessions);
  }
}
