package cn.ruhu.desktop.settings;

/// What the helpdesk asks for first.
///
/// @param device short form of the machine's id
/// @param district name
/// @param block share of the application numbers
/// @param server address
/// @param folder data folder
/// @param version of the program
public record MachineFacts(
    String device, String district, String block, String server, String folder, String version) {}
