package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A column that a form asks for and its table does not have is named: it would be an answer that
/// is always empty.
final class TableColumnsTest {
  private static final Map<String, String> FILES =
      Map.of(
          "homes.csv", "name,label,lane,Rooms Let\nh1,One,east,2\nh2,Two,west,0\n",
          "other.csv", "name,label\nx,X\n");

  private static XForms form(String rule) {
    return XForms.of("<q/><home/><it/>")
        .model("<instance id=\"homes\" src=\"jr://file-csv/homes.csv\"/>")
        .bind("/data/q", "type=\"string\"")
        .bind("/data/it", rule)
        .ask("input", "/data/q", "");
  }

  private static List<FormProblem> unknown(XForms form, Map<String, String> files) {
    FormLoading loading =
        FormPackage.load(
            form.xml().getBytes(StandardCharsets.UTF_8),
            name ->
                Optional.ofNullable(files.get(name)).map(t -> t.getBytes(StandardCharsets.UTF_8)));
    return assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString)
        .form()
        .findings()
        .stream()
        .filter(f -> f.kind() == FormProblem.Kind.UNKNOWN_COLUMN)
        .toList();
  }

  private static String columns(XForms form) {
    return String.join(
        " ", unknown(form, FILES).stream().map(f -> f.args().get(1).replace(' ', '_')).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "pulldata('homes', 'lane', 'name', /data/q) ~ ``",
        "pulldata('homes.csv', 'Lane', 'rooms_let', /data/q) ~ ``",
        "pulldata('homes', 'street', 'nome', /data/q) ~ street nome",
        "pulldata('homes', /data/q, 'nome', /data/q) ~ nome",
        "pulldata('absent', 'street', 'nome', /data/q) ~ ``",
        "instance('homes')/root/item[name = /data/q]/lane ~ ``",
        "instance('homes')/root/item[name = /data/q]/Lane ~ Lane",
        "count(instance('homes')/root/item[street = current()/../q and 0 > -(age)]) ~ street age",
        "instance('homes')/root/item[contains(labl, 'z')]/name ~ labl",
        "instance('homes')/root/item[position() = 1]/name ~ ``",
      })
  void whatAnExpressionAsks(String expression, String expected) {
    assertEquals(expected, columns(form("calculate=\"" + expression + "\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "instance('homes')/root/item ~ ``",
        "instance('homes')/root/item[lane = /data/q] ~ ``",
        "randomize(instance('homes')/root/item[village = /data/q]) ~ village",
      })
  void whatAListIsFilteredBy(String rows, String expected) {
    XForms form =
        form("type=\"string\"")
            .body(
                "<select1 ref=\"/data/home\"><label>H</label><itemset nodeset=\"%s\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"
                    .formatted(rows));
    assertEquals(expected, columns(form));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "search('homes') ~ ``",
        "search('homes', 'contains', 'LABEL, rooms let', /data/q) ~ ``",
        "search('homes', 'contains', 'label,street', /data/q, 'village', 'x') ~ street village",
        "search('homes', 'contains', /data/q, 'x') ~ ``",
      })
  void whatASearchLooksInto(String appearance, String expected) {
    XForms form =
        form("type=\"string\"")
            .body(
                "<select1 ref=\"/data/home\" appearance=\"%s\"><label>H</label><item><label>label</label><value>name</value></item></select1>"
                    .formatted(appearance));
    assertEquals(expected, columns(form));
  }

  @Test
  void whereAndWhatIsSaidInBothLanguagesOnce() {
    XForms form =
        form("calculate=\"pulldata('homes', 'street', 'name', /data/q)\"")
            .bind("/data/home", "calculate=\"pulldata('homes', 'street', 'name', /data/q)\"");
    List<FormProblem> found = unknown(form, FILES);
    assertEquals(1, found.size());
    assertEquals("/data/it", found.getFirst().place());
    assertEquals(FormProblem.Severity.WARNING, found.getFirst().severity());
    assertEquals(
        "A table has no such column (/data/it): homes.csv street. It would always be empty; check"
            + " its name",
        found.getFirst().message("en"));
    assertTrue(found.getFirst().message("zh").startsWith("表里没有这一列（/data/it）"));
    assertEquals(List.of(), unknown(form, Map.of()), "a file that is not there is told as such");
  }
}
