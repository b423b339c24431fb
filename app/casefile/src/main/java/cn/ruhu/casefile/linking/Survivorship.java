package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which of several words about a person stands, field by field, by authority (SYNC §2, 5 and 6). A
/// view: no source is written to, and what a link brought goes with it.
///
/// Stateless and thread-safe.
public final class Survivorship {
  private static final List<String> FIELDS =
      List.of("name", "idNumber", "sex", "birthDate", "registeredAddress", "address", "died");

  private Survivorship() {}

  /// One source's word on a field, with where it came from.
  ///
  /// @param source the record that says it
  /// @param day since when it is known, `""` when nobody noted it
  public record Word(String field, String value, Authority authority, UUID source, String day) {
    @Override
    public String toString() {
      return "Word[" + field + " " + authority + "]";
    }
  }

  /// Every word on a field, the one that stands first.
  public record Standing(String field, List<Word> words) {
    public Standing {
      words = List.copyOf(words);
    }

    /// The word that stands.
    public Word word() {
      return words.getFirst();
    }

    /// Whether another source says otherwise.
    public boolean disputed() {
      return words.stream().anyMatch(w -> !LinkText.folded(w.value()).equals(folded()));
    }

    private String folded() {
      return LinkText.folded(word().value());
    }
  }

  /// What stands about a person of the case; fields nobody spoke of are left out. Of two words of
  /// one authority the later one stands.
  public static List<Standing> of(CaseFile file, UUID person) {
    var words = new ArrayList<Word>();
    file.person(person).ifPresent(p -> own(p, words));
    file.application()
        .filter(a -> a.ref("applicant").filter(person::equals).isPresent())
        .ifPresent(a ->
            add(
                words,
                "address",
                a.text("residenceAddress"),
                Authority.DECLARED,
                a,
                a.text("applyDate")));
    Links.of(file, person).ifPresent(l -> registry(l, words));
    return FIELDS.stream().flatMap(f -> standing(f, words).stream()).toList();
  }

  private static Optional<Standing> standing(String field, List<Word> words) {
    List<Word> own =
        words.stream()
            .filter(w -> w.field().equals(field))
            .sorted(
                Comparator.comparing(Word::authority)
                    .thenComparing(Word::day, Comparator.reverseOrder()))
            .toList();
    return own.isEmpty() ? Optional.empty() : Optional.of(new Standing(field, own));
  }

  private static void own(CaseRecord person, List<Word> words) {
    for (String field : List.of("name", "idNumber", "sex", "birthDate", "registeredAddress"))
      add(words, field, person.text(field), authority(person, field), person, "");
  }

  /// `PERSON.sources` notes where a field came from, as `field=ORIGIN` between semicolons.
  private static Authority authority(CaseRecord person, String field) {
    String origin = "";
    for (String pair : person.text("sources").split(";", -1))
      if (pair.startsWith(field + "=")) origin = pair.substring(field.length() + 1);
    return switch (origin) {
      case "CHIP", "VENDOR_API" -> Authority.CARD;
      case "MANUAL" -> Authority.TYPED;
      default -> Authority.DECLARED;
    };
  }

  private static void registry(CaseRecord link, List<Word> words) {
    String day = link.text("importedOn");
    add(words, "name", link.text("name"), Authority.REGISTRY, link, day);
    add(words, "idNumber", link.text("number"), Authority.REGISTRY, link, day);
    add(words, "address", link.text("address"), Authority.REGISTRY, link, day);
    add(words, "died", link.text("died"), Authority.REGISTRY, link, day);
  }

  private static void add(
      List<Word> words,
      String field,
      String value,
      Authority authority,
      CaseRecord from,
      String day) {
    if (!value.isEmpty()) words.add(new Word(field, value, authority, from.id(), day));
  }
}
