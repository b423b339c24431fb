package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Forms for tests.
final class Forms {
  private Forms() {}

  static String smallXml() {
    try (InputStream in = Forms.class.getResourceAsStream("small.xml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static FormPackage small() {
    return loaded(smallXml());
  }

  static FormPackage loaded(String xml) {
    FormLoading loading = FormPackage.load(xml.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(FormLoading.Loaded.class, loading, () -> "refused: " + loading).form();
  }

  static List<FormProblem> problems(String xml) {
    FormLoading loading = FormPackage.load(xml.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(FormLoading.Broken.class, loading).problems();
  }
}
