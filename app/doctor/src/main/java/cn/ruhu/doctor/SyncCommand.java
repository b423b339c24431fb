package cn.ruhu.doctor;

import cn.ruhu.casefile.Ids;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.StoreCheck;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreFacts;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says whether the server can be reached, whether it is the right one, and what waits to be sent.
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = "Reaches the server this machine is enrolled at, and counts what waits.")
final class SyncCommand implements Callable<Integer> {
  private static final Timeouts PATIENCE =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));

  private final Surroundings machine;

  @Option(names = "--home", description = "data folder (default: RUHU_HOME, else ~/.ruhu)")
  private @Nullable Path home;

  @Option(names = "--server", description = "another server: https://host:port")
  private @Nullable String server;

  @Option(names = "--pin", description = "its key: sha256-…")
  private @Nullable String pin;

  SyncCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    var answer = new LinkedHashMap<String, @Nullable Object>();
    for (String key :
        new String[] {
          "ok",
          "enrolled",
          "server",
          "reachable",
          "pin",
          "pinShown",
          "pinMatches",
          "protocol",
          "district",
          "clockAheadMs",
          "opsWaiting",
          "oldestWaiting",
          "filesByState",
          "error"
        }) answer.put(key, null);
    boolean ok = false;
    try {
      Optional<Enrolment> enrolment = local(answer);
      String url = server != null ? server : enrolment.map(Enrolment::serverUrl).orElse(null);
      String known = pin != null ? pin : enrolment.map(Enrolment::certificatePin).orElse(null);
      if (url == null) answer.put("error", "NOT_ENROLLED");
      else ok = remote(url, known, answer);
    } catch (StoreException e) {
      answer.put("error", e.code().name());
    }
    answer.put("ok", ok);
    return machine.print(ok, answer);
  }

  private Optional<Enrolment> local(Map<String, @Nullable Object> answer) throws StoreException {
    Path folder = machine.home(home);
    if (server != null && home == null) return Optional.empty();
    var facts = StoreCheck.run(folder);
    var enrolment = StoreCheck.enrolment(folder);
    answer.put("enrolled", facts.enrolled());
    answer.put("opsWaiting", sum(facts, StoreFacts.VaultFacts::opsByState).get("PENDING"));
    answer.putIfAbsent("opsWaiting", 0L);
    answer.put("filesByState", sum(facts, StoreFacts.VaultFacts::filesByState));
    facts.vaults().stream()
        .mapToLong(StoreFacts.VaultFacts::oldestPendingAt)
        .filter(at -> at > 0)
        .min()
        .ifPresent(at -> answer.put("oldestWaiting", Instant.ofEpochMilli(at).toString()));
    return enrolment;
  }

  private static Map<String, Long> sum(
      StoreFacts facts, Function<StoreFacts.VaultFacts, Map<String, Long>> part) {
    var out = new LinkedHashMap<String, Long>();
    for (var vault : facts.vaults())
      part.apply(vault).forEach((k, v) -> out.merge(k, v, Long::sum));
    return out;
  }

  private boolean remote(String url, @Nullable String known, Map<String, @Nullable Object> answer) {
    answer.put("server", url);
    answer.put("pin", known);
    if (url.startsWith("https:")) {
      switch (ServerConnection.look(url, PATIENCE)) {
        case Result.Given<CertificatePin>(var shown) -> {
          answer.put("pinShown", shown.text());
          answer.put("pinMatches", shown.text().equals(known));
        }
        case Result.Refused<CertificatePin> refused -> answer.put("error", refused.code());
        case Result.Unreachable<CertificatePin>(var trouble) ->
            answer.put("error", trouble.kind().name());
      }
    }
    var address = ServerAddress.parse(url, known);
    if (address.isEmpty()) {
      answer.put("error", known == null && url.startsWith("https:") ? "NO_PIN" : "ADDRESS");
      return false;
    }
    return hello(address.get(), answer);
  }

  private boolean hello(ServerAddress address, Map<String, @Nullable Object> answer) {
    var ids = Ids.seeded(machine.time().wall(), machine.random());
    try (var connection =
        new ServerConnection(
            address,
            ids.next(),
            SigningKey.generate(machine.random()),
            null,
            machine.random(),
            PATIENCE)) {
      return switch (connection.hello()) {
        case Result.Given<Accounts.Hello>(var hello) -> {
          answer.put("reachable", true);
          answer.put("protocol", hello.protocol());
          answer.put("district", hello.district());
          answer.put("clockAheadMs", machine.time().wall().millis() - hello.serverTime());
          answer.put("error", null);
          yield true;
        }
        case Result.Refused<Accounts.Hello> refused -> {
          answer.put("reachable", true);
          answer.put("error", refused.code());
          yield false;
        }
        case Result.Unreachable<Accounts.Hello>(var trouble) -> {
          answer.put("reachable", false);
          answer.put("error", trouble.kind().name());
          yield false;
        }
      };
    }
  }
}
