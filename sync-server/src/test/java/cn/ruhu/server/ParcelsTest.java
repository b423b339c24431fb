package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.FileStore;
import cn.ruhu.server.files.FolderStock;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Witness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Several small files in one request.
@OnEachStore
class ParcelsTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private UUID app;
  private final List<byte[]> contents = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow().id();
    for (int i = 1; i <= 5; i++) contents.add(TestMachine.bytes(10_000 * i));
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private static String address(byte[] content) {
    return FileAddress.of(content).text();
  }

  private static Parcel parcel(UUID app, List<byte[]> contents) {
    return new Parcel(
        contents.stream().map(c -> new Parcel.Item(address(c), app, c.length)).toList());
  }

  private List<Parcel.Stands> sent(Parcel parcel, List<byte[]> bytes) throws Exception {
    return clerk.sendParcel(parcel, bytes).as(Parcel.Taken.class).files();
  }

  private static Parcel.Stands whole(byte[] content) {
    return new Parcel.Stands(content.length, true, null);
  }

  private void addPage(byte[] content) throws Exception {
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of("application", app.toString(), "slot", "D03", "file", address(content)));
    clerk.save(RecordChange.create(page));
  }

  private long seq() {
    return Objects.requireNonNull(clerk.witness).seq();
  }

  private long partsLeft() throws IOException {
    try (var all = Files.list(data.resolve("files").resolve("part"))) {
      return all.count();
    }
  }

  @Test
  void filesArriveTogetherInOneCommitAndTheirReceiptsComeWithThePull() throws Exception {
    for (byte[] content : contents) addPage(content);
    clerk.pull();
    long before = seq();
    assertEquals(
        contents.stream().map(ParcelsTest::whole).toList(), sent(parcel(app, contents), contents));
    clerk.pull();
    assertEquals(before + 1, seq());
    assertEquals(
        contents.stream().map(ParcelsTest::address).sorted().toList(),
        clerk.receipts.stream().sorted().toList());
    for (byte[] content : contents) assertArrayEquals(content, clerk.file(address(content)));
    assertEquals(0, partsLeft());
    assertEquals(
        contents.stream().map(ParcelsTest::whole).toList(),
        sent(parcel(app, contents), contents),
        "sent again, nothing happens");
    Witness now = clerk.witness;
    clerk.pull();
    assertEquals(now, clerk.witness);
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysHarmsNoOther() throws Exception {
    var bytes = new ArrayList<>(contents);
    bytes.set(2, TestMachine.bytes(contents.get(2).length));
    List<Parcel.Stands> stands = sent(parcel(app, contents), bytes);
    assertEquals(new Parcel.Stands(0, false, "FILE_HASH"), stands.get(2));
    for (int i : new int[] {0, 1, 3, 4}) assertEquals(whole(contents.get(i)), stands.get(i));
    assertEquals(whole(contents.get(2)), sent(parcel(app, contents), contents).get(2));
    assertEquals(0, partsLeft());
  }

  @Test
  void aFileTheDiskRefusesHarmsNoOther() throws Exception {
    Path folder;
    do {
      contents.set(2, TestMachine.bytes(30_000));
      folder = folder(contents.get(2));
    } while (Files.exists(folder) || besidesAnother(folder));
    Path inTheWay = Files.createFile(folder);
    List<Parcel.Stands> stands = sent(parcel(app, contents), contents);
    assertEquals(new Parcel.Stands(0, false, "BUSY"), stands.get(2));
    for (int i : new int[] {0, 1, 3, 4}) assertEquals(whole(contents.get(i)), stands.get(i));
    Files.delete(inTheWay);
    assertEquals(
        new Parcel.Stands(30_000, false, "OFFSET"),
        sent(parcel(app, contents), contents).get(2),
        "its bytes are here");
    TestMachine.Answer rest =
        clerk.send(
            "PATCH",
            Protocol.FILES + address(contents.get(2)),
            new byte[0],
            TestMachine.part(app, 30_000, 30_000, true));
    assertEquals(201, rest.status());
  }

  /// Whether another file of the parcel comes into the same folder.
  private boolean besidesAnother(Path folder) {
    for (int i : new int[] {0, 1, 3, 4}) if (folder.equals(folder(contents.get(i)))) return true;
    return false;
  }

  private Path folder(byte[] content) {
    Path place = data.resolve("files").resolve(FolderStock.inside(FileAddress.of(content)));
    return Objects.requireNonNull(place.getParent());
  }

  @Test
  void aFileOfAnotherStreetsCaseIsNotTaken() throws Exception {
    UUID there;
    try (TestMachine other = district.machine("clerkThere")) {
      CaseFile file = District.open(other, District.THERE, "李雷");
      there = file.application().orElseThrow().id();
    }
    var items = new ArrayList<>(parcel(app, contents).files());
    items.set(1, new Parcel.Item(address(contents.get(1)), there, contents.get(1).length));
    List<Parcel.Stands> stands = sent(new Parcel(items), contents);
    assertEquals(new Parcel.Stands(0, false, "FILE"), stands.get(1));
    for (int i : new int[] {0, 2, 3, 4}) assertEquals(whole(contents.get(i)), stands.get(i));
  }

  @Test
  void aFileOfWhichSomeIsHereGoesOnByItself() throws Exception {
    byte[] begun = contents.get(3);
    clerk.send(
        "PATCH",
        Protocol.FILES + address(begun),
        Arrays.copyOf(begun, 9_000),
        TestMachine.part(app, 0, begun.length, false));
    List<Parcel.Stands> stands = sent(parcel(app, contents), contents);
    assertEquals(new Parcel.Stands(9_000, false, "OFFSET"), stands.get(3));
    assertEquals(whole(contents.get(4)), stands.get(4));
    TestMachine.Answer rest =
        clerk.send(
            "PATCH",
            Protocol.FILES + address(begun),
            Arrays.copyOfRange(begun, 9_000, begun.length),
            TestMachine.part(app, 9_000, begun.length, true));
    assertEquals(201, rest.status());
  }

  @Test
  void aLineSomebodyElseSignedBringsNothing() throws Exception {
    Parcel parcel = parcel(app, contents);
    byte[] other = parcel(app, contents.subList(0, 2)).line();
    assertEquals("SIGNATURE", clerk.sendParcel(other, parcel.line(), contents).refusal().code());
    assertEquals(0, partsLeft());
    try (TestMachine forger = new TestMachine(clerk.url, district.server.certificate())) {
      forger.token = clerk.token;
      forger.claims = clerk.device;
      assertEquals("SIGNATURE", forger.sendParcel(parcel, contents).refusal().code());
    }
    assertEquals(0, partsLeft());
  }

  @Test
  void linesAndLengthsThatAreNoneAreRefused() throws Exception {
    Parcel parcel = parcel(app, contents);
    byte[] line = parcel.line();
    for (String bad :
        List.of(
            "{\"files\":[]}\n",
            "{\"files\":[{\"address\":\"../../etc\",\"caseId\":\"" + app + "\",\"length\":5}]}\n",
            "{\"files\":[{\"address\":\""
                + address(contents.getFirst())
                + "\",\"caseId\":\""
                + app
                + "\",\"length\":-1}]}\n",
            "[]\n")) {
      byte[] bytes = bad.getBytes(StandardCharsets.US_ASCII);
      assertEquals("MALFORMED", clerk.sendParcel(bytes, bytes, contents).refusal().code(), bad);
    }
    assertEquals("MALFORMED", clerk.sendParcel(parcel, contents.subList(0, 4)).refusal().code());
    var more = new ArrayList<>(contents);
    more.add(new byte[1]);
    assertEquals("MALFORMED", clerk.sendParcel(parcel, more).refusal().code());
    byte[] endless = new byte[Protocol.PARCEL_LINE_MAX + 10];
    Arrays.fill(endless, (byte) ' ');
    assertEquals("TOO_LARGE", clerk.sendParcel(endless, endless, List.of()).refusal().code());
    byte[] without = Arrays.copyOf(line, line.length - 1);
    assertEquals("CUT", clerk.sendParcel(without, without, List.of()).refusal().code());
    assertEquals(0, partsLeft());
  }

  /// Wherever the line breaks: what came whole before is kept and noted, and of the next one what
  /// came.
  @Test
  void whatCameBeforeABreakCounts() throws Exception {
    FileDesk desk = desk();
    var body = new ByteArrayOutputStream();
    contents.forEach(body::writeBytes);
    for (byte[] content : contents) addPage(content);
    Parcel parcel = parcel(app, contents);
    Answer<Parcel.Taken> cut =
        desk.append(district.caller(clerk), parcel, new Breaking(body.toByteArray(), 67_000));
    assertEquals("CUT", ((Answer.Refused<?>) cut).refusal().code());
    var came = new ArrayList<Long>();
    for (byte[] content : contents)
      came.add(standing(desk, content).complete() ? -1 : standing(desk, content).offset());
    assertEquals(List.of(-1L, -1L, -1L, 7_000L, 0L), came);
    clerk.pull();
    assertEquals(3, clerk.receipts.size());
    List<Parcel.Stands> stands = sent(parcel, contents);
    assertEquals(new Parcel.Stands(7_000, false, "OFFSET"), stands.get(3));
    assertEquals(whole(contents.get(4)), stands.get(4));
  }

  /// Killed between the files and their commit: they lie in their places and nobody was told; sent
  /// again, they are told.
  @Test
  void filesThatLieThereWithoutTheirRowAreTakenAgain() throws Exception {
    for (byte[] content : contents) FileStore.folder(data.resolve("files")).stock().add(content);
    for (byte[] content : contents) assertEquals(0, standing(desk(), content).offset());
    List<Parcel.Stands> stands = sent(parcel(app, contents), contents);
    assertTrue(stands.stream().allMatch(Parcel.Stands::verified));
  }

  private FileDesk.Standing standing(FileDesk desk, byte[] content) throws Exception {
    return ((Answer.Given<FileDesk.Standing>)
            desk.standing(district.caller(clerk), FileAddress.of(content), app))
        .value();
  }

  private FileDesk desk() throws Exception {
    Wiring wiring = district.server.wiring();
    return new FileDesk(
        new FileDesk.Parts(
            wiring.database.ledger(),
            wiring.feed,
            wiring.pulls,
            wiring.surroundings.clock(),
            Runnable::run),
        FileStore.folder(data.resolve("files")),
        Limits.files());
  }

  /// A line that breaks behind some bytes.
  private static final class Breaking extends InputStream {
    private final ByteArrayInputStream bytes;

    Breaking(byte[] all, int at) {
      this.bytes = new ByteArrayInputStream(all, 0, at);
    }

    @Override
    public int read() throws IOException {
      int b = bytes.read();
      if (b < 0) throw new IOException("broken");
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = bytes.read(buffer, offset, length);
      if (n < 0) throw new IOException("broken");
      return n;
    }
  }
}
