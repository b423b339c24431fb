package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way from a command to its minutes, with a command that takes none.
class BuildMinutesTest {
  @TempDir Path folder;
  private Path root;
  private BuildMinutes build;

  @BeforeEach
  void repository() throws Exception {
    root = Files.createDirectory(folder.resolve("checkout"));
    Files.writeString(root.resolve("committed"), "yes");
    git("init", "-q");
    git("add", "committed");
    git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "t");
    Files.writeString(root.resolve("forgotten"), "yes");
    build = new BuildMinutes(root, Files.createDirectory(folder.resolve("scratch")));
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var git = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start();
    assertEquals(0, git.waitFor());
  }

  @Test
  void whatIsCommittedIsBuiltAndNothingElse() throws Exception {
    double minutes = build.clonedThen(List.of("ls", "committed"));
    assertTrue(minutes > 0 && minutes < 1, "" + minutes);
    assertTrue(
        Files.readString(folder.resolve("scratch/build.log")).contains("committed"),
        "the log holds what the command said");
  }

  @Test
  void aFailedBuildClaimsNothing() {
    var failed =
        assertThrows(IOException.class, () -> build.clonedThen(List.of("ls", "forgotten")));
    assertTrue(failed.getMessage().startsWith("ls ended with "), failed.getMessage());
  }

  @Test
  void changedSourcesAreSaidBesideTheCommit() throws IOException {
    String dirty = Computer.commit(root);
    assertTrue(dirty.matches("[0-9a-f]{7,40}\\+"), dirty);
    Files.delete(root.resolve("forgotten"));
    assertTrue(Computer.commit(root).matches("[0-9a-f]{7,40}"), Computer.commit(root));
    assertEquals("unknown", Computer.commit(folder));
  }
}
