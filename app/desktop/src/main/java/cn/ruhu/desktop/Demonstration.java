package cn.ruhu.desktop;

import cn.ruhu.desktop.login.Office;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `installer/try` left for the window: where its server and its emulated reader are. The
/// machine enrols itself with the code of the server's file; at a second start the same server has
/// another port and the machine follows it.
///
/// @param password shown on the sign-in, empty when the file names none
/// @param scans folder for scans, empty when there is none
record Demonstration(
    String url, String pin, String code, String reader, String password, String scans) {
  private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
  private static final Pattern FIELD = Pattern.compile("\"([a-z]+)\"\\s*:\\s*\"([^\"]*)\"");

  /// Empty when the server's file is not there.
  static Optional<Demonstration> read(Path folder) {
    Path server = folder.resolve("server.ready");
    if (!Files.exists(server)) return Optional.empty();
    try {
      String text = Files.readString(server, StandardCharsets.UTF_8);
      Path reader = folder.resolve("reader.ready");
      String card = Files.exists(reader) ? Files.readString(reader, StandardCharsets.UTF_8) : "";
      return Optional.of(
          new Demonstration(
              field(text, "url"),
              field(text, "pin"),
              field(text, "code"),
              address(card),
              field(text, "password"),
              Files.isDirectory(folder.resolve("scans"))
                  ? folder.resolve("scans").toAbsolutePath().toString()
                  : ""));
    } catch (IOException e) {
      LOG.warn("the demonstration's files are unreadable", e);
      return Optional.empty();
    }
  }

  private static String field(String json, String name) {
    Matcher m = FIELD.matcher(json);
    while (m.find()) if (m.group(1).equals(name)) return m.group(2);
    return "";
  }

  private static String address(String text) {
    Matcher m = Pattern.compile("sam\\+tcp://[\\w.-]+:\\d+").matcher(text);
    return m.find() ? m.group() : "";
  }

  /// Enrols the machine, or tells it the server's new port. Blocks.
  void prepare(Machine machine, Office office) throws StoreException {
    Optional<Enrolment> known = machine.enrolment();
    if (known.isPresent() && known.get().certificatePin().equals(pin)) {
      Enrolment e = known.get();
      if (!e.serverUrl().equals(url))
        machine.enrolled(
            new Enrolment(
                url,
                pin,
                e.district(),
                e.districtName(),
                e.serverKey(),
                e.recoveryKey(),
                e.block(),
                e.people()));
      return;
    }
    Office.Enrolling outcome = office.enrol(new Office.Invitation(url, pin, code));
    LOG.info("demonstration: {}", outcome);
  }

  /// Without the code and the password.
  @Override
  public String toString() {
    return "Demonstration[" + url + "]";
  }
}
