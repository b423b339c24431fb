package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tab goes through every step in the order of the paper (登记表 一 to 十一, DOMAIN §3.1).
class PaperOrderTest extends DesktopTest {
  private static final String SELF =
      "livingTogether hukouRelation hukouKind marital education labour occupation workplace health"
          + " disease disabilityCertificate disabilityCategory disabilityGrade specialIdentity"
          + " authorization";

  @TempDir static Path home;
  private TestCards cards;
  private IntakeViewModel model;
  private final IntakePage page = new IntakePage(this);

  @Override
  protected Parent open(Kit kit) throws Exception {
    var at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(IntakeViewTest.standard());
    cards = new TestCards(at.clock());
    model = new IntakeViewModel(at.desk(), kit.background(), cards);
    var saving = new IntakeSaving(model);
    var papers = new PapersViewModel(model);
    var outlets =
        new Outlets(
            new InMemoryPrinters("窗口打印机"), (_, _, name, _) -> Optional.of(home.resolve(name)));
    var prints = new Prints(kit, model, saving, papers, new Printing(kit, at.desk(), outlets));
    var view = new IntakeView(kit, model, saving, papers, prints, Optional::empty, new HBox());
    model.hear();
    view.onShown("");
    kit.shortcuts().use("intake.title", view.shortcuts());
    return filling(view.node());
  }

  @Test
  void tabFollowsThePaper() {
    cards.lay(TestCards.resident("陈䶮", "1", "19780512", "北京市海淀区北下关街道大慧寺路8号", 11));
    page.opened();
    until("filled", () -> page.value("name").equals("陈䶮"));
    assertEquals(
        ("street community schemes applyMethod firstTime familySize reason "
            + "name idNumber idKind sex birthDate ethnicity nationality registeredAddress"
            + " nameEnglish issuer validFrom validTo idPending phone residenceAddress residenceStreet"
            + " residenceCommunity residenceOutside deliveryAddress bankName bankHolder bankAccount "
            + of("self-", SELF)
            + " agent-add"),
        row());
    step(Step.MEMBERS);
    fx(model.rows()::addMember);
    assertEquals(
        "row member-idNumber member-name member-relation member-birthDate member-sex"
            + " member-idPending member-registeredAddress member-phone "
            + of("member-", SELF)
            + " member-guardian member-legalDutyCohabiting members-close members-add",
        row());
    step(Step.SUPPORTERS);
    fx(model.rows()::addSupporter);
    assertEquals(
        of(
                "supporter-",
                "idNumber name relation duty phone workplace address familySize familyMonthlyFen"
                    + " paidMonthlyFen inability dependants authorization")
            + " supporters-close supporters-add",
        row());
    step(Step.INCOME);
    fx(() -> model.rows().addItem(LineKind.INCOME));
    assertEquals(
        of(
                "income-",
                "member code declared basis months contributionFen exemptCode exemptFen evidence"
                    + " label close add")
            + " month-input",
        row());
    step(Step.PROPERTY);
    assertEquals(of("dwelling-", "H04 H06 H05 H07 H08 H17 H19") + " house-add property-add", row());
    step(Step.EXPENSES);
    assertEquals("expense-add benefit-add", row());
    step(Step.DECLARATION);
    assertEquals("relativeOfOfficial relativeNote relatives-add notice row", row());
  }

  private static String of(String prefix, String names) {
    return prefix + names.replace(" ", " " + prefix);
  }

  private void step(Step to) {
    fx(() -> model.go(to));
  }

  private String row() {
    return String.join(" ", walked());
  }

  /// Ids of what Tab stops at between the first and the last node of the step, each once.
  private List<String> walked() {
    Node step = ask(() -> lookup("#intake-scroll").<ScrollPane>query().getContent());
    fx(() -> first(step).requestFocus());
    var ids = new LinkedHashSet<String>();
    for (int i = 0; i < 80; i++) {
      Node owner = ask(() -> stage.getScene().getFocusOwner());
      if (!within(step, owner)) break;
      ids.add(brief(owner));
      push(KeyCode.TAB);
    }
    return new ArrayList<>(ids);
  }

  private static boolean within(Node root, Node node) {
    for (Node n = node; n != null; n = n.getParent()) if (n == root) return true;
    return false;
  }

  private static String brief(Node n) {
    if (n.getStyleClass().contains("rows-button")) return "row";
    String id = String.valueOf(n.getId()).replaceFirst("^intake-", "");
    for (String ticks : List.of("schemes", "health", "specialIdentity"))
      if (id.matches("((self|member)-)?" + ticks + "-.*"))
        return id.substring(0, id.indexOf(ticks) + ticks.length());
    return id.equals("month-input") ? id : id.replaceFirst("-input$", "");
  }

  private static Node first(Node at) {
    if (at.isFocusTraversable() && at.isVisible() && !at.isDisabled()) return at;
    if (at instanceof Parent p && at.isVisible())
      for (Node c : p.getChildrenUnmodifiable()) {
        Node found = first(c);
        if (found != null) return found;
      }
    return null;
  }
}
