package cn.ruhu.desktop.admin;

import cn.ruhu.wire.Admin;

/// A row of the audit log in words.
///
/// @param who name of who acted
/// @param what the act
/// @param whom name of whom or what it was done to, empty for nothing
/// @param machine where it was done, empty when it was no machine of the district
/// @param why the reason given, or further words
record LogLine(Admin.LogRow row, String who, String what, String whom, String machine, String why) {
  long seq() {
    return row.seq();
  }
}
