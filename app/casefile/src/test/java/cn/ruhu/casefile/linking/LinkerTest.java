package cn.ruhu.casefile.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkerTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final String WANG = "110199198704210030";
  private static final String TWIN_A = "110199201406010043";

  private static Particulars person(String key, String name, String number, String address) {
    return new Particulars(
        key,
        name,
        IdNumber.parse(number, TODAY).toOptional(),
        null,
        Sex.UNKNOWN,
        "",
        address,
        "110108007",
        "");
  }

  private static List<Finding> findings(List<Particulars> cases, Particulars... rows) {
    var linker = new Linker(cases, Linker.Bounds.WORKING);
    for (Particulars row : rows) linker.offer(row);
    Linker.Family family = linker.family();
    for (Particulars row : rows) family.offer(row);
    return linker.findings();
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream().map(f -> f.person() + " " + f.row() + " " + f.kind()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "王建国,王建国,AUTO",
    "王建国,王建國,AUTO",
    "王建国,王健国,AUTO",
    "王建国,王建业,ALERT",
    "王建国,李芳,ALERT",
    "阿卜杜拉·买买提,阿卜杜拉•买买提,AUTO",
    "阿卜杜拉·买买提,阿卜杜拉．买买提,AUTO",
    "单雨欣,单雨欣,AUTO"
  })
  void theSameNumberLinksOnlyWithACompatibleName(String here, String there, String kind) {
    assertEquals(
        List.of("a r " + kind),
        told(findings(List.of(person("a", here, WANG, "")), person("r", there, WANG, ""))));
  }

  @Test
  void anOldNumberOfFifteenDigitsIsTheSameNumber() {
    assertEquals(
        List.of("a r AUTO"),
        told(
            findings(
                List.of(person("a", "王建国", "110199870421003", "")), person("r", "王建国", WANG, ""))));
  }

  @Test
  void namesakesWithoutAnythingElseAreNotLookedAt() {
    var nobody = person("a", "王伟", "", "");
    assertEquals(List.of(), told(findings(List.of(nobody), person("r", "王伟", WANG, ""))));
  }

  @Test
  void withoutANumberNameAndDoorAreForAPersonToJudge() {
    var unnumbered = person("a", "王建国", "", "北下关街道皂君庙社区12号楼3单元402");
    List<Finding> found =
        findings(List.of(unnumbered), person("r", "王建国", WANG, "北京市海淀区北下关街道皂君庙十二号楼3-402"));
    assertEquals(List.of("a r CANDIDATE"), told(found));
    assertEquals(List.of(Reason.NAME_SAME, Reason.DOOR_SAME), found.getFirst().score().reasons());
  }

  @Test
  void twinsAreNotEachOther() {
    String second = "110199201406010051";
    assertTrue(IdNumber.parse(second, TODAY).toOptional().isPresent());
    var cases = List.of(person("a", "李雨", TWIN_A, ""), person("b", "李雪", second, ""));
    assertEquals(
        List.of("a r1 AUTO", "b r2 AUTO"),
        told(findings(cases, person("r1", "李雨", TWIN_A, ""), person("r2", "李雪", second, ""))));
  }

  @Test
  void aFamilyGivesAwayWhoIsNamedOtherwise() {
    var mother =
        new Particulars(
            "m",
            "赵敏",
            IdNumber.parse("110199195509120028", TODAY).toOptional(),
            null,
            Sex.UNKNOWN,
            "",
            "",
            "",
            "case");
    var child =
        new Particulars(
            "c", "赵小宝", Optional.empty(), LocalDate.of(2014, 6, 1), Sex.FEMALE, "", "", "", "case");
    var there = new Particulars("rm", "赵敏", mother.number(), null, Sex.UNKNOWN, "", "", "", "H1");
    var known =
        new Particulars(
            "rc",
            "赵宝宝",
            IdNumber.parse(TWIN_A, TODAY).toOptional(),
            null,
            Sex.UNKNOWN,
            "",
            "",
            "",
            "H1");
    assertEquals(
        List.of("m rm AUTO", "c rc CANDIDATE"),
        told(findings(List.of(mother, child), there, known)));
  }
}
