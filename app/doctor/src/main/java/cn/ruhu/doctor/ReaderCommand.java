package cn.ruhu.doctor;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.CardText;
import cn.ruhu.device.idcard.CardType;
import cn.ruhu.device.idcard.IdCardReader;
import cn.ruhu.device.idcard.ReaderAddress;
import cn.ruhu.device.idcard.ReaderError;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.device.idcard.TransportOpener;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Reads one card.
@Command(
    name = "reader",
    mixinStandardHelpOptions = true,
    description = "Reads one ID card; personal data is masked without --show.")
final class ReaderCommand implements Callable<Integer> {
  private static final String[] KEYS = {
    "ok",
    "type",
    "name",
    "sex",
    "ethnicity",
    "birthDate",
    "address",
    "number",
    "issuer",
    "validFrom",
    "validTo",
    "samId",
    "origin",
    "baud",
    "warnings",
    "error"
  };

  private final Surroundings machine;

  @Option(
      names = "--address",
      required = true,
      description =
          "sam+serial:///dev/ttyUSB0[?baud=9600], sam+usb://any, sam+tcp://host:port,"
              + " vendor:///path/to/library.so[?port=1001], xzx+http://127.0.0.1:8989"
              + " or huashi+http://127.0.0.1:19196")
  private String address = "";

  @Option(names = "--wait", description = "seconds to wait for a card (default ${DEFAULT-VALUE})")
  private int waitSeconds = 10;

  @Option(names = "--show", description = "print personal data in the clear")
  private boolean show;

  ReaderCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    for (String key : KEYS) answer.put(key, null);
    var where = ReaderAddress.parse(address);
    Reading reading =
        where.isEmpty() ? new Reading.Trouble(ReaderError.ADDRESS) : read(where.get(), answer);
    boolean ok =
        switch (reading) {
          case Reading.Card(var card) -> {
            fill(card, answer);
            yield card.type() != CardType.UNKNOWN;
          }
          case Reading.NoCard _ -> {
            answer.put("error", "NO_CARD");
            yield false;
          }
          case Reading.Trouble(var error) -> {
            answer.put("error", error.name());
            yield false;
          }
        };
    answer.put("ok", ok);
    return machine.print(ok, answer);
  }

  private Reading read(ReaderAddress where, Map<String, @Nullable Object> answer) {
    try (var reader =
        new IdCardReader(where, TransportOpener.real(), machine.time(), machine.thread())) {
      reader.start(new Nobody());
      var reading = reader.readOnce(Duration.ofSeconds(waitSeconds)).join();
      String samId = reader.snapshot().samId();
      if (!samId.isEmpty()) answer.put("samId", samId);
      if (reader.snapshot().baud() > 0) answer.put("baud", reader.snapshot().baud());
      return reading;
    }
  }

  private void fill(CardReading card, Map<String, @Nullable Object> answer) {
    var text = card.text();
    answer.put("type", text.type().code());
    answer.put("name", hidden(text.name()));
    answer.put("sex", hidden(text.sex()));
    answer.put("ethnicity", hidden(text.ethnicity()));
    answer.put("birthDate", hidden(iso(text.birthDate())));
    answer.put("address", hidden(text.address()));
    answer.put("number", show ? empty(text.number()) : IdNumber.mask(text.number()));
    answer.put("issuer", empty(text.issuer()));
    answer.put("validFrom", empty(iso(text.validFrom())));
    answer.put("validTo", empty(validTo(text)));
    answer.put("samId", empty(card.samId()));
    answer.put("origin", card.origin().name());
    answer.put("warnings", card.warnings().stream().map(w -> w.code().name()).toList());
    if (text.type() == CardType.UNKNOWN) answer.put("error", "CARD_TYPE_UNKNOWN");
  }

  private static String iso(Optional<LocalDate> date) {
    return date.map(LocalDate::toString).orElse("");
  }

  private static String validTo(CardText text) {
    return text.longTerm() ? "长期" : iso(text.validTo());
  }

  private @Nullable String hidden(String value) {
    if (show || value.isEmpty()) return empty(value);
    return value.codePoints().mapToObj(_ -> "*").collect(Collectors.joining());
  }

  private static @Nullable String empty(String value) {
    return value.isEmpty() ? null : value;
  }

  /// Nobody listens: the one reading is asked for.
  private static final class Nobody implements ReaderListener {
    @Override
    public void changed(ReaderSnapshot now) {}

    @Override
    public void read(Reading reading) {}
  }
}
