package cn.ruhu.benchmarks;

import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.SealedBox;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Data folders of machines that are enrolled already, at a district that does not answer.
final class Homes {
  static final String STREET = "110108007";
  static final Accounts.Person PERSON =
      new Accounts.Person(
          new UUID(0, 7), "chuangkou", "\u6797\u6653\u71d5", "WINDOW_CLERK", STREET);

  /// Who visits households.
  static final Accounts.Person INVESTIGATOR =
      new Accounts.Person(new UUID(0, 8), "hecha", "\u6797\u6653\u4e1c", "INVESTIGATOR", STREET);

  /// A supervisor of the same street.
  static final Accounts.Person REVIEWER =
      new Accounts.Person(
          new UUID(0, 10), "shenhe", "\u4f55\u5fd7\u5f3a", "STREET_REVIEWER", STREET);

  private Homes() {}

  /// Streets of the district one after the other; the first is [#STREET].
  static String street(int number) {
    if (number == 0) return STREET;
    return CodeTables.table("street").entries().stream()
        .map(CodeEntry::code)
        .filter(code -> !code.equals(STREET))
        .toList()
        .get(number - 1);
  }

  /// The clerk's password at these machines; wiped by whoever takes it.
  static char[] password() {
    return "correct horse battery".toCharArray();
  }

  static Machine enrolled(Path home) throws StoreException {
    Machine machine = machine(home);
    machine.enrolled(
        new Enrolment(
            "https://127.0.0.1:9",
            "sha256-" + "ab".repeat(32),
            "110108",
            "\u6d77\u6dc0\u533a",
            "00".repeat(32),
            SealedBox.publicHex(new byte[32]),
            "001",
            List.of(PERSON, INVESTIGATOR, REVIEWER)));
    return machine;
  }

  /// One that is not enrolled yet.
  static Machine machine(Path home) throws StoreException {
    return Machine.open(
        home,
        InstantSource.system(),
        new SecureRandom(),
        StoreOptions.standard("bench", () -> System.nanoTime() / 1_000_000));
  }
}
