package cn.ruhu.server.demo;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.means.Standard;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.district.Standards;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.forms.Forms;
import cn.ruhu.server.forms.Publication;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.xlsform.ShippedBook;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The demonstration district: Haidian's streets, one agency, people for every role, and synthetic
/// households, each made through the inbox by ops of the right people, so that every rule has been
/// applied to it. All names and numbers are invented; identity numbers are of the unassigned region
/// 110199.
public final class DemoDistrict {
  private final Parts parts;
  private final Forms forms;
  private final Standards standards;

  /// What the demonstration is made with.
  public record Parts(
      Database database,
      People people,
      Enrolments enrolments,
      Inbox inbox,
      FileDesk files,
      InstantSource clock,
      RandomGenerator random,
      Ids ids) {}

  /// An account of the demonstration; its password is shown to everybody.
  public record Account(String login, String password, String name, Role role, String street) {}

  public DemoDistrict(Parts parts, Forms forms, Standards standards) {
    this.parts = parts;
    this.forms = forms;
    this.standards = standards;
  }

  /// The district's name on the screen.
  ///
  /// @param demonstration marked as such, so that nobody takes it for a working district
  public static String name(boolean demonstration) {
    return Table.words().getOrDefault(demonstration ? "district" : "office", "");
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
    var agencies = new LinkedHashMap<String, UUID>();
    Map<String, UUID> staff = people(agencies);
    Household.Tables tables = Household.Tables.read();
    FormPackage form = form();
    standards.enter(standards());
    var papers = new DemoPapers(parts.files());
    var machines = new LinkedHashMap<String, DemoMachine>();
    List<Map<String, String>> oldestFirst =
        tables.households().stream()
            .sorted(Comparator.comparingInt(r -> -Integer.parseInt(r.getOrDefault("days", "0"))))
            .toList();
    int number = 0;
    for (Map<String, String> row : oldestFirst) {
      var house = new Household(row, tables, parts.ids());
      DemoRoad.Team team = team(house, staff, machines, agencies);
      new DemoRoad(house, team, papers, parts.files(), tables, form)
          .walk(start(house.days(), number++));
    }
    return oldestFirst.size();
  }

  /// The home-visit form every visit of the demonstration is made with, published like any other,
  /// as are the other questionnaires this product ships.
  private FormPackage form() throws StorageException, IOException {
    for (ShippedBook book : ShippedBook.values())
      if (book != ShippedBook.HOME_VISIT) published(book.form());
    return published(FormPackage.homeVisit());
  }

  private FormPackage published(FormPackage shipped) throws StorageException, IOException {
    return switch (forms.publish(shipped.xform())) {
      case Publication.Published(_, FormPackage form) -> form;
      case Publication.VersionTaken _, Publication.Unusable _, Publication.NotAllowed _ ->
          throw new IllegalStateException(shipped.id() + " was not published");
    };
  }

  /// Figures up to today for what nobody has confirmed, each marked as a demonstration's.
  private static List<Standards.Entry> standards() {
    return Table.read("standards.tsv").stream()
        .map(row ->
            new Standards.Entry(
                Standard.valueOf(row.getOrDefault("name", "")),
                YearMonth.parse(row.getOrDefault("effective", "")),
                Fen.ofYuan(Long.parseLong(row.getOrDefault("yuan", "0"))),
                row.getOrDefault("source", ""),
                true,
                row.getOrDefault("mark", "")))
        .toList();
  }

  /// In the morning of a day in the past, but never in the future.
  private Instant start(int days, int number) {
    Instant now = parts.clock().instant();
    Instant morning =
        now.atZone(Process.ZONE)
            .toLocalDate()
            .minusDays(days)
            .atTime(9, 5)
            .atZone(Process.ZONE)
            .toInstant()
            .plus(Duration.ofMinutes(11L * (number % 16)));
    Instant latest = now.minus(Duration.ofHours(1));
    return morning.isAfter(latest) ? latest.minus(Duration.ofMinutes(number)) : morning;
  }

  private DemoRoad.Team team(
      Household house,
      Map<String, UUID> staff,
      Map<String, DemoMachine> machines,
      Map<String, UUID> agencies)
      throws StorageException {
    boolean firstPair = !house.get("pair").equals("2");
    String street = house.get("street");
    return new DemoRoad.Team(
        machine(official(Role.WINDOW_CLERK, street), staff, machines),
        machine(official(Role.STREET_REVIEWER, street), staff, machines),
        machine(pair(firstPair ? 0 : 2), staff, machines),
        machine(pair(firstPair ? 1 : 3), staff, machines),
        agencies.values().iterator().next());
  }

  private static String official(Role role, String street) {
    return accounts().stream()
        .filter(a -> a.role() == role && a.street().equals(street))
        .map(Account::login)
        .findFirst()
        .orElseThrow();
  }

  private static String pair(int index) {
    return accounts().stream()
        .filter(a -> a.role() == Role.INVESTIGATOR)
        .map(Account::login)
        .skip(index)
        .findFirst()
        .orElseThrow();
  }

  private DemoMachine machine(
      String login, Map<String, UUID> staff, Map<String, DemoMachine> machines)
      throws StorageException {
    DemoMachine known = machines.get(login);
    if (known != null) return known;
    UUID person = Optional.ofNullable(staff.get(login)).orElseThrow();
    DemoMachine made = DemoMachine.enrol(parts, parts.random(), person, "demo " + login);
    machines.put(login, made);
    return made;
  }

  /// @return staff ids by login
  private Map<String, UUID> people(Map<String, UUID> agencies) throws StorageException {
    Map<String, String> words = Table.words();
    String password = words.getOrDefault("password", "");
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
