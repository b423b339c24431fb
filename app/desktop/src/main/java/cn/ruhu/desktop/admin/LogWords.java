package cn.ruhu.desktop.admin;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.wire.Admin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says rows of the audit log in words. The log holds ids and codes; names come from the lists of
/// people and machines. What has no words is shown as it stands, never left out. Not thread-safe.
final class LogWords {
  private static final int SHORT_ID = 8;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern STREET = Pattern.compile("[0-9]{9}");

  /// further words the server writes, by the code of the act
  private static final Map<String, Pattern> DETAILS =
      Map.of(
          "FULL_NUMBERS_READ", Pattern.compile("(\\d+) records up to commit (\\d+)"),
          "REGISTRY_IMPORT", Pattern.compile("kept=(\\d+) bad=(\\d+)"),
          "REGISTRY_LINKED", Pattern.compile("links=(\\d+) linked=(\\d+) signals=(\\d+)"),
          "BACKUP", Pattern.compile("commit (\\d+), missing files (\\d+)"),
          "RESTORED",
              Pattern.compile(
                  "commit (\\d+), missing files (\\d+), blocks above (\\d+), from (.*)"),
          "SIGNATURE_REFUSED", Pattern.compile("([A-Z]+)"));

  /// and those that are always the same
  private static final Map<String, String> PHRASES =
      Map.of(
          "unknown, used or too old", "admin.log.phrase.code",
          "device id is taken", "admin.log.phrase.taken",
          "damaged", "admin.log.phrase.damaged",
          "missing", "admin.log.phrase.missing",
          "unreadable", "admin.log.phrase.unreadable",
          "by hand", "admin.log.phrase.hand");

  private static final Pattern ROLES = Pattern.compile("([A-Z_]+)(?: > ([A-Z_]+))?(?:: (.*))?");

  private final Function<Message, String> words;
  private final Predicate<String> known;
  private final UnaryOperator<String> roles;
  private final Map<String, String> names = new HashMap<>();

  /// @param known whether there are words for a key
  /// @param roles a role in words
  LogWords(Function<Message, String> words, Predicate<String> known, UnaryOperator<String> roles) {
    this.words = words;
    this.known = known;
    this.roles = roles;
  }

  /// Learns who is who.
  void learn(@Nullable Register register) {
    if (register == null) return;
    names.clear();
    register.people().forEach(p -> names.put(p.id().toString(), p.name()));
    register.agencies().forEach(a -> names.put(a.id().toString(), a.name()));
    register.machines().forEach(m -> names.put(m.id().toString(), m.name() + " " + m.block()));
  }

  LogLine line(Admin.LogRow row) {
    String machine = row.device().isEmpty() ? "" : name(row.device());
    String whom = row.subject().isEmpty() ? machine : name(row.subject());
    return new LogLine(row, who(row), what(row.what()), whom, machine, why(row));
  }

  private String who(Admin.LogRow row) {
    String staff = row.staff();
    if (staff.isEmpty())
      return words.apply(
          Message.of(row.device().isEmpty() ? "admin.log.server" : "admin.log.nobody"));
    if (staff.equals("console")) return words.apply(Message.of("admin.log.console"));
    return name(staff);
  }

  /// The act in words, its code where there are none.
  String what(String code) {
    String key = "admin.log.what." + code;
    return known.test(key) ? words.apply(Message.of(key)) : code;
  }

  private String name(String id) {
    String name = names.get(id);
    if (name != null) return name;
    if (STREET.matcher(id).matches()) return CodeTables.label("street", id);
    return ID.matcher(id).matches()
        ? words.apply(Message.of("admin.log.unlisted", id.substring(id.length() - SHORT_ID)))
        : id;
  }

  private String why(Admin.LogRow row) {
    String detail = row.detail();
    if (detail.isEmpty()) return "";
    if (row.what().equals("PERSON_ADDED") || row.what().equals("PERSON_CHANGED"))
      return roles(detail);
    String phrase = PHRASES.get(detail);
    if (phrase != null) return words.apply(Message.of(phrase));
    Pattern pattern = DETAILS.get(row.what());
    if (pattern == null) return detail;
    Matcher m = pattern.matcher(detail);
    if (!m.matches()) return detail;
    Object[] found = new Object[m.groupCount()];
    for (int i = 0; i < found.length; i++) found[i] = m.group(i + 1);
    return words.apply(Message.of("admin.log.detail." + row.what(), found));
  }

  /// `ROLE`, `ROLE > ROLE`, each with a reason behind it; a reason alone stays as it is.
  private String roles(String detail) {
    Matcher m = ROLES.matcher(detail);
    if (!m.matches() || !isRole(m.group(1))) return detail;
    var out = new StringBuilder(roles.apply(m.group(1)));
    if (m.group(2) != null) out.append(" \u2192 ").append(roles.apply(m.group(2)));
    if (m.group(3) != null) out.append("\uff1a").append(m.group(3));
    return out.toString();
  }

  private static boolean isRole(String code) {
    return Arrays.stream(Role.values()).anyMatch(r -> r.name().equals(code));
  }
}
