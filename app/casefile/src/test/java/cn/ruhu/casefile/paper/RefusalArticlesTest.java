package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.tables.CodeTables;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RefusalArticlesTest {
  private static final LocalDate DAY = LocalDate.of(2017, 11, 20);

  @Test
  void everyReasonForARefusalHasItsArticleOnTheDaysOfBothRules() {
    for (var reason : CodeTables.table("reject").entries()) {
      if (Set.of("R13", "R14", "R99").contains(reason.code())) continue; // no refusals, or named
      for (LocalDate day : Set.of(DAY, LocalDate.of(2021, 7, 1), LocalDate.of(2026, 11, 24)))
        assertTrue(RefusalArticles.of(reason.code(), day).isPresent(), reason.code() + " " + day);
    }
    assertEquals(Optional.empty(), RefusalArticles.of("R99", DAY));
  }

  @Test
  void theArticleFollowsTheDayOfAcceptance() {
    assertEquals(Optional.of("《最低生活保障审核审批办法（试行）》第二十条"), RefusalArticles.of("R09", DAY));
    assertEquals(
        Optional.of("《最低生活保障审核确认办法》第二十九条"), RefusalArticles.of("R09", LocalDate.of(2021, 7, 1)));
    assertEquals(Optional.empty(), RefusalArticles.of("R09", LocalDate.of(2014, 4, 30)));
  }
}
