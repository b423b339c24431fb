package cn.ruhu.benchmarks;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.People;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Leaving a field of the intake: the working copy of a family of four becomes the draft's bytes
/// and is put, sealed, in one durable transaction, on a thread of its own as the screen does it.
/// Counted from handing it over to the return of the transaction. A bare append of as many bytes
/// with fsync, in the same folder, runs beside each step, so that both see the same disk.
final class FieldToDisk {
  private static final int WARM = 300;
  private static final int STEPS = 3_000;

  private final Desk desk;
  private final UUID application;
  private final Map<UUID, CaseRecord> work = new LinkedHashMap<>();
  private final List<CaseRecord> base;

  private FieldToDisk(Desk desk) {
    this.desk = desk;
    this.application = desk.newId();
    family();
    this.base = List.copyOf(work.values());
  }

  static void measure(Figures figures, Path scratch)
      throws StoreException, IOException, InterruptedException {
    Path home = Files.createTempDirectory(scratch, "field");
    try (Machine machine = Homes.enrolled(home);
        LocalStore store = machine.createVault(Homes.PERSON, Homes.password(), null);
        FileChannel bare =
            FileChannel.open(
                home.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var desk =
          new Desk(
              store,
              new Actor(Homes.PERSON.id(), Role.WINDOW_CLERK, Homes.STREET),
              Homes.PERSON.displayName(),
              InstantSource.system(),
              ZoneId.of("Asia/Shanghai"),
              machine.ids(),
              () -> {},
              new People(store, Runnable::run));
      new FieldToDisk(desk).steps(figures, bare);
    }
  }

  private void steps(Figures figures, FileChannel bare) throws IOException, InterruptedException {
    long[] draft = new long[STEPS];
    long[] fsync = new long[STEPS];
    CaseRecord first =
        base.stream().filter(r -> r.type() == RecordType.PERSON).findFirst().orElseThrow();
    int bytes = 0;
    for (int i = 0; i < WARM + STEPS; i++) {
      work.put(first.id(), first.with("phone", "138%08d".formatted(i)));
      var copy = List.copyOf(work.values());
      long t0 = System.nanoTime();
      bytes = kept(copy, first.id() + "/phone");
      long t1 = System.nanoTime();
      bare.write(ByteBuffer.wrap(new byte[bytes]));
      bare.force(true);
      long t2 = System.nanoTime();
      if (i >= WARM) {
        draft[i - WARM] = t1 - t0;
        fsync[i - WARM] = t2 - t1;
      }
    }
    var d = new Percentiles(draft);
    var f = new Percentiles(fsync);
    figures.atMost("leaving a field to durable, p50", d.ms(50), "ms", 5);
    figures.atMost("leaving a field to durable, p99", d.ms(99), "ms", 20);
    figures.probe("samples of leaving a field", STEPS, "fields");
    figures.probe("bytes of the draft kept at each field", bytes, "B");
    figures.probe("bare append of as many bytes with fsync beside it, p50", f.ms(50), "ms");
    figures.probe("bare append of as many bytes with fsync beside it, p99", f.ms(99), "ms");
    figures.probe("leaving a field to bare fsync, ratio of p50", d.ms(50) / f.ms(50), "ratio");
  }

  /// Keeps the working copy as the intake does. @return the draft's bytes
  private int kept(List<CaseRecord> copy, String field) throws IOException, InterruptedException {
    var task =
        new FutureTask<>(() -> {
          byte[] bytes =
              IntakeDraft.of(application, "APPLICANT", field, base, copy, Map.of()).toBytes();
          desk.store().drafts().put(IntakeDraft.key(application), bytes);
          return bytes.length;
        });
    Thread.ofVirtual().name("background").start(task);
    try {
      return Objects.requireNonNull(task.get());
    } catch (ExecutionException e) {
      throw new IOException("the draft was not kept", e.getCause());
    }
  }

  private void family() {
    String[] names = {
      "\u9648\u5efa\u56fd", "\u6b27\u9633\u79c0\u5170", "\u9648\u601d\u8fdc", "\u9648\u601d\u742a"
    };
    var people = new ArrayList<UUID>();
    for (int i = 0; i < names.length; i++) people.add(person(names[i], i));
    add(
        RecordType.APPLICATION,
        application,
        Map.of(
            "number",
            "110108007017000000018",
            "street",
            Homes.STREET,
            "stage",
            "DRAFT",
            "applicant",
            people.getFirst().toString(),
            "phone",
            "13810012345",
            "residenceAddress",
            SyntheticPerson.ADDRESS,
            "familySize",
            "4",
            "reason",
            SyntheticPerson.ADDRESS.repeat(3)));
    for (int i = 0; i < names.length; i++) {
      UUID member = desk.newId();
      add(
          RecordType.MEMBER,
          member,
          Map.of(
              "application",
              application.toString(),
              "person",
              people.get(i).toString(),
              "relation",
              i == 0 ? "01" : "20",
              "marital",
              "20",
              "labour",
              "2",
              "health",
              "10",
              "order",
              Integer.toString(i)));
      add(
          RecordType.ITEM,
          desk.newId(),
          Map.of(
              "application", application.toString(),
              "member", member.toString(),
              "kind", "INCOME",
              "code", "lwlg",
              "basis", "MONTHLY",
              "declared", "180000"));
    }
  }

  private UUID person(String name, int index) {
    UUID id = desk.newId();
    var made = SyntheticPerson.of(index);
    add(
        RecordType.PERSON,
        id,
        Map.of(
            "name",
            name,
            "idNumber",
            made.number(),
            "sex",
            "1",
            "birthDate",
            "1978-05-12",
            "ethnicity",
            "01",
            "registeredAddress",
            SyntheticPerson.ADDRESS,
            "issuer",
            SyntheticPerson.ISSUER,
            "sources",
            "name=CHIP,idNumber=CHIP,sex=CHIP,birthDate=CHIP,registeredAddress=CHIP"));
    add(
        RecordType.CARD_READING,
        desk.newId(),
        Map.of(
            "application", application.toString(),
            "person", id.toString(),
            "cardType", "R",
            "text256", "00".repeat(256),
            "readAt", desk.now().toString()));
    return id;
  }

  private void add(RecordType type, UUID id, Map<String, String> fields) {
    work.put(id, CaseRecord.of(type, id, Homes.STREET, application, fields));
  }
}
