package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a declaration says of a person's illness and disability, and of each vehicle, dwelling and
/// business, as the visit asks it. Stateless.
final class DeclaredDetails {
  private static final String SEVERE = "40";
  private static final String OTHER_ILLNESS = "99";

  /// the whole number of a disability certificate; what the office covered is not one
  private static final Pattern CERTIFICATE = Pattern.compile("\\d{17}[\\dX][1-7][1-4](B\\d)?");

  /// options of a dwelling's use by the code of table `propertyUse`
  private static final Map<String, String> DWELLING_USE = Map.of("1", "1", "2", "2", "4", "3");

  private static final List<String> VEHICLE = List.of("plate", "brand", "year", "vehicleExemption");

  private DeclaredDetails() {}

  /// Answers about one person, by question without its owner.
  static SortedMap<String, String> health(CaseRecord member) {
    var known = new TreeMap<String, String>();
    if (Answers.ticked(member.text("health").replace(',', ' '), SEVERE)) {
      known.put("D01", "true");
      illness(member.text("disease").strip(), known);
    }
    String number = member.text("disabilityCertificate");
    if (!number.isEmpty()) known.put("D09", "true");
    if (CERTIFICATE.matcher(number).matches()) known.put("D10", number);
    known.put("D11", member.text("disabilityCategory"));
    String grade = member.text("disabilityGrade");
    known.put("D12", grade.equals("0") ? "9" : grade);
    return known;
  }

  private static void illness(String said, SortedMap<String, String> known) {
    if (said.isEmpty()) return;
    String code =
        CodeTables.table("disease").entries().stream()
            .filter(e -> !e.code().equals(OTHER_ILLNESS))
            .filter(e -> said.equals(e.code()) || said.contains(e.label()))
            .map(e -> e.code())
            .findFirst()
            .orElse(OTHER_ILLNESS);
    known.put("D02", code);
    if (code.equals(OTHER_ILLNESS)) known.put("D02T", said);
  }

  /// Answers about the household's vehicles, other dwellings, business and debts.
  static SortedMap<String, String> property(CaseFile file) {
    var known = new TreeMap<String, String>();
    int n = 0;
    for (CaseRecord i : Declared.items(file, "P08"))
      if (VEHICLE.stream().anyMatch(f -> i.get(f).isPresent())) vehicle(known, file, i, "#" + ++n);
    int d = 0;
    for (CaseRecord i : Declared.items(file, "H21")) dwelling(known, i, "#" + ++d);
    if (d > 0 && Declared.declared(file, "H17").isEmpty()) known.put("H17", Integer.toString(d));
    Declared.items(file, "P11").stream().findFirst().ifPresent(i -> business(known, i));
    Declared.items(file, "P07").stream()
        .map(DeclaredDetails::words)
        .filter(w -> !w.isEmpty())
        .findFirst()
        .ifPresent(w -> known.put("P07T", w));
    String machines = Declared.declared(file, "P10");
    if (!machines.isEmpty() && !Declared.no(machines)) known.put("P10", "true");
    String rooms = Declared.declared(file, "H19");
    if (!rooms.isEmpty()) known.put("H19", Boolean.toString(!Declared.no(rooms)));
    return known;
  }

  private static void vehicle(
      SortedMap<String, String> known, CaseFile file, CaseRecord item, String line) {
    known.put("P09A" + line, item.text("plate"));
    known.put("P09B" + line, item.text("brand"));
    known.put("P09C" + line, item.text("year"));
    known.put("P09D" + line, owner(file, item).orElse(""));
    known.put("P09E" + line, use(item));
    known.put("P09F" + line, item.text("vehicleExemption"));
  }

  private static void dwelling(SortedMap<String, String> known, CaseRecord item, String line) {
    known.put("H18A" + line, item.text("address"));
    known.put("H18B" + line, Declared.squareMetres(item.text("declared")));
    known.put("H18C" + line, DWELLING_USE.getOrDefault(item.text("use"), ""));
  }

  private static void business(SortedMap<String, String> known, CaseRecord item) {
    String said = item.text("declared");
    if (said.isEmpty()) return;
    known.put("P11", Boolean.toString(!Declared.no(said)));
    String words = words(item);
    boolean told = Texts.whole(said).isEmpty() && !said.equals("true") && !said.equals("false");
    if (!Declared.no(said)) known.put("P11T", words.isEmpty() && told ? said : words);
  }

  private static String words(CaseRecord item) {
    return item.get("label").or(() -> item.get("declaredNote")).orElse("");
  }

  private static Optional<String> owner(CaseFile file, CaseRecord item) {
    return item.ref("member")
        .flatMap(file::record)
        .flatMap(file::personOf)
        .map(p -> p.text("name"));
  }

  private static String use(CaseRecord item) {
    return item.get("use").map(u -> CodeTables.label("propertyUse", u)).orElse("");
  }
}
