package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.paper.Signers;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.papers.template.Fields;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// Values of the registration form (DOMAIN §3.1).
final class Form {

  /// in the household register of the applicant, table `hukouRelation`
  private static final String SAME_BOOK = "1";

  static final Properties WORDS = words();
  private static final String DATE = WORDS.getProperty("date");
  private static final String MONTH = WORDS.getProperty("month");

  private Form() {}

  private static Properties words() {
    var words = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Form.class.getResourceAsStream("forms/words.properties")),
            StandardCharsets.UTF_8)) {
      words.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  static String date(LocalDate day) {
    return MessageFormat.format(
        DATE,
        Integer.toString(day.getYear()),
        Integer.toString(day.getMonthValue()),
        Integer.toString(day.getDayOfMonth()));
  }

  /// A month `2022-05` in words; any other text as it is.
  static String month(String iso) {
    return iso.matches("[0-9]{4}-[0-9]{2}")
        ? MessageFormat.format(MONTH, iso.substring(0, 4), Integer.parseInt(iso, 5, 7, 10))
        : iso;
  }

  static String date(String iso) {
    return Texts.date(iso).map(Form::date).orElse("");
  }

  /// Fields every paper may use.
  static Fields common(CaseFile file, PaperFacts facts) {
    CaseRecord app = file.application().orElseThrow();
    CaseRecord applicant = file.applicant().orElseThrow();
    var office = facts.office();
    var fields = new Fields().put("date", date(facts.date())).put("number", facts.number());
    fields.put("applicationNumber", app.text("number")).put("clerk", facts.clerk());
    fields.put("office", office.name()).put("district", office.district());
    fields.put("officeAddress", office.address()).put("officePhone", office.phone());
    fields.put("complaintPhone", office.complaintPhone());
    fields.put("reviewOrgan", office.reviewOrgan()).put("court", office.court());
    fields.put("applicant", applicant.text("name")).put("idNumber", applicant.text("idNumber"));
    fields.put("hukouAddress", applicant.text("registeredAddress"));
    fields.put("address", residence(app)).put("phone", app.text("phone"));
    fields.put("deliveryAddress", app.text("deliveryAddress"));
    fields.put("street", label("street", app.text("street")));
    fields.put("community", app.text("community"));
    fields.put("schemes", labels("scheme", app.text("schemes")));
    fields.put("applyDate", date(app.text("applyDate")));
    fields.put("acceptDate", date(app.text("acceptDate")));
    fields.put("people", Integer.toString(file.members().size()));
    return fields.put("members", members(file, facts));
  }

  /// Where the household lives, with the street where that is another than the one that handles the
  /// case: two addresses always.
  static String residence(CaseRecord app) {
    String address = app.text("residenceAddress");
    String street = Posting.away(app).map(s -> label("street", s)).orElse("");
    String community = app.text("residenceCommunity");
    boolean said = street.isEmpty() || address.contains(street);
    return said ? address : street + (address.contains(community) ? "" : community) + address;
  }

  static String label(String table, String code) {
    return code.isEmpty() ? "" : CodeTables.label(table, code);
  }

  static String labels(String table, String codes) {
    if (codes.isEmpty()) return "";
    var out = new ArrayList<String>();
    for (String c : codes.split(",", -1)) out.add(label(table, c));
    return String.join("\u3001", out);
  }

  private static List<Fields> members(CaseFile file, PaperFacts facts) {
    var rows = new ArrayList<Fields>();
    Membership counted = Membership.count(file, RuleSets.forCase(file), Column.DECLARED);
    for (CaseRecord m : file.members()) {
      Optional<CaseRecord> p = file.personOf(m);
      rows.add(
          new Fields()
              .put("name", text(p, "name"))
              .put("memberId", text(p, "idNumber"))
              .put("relation", label("relation", m.text("relation")))
              .put("monthly", Totals.monthly(file, m))
              .put("countedIn", counted.counts(m.id()))
              .put("sex", label("sex", text(p, "sex")))
              .put("born", date(text(p, "birthDate")))
              .put("marital", label("marital", m.text("marital")))
              .put("education", label("education", m.text("education")))
              .put("health", labels("healthStatus", m.text("health")))
              .put("labour", label("labour", m.text("labour")))
              .put("work", work(m))
              .put("hukouKind", label("hukouKind", m.text("hukouKind")))
              .put("hukou", hukou(m, p))
              .put("disability", disability(m))
              .put("certificate", m.text("disabilityCertificate"))
              .put("minor", Signers.isMinor(file, m, facts.date())));
    }
    return rows;
  }

  private static String work(CaseRecord m) {
    String place = m.text("workplace");
    return place.isEmpty() ? label("occupation", m.text("occupation")) : place;
  }

  /// Where a member is registered, seen from the applicant; the address when it is another one.
  private static String hukou(CaseRecord member, Optional<CaseRecord> person) {
    String relation = member.text("hukouRelation");
    String words = label("hukouRelation", relation);
    String address = text(person, "registeredAddress");
    boolean elsewhere = !relation.isEmpty() && !relation.equals(SAME_BOOK) && !address.isEmpty();
    return elsewhere ? words + "\uFF1A" + address : words;
  }

  private static String disability(CaseRecord member) {
    return label("disabilityCategory", member.text("disabilityCategory"))
        + label("disabilityGrade", member.text("disabilityGrade"));
  }

  static String text(Optional<CaseRecord> record, String field) {
    return record.map(r -> r.text(field)).orElse("");
  }

  static Fields fields(CaseFile file, PaperFacts facts) {
    CaseRecord app = file.application().orElseThrow();
    CaseRecord applicant = file.applicant().orElseThrow();
    Fields fields = common(file, facts);
    fields.put("applyMethod", label("applyMethod", app.text("applyMethod")));
    fields.put("firstTime", app.is("firstTime")).put("reason", app.text("reason"));
    fields.put("ethnicity", label("ethnicity", applicant.text("ethnicity")));
    fields.put("applicantSex", label("sex", applicant.text("sex")));
    fields.put("applicantBorn", date(applicant.text("birthDate")));
    fields.put("idKind", label("idKind", applicant.text("idKind")));
    fields.put("relative", app.is("relativeOfOfficial"));
    fields.put("relativeNote", Declared.relatives(file, app.text("relativeNote")));
    fields.put("supporters", supporters(file));
    for (String bank : List.of("bankName", "bankHolder")) fields.put(bank, app.text(bank));
    fields.put("bankAccount", grouped(app.text("bankAccount")));
    agent(fields, file, app);
    Totals.put(fields, file);
    for (String kind : List.of("INCOME", "ASSET", "EXPENSE", "DEBT"))
      fields.put(kind.toLowerCase(java.util.Locale.ROOT), items(file, kind));
    fields.put("housing", items(file, "HOUSING"));
    fields.put("benefits", benefits(file));
    return fields.put("signers", signerSheets(file, facts));
  }

  /// What each member already receives, by name.
  private static String benefits(CaseFile file) {
    var all = new ArrayList<String>();
    for (CaseRecord m : file.members())
      if (!m.text("benefits").isEmpty())
        all.add(text(file.personOf(m), "name") + "\uFF1A" + Declared.benefits(file, m));
    return String.join("\uFF1B", all);
  }

  /// Who came with a power of attorney: the person the application names, else, for applications
  /// handed in by somebody else, the one person of the case who is no member.
  private static void agent(Fields fields, CaseFile file, CaseRecord app) {
    Optional<CaseRecord> named = app.ref("agent").flatMap(file::person);
    boolean byAnother = List.of("3", "4").contains(app.text("applyMethod"));
    Optional<CaseRecord> agent =
        named.or(() -> byAnother ? others(file).stream().findFirst() : Optional.empty());
    fields.put("agent", text(agent, "name")).put("agentId", text(agent, "idNumber"));
    fields.put("agentPhone", text(agent, "phone"));
    fields.put("agentRelation", label("relation", app.text("agentRelation")));
  }

  private static List<CaseRecord> others(CaseFile file) {
    var members = file.members().stream().flatMap(m -> m.ref("person").stream()).toList();
    return file.all(RecordType.PERSON).stream().filter(p -> !members.contains(p.id())).toList();
  }

  /// An account in groups of four, as it stands on the card.
  private static String grouped(String account) {
    return account.replace(" ", "").replaceAll("(.{4})(?=.)", "$1 ");
  }

  private static List<Fields> supporters(CaseFile file) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord s : file.supporters())
      rows.add(
          new Fields()
              .put("name", s.text("name"))
              .put("memberId", s.text("idNumber"))
              .put("relation", label("relation", s.text("relation")))
              .put("work", s.text("workplace"))
              .put("income", yuan(s.text("familyMonthlyFen")))
              .put("paid", yuan(s.text("paidMonthlyFen"))));
    return rows;
  }

  static String yuan(String fen) {
    return Texts.whole(fen).map(v -> new Fen(v).grouped()).orElse("");
  }

  /// The declared lines of one kind; of housing only what was declared, never what a visit found.
  private static List<Fields> items(CaseFile file, String kind) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord i : file.items(kind)) {
      if (kind.equals("HOUSING") && !Declared.said(i)) continue;
      Optional<CaseRecord> person = i.ref("member").flatMap(file::record).flatMap(file::personOf);
      String name =
          kind.equals("DEBT") ? label("itemKind", kind) : label(table(kind), i.text("code"));
      String amount = amount(i);
      rows.add(
          new Fields()
              .put(
                  "whose", person.isEmpty() ? WORDS.getProperty("household") : text(person, "name"))
              .put(
                  "what",
                  i.text("label").isEmpty() ? name : name + "\uFF08" + i.text("label") + "\uFF09")
              .put("basis", label("itemBasis", i.text("basis")))
              .put("amount", amount)
              .put("inWords", inWords(i))
              .put("free", yuan(i.text("exemptFen")))
              .put("freeWhy", label("exempt", i.text("exemptCode")))
              .put("note", Declared.note(i)));
    }
    return rows;
  }

  private static String table(String kind) {
    return kind.toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether the line says words instead of a figure: they need a cell that wraps.
  private static boolean inWords(CaseRecord item) {
    return switch (item.text("basis")) {
      case "CODE", "TEXT" -> true;
      default -> Texts.whole(item.text("declared")).isEmpty();
    };
  }

  /// Yuan, pieces with their unit, an area, or words, as the basis of the item says.
  private static String amount(CaseRecord item) {
    String declared = item.text("declared");
    Optional<Long> whole = Texts.whole(declared);
    return switch (item.text("basis")) {
      case "CODE" -> chosen(item.text("code"), declared);
      case "TEXT" -> declared;
      case "COUNT" -> whole.map(v -> v + " " + unit(item.text("code"))).orElse(declared);
      case "AREA" ->
          whole.map(v -> BigDecimal.valueOf(v, 1).toPlainString() + " \u33A1").orElse(declared);
      default -> whole.isPresent() ? yuan(declared) : declared;
    };
  }

  private static String unit(String code) {
    return WORDS.getProperty("unit." + code, WORDS.getProperty("unit"));
  }

  /// A choice in words; the questions of housing with choices are the source and the kind.
  private static String chosen(String code, String choice) {
    return switch (code) {
      case "H04" -> label("housingSource", choice);
      case "H06" -> label("housingKind", choice);
      default -> choice;
    };
  }

  /// Members without a number, as the community vouches for them.
  static List<Fields> pending(CaseFile file) {
    var rows = new ArrayList<Fields>();
    for (PendingIdentity p : PendingIdentity.of(file)) {
      CaseRecord person = p.person();
      rows.add(
          new Fields()
              .put("no", Integer.toString(rows.size() + 1))
              .put("later", !rows.isEmpty())
              .put("name", person.text("name"))
              .put("sex", label("sex", person.text("sex")))
              .put("born", date(person.text("birthDate")))
              .put("relation", label("relation", p.member().text("relation")))
              .put("hukouAddress", person.text("registeredAddress"))
              .put("why", person.text("idPending"))
              .put("voucher", person.text("vouchName"))
              .put("voucherPost", person.text("vouchPost"))
              .put("voucherPhone", person.text("vouchPhone"))
              .put("idDue", date(person.text("idDue"))));
    }
    return rows;
  }

  private static boolean isApplicant(CaseFile file, CaseRecord member) {
    return file.personOf(member).equals(file.applicant());
  }

  /// Whose sheet the page is, by its part (`part-3` is the third signer's); none for the form.
  static Optional<CaseRecord> signer(CaseFile file, PaperFacts facts, String part) {
    if (!part.matches("part-[1-9][0-9]*")) return Optional.empty();
    return Optional.of(
        Signers.of(file, facts.date()).get(Integer.parseInt(part, 5, part.length(), 10) - 1));
  }

  private static List<Fields> signerSheets(CaseFile file, PaperFacts facts) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord s : Signers.of(file, facts.date())) {
      Optional<CaseRecord> person = file.personOf(s).or(() -> Optional.of(s));
      boolean head = isApplicant(file, s) && file.personOf(s).isPresent();
      rows.add(
          new Fields()
              .put("part", "part-" + (rows.size() + 1))
              .put("name", text(person, "name"))
              .put("memberId", text(person, "idNumber"))
              .put("relation", label("relation", s.text("relation")))
              .put("head", head)
              .put("wards", wards(file, facts, s, head)));
    }
    return rows;
  }

  /// Minors for whom this person signs: as guardian named, else with the applicant.
  private static List<Fields> wards(
      CaseFile file, PaperFacts facts, CaseRecord signer, boolean head) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord m : file.members()) {
      if (!Signers.isMinor(file, m, facts.date()) || m.id().equals(signer.id())) continue;
      Optional<CaseRecord> guardian = m.ref("guardian").flatMap(file::record);
      boolean named =
          guardian.equals(Optional.of(signer)) || guardian.equals(file.personOf(signer));
      if (named || (head && guardian.isEmpty()))
        rows.add(
            new Fields()
                .put("ward", text(file.personOf(m), "name"))
                .put("wardId", text(file.personOf(m), "idNumber")));
    }
    return rows;
  }
}
