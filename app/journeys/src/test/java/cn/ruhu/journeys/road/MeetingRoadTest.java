package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.Exports;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.Standing;
import cn.ruhu.sync.lan.Delivery;
import cn.ruhu.sync.lan.Exchange;
import cn.ruhu.sync.lan.Peer;
import cn.ruhu.sync.lan.Reception;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two laptops side by side without a server: what one has goes over the other to the district, and
/// its receipt comes home when they meet again.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class MeetingRoadTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Exports.Progress QUIET = (_, _) -> {};

  @TempDir Path folder;
  private final InstantSource clock = InstantSource.system();

  @Test
  void aLoggedOutColleaguesWorkGoesFromLaptopToLaptopAndItsReceiptComesHome() throws Exception {
    try (var server =
        EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests())) {
      server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, Place.STREET, null);
      server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, Place.STREET, null);
      try (Place clerk = Place.open(folder.resolve("a"), server, clock, "zhou");
          Place reviewer = Place.open(folder.resolve("b"), server, clock, "he")) {
        clerk.sync();
        reviewer.sync();
        UUID application = filed(clerk);
        CaseRecord page = page(clerk, application);
        clerk.desk.store().close();
        Exchange there = meet(clerk.machine(), reviewer.machine());
        assertTrue(there.isAll(), there::toString);
        assertEquals(1, there.whole());
        reviewer.carry();
        reviewer.sync();
        assertTrue(reviewer.desk.store().record(application).isPresent());
        assertTrue(reviewer.desk.inDistrict(page.text("file")));
        assertTrue(server.chainsHold());
        // the receipt lies sealed until its person signs in
        assertEquals(1, meet(clerk.machine(), reviewer.machine()).receiptsIn());
        try (LocalStore store = again(clerk)) {
          assertEquals(0, store.waiting().ops());
          assertEquals(0, store.waiting().files());
          assertEquals(Standing.IN_DISTRICT, store.standing(page.id()));
        }
        // nothing waits any more, and meeting once more changes nothing
        Exchange last = meet(clerk.machine(), reviewer.machine());
        assertEquals(List.of(0, 0L), List.of(last.bundles(), last.bytes()));
        assertFalse(last.trouble().isPresent());
      }
    }
  }

  private static UUID filed(Place clerk) throws Exception {
    UUID id = clerk.desk.newId();
    Map<String, String> fields =
        Map.of("street", Place.STREET, "schemes", "DB", "residenceAddress", "大慧寺路12号院");
    CaseRecord a = CaseRecord.of(RecordType.APPLICATION, id, Place.STREET, id, fields);
    clerk.desk.save("save", "", false, List.of(RecordChange.create(a)));
    return id;
  }

  private static CaseRecord page(Place clerk, UUID application) throws Exception {
    byte[] scan = new byte[700_000];
    new Random(1).nextBytes(scan);
    String address = clerk.desk.store().files().put(scan, application, "image/jpeg");
    String length = Integer.toString(scan.length);
    CaseRecord made =
        clerk.of(
            RecordType.PAGE,
            application,
            Map.of("slot", "D06", "file", address, "mime", "image/jpeg", "length", length));
    clerk.desk.save("save", "", false, List.of(RecordChange.create(made)));
    return made;
  }

  private static LocalStore again(Place clerk) throws Exception {
    return ((SignIn.Opened) clerk.machine().signIn("zhou", Place.PASSWORD.toCharArray())).store();
  }

  private static Peer peer(Machine machine) {
    String district = machine.enrolment().map(Enrolment::recoveryKey).orElse("");
    return new Peer("", "PC", district);
  }

  private Exchange meet(Machine from, Machine to) throws Exception {
    var terms =
        new Reception.Terms(
            clock,
            RANDOM,
            task -> Thread.ofVirtual().start(task),
            List.of(InetAddress.getLoopbackAddress()),
            0,
            -1);
    try (var reception = Reception.open(to, peer(to), terms, _ -> {})) {
      var w = (Reception.State.Waiting) reception.state();
      try (Delivery d = Delivery.call(from, peer(from), w.at().getFirst(), w.code(), RANDOM)) {
        return d.send(_ -> true, QUIET, QUIET).exchange();
      }
    }
  }
}
