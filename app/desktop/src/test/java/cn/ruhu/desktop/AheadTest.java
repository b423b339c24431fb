package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is fetched before the window stands.
class AheadTest {
  @TempDir Path folder;

  private Surroundings surroundings() {
    return new Surroundings(
        folder.resolve("home"),
        Optional.empty(),
        InstantSource.fixed(DesktopTest.NOW),
        System::nanoTime,
        new Random(7),
        PasswordHash.Cost.TINY);
  }

  @Test
  void theDataFolderIsMadeForItsOwnerAloneThoughLettersLieInIt() throws Exception {
    var ahead = Ahead.begun(surroundings(), Runnable::run);
    try (Machine machine = ahead.machine()) {
      assertSame(machine, ahead.machine(), "opened once");
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.home())));
      assertTrue(Files.isDirectory(machine.home().resolve("fonts")));
    }
  }

  @Test
  void aFolderHeldByAnotherProgramIsSaidWithItsOwnCode() throws Exception {
    try (Machine holder = Wiring.machine(surroundings())) {
      var ahead = Ahead.begun(surroundings(), Runnable::run);
      assertEquals(
          StoreException.Code.IN_USE,
          assertThrows(StoreException.class, ahead::machine).code(),
          () -> holder.home().toString());
      assertFalse(
          Files.exists(holder.home().resolve("fonts")), "that one may draw with what lies there");
    }
  }

  /// A folder that goes before the program, as in tests, must not be what it draws from.
  @Test
  void nothingIsLaidForAProgramWhoseFolderMayGoBeforeIt() throws Exception {
    var ahead = Ahead.whenAsked(surroundings());
    try (Machine machine = ahead.machine()) {
      ahead.fonts();
      assertFalse(Files.exists(machine.home().resolve("fonts")));
    }
  }
}
