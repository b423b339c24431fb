package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FormEditionsTest {
  @Test
  void everyEditionCountsWhereTheTableIsSilent() {
    assertEquals(1, new FormEditions().oldest("D06"));
  }

  @Test
  void theFormsOfTodayAreTaken() {
    for (String slot : new String[] {"D02", "D23", "D24"})
      assertTrue(new FormEditions().oldest(slot) <= 1, slot);
  }
}
