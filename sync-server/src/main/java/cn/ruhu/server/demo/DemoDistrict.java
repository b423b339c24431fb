package cn.ruhu.server.demo;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.inbox.Inbox;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The demonstration district: Haidian's streets, one agency, people for every role, and synthetic
/// households, each made through the inbox by ops of the right people, so that every rule has been
/// applied to it. All names and numbers are invented; identity numbers are of the unassigned region
/// 110199.
public final class DemoDistrict {
  private final Parts parts;

  /// What the demonstration is made with.
  public record Parts(
      People people, Enrolments enrolments, Inbox inbox, InstantSource clock, Ids ids) {}

  /// An account of the demonstration; its password is shown to everybody.
  public record Account(String login, String password, String name, Role role, String street) {}

  public DemoDistrict(Parts parts) {
    this.parts = parts;
  }

  /// The district's name on the screen.
  public static String name() {
    return Table.words().getOrDefault("district", "");
  }

  /// Everybody who may sign in, with the password that is shown.
  public static List<Account> accounts() {
    String password = Table.words().getOrDefault("password", "");
    return Table.read("people.tsv").stream()
        .map(row ->
            new Account(
                row.getOrDefault("login", ""),
                password,
                row.getOrDefault("name", ""),
                Role.valueOf(row.getOrDefault("role", "")),
                row.getOrDefault("street", "")))
        .toList();
  }

  /// Fills an empty district.
  ///
  /// @return households made
  public int fill() throws StorageException, IOException {
    return people().size();
  }

  /// @return staff ids by login
  private Map<String, UUID> people() throws StorageException {
    Map<String, String> words = Table.words();
    String password = words.getOrDefault("password", "");
    var agencies = new LinkedHashMap<String, UUID>();
    var made = new LinkedHashMap<String, UUID>();
    for (Map<String, String> row : Table.read("people.tsv")) {
      String agency = row.getOrDefault("agency", "");
      if (!agency.isEmpty() && !agencies.containsKey(agency))
        agencies.put(
            agency, parts.people().addAgency(words.getOrDefault("agency." + agency, agency)));
      var person =
          new People.NewPerson(
              row.getOrDefault("login", ""),
              row.getOrDefault("name", ""),
              Role.valueOf(row.getOrDefault("role", "")),
              orNull(row.getOrDefault("street", "")),
              agencies.get(agency),
              orNull(row.getOrDefault("phone", "")));
      Answer<UUID> answer = parts.people().add(person, password.toCharArray());
      switch (answer) {
        case Answer.Given<UUID>(UUID id) -> made.put(person.login(), id);
        case Answer.Refused<UUID>(var refusal) ->
            throw new IllegalStateException(person.login() + ": " + refusal.code());
      }
    }
    return made;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
