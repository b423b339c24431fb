package cn.ruhu.benchmarks;

import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.papers.Offices;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.PaperFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A family of four with two signers, whose registration form has four pages.
final class PaperFamily {
  static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  static final PageKey KEY = key();

  private static final UUID CASE = id(1);

  private PaperFamily() {}

  private static PageKey key() {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 0x5a);
    return new PageKey(1, secret);
  }

  private static UUID id(int n) {
    return new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_3000L + n);
  }

  private static CaseRecord make(RecordType type, int id, Map<String, String> fields) {
    return CaseRecord.of(type, id(id), Homes.STREET, CASE, fields);
  }

  static CaseFile file() {
    var all = new ArrayList<CaseRecord>();
    all.add(
        make(
            RecordType.APPLICATION,
            1,
            Map.of(
                "number",
                "110108072026001000425",
                "street",
                Homes.STREET,
                "community",
                SyntheticPerson.ADDRESS.substring(6, 10),
                "applicant",
                id(11).toString(),
                "schemes",
                "DB",
                "stage",
                "DRAFT",
                "applyDate",
                DAY.toString(),
                "phone",
                "13810012345",
                "residenceAddress",
                SyntheticPerson.ADDRESS,
                "reason",
                SyntheticPerson.ADDRESS)));
    String[] born = {"1978-05-12", "1978-05-12", "2012-01-01", "2015-01-01"};
    for (int i = 0; i < born.length; i++) {
      var person = SyntheticPerson.of(i);
      all.add(
          make(
              RecordType.PERSON,
              11 + i,
              Map.of(
                  "name",
                  person.name(),
                  "birthDate",
                  born[i],
                  "sex",
                  i % 2 == 0 ? "1" : "2",
                  "idNumber",
                  person.number())));
      all.add(
          make(
              RecordType.MEMBER,
              21 + i,
              Map.of(
                  "person", id(11 + i).toString(),
                  "application", CASE.toString(),
                  "relation", List.of("01", "10", "20", "20").get(i),
                  "livingTogether", "1",
                  "order", "" + i)));
      all.add(
          make(
              RecordType.ITEM,
              31 + i,
              Map.of(
                  "application", CASE.toString(),
                  "kind", "INCOME",
                  "code", "101",
                  "member", id(21 + i).toString(),
                  "basis", "MONTHLY",
                  "declared", "210000")));
    }
    return CaseFile.of(all);
  }

  static PaperFacts facts(CaseFile file) {
    return new PaperFacts(
        DAY,
        Offices.of(Paper.F02, file, "", DAY, "").orElseThrow(),
        "",
        SyntheticPerson.of(9).name(),
        KEY,
        Standards.builtIn(),
        PaperFacts.Subject.none(DAY));
  }
}
