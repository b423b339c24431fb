package cn.ruhu.server;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Brief;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// What a morning asks of a server, asked of one on a passing folder: machines enrol and sign in,
/// push records, send pages and pull, over the same TLS. The virtual machine watches it
/// (`installer/server prepare`) and writes down what is loaded and which methods are hot, so that a
/// server started later answers its first machines like one that has run for a while.
final class Rehearsal {
  private static final String STREET = "110108007";
  private static final int TEXT = 2_000;
  private static final int PAGE = 200_000;

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final Ids ids;
  private final EmbeddedServer server;
  private final String text;

  /// How much is asked.
  ///
  /// @param batches pushes of 200 records each, each fetched by a second machine
  /// @param pages files sent
  /// @param quiet pulls that bring nothing
  record Size(int batches, int pages, int quiet) {
    /// Some seconds; more changes little.
    static final Size STANDARD = new Size(40, 300, 300);
  }

  private Rehearsal(EmbeddedServer server, InstantSource clock) throws IOException {
    this.clock = clock;
    this.ids = Ids.seeded(clock, random);
    this.server = server;
    try (InputStream in = DemoDistrict.class.getResourceAsStream("households.tsv")) {
      String all =
          new String(
              Objects.requireNonNull(in, "households").readAllBytes(), StandardCharsets.UTF_8);
      this.text = all.repeat(1 + TEXT / all.length());
    }
  }

  /// Plays it.
  ///
  /// @throws IOException when the server does not answer as it should
  static void play(EmbeddedServer server, InstantSource clock, Size size)
      throws StorageException, IOException, GeneralSecurityException, InterruptedException {
    var rehearsal = new Rehearsal(server, clock);
    try (Machine first = rehearsal.machine("rehearsal1");
        Machine second = rehearsal.machine("rehearsal2")) {
      for (int i = 0; i < size.batches(); i++) {
        first.push(rehearsal.records(first));
        second.pull();
      }
      UUID caseId = rehearsal.ids.next();
      first.push(List.of(rehearsal.record(first, caseId)));
      byte[] page = new byte[PAGE];
      for (int i = 0; i < size.pages(); i++) {
        rehearsal.random.nextBytes(page);
        first.push(List.of(rehearsal.page(first, caseId, page)));
        first.page(caseId, page);
      }
      first.pull();
      for (int i = 0; i < size.quiet(); i++) second.pull();
    } catch (WireException e) {
      throw new IOException("an answer of the rehearsal cannot be read", e);
    }
  }

  private Machine machine(String login)
      throws StorageException,
          IOException,
          GeneralSecurityException,
          InterruptedException,
          WireException {
    String password = Hashes.hex(bytes(Hashes.HEX_LENGTH / 2));
    server.addPerson(login, password, login, Role.WINDOW_CLERK, STREET, null);
    return new Machine(login, password);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<RecordChange> records(Machine of) {
    var records = new ArrayList<RecordChange>();
    for (int i = 0; i < Protocol.PUSH_OPS_FIRST; i++) records.add(record(of, ids.next()));
    return records;
  }

  private RecordChange record(Machine of, UUID id) {
    int from = random.nextInt(text.length() - TEXT + 1);
    return RecordChange.create(
        CaseRecord.of(
            RecordType.APPLICATION,
            id,
            STREET,
            id,
            Map.of(
                "street",
                STREET,
                "schemes",
                "DB",
                "clerk",
                of.staff.toString(),
                "receivedFor",
                STREET,
                "note",
                text.substring(from, from + TEXT))));
  }

  private RecordChange page(Machine of, UUID caseId, byte[] content) {
    return RecordChange.create(
        CaseRecord.of(
            RecordType.PAGE,
            ids.next(),
            STREET,
            caseId,
            Map.of(
                "application",
                caseId.toString(),
                "slot",
                "D02",
                "file",
                FileAddress.of(content).text(),
                "length",
                Integer.toString(content.length),
                "mime",
                "image/jpeg",
                "by",
                of.staff.toString())));
  }

  /// A machine with a clerk signed in.
  private final class Machine implements AutoCloseable {
    private final HttpClient http;
    private final UUID device = ids.next();
    private final SigningKey key = SigningKey.generate(random);
    private final String journal = Hashes.hex(bytes(16));
    private String token = "";
    private UUID staff;
    private String head = Chain.start(journal);
    private long last;
    private @Nullable Witness witness;
    private Map<String, Cursor> cursors = new TreeMap<>();

    Machine(String login, String password)
        throws StorageException,
            IOException,
            GeneralSecurityException,
            InterruptedException,
            WireException {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", server.certificate());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      http = HttpClient.newBuilder().sslContext(tls).build();
      var enrol = new Accounts.Enrol(server.issueCode(), device, key.publicHex(), login);
      asked("POST", Protocol.ENROL, Messages.write(enrol), Map.of());
      byte[] in =
          asked(
              "POST",
              Protocol.LOGIN,
              Messages.write(new Accounts.Login(login, password, device)),
              Map.of());
      Accounts.LoggedIn entered = Messages.read(in, Accounts.LoggedIn.class);
      token = entered.token();
      staff = entered.person().id();
    }

    private byte[] asked(String method, String path, byte[] body, Map<String, String> headers)
        throws IOException, InterruptedException {
      String nonce = Hashes.hex(bytes(16));
      String bearer = token.isEmpty() ? null : token;
      byte[] signed =
          Signatures.requestText(
              method, path, Hashes.sha256Hex(body), nonce, device.toString(), bearer);
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
              .header(Protocol.DEVICE, device.toString())
              .header(Protocol.NONCE, nonce)
              .header(Protocol.SIGNATURE, key.sign(signed));
      if (bearer != null) request.header(Protocol.TOKEN, "Bearer " + bearer);
      headers.forEach(request::header);
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2)
        throw new IOException(method + " " + path + ": " + response.statusCode());
      return response.body();
    }

    void push(List<RecordChange> changes) throws IOException, InterruptedException, WireException {
      var lines = new ArrayList<byte[]>();
      String before = head;
      for (RecordChange change : changes) {
        byte[] line = OpCodec.write(op(change, last + lines.size() + 1));
        lines.add(line);
        head = Chain.next(head, line);
      }
      PushBody body = PushBody.of(journal, last + 1, before, lines, witness, cursors);
      last += lines.size();
      asked(
          "POST",
          Protocol.PUSH,
          body.gzip(),
          Map.of("Content-Type", Protocol.PUSH_TYPE, Brief.PREFER, Brief.MINIMAL));
    }

    private Op op(RecordChange change, long jseq) {
      return new Op(
          ids.next(),
          jseq,
          staff,
          device,
          "rehearsal",
          Op.SCHEMA,
          "save",
          null,
          clock.millis(),
          0,
          0,
          false,
          List.of(OpCodec.change(change)),
          List.of());
    }

    void page(UUID caseId, byte[] content) throws IOException, InterruptedException {
      var headers = new HashMap<String, String>();
      headers.put(Protocol.FILE_CASE, caseId.toString());
      headers.put(Protocol.UPLOAD_OFFSET, "0");
      headers.put(Protocol.UPLOAD_LENGTH, Integer.toString(content.length));
      headers.put(Protocol.UPLOAD_COMPLETE, "?1");
      headers.put("Content-Type", Protocol.PART);
      asked("PATCH", Protocol.FILES + FileAddress.of(content), content, headers);
    }

    /// Until nothing more waits.
    void pull() throws IOException, InterruptedException, WireException {
      boolean more = true;
      while (more) {
        var ask =
            new PullRequest(
                Protocol.VERSION, witness, cursors, Protocol.PULL_RECORDS_MAX, List.of());
        byte[] answer =
            asked(
                "POST",
                Protocol.PULL,
                Brief.write(ask),
                Map.of("Content-Type", Protocol.JSON, Brief.PREFER, Brief.MINIMAL));
        PullReply page = Brief.readReply(ask, answer);
        cursors = new TreeMap<>(page.cursors());
        witness = page.witness();
        more = page.more();
      }
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
