package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `installer/server` itself, on a small program of the same shape: a Maven that writes down that
/// it was called, a repository of jars that can be taken away.
@EnabledOnOs(OS.LINUX)
class ServerScriptTest {
  private static final Path INSTALLER = Path.of("..", "installer");
  private static final String VERSION = "0.9.0";

  @TempDir Path folder;
  private Path root;
  private Path repository;
  private Path calls;
  private Path jdk;

  private record Ran(int exit, String out, String told) {}

  @BeforeEach
  void install() throws Exception {
    root = folder.resolve("opt");
    repository = Files.createDirectories(folder.resolve("repository"));
    calls = folder.resolve("calls");
    Files.createDirectories(root.resolve("installer"));
    for (String name : List.of("common.sh", "server"))
      Files.copy(INSTALLER.resolve(name), root.resolve("installer").resolve(name));
    write("pom.xml", "<project>\n  <version>" + VERSION + "</version>\n</project>\n");
    for (String module : List.of("app/wire", "app/papers", "sync-server"))
      write(module + "/pom.xml", "<project/>");
    write("app/pom.xml", "<project/>");
    write("app/wire/src/main/java/Wire.java", "");
    write("app/papers/src/main/java/Papers.java", "");
    write("sync-server/src/test/java/MainTest.java", "");
    write("sync-server/src/main/java/Main.java", "");
    age(root, Duration.ofHours(2));
    program();
    maven();
    jdk = hastyJdk();
  }

  private static Path realJdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /// The JDK, but it writes an empty cache of what a start loads: the real one takes seconds.
  private Path hastyJdk() throws IOException {
    Path hasty = Files.createDirectories(folder.resolve("jdk"));
    Files.createDirectories(hasty.resolve("bin"));
    Files.copy(realJdk().resolve("release"), hasty.resolve("release"));
    Files.createSymbolicLink(hasty.resolve("bin/jar"), realJdk().resolve("bin/jar"));
    Path java = hasty.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        words=()
        for word in "$@"; do
          case "$word" in
            -XX:AOTCacheOutput=*) : >"${word#*=}" ;;
            -XX:AOTCache=*) ;;
            *) words+=("$word") ;;
          esac
        done
        exec "%s" "${words[@]}"
        """
            .formatted(realJdk().resolve("bin/java")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return hasty;
  }

  /// Prints which jar it lies in, and the word its companion in the repository has.
  private void program() throws Exception {
    Path source = folder.resolve("cn/ruhu/server/Main.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package cn.ruhu.server;
        public class Main {
          public static void main(String[] args) throws Exception {
            var place = Main.class.getProtectionDomain().getCodeSource().getLocation();
            System.out.println(args[0] + " " + place.getPath() + " " + Word.WORD.toString());
          }
        }
        """);
    Path word = folder.resolve("cn/ruhu/server/Word.java");
    Files.writeString(
        word, "package cn.ruhu.server;\npublic class Word { public static Object WORD = 1; }\n");
    int done =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString(), word.toString());
    assertEquals(0, done);
    jar(folder.resolve("main.jar"), "Main", false);
    jar(repository.resolve("word.jar"), "Word", false);
  }

  private void jar(Path jar, String name, boolean signed) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      String entry = "cn/ruhu/server/" + name + ".class";
      out.putNextEntry(new JarEntry(entry));
      out.write(Files.readAllBytes(folder.resolve(entry)));
      if (!signed) return;
      out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      out.write("Manifest-Version: 1.0\r\n\r\nName: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("META-INF/SIGNER.SF"));
    }
  }

  /// Packages as the real one: leaves a list or a jar that did not change as old as it was.
  private void maven() throws IOException {
    String target = root.resolve("sync-server/target").toString();
    Path maven = folder.resolve("bin/mvn");
    Files.createDirectories(maven.getParent());
    Files.writeString(
        maven,
        String.join(
                "\n",
                "#!/usr/bin/env bash",
                "echo \"$*\" >>" + calls,
                "mkdir -p " + target + " " + root.resolve("app/wire/target"),
                "cp "
                    + repository.resolve("word.jar")
                    + " "
                    + root.resolve("app/wire/target/wire.jar"),
                "cp -n " + folder.resolve("main.jar") + " " + target + "/ruhu-sync-server-$1.jar",
                "[ -f "
                    + target
                    + "/classpath.txt ] || printf %s '"
                    + root.resolve("app/wire/target/wire.jar")
                    + ":"
                    + repository.resolve("word.jar")
                    + "' >"
                    + target
                    + "/classpath.txt",
                "")
            .replace("$1", VERSION));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void age(Path folder, Duration by) throws IOException {
    var then = FileTime.from(Instant.now().minus(by));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) Files.setLastModifiedTime(file, then);
    }
  }

  private void changed(String name) throws IOException {
    Files.setLastModifiedTime(
        root.resolve(name), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
  }

  private Ran server(String... words) throws Exception {
    var all = new ArrayList<>(List.of("bash", root.resolve("installer/server").toString()));
    all.addAll(List.of(words));
    Path out = folder.resolve("out");
    Path told = folder.resolve("told");
    var builder = new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(told.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    int exit = builder.start().waitFor();
    return new Ran(
        exit,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(told, StandardCharsets.UTF_8));
  }

  private long builds() throws IOException {
    if (!Files.exists(calls)) return 0;
    try (Stream<String> lines = Files.lines(calls)) {
      return lines.count();
    }
  }

  private void prepare() throws Exception {
    Ran ran = server("prepare");
    assertEquals(0, ran.exit(), ran.told());
    assertEquals("{\"ok\":true}\n", ran.out());
  }

  @Test
  void whatWasPreparedRunsWithoutMavenAndWithoutItsRepository() throws Exception {
    jdk = realJdk();
    prepare();
    assertTrue(Files.size(root.resolve("sync-server/target/server.aot")) > 0);
    Files.delete(repository.resolve("word.jar"));
    Files.delete(folder.resolve("bin/mvn"));
    Ran ran = server("sample");
    assertEquals(0, ran.exit(), ran.told());
    assertTrue(ran.out().startsWith("sample " + root.resolve("sync-server/target/lib")), ran.out());
    assertEquals("", ran.told());
  }

  @Test
  void noJarIsComparedWithASignatureAgainAtEveryStart() throws Exception {
    jar(repository.resolve("word.jar"), "Word", true);
    prepare();
    try (var jar = new JarFile(root.resolve("sync-server/target/lib/word.jar").toFile())) {
      assertNull(jar.getEntry("META-INF/SIGNER.SF"));
      assertTrue(jar.getManifest().getEntries().isEmpty());
      assertNotNull(jar.getEntry("cn/ruhu/server/Word.class"));
    }
  }

  @Test
  void whatWasPreparedStaysWhenNotEveryJarCanBeLaidBesideIt() throws Exception {
    prepare();
    Files.delete(repository.resolve("word.jar"));
    Ran ran = server("prepare");
    assertEquals(1, ran.exit());
    assertTrue(ran.out().contains("could not be laid out"), ran.out());
    assertEquals(0, server("sample").exit(), "with the jars of before");
  }

  @Test
  void everyAccountMayReadWhatWasPrepared() throws Exception {
    prepare();
    try (Stream<Path> all = Files.walk(root.resolve("sync-server/target/lib"))) {
      for (Path file : all.toList())
        assertTrue(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("r--")
                || Files.isDirectory(file),
            file.toString());
    }
  }

  @Test
  void onlyPrepareBuildsAndOnlyWhatTheServerIsMadeOf() throws Exception {
    Ran early = server("sample");
    assertEquals(1, early.exit());
    assertTrue(early.out().matches("\\{\"ok\":false,\"error\":\"PREPARE\",.*prepare.*}\n"));
    assertEquals(0, builds());
    prepare();
    prepare();
    assertEquals(1, builds());
    changed("sync-server/src/test/java/MainTest.java");
    changed("app/papers/src/main/java/Papers.java");
    prepare();
    assertEquals(1, builds(), "neither tests nor other modules");
    changed("app/wire/src/main/java/Wire.java");
    Ran later = server("sample");
    assertEquals(0, later.exit());
    assertTrue(later.told().contains("prepare"), later.told());
    assertEquals(1, builds(), "told, not done");
    prepare();
    assertEquals(2, builds());
  }

  @Test
  void aBuildThatLeavesTheClassPathAsItWasIsNotDoneAgain() throws Exception {
    prepare();
    age(root.resolve("sync-server/target"), Duration.ofHours(3));
    prepare();
    assertEquals(2, builds());
    prepare();
    assertEquals(2, builds(), "the list did not change, but it was built after the sources");
    assertFalse(server("sample").told().contains("prepare"));
  }

  @Test
  void aJarOfAnotherVersionIsNeverTaken() throws Exception {
    prepare();
    Files.copy(
        folder.resolve("main.jar"), root.resolve("sync-server/target/ruhu-sync-server-0.1.0.jar"));
    prepare();
    assertTrue(server("sample").out().contains("ruhu-sync-server-" + VERSION + ".jar"));
  }
}
