package cn.ruhu.benchmarks;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.db.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// The sync server as a process of its own, so that its CPU and memory are not the client's: the
/// embedded one, real in all but the cost of a password. Serves until its input ends; each line of
/// it asks for an enrolment code. `FOLDER CLERKS STREETS [JDBC-URL PASSWORD-FILE]`: clerks sit in
/// as many streets in turn.
public final class SyncServerMain {
  /// Before every line that is meant for the asker.
  static final String MARK = "ruhu-bench ";

  private SyncServerMain() {}

  public static void main(String[] args)
      throws StorageException, IOException, GeneralSecurityException {
    Path folder = Path.of(args[0]);
    var config = EmbeddedServer.Config.forTests().withDatabase(database(args));
    try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("district"), config);
        BareServer bare = BareServer.open(folder.resolve("bare"))) {
      String password = new String(Homes.password());
      int streets = Integer.parseInt(args[2]);
      for (int i = 0; i < Integer.parseInt(args[1]); i++)
        server.addPerson(
            login(i), password, login(i), Role.WINDOW_CLERK, Homes.street(i % streets), null);
      say(server.url() + " " + server.pin().text() + " " + bare.port());
      var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (asked.readLine() != null) say(server.issueCode());
    }
  }

  static String login(int number) {
    return "clerk" + number;
  }

  private static @Nullable DatabaseChoice database(String[] args) {
    return args.length < 5
        ? null
        : new DatabaseChoice.Postgres(args[3], "postgres", Path.of(args[4]), 8);
  }

  private static void say(String line) {
    System.out.println(MARK + line);
    System.out.flush();
  }
}
