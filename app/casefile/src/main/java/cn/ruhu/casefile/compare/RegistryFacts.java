package cn.ruhu.casefile.compare;

import cn.ruhu.casefile.access.Mask;
import cn.ruhu.casefile.linking.Alike;
import cn.ruhu.casefile.linking.LinkedBenefit;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;

/// What linked rows of the district's registry say, as rows and values of the registry column, each
/// with its source and the day of the list (SYNC §2, 7). Immutable.
final class RegistryFacts {
  /// the question whether somebody was seen alive
  static final String SEEN = "M12";

  private static final String DEAD = "6";
  private static final String NO_BENEFIT = "00";

  private final CaseFile file;

  RegistryFacts(CaseFile file) {
    this.file = file;
  }

  private Optional<CaseRecord> link(CaseRecord member) {
    return member.ref("person").flatMap(p -> Links.of(file, p)).filter(l -> !l.is("gone"));
  }

  private static FactRow.Note from(CaseRecord link) {
    String source = CodeTables.label("valueSource", "REGISTRY");
    return new FactRow.Note(Column.REGISTRY, (source + " " + link.text("importedOn")).strip());
  }

  /// Name, number and benefits of a linked member, where there is something to compare.
  List<FactRow> identity(CaseRecord member) {
    var rows = new ArrayList<FactRow>();
    Optional<CaseRecord> link = link(member);
    Optional<CaseRecord> person = file.personOf(member);
    if (link.isEmpty() || person.isEmpty()) return rows;
    CaseRecord l = link.get();
    String name = person.get().text("name");
    rows.add(
        row(member, "NAME", Value.TEXT, name)
            .told(l.text("name"), apart(Alike.names(name, l.text("name"))), from(l)));
    String number = person.get().text("idNumber");
    if (!number.equals(l.text("number")))
      rows.add(
          row(member, "NUMBER", Value.TEXT, Mask.idNumber(number))
              .told(
                  Mask.idNumber(l.text("number")),
                  number.isEmpty() ? Difference.undeclared(0) : Difference.OTHER,
                  from(l)));
    benefits(member, l).ifPresent(rows::add);
    return rows;
  }

  private Optional<FactRow> benefits(CaseRecord member, CaseRecord link) {
    var told = new TreeSet<String>();
    for (LinkedBenefit b : LinkedBenefit.read(link.text("benefits")))
      if (b.runs(link.text("importedOn"))) told.add(b.code());
    var declared = new TreeSet<>(CaseFile.codes(member, "benefits"));
    declared.remove(NO_BENEFIT);
    if (told.isEmpty() && declared.isEmpty()) return Optional.empty();
    Difference apart = apart(told.equals(declared));
    if (declared.isEmpty()) apart = Difference.undeclared(0);
    if (told.isEmpty()) apart = Difference.NOT_COMPARED;
    return Optional.of(
        row(member, "BENEFITS", Value.codes("benefit"), String.join(",", declared))
            .told(String.join(",", told), apart, from(link)));
  }

  /// Whether a member lives: what the visit saw, and a death the registry has entered.
  Optional<FactRow> seen(CaseRecord member, String path, String visited) {
    Optional<CaseRecord> link = link(member).filter(l -> !l.text("died").isEmpty());
    if (visited.isEmpty() && link.isEmpty()) return Optional.empty();
    FactRow plain = row(member, SEEN, path, Value.code("seen"), "", visited);
    if (link.isEmpty()) return Optional.of(plain);
    CaseRecord l = link.get();
    var note = new FactRow.Note(Column.REGISTRY, from(l).words() + " · " + l.text("died"));
    return Optional.of(
        plain.told(DEAD, visited.equals(DEAD) ? Difference.EQUAL : Difference.undeclared(0), note));
  }

  /// The row of the address with the one of the applicant's linked row.
  FactRow address(FactRow row) {
    Optional<CaseRecord> link =
        file.applicant()
            .flatMap(p -> Links.of(file, p.id()))
            .filter(l -> !l.is("gone") && !l.text("address").isEmpty());
    if (link.isEmpty()) return row;
    String told = link.get().text("address");
    boolean same = Alike.addresses(row.declared(), told);
    boolean keeps = row.difference().matters() || row.declared().isEmpty();
    return row.told(told, keeps ? row.difference() : apart(same), from(link.get()));
  }

  private static Difference apart(boolean same) {
    return same ? Difference.EQUAL : Difference.OTHER;
  }

  private static FactRow row(CaseRecord member, String code, Value value, String declared) {
    return row(member, code, code + "@" + member.id(), value, declared, "");
  }

  private static FactRow row(
      CaseRecord member, String code, String key, Value value, String declared, String visited) {
    String counts = visited.isEmpty() ? declared : visited;
    Optional<UUID> subject = Optional.of(member.id());
    return new FactRow(
        key,
        code,
        "",
        "",
        subject,
        key,
        Optional.empty(),
        value,
        declared,
        visited,
        "",
        counts,
        counts,
        false,
        "",
        false,
        "",
        new Difference(Difference.Kind.NOT_COMPARED, 0, OptionalInt.empty()),
        List.of(),
        List.of());
  }
}
