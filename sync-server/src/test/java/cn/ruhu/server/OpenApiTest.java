package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.http.Web;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `openapi.yaml` says what the port does: its routes, statuses and codes, and the message types
/// field by field.
class OpenApiTest {
  @TempDir Path data;

  private static String text() throws Exception {
    try (var in = Web.description()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The lines of each operation, by method and path.
  private static Map<String, List<String>> operations() throws Exception {
    Map<String, List<String>> out = new LinkedHashMap<>();
    String path = "";
    List<String> lines = new ArrayList<>();
    for (String line : text().substring(0, text().indexOf("\ncomponents:\n")).lines().toList()) {
      if (line.matches("  /\\S*:")) path = line.strip().replaceAll(":$", "");
      else if (line.matches("    [a-z]+:")) {
        lines = new ArrayList<>();
        String method = line.strip().replace(":", "").toUpperCase(Locale.ROOT);
        out.put(method + " " + path, lines);
      } else lines.add(line);
    }
    return out;
  }

  @Test
  void itsRoutesAreTheServers() throws Exception {
    Set<String> routes = new TreeSet<>();
    Web.routes().forEach(r -> routes.add(r.method() + " " + r.path()));
    assertEquals(routes, new TreeSet<>(operations().keySet()));
  }

  @Test
  void itsSchemasAreTheMessageTypes() throws Exception {
    String after = text().substring(text().indexOf("\n  schemas:\n") + "\n  schemas:\n".length());
    assertEquals(Schemas.yaml(), after, "run Schemas and put what it prints below schemas:");
  }

  @Test
  void itsCodesAreTheServers() throws Exception {
    Map<String, Integer> codes = new TreeMap<>();
    Matcher m = Pattern.compile("(?m)^        ([A-Z_]+): (\\d{3})$").matcher(text());
    while (m.find()) codes.put(m.group(1), Integer.parseInt(m.group(2)));
    assertEquals(new TreeMap<>(Web.refusals()), codes);
  }

  @Test
  void everythingItRefersToIsThere() throws Exception {
    String text = text();
    Matcher refs = Pattern.compile("#/components/([a-z]+)/([A-Za-z]+)'").matcher(text);
    int found = 0;
    while (refs.find()) {
      found++;
      String part = text.substring(text.indexOf("\n  " + refs.group(1) + ":\n"));
      assertTrue(part.contains("\n    " + refs.group(2) + ":\n"), refs.group());
    }
    assertTrue(found > 40);
    for (String header :
        List.of(
            Protocol.DEVICE,
            Protocol.NONCE,
            Protocol.SIGNATURE,
            Protocol.TOKEN,
            Protocol.FILE_CASE,
            Protocol.UPLOAD_OFFSET,
            Protocol.UPLOAD_LENGTH,
            Protocol.UPLOAD_COMPLETE,
            Protocol.FILE_FROM)) assertTrue(text.contains("      name: " + header + "\n"), header);
    for (String type : List.of(Protocol.PUSH_TYPE, Protocol.PART, Protocol.JSON))
      assertTrue(text.contains(" " + type + ":\n"), type);
  }

  /// Each JSON answer of a real port has exactly the fields of the schema its route names.
  @Test
  void realAnswersHaveTheFieldsTheirRoutesName() throws Exception {
    try (District district = new District(data);
        TestMachine clerk = new TestMachine(district.server.url(), district.server.certificate())) {
      Set<String> seen = new HashSet<>();
      byte[] enrol =
          Messages.write(
              new Accounts.Enrol(
                  district.server.issueCode(), clerk.device, clerk.key.publicHex(), "m"));
      agrees(seen, "POST " + Protocol.ENROL, clerk.send("POST", Protocol.ENROL, enrol, Map.of()));
      agrees(
          seen, "GET " + Protocol.HELLO, clerk.send("GET", Protocol.HELLO, new byte[0], Map.of()));
      agrees(seen, "POST " + Protocol.LOGIN, clerk.loginAnswer("clerk", District.PASSWORD));
      byte[] recover =
          Messages.write(
              new Accounts.Recover("clerk", District.PASSWORD, clerk.device, "0".repeat(64)));
      agrees(
          seen,
          "POST " + Protocol.RECOVER,
          clerk.send("POST", Protocol.RECOVER, recover, Map.of()));
      clerk.login("clerk", District.PASSWORD);
      District.open(clerk, District.HERE, "王芳");
      agrees(seen, "POST " + Protocol.PUSH, clerk.pushAnswer(clerk.body(1, 1)));
      byte[] pull = Messages.write(new PullRequest(1, null, Map.of(), 10));
      agrees(seen, "POST " + Protocol.PULL, clerk.send("POST", Protocol.PULL, pull, Map.of()));
      assertEquals(6, seen.size());
      Map<?, ?> refusal =
          Messages.read(clerk.send("GET", "/nowhere", new byte[0], Map.of()).body(), Map.class);
      assertEquals(fields("Refusal"), refusal.keySet());
    }
  }

  private static void agrees(Set<String> seen, String route, TestMachine.Answer answer)
      throws Exception {
    assertEquals(200, answer.status(), route);
    List<String> lines = operations().get(route);
    String schema =
        lines.subList(lines.indexOf("        '200':"), lines.size()).stream()
            .filter(l -> l.contains("/schemas/"))
            .findFirst()
            .orElseThrow()
            .replaceAll(".*/([A-Za-z]+)'", "$1");
    Map<?, ?> fields = Messages.read(answer.body(), Map.class);
    assertEquals(fields(schema), fields.keySet(), route);
    seen.add(route);
  }

  private static Set<?> fields(String schema) {
    return Schemas.MESSAGES.stream()
        .filter(m -> m.getSimpleName().equals(schema))
        .findFirst()
        .map(m ->
            java.util.Arrays.stream(m.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .collect(java.util.stream.Collectors.toSet()))
        .orElseThrow();
  }

  @Test
  void aPushIsDescribedByItsHeaderAndItsLines() throws Exception {
    String push = String.join("\n", operations().get("POST " + Protocol.PUSH));
    assertTrue(push.contains("/schemas/" + PushHeader.class.getSimpleName()));
    assertTrue(push.contains("/schemas/Op'"));
  }
}
