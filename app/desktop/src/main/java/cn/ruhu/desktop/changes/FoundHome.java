package cn.ruhu.desktop.changes;

import java.util.UUID;

/// A household that answers a search.
///
/// @param detail how far it is, where it lives, its number
record FoundHome(UUID application, String applicant, String detail) {}
