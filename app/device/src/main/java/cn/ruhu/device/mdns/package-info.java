/// Announcements on the local network (multicast DNS, RFC 6762 and 6763), as far as a client needs
/// them to find devices. Everything read is believed in nothing.
@NullMarked
package cn.ruhu.device.mdns;

import org.jspecify.annotations.NullMarked;
