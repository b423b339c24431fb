package cn.ruhu.device.mdns;

import java.net.InetAddress;
import java.util.Map;

/// A service somebody announced.
///
/// @param name of this instance, as people see it
/// @param type such as `_uscan._tcp.local`
/// @param address where it is reached
/// @param text its facts, keys in lower case
public record FoundService(
    String name, String type, InetAddress address, int port, Map<String, String> text) {}
