package cn.ruhu.device.idcard.emulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The words by which a script handles an emulator that runs as a process: one command a line, one
/// line of JSON back. The module's README lists them.
final class ControlLine {
  private final SamEmulator emulator;
  private final List<SyntheticPeople.Person> people;

  ControlLine(SamEmulator emulator, List<SyntheticPeople.Person> people) {
    this.emulator = emulator;
    this.people = people;
  }

  /// The first line a script reads.
  String greeting() {
    return "{\"ok\":true,\"uri\":\"" + emulator.address() + "\",\"cards\":" + people.size() + "}";
  }

  /// Does one command. @return the answer; empty after `quit`
  Optional<String> command(String line) {
    String[] words = line.strip().split("\\s+");
    return switch (words[0]) {
      case "quit" -> Optional.empty();
      case "card" -> Optional.of(card(words));
      case "remove" -> {
        emulator.remove();
        yield Optional.of("{\"ok\":true}");
      }
      case "fault" -> Optional.of(fault(words));
      case "people" ->
          Optional.of(
              IntStream.range(0, people.size())
                  .mapToObj(i -> "\"" + (i + 1) + " " + people.get(i).note() + "\"")
                  .collect(Collectors.joining(",", "{\"ok\":true,\"people\":[", "]}")));
      default -> Optional.of(refused("card N | remove | fault NAME [TIMES] | people | quit"));
    };
  }

  private String card(String[] words) {
    int number = words.length == 2 ? number(words[1]) : 0;
    if (number < 1 || number > people.size()) return refused("card 1.." + people.size());
    emulator.lay(people.get(number - 1).card());
    return "{\"ok\":true,\"card\":" + number + "}";
  }

  private String fault(String[] words) {
    int times = words.length == 3 ? number(words[2]) : -1;
    if (words.length >= 2 && words[1].equals("none")) {
      emulator.clearFaults();
      return "{\"ok\":true}";
    }
    for (var fault : Fault.values()) {
      if (words.length >= 2 && fault.name().equals(words[1].toUpperCase(Locale.ROOT))) {
        emulator.fault(fault, times);
        return "{\"ok\":true,\"fault\":\"" + fault + "\"}";
      }
    }
    return refused(
        "fault none | "
            + List.of(Fault.values()).stream().map(Fault::name).collect(Collectors.joining(" | ")));
  }

  private static int number(String word) {
    return word.matches("-?\\d{1,6}") ? Integer.parseInt(word) : 0;
  }

  private static String refused(String usage) {
    return "{\"ok\":false,\"usage\":\"" + usage + "\"}";
  }
}
