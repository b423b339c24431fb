package cn.ruhu.device.scan;

/// A device that was found.
///
/// @param id stable while its address changes: a uuid, a serial number; else the address
/// @param model as it calls itself
/// @param address to open it with, an URI
/// @param note where it stands, as somebody wrote into it; may be `""`
public record FoundSource(String id, String model, String address, String note) {}
