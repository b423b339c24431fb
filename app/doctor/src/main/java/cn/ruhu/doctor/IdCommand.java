package cn.ruhu.doctor;

import cn.ruhu.casefile.IdNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Checks one identity number. What it prints was in the number the asker typed; the number itself
/// is not repeated.
@Command(
    name = "id",
    mixinStandardHelpOptions = true,
    description = "Checks an identity number of any kind.")
final class IdCommand implements Callable<Integer> {
  private final Surroundings machine;

  @Parameters(index = "0", paramLabel = "NUMBER")
  private String number = "";

  IdCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    boolean valid =
        switch (IdNumber.parse(number, machine.today())) {
          case IdNumber.Valid(var id, var _) -> {
            answer.put("valid", true);
            answer.put("kind", id.kind().name());
            answer.put("birthDate", id.birthDate().toString());
            answer.put("sex", id.sex().code());
            answer.put("reasons", List.of());
            yield true;
          }
          case IdNumber.Invalid(var reasons) -> {
            answer.put("valid", false);
            answer.put("kind", null);
            answer.put("birthDate", null);
            answer.put("sex", null);
            answer.put("reasons", reasons.stream().map(IdNumber.Reason::code).toList());
            yield false;
          }
        };
    return machine.print(valid, answer);
  }
}
