package cn.ruhu.desktop.review;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;

/// What the street rules on a member: whether the member counts, how far the standard is raised
/// (分类救助) and in which year of a new job the wage is rewarded (就业奖励), each with its ground. The
/// shares are the district's (DOMAIN §11): nothing stands there before somebody enters it.
final class MemberCard {
  private static final String BY_RULE = "RULE";
  private static final String IN = "IN";
  private static final String OUT = "OUT";

  private final Kit kit;
  private final CaseViewModel model;

  MemberCard(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  /// Whether this person may rule on members.
  boolean may() {
    return Rights.mayWrite(model.desk().actor().role(), RecordType.MEMBER, "uplift");
  }

  /// What stands of it in few words, empty for nothing.
  String words(CaseRecord member) {
    var all = new ArrayList<String>();
    Texts.percent(member.text("upliftPercent"))
        .filter(p -> p.signum() > 0)
        .map(BigDecimal::toPlainString)
        .ifPresent(p -> all.add(kit.t("review.member.uplifted", p, member.text("upliftReason"))));
    Texts.whole(member.text("rewardYear"))
        .filter(y -> y > 0)
        .ifPresent(y -> all.add(kit.t("review.member.rewarded", y, member.text("rewardReason"))));
    return String.join(kit.t("review.means.comma"), all);
  }

  void open(CaseRecord member, String name) {
    var make = new Fields(kit);
    Field counted =
        make.choice("review-counted", kit.t("work.field.countedOverride"), counts()).required();
    counted.valueProperty().set(counted(member));
    Field countedWhy = text(make, member, "countedReason");
    Field percent = text(make, member, "upliftPercent").hint(kit.t("review.member.percent.hint"));
    percent.check(this::percent);
    Field upliftWhy = text(make, member, "upliftReason");
    Field year =
        make.choice("review-rewardYear", kit.t("work.field.rewardYear"), years()).required();
    year.valueProperty().set(member.get("rewardYear").orElse("0"));
    Field rewardWhy = text(make, member, "rewardReason");
    var all = List.of(counted, countedWhy, percent, upliftWhy, year, rewardWhy);
    kit.dialogs()
        .show(
            kit.t("review.member.title", name),
            new VBox(12, counted, countedWhy, percent, upliftWhy, year, rewardWhy),
            List.of(
                Dialogs.Act.tried(
                    kit.t("review.member.act"),
                    () -> {
                      if (!Fields.allFine(all)) return false;
                      boolean ruled = !counted.value().equals(BY_RULE);
                      if (!ground(ruled, countedWhy)
                          || !ground(positive(percent), upliftWhy)
                          || !ground(positive(year), rewardWhy)) return false;
                      keep(
                          member,
                          member
                              .with("countedOverride", ruled ? override(counted) : "")
                              .with("countedReason", ruled ? countedWhy.value().strip() : "")
                              .with(
                                  "upliftPercent", positive(percent) ? percent.value().strip() : "")
                              .with("upliftReason", positive(percent) ? upliftWhy.value() : "")
                              .with("rewardYear", positive(year) ? year.value() : "")
                              .with("rewardReason", positive(year) ? rewardWhy.value() : ""));
                      return true;
                    })));
  }

  private Field text(Fields make, CaseRecord member, String field) {
    Field made = make.text("review-" + field, kit.t("work.field." + field));
    made.valueProperty().set(member.text(field));
    return made;
  }

  private static String override(Field counted) {
    return Boolean.toString(counted.value().equals(IN));
  }

  private static String counted(CaseRecord member) {
    return switch (member.text("countedOverride")) {
      case "true" -> IN;
      case "false" -> OUT;
      default -> BY_RULE;
    };
  }

  private List<Choice> counts() {
    return List.of(BY_RULE, IN, OUT).stream()
        .map(c ->
            new Choice(c, kit.t("review.member.counted." + c), kit.t("review.member.key." + c)))
        .toList();
  }

  private List<Choice> years() {
    return List.of("0", "1", "2", "3").stream()
        .map(y -> new Choice(y, kit.t("review.member.year." + y), y))
        .toList();
  }

  private static boolean positive(Field field) {
    return Texts.percent(field.value().strip()).filter(n -> n.signum() > 0).isPresent();
  }

  private Optional<String> percent(String words) {
    if (words.isBlank()) return Optional.empty();
    boolean fine = Texts.percent(words.strip()).isPresent();
    return fine ? Optional.empty() : Optional.of(kit.t("review.member.percent.wrong"));
  }

  /// Whether a ruling has its ground where it needs one; the field says so where it has none.
  private boolean ground(boolean needed, Field words) {
    boolean missing = needed && words.value().isBlank();
    if (missing) {
      words.problem(kit.t("review.member.ground.missing"));
      words.focus();
    }
    return !missing;
  }

  private void keep(CaseRecord before, CaseRecord after) {
    kit.background()
        .run(
            () -> model.desk().edit(before, after),
            changed -> {
              if (changed) kit.notices().done(kit.t("review.member.done"));
              model.refresh();
            },
            cause -> {
              String code = Words.troubleCode(cause);
              kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
            });
  }
}
