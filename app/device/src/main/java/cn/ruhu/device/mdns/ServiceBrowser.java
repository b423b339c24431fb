package cn.ruhu.device.mdns;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.mdns.DnsMessage.Question;
import cn.ruhu.device.scan.ScanStop;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks who offers a service: a question on every network of this machine at 0, 1, 2, 4 s, answers
/// to a port of its own (RFC 6762, 6.7), so that it needs no right to the shared port and disturbs
/// no other program that listens there. Thread-safe; works on the caller's thread.
public final class ServiceBrowser {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceBrowser.class);
  private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.251", 5353);
  private static final long FIRST_PAUSE_MS = 1_000;
  private static final int SERVICES_MAX = 200;

  private final DeviceTime time;
  private final InetSocketAddress group;
  private final Supplier<List<InetAddress>> networks;

  /// @param group where questions go
  /// @param networks addresses of this machine to ask from
  ServiceBrowser(DeviceTime time, InetSocketAddress group, Supplier<List<InetAddress>> networks) {
    this.time = time;
    this.group = group;
    this.networks = networks;
  }

  /// On the networks of this machine.
  public static ServiceBrowser local(DeviceTime time) {
    return new ServiceBrowser(time, GROUP, ServiceBrowser::networks);
  }

  /// Asks one responder of this machine, for tests and for emulators beside the program.
  public static ServiceBrowser asking(DeviceTime time, InetSocketAddress responder) {
    return new ServiceBrowser(time, responder, () -> List.of(InetAddress.getLoopbackAddress()));
  }

  private static List<InetAddress> networks() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(ServiceBrowser::usable)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .toList();
    } catch (SocketException e) {
      LOG.info("the networks of this machine are not told", e);
      return List.of();
    }
  }

  private static boolean usable(NetworkInterface network) {
    try {
      return network.isUp() && network.supportsMulticast() && !network.isPointToPoint();
    } catch (SocketException _) {
      return false;
    }
  }

  /// Services of these types, in the order in which they answered.
  ///
  /// @param types such as `_uscan._tcp.local`
  /// @param limit how long to listen
  public List<FoundService> find(List<String> types, Duration limit, ScanStop stop) {
    var heard = new Heard(types);
    try (var selector = Selector.open()) {
      List<DatagramChannel> lines = open(selector);
      Runnable back = stop.onStop(selector::wakeup);
      try {
        listen(selector, lines, heard, limit.toMillis(), stop);
      } finally {
        back.run();
        for (DatagramChannel line : lines) line.close();
      }
    } catch (IOException e) {
      LOG.info("no announcements: {}", e.toString());
    }
    return heard.services();
  }

  private List<DatagramChannel> open(Selector selector) throws IOException {
    var lines = new ArrayList<DatagramChannel>();
    for (InetAddress address : networks.get()) {
      var line = DatagramChannel.open();
      try {
        line.configureBlocking(false);
        line.bind(new InetSocketAddress(address, 0));
        NetworkInterface network = NetworkInterface.getByInetAddress(address);
        if (network != null && group.getAddress().isMulticastAddress())
          line.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
        line.register(selector, SelectionKey.OP_READ);
        lines.add(line);
      } catch (IOException e) {
        LOG.info("a network takes no questions: {}", e.toString());
        line.close();
      }
    }
    return lines;
  }

  private void listen(
      Selector selector, List<DatagramChannel> lines, Heard heard, long limitMs, ScanStop stop)
      throws IOException {
    long end = time.millis() + limitMs;
    long next = time.millis();
    long pause = FIRST_PAUSE_MS;
    var packet = ByteBuffer.allocate(DnsMessage.BYTES_MAX);
    while (!stop.asked() && !lines.isEmpty()) {
      long now = time.millis();
      if (now >= end) return;
      if (now >= next) {
        send(lines, heard.questions());
        next = now + pause;
        pause *= 2;
      }
      selector.select(Math.max(1, Math.min(next, end) - now));
      boolean more = false;
      for (DatagramChannel line : lines)
        for (packet.clear(); line.receive(packet) != null; packet.clear()) {
          byte[] bytes = new byte[packet.flip().remaining()];
          packet.get(bytes);
          more |= heard.take(DnsMessage.read(bytes));
        }
      selector.selectedKeys().clear();
      // a name without its place is asked for at once
      if (more && heard.incomplete()) send(lines, heard.questions());
    }
  }

  private void send(List<DatagramChannel> lines, List<Question> questions) {
    byte[] packet = DnsMessage.ask(questions);
    for (DatagramChannel line : lines)
      try {
        line.send(ByteBuffer.wrap(packet), group);
      } catch (IOException e) {
        LOG.debug("a network takes no questions", e);
      }
  }

  /// What was told so far. Names are compared in lower case.
  private static final class Heard {
    private final List<String> types;
    private final Map<String, DnsMessage.Pointer> instances = new LinkedHashMap<>();
    private final Map<String, DnsMessage.Server> servers = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    private final Map<String, Set<InetAddress>> addresses = new LinkedHashMap<>();

    Heard(List<String> types) {
      this.types = List.copyOf(types);
    }

    private static String key(String name) {
      return name.toLowerCase(Locale.ROOT);
    }

    /// @return whether an instance is new
    boolean take(List<DnsMessage.Told> told) {
      boolean more = false;
      for (DnsMessage.Told t : told) {
        if (instances.size() > SERVICES_MAX || addresses.size() > SERVICES_MAX) return more;
        switch (t) {
          case DnsMessage.Pointer p -> {
            boolean ours = types.stream().anyMatch(p.name()::equalsIgnoreCase);
            if (ours && instances.putIfAbsent(key(p.to()), p) == null) more = true;
          }
          case DnsMessage.Server s -> servers.put(key(s.name()), s);
          case DnsMessage.Facts f -> facts.put(key(f.name()), f.values());
          case DnsMessage.Address a ->
              addresses.computeIfAbsent(key(a.name()), _ -> new LinkedHashSet<>()).add(a.address());
        }
      }
      return more;
    }

    boolean incomplete() {
      return services().size() < instances.size();
    }

    List<Question> questions() {
      var questions = new ArrayList<Question>();
      for (String type : types) questions.add(new Question(type, DnsMessage.PTR));
      for (String instance : instances.keySet()) {
        DnsMessage.Server server = servers.get(instance);
        if (server == null) questions.add(new Question(instance, DnsMessage.SRV));
        if (!facts.containsKey(instance)) questions.add(new Question(instance, DnsMessage.TXT));
        if (server != null && place(server).isEmpty())
          questions.add(new Question(server.host(), DnsMessage.A));
      }
      return questions.size() > 20 ? questions.subList(0, 20) : questions;
    }

    private Optional<InetAddress> place(DnsMessage.Server server) {
      Set<InetAddress> all = addresses.getOrDefault(key(server.host()), Set.of());
      // an address of the link needs the number of a network of this machine: the plain kind first
      return all.stream()
          .filter(Inet4Address.class::isInstance)
          .findFirst()
          .or(() -> all.stream().filter(a -> !a.isLinkLocalAddress()).findFirst());
    }

    List<FoundService> services() {
      var found = new ArrayList<FoundService>();
      instances.forEach((key, pointer) -> {
        DnsMessage.Server server = servers.get(key);
        if (server == null) return;
        place(server)
            .ifPresent(a ->
                found.add(
                    new FoundService(
                        label(pointer.to()),
                        key(pointer.name()),
                        a,
                        server.port(),
                        facts.getOrDefault(key, Map.of()))));
      });
      return found;
    }

    private static String label(String name) {
      var label = new StringBuilder();
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c == '.') break;
        label.append(c == '\\' && i + 1 < name.length() ? name.charAt(++i) : c);
      }
      return label.toString();
    }
  }
}
