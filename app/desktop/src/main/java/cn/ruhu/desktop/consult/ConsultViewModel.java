package cn.ruhu.desktop.consult;

import cn.ruhu.casefile.means.Consultation;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Six answers and what the rules make of them, anew with every key. It lives in memory only: no
/// draft, no record, no line in a log. Window thread only.
final class ConsultViewModel {
  static final String PEOPLE = "people";
  static final String INCOME = "income";
  static final String MONEY = "money";
  static final String DWELLINGS = "dwellings";
  static final String VEHICLE = "vehicle";
  static final String SPECIAL = "special";

  /// In the order they are asked.
  static final List<String> FIELDS = List.of(PEOPLE, INCOME, MONEY, DWELLINGS, VEHICLE, SPECIAL);

  private final Desk desk;
  private final Map<String, StringProperty> fields = new TreeMap<>();
  private Standards standards = Standards.builtIn();

  /// null while something is missing
  final ObjectProperty<@Nullable Trial> result = new SimpleObjectProperty<>();

  /// What the rules say to what was answered so far.
  ///
  /// @param open fields nobody answered yet: the result takes them for none and says so
  record Trial(Consultation consultation, List<String> open) {
    Trial {
      open = List.copyOf(open);
    }
  }

  ConsultViewModel(Desk desk) {
    this.desk = desk;
    for (String f : FIELDS) {
      var property = new SimpleStringProperty("");
      fields.put(f, property);
      property.subscribe(_ -> compute());
    }
  }

  LocalDate today() {
    return desk.today();
  }

  StringProperty field(String name) {
    return java.util.Objects.requireNonNull(fields.get(name));
  }

  /// The district's figures as they are now; asked when the screen comes to the front.
  void refresh() {
    standards = Standards.builtIn().with(desk.store().all(RecordType.STANDARD));
    compute();
  }

  /// Nothing of the last one stays.
  void clear() {
    for (String f : FIELDS) field(f).set("");
  }

  private Optional<Long> whole(String name) {
    return Texts.whole(field(name).get()).filter(v -> v >= 0);
  }

  private void compute() {
    if (fields.size() < FIELDS.size()) return;
    Optional<Long> people = whole(PEOPLE).filter(n -> n >= 1 && n <= Consultation.PEOPLE_MAX);
    Optional<Long> income = whole(INCOME);
    if (people.isEmpty() || income.isEmpty()) {
      result.set(null);
      return;
    }
    var asked =
        new Consultation.Asked(
            people.get().intValue(),
            income.get(),
            whole(MONEY).orElse(0L),
            whole(DWELLINGS).orElse(0L).intValue(),
            code(VEHICLE),
            code(SPECIAL));
    result.set(new Trial(Consultation.of(asked, standards, desk.today()), open()));
  }

  private String code(String name) {
    String code = field(name).get();
    return code.isEmpty() ? "NONE" : code;
  }

  private List<String> open() {
    return FIELDS.stream().filter(f -> field(f).get().isEmpty()).toList();
  }
}
