package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
  @Test
  void anAssignmentHoldsUntilItIsDoneOrTakenBack() {
    List<String> over =
        CodeTables.table("assignmentState").entries().stream()
            .map(CodeEntry::code)
            .filter(state -> !Assignments.inForce(state))
            .toList();
    assertEquals(List.of("DONE", "WITHDRAWN"), over);
    assertTrue(Assignments.inForce(""), "one that was just made");
  }
}
