package cn.ruhu.store;

import cn.ruhu.casefile.record.RecordChange;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The other process of the tests: holds a data folder, or saves until it is killed. It says what
/// was saved only after the store said so.
final class ChildMain {
  private ChildMain() {}

  private static void say(String line) throws IOException {
    try (var _ = new AutoFlush()) {
      OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private record AutoFlush() implements AutoCloseable {
    @Override
    public void close() throws IOException {
      OUT.flush();
    }
  }

  public static void main(String[] args) throws Exception {
    Home home = new Home(Path.of(args[1]));
    Machine machine;
    try {
      machine = home.machine();
    } catch (StoreException e) {
      say("REFUSED " + e.code());
      return;
    }
    say("OPENED");
    if (args[0].equals("open")) {
      Thread.sleep(60_000);
      return;
    }
    if (args[0].equals("sign-in")) {
      Home.again(machine);
      say("SIGNED IN");
      Thread.sleep(60_000);
      return;
    }
    save(machine, Home.again(machine));
  }

  private static void save(Machine machine, LocalStore store) throws Exception {
    for (int i = 0; ; i++) {
      UUID caseId = machine.ids().next();
      byte[] photo = (caseId + "x".repeat(70_000)).getBytes(StandardCharsets.UTF_8);
      String draft = "visit/" + caseId;
      for (int n = 0; n < 3; n++) {
        store.drafts().append(draft, new byte[] {(byte) n});
        say("ENTRY " + draft + " " + (n + 1));
      }
      String address = store.files().put(photo, caseId, "image/jpeg");
      say("FILE " + address);
      var app = Home.application(caseId, Map.of("note", "n" + i));
      var person = Home.person(machine.ids().next(), caseId, "p" + i);
      var op =
          Home.saveWithFiles(
              List.of(address), RecordChange.create(app), RecordChange.create(person));
      boolean finish = i % 2 == 0;
      if (finish) say("ENDING " + draft);
      Saved saved = finish ? store.save(op, draft) : store.save(op);
      say("OP " + saved.opId() + " " + caseId);
      if (finish) say("ENDED " + draft);
    }
  }
}
