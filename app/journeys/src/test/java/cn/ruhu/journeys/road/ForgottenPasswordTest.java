package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import cn.ruhu.wire.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A password nobody remembers loses no work: the district keeps each machine's work key, sealed,
/// and gives it back to its person on that machine alone.
class ForgottenPasswordTest {
  private static final char[] OLD = "an-old-password-1".toCharArray();
  private static final char[] NEW = "another-password-2".toCharArray();
  private static final byte[] DRAFT = "half a household".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private EmbeddedServer server;
  private Machine machine;
  private ServerConnection district;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedServer.start(folder.resolve("district"), EmbeddedServer.Config.forTests());
    for (String login : List.of("window", "colleague"))
      server.addPerson(login, new String(OLD), login, Role.WINDOW_CLERK, "110108007", null);
    machine = machine("machine");
    district = enrolled(machine);
  }

  @AfterEach
  void close() throws Exception {
    district.close();
    machine.close();
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
      Machine at, ServerAddress address, @org.jspecify.annotations.Nullable String serverKey) {
    return new ServerConnection(
        address, at.device(), at.signingKey(), serverKey, random, Timeouts.STANDARD);
  }

  private static <T> T given(Result<T> result) {
    if (result instanceof Result.Given<T>(T value)) return value;
    throw new AssertionError("the server did not agree: " + result);
  }

  /// First sign-in: a vault, a draft, an op that never left, and the work key at the district.
  private byte[] worked() throws Exception {
    Accounts.LoggedIn in = given(district.login("window", OLD));
    try (LocalStore store = machine.createVault(in.person(), OLD, null)) {
      store.drafts().put("intake", DRAFT);
      var person =
          CaseRecord.of(
              RecordType.PERSON, new UUID(5, 5), "110108007", new UUID(5, 6), Map.of("name", "王芳"));
      store.save(new NewOp("save", null, false, List.of(RecordChange.create(person)), List.of()));
      byte[] sealed = store.recoverySealed().orElseThrow();
      given(district.keepWorkKey(in.token(), sealed));
      return sealed;
    }
  }

  @Test
  void theVaultOpensUnderTheNewPasswordWithDraftsAndJournal() throws Exception {
    worked();
    assertTrue(server.setPassword("window", new String(NEW)).isEmpty());
    assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("window", NEW));
    ServerConnection.Recovered back = given(district.recover("window", NEW));
    byte[] key = back.workKey().orElseThrow();
    try (LocalStore store = machine.createVault(back.login().person(), NEW, key)) {
      assertArrayEquals(DRAFT, store.drafts().get("intake").orElseThrow());
      assertEquals(1, store.waiting().ops());
      assertEquals("王芳", store.record(new UUID(5, 5)).orElseThrow().text("name"));
      given(district.keepWorkKey(back.login().token(), store.recoverySealed().orElseThrow()));
    }
    assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("window", OLD));
    var again = assertInstanceOf(SignIn.Opened.class, machine.signIn("window", NEW));
    assertEquals(1, again.store().waiting().ops());
    again.store().close();
  }

  @Test
  void anOwnPasswordOpensTheVaultAtOnceAndWithoutTheNetwork() throws Exception {
    worked();
    var open = assertInstanceOf(SignIn.Opened.class, machine.signIn("window", OLD));
    given(district.choose("window", OLD, NEW));
    assertTrue(machine.changePassword("window", OLD, NEW).isEmpty(), "while its person works");
    assertEquals(1, open.store().waiting().ops());
    open.store().close();
    server.close();
    assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("window", OLD));
    var again = assertInstanceOf(SignIn.Opened.class, machine.signIn("window", NEW));
    assertArrayEquals(DRAFT, again.store().drafts().get("intake").orElseThrow());
    again.store().close();
  }

  /// The machine dies after the district took the new password and before its vault did.
  @Test
  void anOwnPasswordTheDistrictAloneHasCostsNoWork() throws Exception {
    worked();
    given(district.choose("window", OLD, NEW));
    machine.close();
    machine = machine("machine");
    var old = assertInstanceOf(SignIn.Opened.class, machine.signIn("window", OLD));
    assertEquals(1, old.store().waiting().ops(), "without the network the old one opens it");
    old.store().close();
    assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("window", NEW));
    ServerConnection.Recovered back = given(district.recover("window", NEW));
    byte[] key = back.workKey().orElseThrow();
    try (LocalStore store = machine.createVault(back.login().person(), NEW, key)) {
      assertArrayEquals(DRAFT, store.drafts().get("intake").orElseThrow());
      assertEquals(1, store.waiting().ops());
    }
  }

  @Test
  void nobodyGetsTheKeyWithoutThePasswordOrOnAnotherMachine() throws Exception {
    worked();
    server.setPassword("window", new String(NEW));
    var old = assertInstanceOf(Result.Refused.class, district.recover("window", OLD));
    assertEquals("PASSWORD", old.code());
    try (Machine elsewhere = machine("elsewhere");
        ServerConnection there = enrolled(elsewhere)) {
      assertTrue(given(there.recover("window", NEW)).workKey().isEmpty());
    }
    assertTrue(given(district.recover("colleague", OLD)).workKey().isEmpty());
  }

  @Test
  void aColleagueCannotHandInAnothersKeyAsTheirOwn() throws Exception {
    byte[] sealed = worked();
    Accounts.LoggedIn colleague = given(district.login("colleague", OLD));
    var stolen =
        assertInstanceOf(Result.Refused.class, district.keepWorkKey(colleague.token(), sealed));
    assertEquals("WORK_KEY", stolen.code());
    assertFalse(given(district.recover("colleague", OLD)).workKey().isPresent());
    var noise = district.keepWorkKey(colleague.token(), new byte[100]);
    assertEquals("WORK_KEY", assertInstanceOf(Result.Refused.class, noise).code());
  }

  @Test
  void aNewPasswordEndsTheSessionsUnderTheOldOne() throws Exception {
    Accounts.LoggedIn in = given(district.login("window", OLD));
    server.setPassword("window", new String(NEW));
    var late =
        assertInstanceOf(Result.Refused.class, district.keepWorkKey(in.token(), new byte[100]));
    assertEquals("TOKEN", late.code());
  }
}
