package cn.ruhu.sync.lan;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses of local networks, and no others: private ones, those a cable without a router gives,
/// and this machine itself. IPv4, as people type it; a name is never looked up.
public final class Net {
  /// The port that is taken when it is free; then nobody has to type one.
  public static final int PORT = 47_612;

  private static final Pattern TYPED =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?::(\\d{1,5}))?");

  private Net() {}

  /// An address as somebody typed it, with or without a port; signs of an input method count. Empty
  /// when it is none of a local network.
  public static Optional<InetSocketAddress> parse(String typed) {
    String plain =
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
            .replace('\u3002', '.')
            .replaceAll("\\s", "");
    Matcher m = TYPED.matcher(plain);
    if (!m.matches()) return Optional.empty();
    byte[] bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      int part = Integer.parseInt(m.group(i + 1));
      if (part > 255) return Optional.empty();
      bytes[i] = (byte) part;
    }
    int port = m.group(5) == null ? PORT : Integer.parseInt(m.group(5));
    if (port < 1 || port > 65_535) return Optional.empty();
    try {
      InetAddress address = InetAddress.getByAddress(bytes);
      return isNear(address) ? Optional.of(new InetSocketAddress(address, port)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /// As it is read aloud; without the usual port.
  public static String spoken(InetSocketAddress at) {
    String host = at.getAddress().getHostAddress();
    return at.getPort() == PORT ? host : host + ":" + at.getPort();
  }

  static boolean isNear(InetAddress address) {
    return address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isLoopbackAddress();
  }

  /// This machine's addresses in local networks; those a cable without a router gives come last.
  public static List<InetAddress> here() throws IOException {
    var out = new ArrayList<InetAddress>();
    for (NetworkInterface card : cards())
      for (InterfaceAddress a : card.getInterfaceAddresses())
        if (a.getAddress() instanceof Inet4Address here && isNear(here)) out.add(here);
    out.sort(java.util.Comparator.comparing(InetAddress::isLinkLocalAddress));
    return out;
  }

  /// Where everybody on those networks hears.
  public static List<InetAddress> everybody() throws IOException {
    var out = new ArrayList<InetAddress>();
    for (NetworkInterface card : cards())
      for (InterfaceAddress a : card.getInterfaceAddresses())
        if (a.getBroadcast() != null && isNear(a.getAddress())) out.add(a.getBroadcast());
    return out;
  }

  private static List<NetworkInterface> cards() throws SocketException {
    var out = new ArrayList<NetworkInterface>();
    for (NetworkInterface card : NetworkInterface.networkInterfaces().toList())
      if (card.isUp() && !card.isLoopback() && !card.isPointToPoint()) out.add(card);
    return out;
  }
}
