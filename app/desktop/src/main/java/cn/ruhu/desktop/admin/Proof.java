package cn.ruhu.desktop.admin;

import cn.ruhu.wire.Admin;

/// What the district's proof of its audit log came to, as this machine sees it. Immutable.
///
/// @param signed its newest checkpoint is signed with the key this machine was enrolled with; true
///   as well while there is none
/// @param compared the log agrees with the checkpoint this machine had kept, or says that it does
///   not
/// @param restored a backup was brought back since this machine kept one, which is of another
///   history now
public record Proof(Admin.LogCheck check, boolean signed, boolean compared, boolean restored) {}
