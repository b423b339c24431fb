package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputerTest {
  @TempDir Path folder;

  @Test
  void theMachineIsSaidWithoutPathsOrNames() throws IOException {
    String line = Computer.line(folder, "windows on Xvfb");
    assertTrue(line.contains(" cores"), line);
    assertTrue(line.contains("JDK "), line);
    assertTrue(line.endsWith("windows on Xvfb"), line);
    assertFalse(line.contains("/"), line);
    assertFalse(line.contains(System.getProperty("user.name") + "@"), line);
  }

  @Test
  void everySyntheticPersonIsAnotherWithASoundNumber() {
    Set<String> numbers = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      var person = SyntheticPerson.of(i);
      numbers.add(person.number());
      names.add(person.name());
      assertTrue(
          IdNumber.parse(person.number(), LocalDate.of(2017, 11, 20)) instanceof IdNumber.Valid,
          "person " + i);
    }
    assertEquals(100, numbers.size());
    assertEquals(100, names.size());
  }
}
