package cn.ruhu.desktop.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogViewModelTest {
  private final InMemoryAdminOffice office = new InMemoryAdminOffice();
  private final Text text = Text.chinese();
  private final ObjectProperty<@Nullable Register> register =
      new SimpleObjectProperty<>(InMemoryAdminOffice.lists());
  private final LogViewModel model =
      new LogViewModel(
          office,
          Background.inline(),
          new LogWords(text::of, text::has, r -> text.of("kit.role." + r)),
          text::has,
          register);

  private LogLine row(long seq) {
    return model.lines.stream().filter(l -> l.seq() == seq).findFirst().orElseThrow();
  }

  private String standing() {
    return text.of(Objects.requireNonNull(model.standing.get()).words());
  }

  @Test
  void rowsSayWhoDidWhatToWhomAndWhy() {
    model.refresh();
    LogLine closed = row(648);
    assertEquals("彭磊", closed.who());
    assertEquals("停用账号", closed.what());
    assertEquals("何志强", closed.whom());
    assertEquals("调离", closed.why());
    assertEquals("窗口经办 → 街镇审核：调岗", row(647).why());
    assertEquals("取得 38 条记录里的完整号码（到第 1204 次提交）", row(650).why());
    assertEquals("未登录", row(646).who());
    assertEquals("beixiaguan-win1 002", row(646).whom());
    assertEquals("北下关街道", row(644).whom());
    assertEquals("老秦", row(643).who());
    assertEquals("名单外 00000007", row(641).whom());
    assertEquals("登记码不对、用过或过期", row(641).why());
    assertEquals("运维人员", row(640).who());
    assertEquals("区里服务器", row(642).who());
    register.set(null);
    model.refresh();
    assertEquals("彭磊", row(648).who(), "what was learnt stays");
  }

  @Test
  void everyCodeThatIsSearchedForHasWords() {
    for (Text t : List.of(text, Text.english()))
      for (LogKind kind : LogKind.values())
        for (String code : kind.codes()) assertTrue(t.has("admin.log.what." + code), code);
  }

  @Test
  void filtersAskTheDistrictAndGoBackToTheNewest() {
    model.refresh();
    model.person.set("qianpi");
    assertEquals(List.of(648L), model.lines.stream().map(LogLine::seq).toList());
    model.goTo(645);
    assertEquals("", model.person.get());
    assertEquals(645, model.lines.getFirst().seq());
    model.kind.set(LogKind.PEOPLE.key());
    assertEquals(List.of(648L, 647L), model.lines.stream().map(LogLine::seq).toList());
    assertEquals(0, model.start.get());
    int asked = office.asked.size();
    model.clear();
    assertEquals(asked + 1, office.asked.size(), "asked once");
    assertEquals(50, model.lines.size());
  }

  @Test
  void daysAreMeantWhole() {
    model.refresh();
    model.from.set("2017-11-20");
    long begin = java.time.Instant.parse("2017-11-19T16:00:00Z").toEpochMilli();
    assertTrue(office.asked.getLast().endsWith(" " + begin), office.asked.getLast());
    model.until.set("2017-11-20");
    assertEquals(50, model.lines.size(), "the last day counts");
    int asked = office.asked.size();
    model.until.set("2017-11-19");
    assertTrue(model.daysCrossed.get());
    assertEquals(asked, office.asked.size());
    model.until.set("");
    assertFalse(model.daysCrossed.get());
  }

  @Test
  void aPageIsFilledAndOlderRowsFollowOnDemand() {
    office.logPage = 2;
    model.refresh();
    assertEquals(20, model.lines.size(), "ten questions for one page, no more");
    assertTrue(model.older.get());
    model.line.set(row(648));
    model.goOn();
    assertEquals(40, model.lines.size());
    assertEquals(648, Objects.requireNonNull(model.line.get()).seq(), "what was chosen stays");
    model.goOn();
    model.goOn();
    assertEquals(50, model.lines.size());
    assertFalse(model.older.get());
  }

  @Test
  void theProofSaysHowFarTheLogCanBeBelieved() {
    model.refresh();
    model.prove();
    assertTrue(standing().startsWith("审计链完整 · 截至 2017-11-20 09:00 已签名（到第 640 行）"), standing());
    assertTrue(standing().endsWith("与本机上次保存的检查点一致"), standing());
    office.proof = new Proof(InMemoryAdminOffice.checked("CHAIN", 647), true, true, false);
    model.prove();
    assertTrue(standing().startsWith("第 647 行被改动"), standing());
    assertTrue(model.doubtful(row(648)));
    assertFalse(model.doubtful(row(646)));
    office.proof = new Proof(InMemoryAdminOffice.checked("STRANGE", 3), true, true, false);
    model.prove();
    assertTrue(standing().contains("STRANGE"), standing());
    office.proof = new Proof(InMemoryAdminOffice.checked(null, 0), false, true, false);
    model.prove();
    assertEquals(LogViewModel.Tone.BAD, Objects.requireNonNull(model.standing.get()).tone());
    office.away = "OFFLINE";
    model.prove();
    assertEquals(LogViewModel.Tone.OPEN, Objects.requireNonNull(model.standing.get()).tone());
    office.away = "TIMEOUT";
    model.prove();
    assertTrue(standing().contains("verify-audit"), standing());
    model.refresh();
    assertNotNull(model.problem.get());
    assertEquals(50, model.lines.size(), "what was read stays");
  }
}
