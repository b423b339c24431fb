package cn.ruhu.server;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Standard;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.By;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.district.Standards;
import cn.ruhu.wire.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands that make a district workable: `agency add`, `person add|close|reopen`, `password`,
/// `standard`. May run beside a serving server.
final class DistrictMain {
  private DistrictMain() {}

  static String given(String option, String text) throws Refused {
    if (text.isBlank()) throw new Refused("NAME_MISSING", option);
    return text.strip();
  }

  /// A password somebody gets: a line of standard input, never an argument other accounts can see,
  /// or one made here.
  static final class NewPassword {
    @Option(
        names = "--password-stdin",
        description = "the password is a line of standard input; else one is made and printed")
    boolean read;

    /// Either way somebody else knows it: it opens the way to an own one, no more.
    People.Given take(String login, People people) throws IOException {
      if (!read) return new People.Given(people.makePassword(login), false);
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return new People.Given(Objects.requireNonNullElse(in.readLine(), "").toCharArray(), false);
    }
  }

  @Command(
      name = "password",
      description = "sets a forgotten password anew and prints it, once; sessions end")
  static final class Password implements Callable<Integer> {
    @Mixin Main.Where where = new Main.Where();

    @Option(names = "--login", required = true)
    String login = "";

    @Mixin NewPassword password = new NewPassword();

    @Override
    public Integer call() throws Exception {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      try (Wiring wiring = where.open()) {
        if (wiring.people.person(login).isEmpty()) throw new Refused("NOBODY", "");
        People.Given fresh = password.take(login, wiring.people);
        if (!password.read) line.put("password", new String(fresh.password()));
        Optional<String> problem = wiring.people.setPassword(login, fresh, By.CONSOLE);
        if (problem.isPresent()) throw new Refused(problem.get(), "");
      }
      Main.print(line);
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(
      name = "agency",
      description = "agencies whose people visit households",
      subcommands = Agency.Add.class)
  static final class Agency implements Callable<Integer> {
    @Override
    public Integer call() {
      CommandLine.usage(this, System.err);
      return CommandLine.ExitCode.USAGE;
    }

    @Command(name = "add", description = "adds an agency; every machine learns its name")
    static final class Add implements Callable<Integer> {
      @Mixin Main.Where where = new Main.Where();

      @Option(names = "--name", required = true)
      String name = "";

      @Override
      public Integer call() throws Exception {
        String called = given("--name", name);
        try (Wiring wiring = where.open()) {
          if (wiring.people.agency(called).isPresent()) throw new Refused("AGENCY_TAKEN", called);
          UUID id = wiring.people.addAgency(called);
          Main.print(Map.of("ok", true, "agency", id.toString()));
        }
        return CommandLine.ExitCode.OK;
      }
    }
  }

  @Command(
      name = "person",
      description = "people who sign in",
      subcommands = {Person.Add.class, Person.Close.class, Person.Reopen.class})
  static final class Person implements Callable<Integer> {
    @Override
    public Integer call() {
      CommandLine.usage(this, System.err);
      return CommandLine.ExitCode.USAGE;
    }

    @Command(name = "add", description = "adds a person; the first password is printed, once")
    static final class Add implements Callable<Integer> {
      @Mixin Main.Where where = new Main.Where();

      @Option(names = "--login", required = true, description = "name typed at sign-in")
      String login = "";

      @Option(names = "--name", required = true, description = "name on papers and screens")
      String name = "";

      @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
      @Nullable Role role;

      @Option(names = "--street", description = "code of the street, for its people")
      @Nullable String street;

      @Option(names = "--agency", description = "name or id of the agency, for its people")
      @Nullable String agency;

      @Option(names = "--phone", description = "shown to colleagues")
      @Nullable String phone;

      @Mixin NewPassword password = new NewPassword();

      @Override
      public Integer call() throws Exception {
        Role as = Objects.requireNonNull(role);
        Map<String, Object> line = new LinkedHashMap<>();
        try (Wiring wiring = where.open()) {
          People.Given first = password.take(login, wiring.people);
          var person =
              new People.NewPerson(login, given("--name", name), as, street, home(wiring), phone);
          switch (wiring.people.add(person, first, By.CONSOLE)) {
            case Answer.Given<UUID>(UUID id) -> line.put("person", id.toString());
            case Answer.Refused<UUID>(var no) -> throw new Refused(no.code(), told(no));
          }
          if (!password.read) line.put("password", new String(first.password()));
          Arrays.fill(first.password(), '\0');
        }
        line.put("ok", true);
        Main.print(line);
        return CommandLine.ExitCode.OK;
      }

      /// What was given, at the operator's own terminal.
      private String told(Refusal no) {
        return switch (no.code()) {
          case "LOGIN_FORM" -> login;
          case "STREET_UNKNOWN" -> String.valueOf(street);
          default -> no.detail();
        };
      }

      private @Nullable UUID home(Wiring wiring) throws StorageException, Refused {
        if (agency == null) return null;
        Optional<UUID> known = wiring.people.agency(agency.strip());
        return known.orElseThrow(() -> new Refused("AGENCY_UNKNOWN", String.valueOf(agency)));
      }
    }

    private static int set(Main.Where where, String login, boolean active) throws Exception {
      try (Wiring wiring = where.open()) {
        if (!wiring.people.setActive(login, active)) throw new Refused("NOBODY", "");
      }
      Main.print(Map.of("ok", true));
      return CommandLine.ExitCode.OK;
    }

    @Command(name = "close", description = "closes an account, at once")
    static final class Close implements Callable<Integer> {
      @Mixin Main.Where where = new Main.Where();

      @Option(names = "--login", required = true)
      String login = "";

      @Override
      public Integer call() throws Exception {
        return set(where, login, false);
      }
    }

    @Command(name = "reopen", description = "opens a closed account again")
    static final class Reopen implements Callable<Integer> {
      @Mixin Main.Where where = new Main.Where();

      @Option(names = "--login", required = true)
      String login = "";

      @Override
      public Integer call() throws Exception {
        return set(where, login, true);
      }
    }
  }

  @Command(
      name = "standard",
      description = "enters a figure the rules ask for, as it was published")
  static final class Enter implements Callable<Integer> {
    @Mixin Main.Where where = new Main.Where();

    @Option(names = "--name", required = true, description = "${COMPLETION-CANDIDATES}")
    @Nullable Standard standard;

    /// digits behind the point of a share, as [cn.ruhu.casefile.means.Standards#RATIO_UNITS] counts
    private static final int SHARE_PLACES = 4;

    private static final Pattern SHARE = Pattern.compile("[0-9]\\.[0-9]{1,4}|[1-9]");

    @Option(names = "--from", required = true, description = "month it holds from, YYYY-MM")
    String from = "";

    @Option(names = "--yuan", description = "a month; a year for CONSUMPTION and DISPOSABLE_INCOME")
    String yuan = "";

    @Option(names = "--ratio", description = "RIGID_RATIO, a share of one, such as 0.3")
    String ratio = "";

    @Option(names = "--source", required = true, description = "number of the notice it stands in")
    String source = "";

    @Option(names = "--unconfirmed", description = "shown as such wherever it is used")
    boolean unconfirmed;

    @Override
    public Integer call() throws Exception {
      var entry =
          new Standards.Entry(
              Objects.requireNonNull(standard),
              month(),
              amount(),
              given("--source", source),
              !unconfirmed,
              "");
      try (Wiring wiring = where.open()) {
        wiring.standards.enter(List.of(entry));
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      line.put("standard", entry.standard().name());
      line.put("from", entry.from().toString());
      if (ratio.isEmpty()) line.put("yuan", entry.amount().yuan());
      else line.put("ratio", ratio);
      Main.print(line);
      return CommandLine.ExitCode.OK;
    }

    private YearMonth month() throws Refused {
      try {
        return YearMonth.parse(from);
      } catch (DateTimeParseException e) {
        throw new Refused("MONTH", from);
      }
    }

    /// Of [Standard#RIGID_RATIO] ten-thousandths, exact: a finer share is refused, never rounded.
    private Fen amount() throws Refused {
      boolean share = standard == Standard.RIGID_RATIO;
      if (share) {
        if (!yuan.isEmpty() || !SHARE.matcher(ratio).matches()) throw new Refused("RATIO", ratio);
        long units = new BigDecimal(ratio).movePointRight(SHARE_PLACES).longValueExact();
        if (units <= 0) throw new Refused("RATIO", ratio);
        return new Fen(units);
      }
      if (!ratio.isEmpty()) throw new Refused("AMOUNT", ratio);
      return Fen.parse(yuan)
          .toOptional()
          .filter(amount -> amount.value() > 0)
          .orElseThrow(() -> new Refused("AMOUNT", yuan));
    }
  }
}
