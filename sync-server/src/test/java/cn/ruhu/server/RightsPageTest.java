package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.http.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `RIGHTS.md` says what every role is answered at every endpoint, scope by scope; each cell is
/// asked of a real server here (ASVS 8.2.1, invariants I6, I20). An endpoint without a row fails,
/// and so does a cell that is not what the page says. `-Druhu.rights=write` writes the page anew,
/// for the difference to be read.
class RightsPageTest {
  private static final Path PAGE = Path.of("RIGHTS.md");

  private static final Map<Role, String> HEADS =
      Map.ofEntries(
          Map.entry(Role.WINDOW_CLERK, "窗口"),
          Map.entry(Role.INVESTIGATOR, "核查"),
          Map.entry(Role.TEAM_LEADER, "组长"),
          Map.entry(Role.AGENCY_MANAGER, "机构"),
          Map.entry(Role.STREET_REVIEWER, "街审"),
          Map.entry(Role.STREET_CHIEF, "街签"),
          Map.entry(Role.DISTRICT_REVIEWER, "区审"),
          Map.entry(Role.DISTRICT_INSPECTOR, "区查"),
          Map.entry(Role.SOCIAL_WORKER, "社工"),
          Map.entry(Role.COMMUNITY_WORKER, "社区"),
          Map.entry(Role.EVALUATOR, "评估"),
          Map.entry(Role.AUDITOR, "审计"),
          Map.entry(Role.ADMIN_SYSTEM, "系统"),
          Map.entry(Role.ADMIN_SECURITY, "安全"),
          Map.entry(Role.ADMIN_AUDIT, "日志"));

  private static final String CLOSED = "停用";

  @TempDir Path data;

  @Test
  void everyRoleIsAnsweredAtEveryEndpointAsThePageSays() throws Exception {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    List<String> heads = new ArrayList<>();
    try (RightsProbes probes = new RightsProbes(data)) {
      for (Role role : District.roles().toList()) {
        heads.add(HEADS.get(role));
        put(rows, HEADS.get(role), probes.answers(role, false));
      }
      heads.add(CLOSED);
      put(rows, CLOSED, probes.answers(Role.WINDOW_CLERK, true));
    }
    Set<String> asked = new TreeSet<>();
    rows.keySet().forEach(row -> asked.add(row.substring(0, row.indexOf('|'))));
    Set<String> routes = new TreeSet<>();
    Web.routes().forEach(r -> routes.add(r.method() + " " + r.path()));
    assertEquals(routes, asked, "every endpoint needs its rows in RightsProbes");
    String now = page(heads, rows);
    if (System.getProperty("ruhu.rights", "").equals("write")) Files.writeString(PAGE, now);
    assertEquals(
        Files.readString(PAGE).strip(),
        now.strip(),
        "what the server answers is not what RIGHTS.md says");
  }

  @Test
  void thePageHasAColumnForEveryRole() {
    assertEquals(District.roles().collect(Collectors.toSet()), HEADS.keySet());
  }

  private static void put(
      Map<String, Map<String, String>> rows, String head, Map<String, String> answers) {
    answers.forEach(
        (row, answer) -> rows.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(head, answer));
  }

  private static String page(List<String> heads, Map<String, Map<String, String>> rows) {
    var out = new StringBuilder();
    out.append("# Who is answered what\n");
    out.append(
        "Every cell is asked of a real server by `RightsPageTest`; it fails when the server ");
    out.append("answers otherwise\nor an endpoint has no row. ✓ is done; · not for this role ");
    out.append(
        "(`RIGHT`); a word is the code of another refusal\n"
            + "(`openapi.yaml`); – nothing of it is handed out. Scopes: a case of one's ");
    out.append("own street, of another street, of another street but assigned to one's pair\nor ");
    out.append("agency, and what belongs to no case. Columns: the roles of DOMAIN §4.13; ");
    out.append(
        "停用 is a window clerk whose\naccount was closed while signed in: work already done ");
    out.append("is still taken, as late.\n\n");
    out.append("| endpoint | on | ").append(String.join(" | ", heads)).append(" |\n");
    out.append("|---|---|").append("---|".repeat(heads.size())).append('\n');
    rows.forEach((row, cells) -> {
      int at = row.indexOf('|');
      out.append("| ").append(row, 0, at).append(" | ").append(row.substring(at + 1)).append(" | ");
      out.append(
          heads.stream().map(h -> cells.getOrDefault(h, "?")).collect(Collectors.joining(" | ")));
      out.append(" |\n");
    });
    return out.toString();
  }
}
