package cn.ruhu.device.idcard.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// People who do not exist, for demonstrations and tests: citizen numbers of the region 110199,
/// which was never assigned, and the published samples of the other card types.
public final class SyntheticPeople {
  private static final int COLUMNS = 12;

  private SyntheticPeople() {}

  /// A synthetic person's card.
  ///
  /// @param note what is special about it, in English, for the control line
  /// @param card what lies on the reader
  public record Person(String note, EmulatedCard card) {}

  /// Everybody, in the order of the file `people.tsv`.
  public static List<Person> load() {
    var people = new ArrayList<Person>();
    InputStream file = SyntheticPeople.class.getResourceAsStream("people.tsv");
    try (var lines = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
      for (String line : lines.readAllAsString().lines().skip(1).toList()) {
        people.add(person(line.split("\t", -1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(people);
  }

  private static Person person(String[] c) {
    if (c.length != COLUMNS) throw new IllegalStateException("people.tsv: " + c.length);
    var card =
        switch (c[0]) {
          case "R" -> resident(c);
          case "J" -> permit(c, c[10].split("/", -1));
          case "Y" -> foreigner2023(c, c[10].split("/", -1));
          case "I" -> foreigner2017(c, c[10].split("/", -1));
          default -> throw new IllegalStateException("people.tsv: type " + c[0]);
        };
    return new Person(c[11], card);
  }

  private static EmulatedCard resident(String[] c) {
    var card =
        EmulatedCard.blank()
            .person(c[1], c[2], c[4])
            .ethnicity(c[3])
            .address(c[5])
            .number(c[6], c[7])
            .valid(c[8], c[9])
            .build();
    return c[10].isEmpty() ? card : card.withAddedAddress(c[10]);
  }

  private static EmulatedCard permit(String[] c, String[] extra) {
    return EmulatedCard.blank()
        .person(c[1], c[2], c[4])
        .address(c[5])
        .number(c[6], c[7])
        .valid(c[8], c[9])
        .permit(extra[0], extra[1])
        .build();
  }

  private static EmulatedCard foreigner2023(String[] c, String[] extra) {
    return EmulatedCard.blank()
        .person(c[1], c[2], c[4])
        .english(extra[0])
        .number(c[6], "")
        .valid(c[8], c[9])
        .foreigner2023(extra[1], extra[2], extra[3])
        .build();
  }

  private static EmulatedCard foreigner2017(String[] c, String[] extra) {
    return EmulatedCard.blank()
        .put(0, 120, extra[0])
        .put(120, 2, c[2])
        .put(122, 30, c[6])
        .put(152, 6, extra[1])
        .put(158, 30, c[1])
        .valid(c[8], c[9])
        .put(220, 16, c[4])
        .put(236, 4, extra[2])
        .put(240, 8, extra[3])
        .put(248, 2, "I")
        .build();
  }
}
