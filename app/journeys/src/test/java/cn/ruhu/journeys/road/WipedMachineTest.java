package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine is lost with work on it nobody ever sent: told of it, it wipes itself; found and
/// enrolled again, the work is there.
class WipedMachineTest {
  private static final char[] PASSWORD = "counter-2026-password".toCharArray();
  private static final byte[] DRAFT = {1, 2, 3};

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private EmbeddedServer server;
  private Machine machine;
  private Machine office;

  @BeforeEach
  void district() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    server.addPerson("window", new String(PASSWORD), "王芳", Role.WINDOW_CLERK, "110108007", null);
    server.addPerson("xitong", new String(PASSWORD), "彭磊", Role.ADMIN_SYSTEM, null, null);
    machine = machine("field");
    office = machine("office");
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
    office.close();
    server.close();
  }

  private Machine machine(String name) throws Exception {
    return Machine.open(
        folder.resolve(name),
        clock,
        random,
        new StoreOptions("journey", clock::millis, PasswordHash.Cost.TINY, Disk.real(), 0));
  }

  private ServerConnection enrolled(Machine at) throws Exception {
    var address = ServerAddress.parse(server.url(), server.pin().text()).orElseThrow();
    Accounts.Enrolled enrolled;
    try (var first = connection(at, address, null)) {
      enrolled = given(first.enrol(server.issueCode(), "journey"));
    }
    at.enrolled(Enrolment.of(server.url(), server.pin().text(), enrolled));
    return connection(at, address, enrolled.serverKey());
  }

  private ServerConnection connection(
      Machine at, ServerAddress address, @Nullable String serverKey) {
    return new ServerConnection(
        address, at.device(), at.signingKey(), serverKey, random, Timeouts.STANDARD);
  }

  private static <T> T given(Result<T> result) {
    if (result instanceof Result.Given<T>(T value)) return value;
    throw new AssertionError("the server did not agree: " + result);
  }

  private void worked(ServerConnection district) throws Exception {
    Accounts.LoggedIn in = given(district.login("window", PASSWORD));
    try (LocalStore store = machine.createVault(in.person(), PASSWORD, null)) {
      store.drafts().put("intake", DRAFT);
      var person =
          CaseRecord.of(
              RecordType.PERSON, new UUID(5, 5), "110108007", new UUID(5, 6), Map.of("name", "李强"));
      store.save(new NewOp("save", null, false, List.of(RecordChange.create(person)), List.of()));
      given(district.keepWorkKey(in.token(), store.recoverySealed().orElseThrow()));
    }
  }

  @Test
  void aLostMachineKeepsNothingReadableAndLosesNoWork() throws Exception {
    try (ServerConnection field = enrolled(machine);
        ServerConnection admin = enrolled(office)) {
      worked(field);
      String token = given(admin.login("xitong", PASSWORD)).token();
      given(
          admin.administer(
              token,
              Protocol.ADMIN_MACHINES + "/lost",
              new Admin.MachineAct(machine.device(), "stolen from a car"),
              Admin.ActDone.class));
      var told = assertInstanceOf(Result.Refused.class, field.login("window", PASSWORD));
      assertEquals("WIPE", told.code());
      assertEquals(1, machine.wipe());
      given(field.wiped(1));
      machine.leave();
      assertTrue(machine.people().isEmpty());
      assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("window", PASSWORD));
      assertEquals(1, machine.wipe(), "may be told again");
    }
    try (ServerConnection found = enrolled(machine)) {
      ServerConnection.Recovered back = given(found.recover("window", PASSWORD));
      byte[] key = back.workKey().orElseThrow();
      try (LocalStore store = machine.createVault(back.login().person(), PASSWORD, key)) {
        assertArrayEquals(DRAFT, store.drafts().get("intake").orElseThrow());
        assertEquals(1, store.waiting().ops());
        assertEquals("李强", store.record(new UUID(5, 5)).orElseThrow().text("name"));
      }
    }
  }
}
