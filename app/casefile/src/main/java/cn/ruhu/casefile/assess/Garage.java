package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Motor vehicles of a household, each with its exemption: what the visit wrote down of a vehicle
/// wins over what was declared of it; they are the same by their plate, else in their order. A
/// paper (D15) proves one vehicle scrapped, stolen or seized.
final class Garage {
  private static final String LICENCE =
      "\u884c\u9a76"; // 行驶证: that it may drive, not that it is gone

  private final CaseFile file;
  private final Answers found;
  private final List<Line> lines = new ArrayList<>();

  /// A vehicle the visit counted.
  ///
  /// @param exemption of P09F, `""` when the form did not ask
  private record Line(String plate, String exemption) {}

  private record Car(String plate, String exemption) {
    boolean gone() {
      return exemption.equals("3") || exemption.equals("5");
    }
  }

  /// @param counted vehicles the visit counted
  Garage(CaseFile file, Answers found, int counted) {
    this.file = file;
    this.found = found;
    for (int n = 1; n <= counted; n++) lines.add(new Line(plate(said("P09A", n)), said("P09F", n)));
  }

  private String said(String question, int n) {
    return found.get(question + "#" + n).orElse("");
  }

  /// @param declared items of the case, one for each vehicle they count
  /// @param total how many there are
  List<Facts.Vehicle> vehicles(List<CaseRecord> declared, int total) {
    var left = new ArrayList<>(declared);
    var cars = new ArrayList<Car>();
    var same = new ArrayList<Optional<CaseRecord>>();
    for (Line l : lines) same.add(taken(left, i -> named(l) && plate(i).equals(l.plate())));
    for (int n = 0; n < lines.size(); n++) {
      Line l = lines.get(n);
      Optional<CaseRecord> item =
          same.get(n).or(() -> taken(left, i -> !named(l) || plate(i).isEmpty()));
      String told = item.map(i -> i.text("vehicleExemption")).orElse("");
      String plate = named(l) ? l.plate() : item.map(Garage::plate).orElse("");
      cars.add(new Car(plate, first(l.exemption(), told)));
    }
    for (CaseRecord i : left) cars.add(new Car(plate(i), first(i.text("vehicleExemption"))));
    while (cars.size() < total) cars.add(new Car("", "0"));
    return proven(cars.subList(0, total));
  }

  private static boolean named(Line line) {
    return !line.plate().isEmpty();
  }

  private static String first(String... codes) {
    for (String c : codes) if (!c.isEmpty()) return c;
    return "0";
  }

  private static Optional<CaseRecord> taken(List<CaseRecord> left, Predicate<CaseRecord> which) {
    Optional<CaseRecord> item = left.stream().filter(which).findFirst();
    item.ifPresent(left::remove);
    return item;
  }

  private static String plate(CaseRecord item) {
    return plate(item.text("plate"));
  }

  /// Letters and digits only, as plates are written with and without a dot.
  private static String plate(String text) {
    return text.replaceAll("[\\s\u00b7.-]", "").toUpperCase(Locale.ROOT);
  }

  /// A paper that names a plate proves that vehicle; one that names none proves any, after each of
  /// the vehicles that still drive was left its licence.
  private List<Facts.Vehicle> proven(List<Car> cars) {
    List<String> papers =
        file.all(RecordType.PAGE).stream()
            .filter(p -> p.text("slot").equals("D15") && p.get("replacedWay").isEmpty())
            .map(p -> plate(p.text("label")))
            .toList();
    long licences = papers.stream().filter(l -> l.contains(LICENCE)).count();
    long free =
        papers.stream()
            .filter(l -> !l.contains(LICENCE) && cars.stream().noneMatch(c -> names(l, c)))
            .count();
    long driving = cars.stream().filter(c -> !c.gone()).count();
    free -= Math.max(0, driving - licences);
    var all = new ArrayList<Facts.Vehicle>();
    for (Car c : cars) {
      boolean own = papers.stream().anyMatch(l -> !l.contains(LICENCE) && names(l, c));
      boolean proven = c.gone() && (own || free-- > 0);
      all.add(new Facts.Vehicle(c.exemption(), proven));
    }
    return all;
  }

  private static boolean names(String label, Car car) {
    return !car.plate().isEmpty() && label.contains(car.plate());
  }
}
