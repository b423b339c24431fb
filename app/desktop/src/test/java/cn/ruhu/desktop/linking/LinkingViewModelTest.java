package cn.ruhu.desktop.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.linking.Authority;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.linking.Survivorship;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.linking.LinkingViewModel.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkingViewModelTest {
  @TempDir Path home;

  private static LinkingViewModel open(TestDesk at) throws Exception {
    at.receive(LinkingScene.records());
    var model = new LinkingViewModel(at.desk(), Background.inline());
    model.refresh();
    return model;
  }

  private static CaseRecord link(TestDesk at, UUID person, String row) {
    return at.store().record(Links.id(person, row)).orElseThrow();
  }

  private static Pair inHand(LinkingViewModel model) {
    return Objects.requireNonNull(model.selected.get());
  }

  @Test
  void alertsComeFirstAndWhatTheNumbersTiedWaitsForNobody() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      LinkingViewModel model = open(at);
      assertEquals(List.of("钱秀兰", "赵小雨"), model.rows.stream().map(Pair::name).toList());
      assertEquals(2, model.waiting.get());
      assertEquals(1, model.count(Shelf.CERTAIN));
      Pair alert = inHand(model);
      assertEquals(
          Pair.Mark.OTHER,
          alert.lines().stream()
              .filter(l -> l.field().equals("name"))
              .findFirst()
              .orElseThrow()
              .mark());
      assertEquals(
          Pair.Mark.SAME,
          alert.lines().stream()
              .filter(l -> l.field().equals("birth"))
              .findFirst()
              .orElseThrow()
              .mark());
    }
  }

  @Test
  void oneKeyIsOneWordAndTheNextPairComesIntoHand() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      LinkingViewModel model = open(at);
      assertTrue(model.settle(LinkState.APART));
      CaseRecord link = link(at, LinkingScene.MOTHER, "R2");
      assertEquals("APART", link.text("state"));
      assertEquals(TestDesk.REVIEWER.toString(), link.text("by"));
      assertEquals("赵小雨", inHand(model).name());
      assertEquals(1, model.waiting.get());
      model.shelf.set(Shelf.SETTLED);
      assertEquals(List.of("钱秀兰"), model.rows.stream().map(Pair::name).toList());
    }
  }

  @Test
  void againstTheNumbersAReasonIsAskedFor() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      LinkingViewModel model = open(at);
      int waited = at.store().waiting().ops();
      assertFalse(model.settle(LinkState.LINKED));
      assertEquals("linking.problem.alert", Objects.requireNonNull(model.problem.get()).key());
      assertEquals(waited, at.store().waiting().ops());
      model.reason.set("曾用名孙桂芝，见户口本");
      assertTrue(model.settle(LinkState.LINKED));
      assertEquals("曾用名孙桂芝，见户口本", link(at, LinkingScene.MOTHER, "R2").text("reason"));
      model.shelf.set(Shelf.CERTAIN);
      assertFalse(model.settle(LinkState.APART));
      assertEquals("linking.problem.apart", Objects.requireNonNull(model.problem.get()).key());
    }
  }

  @Test
  void laterStaysInTheQueueAndTheLastWordsAreTakenBackOneByOne() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      LinkingViewModel model = open(at);
      assertTrue(model.settle(LinkState.LATER));
      assertEquals(2, model.waiting.get());
      assertTrue(model.settle(LinkState.LINKED));
      assertEquals("LINKED", link(at, LinkingScene.CHILD, "R3").text("state"));
      assertTrue(model.undoable.get());
      model.undo();
      assertEquals("OPEN", link(at, LinkingScene.CHILD, "R3").text("state"));
      model.undo();
      assertEquals("OPEN", link(at, LinkingScene.MOTHER, "R2").text("state"));
      assertFalse(model.undoable.get());
      assertEquals(2, model.waiting.get());
    }
  }

  @Test
  void aWordThatIsTakenUpAgainHasItsReason() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      LinkingViewModel model = open(at);
      model.shelf.set(Shelf.CERTAIN);
      UUID tied = inHand(model).id();
      model.reason.set("证件被冒用");
      assertTrue(model.settle(LinkState.APART));
      model.shelf.set(Shelf.SETTLED);
      assertTrue(model.settle(LinkState.LINKED));
      assertEquals("", at.store().record(tied).orElseThrow().text("reason"));
      model.undo();
      CaseRecord apart = at.store().record(tied).orElseThrow();
      assertEquals("APART", apart.text("state"));
      assertEquals("证件被冒用", apart.text("reason"), "else the server refuses it");
      assertTrue(Links.allows(at.desk().actor(), Optional.of(apart), apart));
    }
  }

  @Test
  void whatCouldNotBeTakenBackCanBeTakenBackLater() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      var refusing = new AtomicBoolean();
      at.receive(LinkingScene.records());
      var model = new LinkingViewModel(at.desk(), new Refusing(refusing));
      model.refresh();
      assertTrue(model.settle(LinkState.APART));
      refusing.set(true);
      model.undo();
      refusing.set(false);
      assertEquals("APART", link(at, LinkingScene.MOTHER, "R2").text("state"));
      assertTrue(model.undoable.get());
      model.undo();
      assertEquals("OPEN", link(at, LinkingScene.MOTHER, "R2").text("state"));
      assertFalse(model.undoable.get());
    }
  }

  /// Everything at once, until work is refused.
  private record Refusing(AtomicBoolean refuses) implements Background {
    private static final Background INLINE = Background.inline();

    @Override
    public <T> Job run(
        Duration deadline,
        Callable<T> work,
        Consumer<? super T> then,
        Consumer<? super Throwable> failed) {
      if (!refuses.get()) return INLINE.run(deadline, work, then, failed);
      failed.accept(new IOException("refused"));
      return () -> {};
    }

    @Override
    public Job after(Duration delay, Runnable act) {
      return INLINE.after(delay, act);
    }

    @Override
    public Job every(Duration period, Runnable act) {
      return INLINE.every(period, act);
    }

    @Override
    public void window(Runnable act) {
      INLINE.window(act);
    }
  }

  /// A link brings the registry's words, by their weight; without one they count for nothing.
  @Test
  void tellsWhichWordStandsAndWhereItCameFrom() throws Exception {
    try (TestDesk at = TestDesk.reviewer(home)) {
      LinkingViewModel model = open(at);
      model.shelf.set(Shelf.CERTAIN);
      Survivorship.Standing address = standing(model, "address");
      assertEquals("海淀区皂君庙12-3-402", address.word().value());
      assertEquals(Authority.REGISTRY, address.word().authority());
      assertEquals(2, address.words().size());
      model.shelf.set(Shelf.WAITING);
      Survivorship.Standing name = standing(model, "name");
      assertEquals("钱秀兰", name.word().value(), "nobody said that the two are one");
      assertEquals(1, name.words().size());
    }
  }

  private static Survivorship.Standing standing(LinkingViewModel model, String field) {
    return model.standing.stream().filter(s -> s.field().equals(field)).findFirst().orElseThrow();
  }
}
