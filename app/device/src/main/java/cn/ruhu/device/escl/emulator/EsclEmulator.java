package cn.ruhu.device.escl.emulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A scanner of the network on a free port of this machine: capabilities, status, jobs and pages
/// over a socket of its own, so that it can break off anywhere. Thread-safe.
public final class EsclEmulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EsclEmulator.class);
  private static final String ROOT = "/eSCL";
  private static final String XML = "text/xml";
  private static final int LINE_MAX = 8_192;
  private static final int BODY_MAX = 1 << 16;
  private static final int SLOW_PIECES = 8;
  private static final long SLOW_PAUSE_MS = 30;
  private static final long STEP_MS = 20;
  private static final long STALL_MS = 3_000;

  private final ServerSocket server;
  private final boolean secure;
  private final Executor threads;
  private final EsclPapers papers = new EsclPapers();
  private volatile String model = "Ruhu Emulated Scanner";
  private volatile boolean feeder = true;
  private volatile long pageMs;
  private final AtomicInteger asked = new AtomicInteger();

  private EsclEmulator(ServerSocket server, boolean secure, Executor threads) {
    this.server = server;
    this.secure = secure;
    this.threads = threads;
  }

  /// @param threads runs one task that listens until [#close], and one for each call
  public static EsclEmulator listen(Executor threads) throws IOException {
    return listen(0, threads);
  }

  /// On this port; 0 for a free one.
  public static EsclEmulator listen(int port, Executor threads) throws IOException {
    var socket = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
    return started(new EsclEmulator(socket, false, threads));
  }

  /// As [#listen(Executor)], encrypted.
  ///
  /// @param context with the certificate to show
  public static EsclEmulator listen(SSLContext context, Executor threads) throws IOException {
    var socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    return started(new EsclEmulator(socket, true, threads));
  }

  private static EsclEmulator started(EsclEmulator made) {
    made.threads.execute(made::accept);
    return made;
  }

  /// Where the driver finds it.
  public String address() {
    return "escl+http" + (secure ? "s" : "") + "://127.0.0.1:" + port() + ROOT;
  }

  public int port() {
    return server.getLocalPort();
  }

  /// Puts sheets into the feeder, behind those that lie there.
  public void load(List<byte[]> pages) {
    papers.load(pages);
  }

  /// Lays a sheet on the glass.
  public void lay(byte[] page) {
    papers.lay(page);
  }

  /// Sheets that lie in the feeder still.
  public int left() {
    return papers.left();
  }

  /// Takes all paper out and forgets faults.
  public void clear() {
    papers.clear();
  }

  /// From now on this happens once: before this page of a job, or with the next order.
  ///
  /// @param page from 1
  public void fault(EsclFault fault, int page) {
    fault(fault, page, 1);
  }

  /// As [#fault(EsclFault, int)], so often.
  public void fault(EsclFault fault, int page, int times) {
    papers.fault(fault, page, times);
  }

  /// Somebody put it right.
  public void mend() {
    papers.fault(null, 0, 0);
  }

  /// From now on another make.
  ///
  /// @param withFeeder false for a scanner with a glass only
  public void is(String maker, boolean withFeeder) {
    model = maker;
    feeder = withFeeder;
  }

  /// From now on a page takes so long.
  public void pace(long pageMillis) {
    pageMs = pageMillis;
  }

  /// Orders as they came, the first first.
  public List<String> orders() {
    return papers.orders();
  }

  /// How each job ended, such as `COMPLETED removed`.
  public List<String> ends() {
    return papers.ends();
  }

  /// Calls taken so far.
  public int asked() {
    return asked.get();
  }

  // ---- the line

  private void accept() {
    while (!server.isClosed())
      try {
        Socket call = server.accept();
        asked.incrementAndGet();
        threads.execute(() -> answer(call));
      } catch (IOException e) {
        if (!server.isClosed()) LOG.debug("a call broke off", e);
      }
  }

  private record Call(String method, String path, String host, String body) {}

  private void answer(Socket socket) {
    try (socket;
        var in = new BufferedInputStream(socket.getInputStream());
        var out = socket.getOutputStream()) {
      Optional<Call> call = read(in);
      if (call.isPresent()) answer(call.get(), new Reply(out));
    } catch (IOException e) {
      LOG.debug("a call broke off", e);
    }
  }

  private static Optional<Call> read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", -1);
    if (first.length < 2) return Optional.empty();
    int length = 0;
    String host = "";
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:"))
        length = Integer.parseInt(lower.substring(15).strip());
      if (lower.startsWith("host:")) host = line.substring(5).strip();
    }
    byte[] body = in.readNBytes(Math.min(length, BODY_MAX));
    return Optional.of(
        new Call(first[0], first[1], host, new String(body, StandardCharsets.UTF_8)));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LINE_MAX; c = in.read())
      if (c != '\r') line.append((char) c);
    return line.toString();
  }

  /// Writes what a scanner writes.
  private record Reply(OutputStream out) {
    void status(int code, String... headers) throws IOException {
      send(code, "", new byte[0], headers);
    }

    void send(int code, String type, byte[] body, String... headers) throws IOException {
      head(code, type, "Content-Length: " + body.length, headers);
      out.write(body);
      out.flush();
    }

    void head(int code, String type, String framing, String... headers) throws IOException {
      var head = new StringBuilder("HTTP/1.1 " + code + " -\r\nServer: ruhu-emulator\r\n");
      if (!type.isEmpty()) head.append("Content-Type: ").append(type).append("\r\n");
      for (String h : headers) head.append(h).append("\r\n");
      head.append("Connection: close\r\n").append(framing).append("\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// One piece of a body in pieces.
    void piece(byte[] body, int from, int to) throws IOException {
      out.write((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, from, to - from);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    void over() throws IOException {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  // ---- the protocol

  private void answer(Call call, Reply reply) throws IOException {
    if (papers.has(EsclFault.SECURE_ONLY)) {
      reply.status(301, "Location: https://127.0.0.1" + call.path());
      return;
    }
    if (papers.has(EsclFault.DENIES)) {
      reply.status(401, "WWW-Authenticate: Basic realm=\"scanner\"");
      return;
    }
    String resource = call.path().startsWith(ROOT + "/") ? call.path().substring(6) : "";
    boolean get = call.method().equals("GET");
    if (get && resource.equals("ScannerCapabilities")) reply.send(200, XML, capabilities());
    else if (get && resource.equals("ScannerStatus")) reply.send(200, XML, status());
    else if (call.method().equals("POST") && resource.equals("ScanJobs")) order(call, reply);
    else if (resource.startsWith("ScanJobs/")) job(call, resource, reply);
    else reply.status(404);
  }

  private byte[] status() {
    String text = papers.has(EsclFault.NONSENSE_STATUS) ? "<html>busy" : papers.status(ROOT);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] capabilities() {
    String text = resource(feeder ? "capabilities.xml" : "capabilities-glass.xml");
    String said = text.replace("MODEL", model);
    if (papers.has(EsclFault.ONE_PDF)) said = said.replace("image/jpeg", "application/pdf");
    if (papers.has(EsclFault.ENTITY))
      said =
          said.replace("?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>")
              .replace(model, "&e;");
    return said.getBytes(StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(EsclEmulator.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void order(Call call, Reply reply) throws IOException {
    if (papers.happens(EsclFault.BUSY_JOB)) reply.status(503, "Retry-After: 1");
    else if (papers.happens(EsclFault.BUSY_LONG)) reply.status(503, "Retry-After: 600");
    else if (papers.works()) reply.status(503, "Retry-After: 1");
    else if (papers.has(EsclFault.REFUSES)) reply.status(409);
    else if (papers.has(EsclFault.REFUSES_BITONAL) && call.body().contains("BlackAndWhite1"))
      reply.status(409);
    else {
      EsclPapers.Job job = papers.begin(call.body());
      String path = ROOT + "/ScanJobs/" + job.number;
      if (papers.has(EsclFault.LOCATION_NONE)) reply.status(201);
      else if (papers.has(EsclFault.LOCATION_WRONG_HOST))
        reply.status(201, "Location: http://192.0.2.7:8080" + path);
      else if (papers.has(EsclFault.LOCATION_BROKEN))
        reply.status(201, "Location: http://fe80::2a0:deff:fe01:1:80" + path);
      else reply.status(201, "Location: " + path);
    }
  }

  private void job(Call call, String resource, Reply reply) throws IOException {
    boolean next = resource.endsWith("/NextDocument");
    String path = next ? resource.substring(0, resource.length() - 13) : resource;
    Optional<EsclPapers.Job> job = papers.job(path);
    if (job.isEmpty()) reply.status(404);
    else if (call.method().equals("DELETE")) {
      papers.remove(job.get());
      reply.status(200);
    } else if (next && job.get().state.equals("Processing")) page(job.get(), reply);
    else reply.status(404);
  }

  private void page(EsclPapers.Job job, Reply reply) throws IOException {
    if (papers.empty(job)) {
      over(job, reply);
      return;
    }
    if (troubled(job, reply)) return;
    if (papers.happens(EsclFault.SKIPS, job)) papers.next(job);
    if (papers.empty(job)) {
      over(job, reply);
      return;
    }
    boolean slow = papers.happens(EsclFault.SLOW, job);
    boolean cut = papers.happens(EsclFault.CUT_PAGE, job);
    boolean drop = papers.happens(EsclFault.DROP_PAGE, job);
    boolean vanish = papers.happens(EsclFault.VANISH, job);
    boolean nonsense = papers.happens(EsclFault.NONSENSE_PAGE, job);
    for (long ms = 0; ms < pageMs; ms += STEP_MS) LockSupport.parkNanos(STEP_MS * 1_000_000);
    byte[] page = papers.next(job);
    while (papers.happens(EsclFault.ONE_PDF)) papers.through(job);
    // before the page breaks off: nobody who sees that may still get an answer
    if (vanish) close();
    if (nonsense) {
      byte[] words = "<html>error</html>".getBytes(StandardCharsets.US_ASCII);
      reply.send(200, "text/html", words);
    } else if (cut) reply.send(200, "image/jpeg", Arrays.copyOf(page, page.length / 2));
    else pieces(page, reply, slow, drop || vanish);
  }

  private void over(EsclPapers.Job job, Reply reply) throws IOException {
    if (papers.has(EsclFault.EMPTY_PROCESSING)) {
      papers.end(job, "Aborted", "AbortedBySystem");
      reply.status(404);
      return;
    }
    papers.end(job, "Completed", "JobCompletedSuccessfully");
    if (papers.has(EsclFault.END_BROKEN)) {
      reply.head(404, "text/html", "Content-Length: 400");
      reply.out().flush();
      return;
    }
    reply.status(papers.has(EsclFault.END_409) ? 409 : papers.has(EsclFault.END_410) ? 410 : 404);
  }

  /// What comes instead of a page.
  private boolean troubled(EsclPapers.Job job, Reply reply) throws IOException {
    if (papers.happens(EsclFault.BUSY_PAGE, job)) reply.status(503);
    else if (papers.happens(EsclFault.NOT_YET, job)) reply.status(404);
    else if (papers.happens(EsclFault.JAM, job)) stopped(job, reply, "Aborted", "ScannerAdfJam");
    else if (papers.happens(EsclFault.COVER, job))
      stopped(job, reply, "Aborted", "ScannerAdfDoorOpen");
    else if (papers.happens(EsclFault.MISPICK, job))
      stopped(job, reply, "Aborted", "ScannerAdfMultipickDetected");
    else if (papers.happens(EsclFault.ABORTED, job)) stopped(job, reply, "Aborted", "");
    else if (papers.happens(EsclFault.CANCELLED, job)) stopped(job, reply, "Canceled", "");
    else if (papers.happens(EsclFault.EMPTY_PAGE, job)) {
      papers.through(job);
      papers.end(job, "Aborted", "ResourcesAreNotReady");
      reply.head(200, "image/jpeg", "Transfer-Encoding: chunked");
      reply.over();
    } else if (papers.happens(EsclFault.STALL, job)) LockSupport.parkNanos(STALL_MS * 1_000_000);
    else return false;
    return true;
  }

  private void stopped(EsclPapers.Job job, Reply reply, String state, String feederSays)
      throws IOException {
    papers.end(job, state, "ResourcesAreNotReady");
    if (!feederSays.isEmpty()) papers.feeder(feederSays);
    reply.status(404);
  }

  private static void pieces(byte[] page, Reply reply, boolean slow, boolean half)
      throws IOException {
    reply.head(200, "image/jpeg", "Transfer-Encoding: chunked");
    int pieces = slow || half ? SLOW_PIECES : 1;
    for (int i = 0; i < pieces; i++) {
      if (half && i == pieces / 2) return;
      int from = (int) ((long) page.length * i / pieces);
      reply.piece(page, from, (int) ((long) page.length * (i + 1) / pieces));
      if (slow) LockSupport.parkNanos(SLOW_PAUSE_MS * 1_000_000);
    }
    reply.over();
  }

  /// Switches it off.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("not closed", e);
    }
  }
}
