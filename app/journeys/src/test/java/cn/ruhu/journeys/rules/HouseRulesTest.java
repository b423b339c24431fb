package cn.ruhu.journeys.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.Set;

/// Rules written in documents do not hold; rules that fail the build do.
@AnalyzeClasses(
    packages = "cn.ruhu",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoTestJars.class})
final class HouseRulesTest {

  /// Page objects travel in `-tests.jar` files; the rules speak of the product.
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test/");
    }
  }

  /// Packages whose `Wiring`, `Main` and kit classes may touch the machine.
  private static final DescribedPredicate<JavaClass> MACHINE =
      resideInAPackage("cn.ruhu.desktop.kit..")
          .or(nameMatching(".*\\.(Wiring|Main|[A-Z][A-Za-z]*Main|EmbeddedServer)(\\$.*)?"))
          .or(resideInAnyPackage("cn.ruhu.doctor..", "cn.ruhu.benchmarks.."))
          .as("Wiring, Main, kit, doctor or benchmarks");

  @ArchTest static final ArchRule packagesAreFreeOfCycles = cycles();

  private static SliceRule cycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass c) {
                return SliceIdentifier.of(c.getPackageName());
              }

              @Override
              public String getDescription() {
                return "each package a slice";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  @ArchTest
  static final ArchRule casefileIsPure =
      noClasses()
          .that()
          .resideInAPackage("cn.ruhu.casefile..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "cn.ruhu.casefile..", "java..", "javax.crypto..", "org.jspecify..")))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.net..")
          .because("every rule must run the same on the window, offline, and on the server");

  @ArchTest
  static final ArchRule featuresDoNotKnowEachOther =
      classes()
          .that()
          .resideInAPackage("cn.ruhu.desktop..")
          .should(notKnowAnotherFeature())
          .because("a screen must be readable, and removable, without the others");

  private static ArchCondition<JavaClass> notKnowAnotherFeature() {
    Set<String> features =
        Set.of(
            "shell",
            "login",
            "intake",
            "scanning",
            "binder",
            "visit",
            "dispatch",
            "caseload",
            "changes",
            "review",
            "oversight",
            "conflicts",
            "journal",
            "admin",
            "settings");
    return new ArchCondition<>("know no other feature") {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        String own = feature(c);
        if (!features.contains(own)) return;
        for (var d : c.getDirectDependenciesFromSelf()) {
          String other = feature(d.getTargetClass());
          if (features.contains(other) && !other.equals(own))
            events.add(SimpleConditionEvent.violated(c, d.getDescription()));
        }
      }
    };
  }

  private static String feature(JavaClass c) {
    String prefix = "cn.ruhu.desktop.";
    String name = c.getPackageName();
    if (!name.startsWith(prefix)) return "";
    String rest = name.substring(prefix.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  @ArchTest
  static final ArchRule viewModelsKnowNoSceneAndNoWire =
      noClasses()
          .that()
          .haveNameMatching(".*ViewModel(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene..",
              "javafx.stage..",
              "java.sql..",
              "java.net.http..",
              "okhttp3..",
              "org.controlsfx..")
          .because("a view model is tested without a toolkit");

  @ArchTest
  static final ArchRule platformIsTheKitsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("cn.ruhu.desktop.kit..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javafx.application.Platform")
          .because("one place crosses to the window's thread");

  @ArchTest
  static final ArchRule javafxIsTheDesktopsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages("cn.ruhu.desktop..", "cn.ruhu.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx..")
          .because("rules, store and sync run without a window");

  @ArchTest
  static final ArchRule sqlStaysInTheStores =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAnyPackage(
                          "cn.ruhu.store..", "cn.ruhu.server.db..", "cn.ruhu.benchmarks..")
                      .or(nameMatching(".*Rows(\\$.*)?"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..")
          .because("SQL is read beside the tables it speaks of");

  @ArchTest
  static final ArchRule jsonIsTheWiresAlone =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "cn.ruhu.wire..",
                      "cn.ruhu..json..",
                      "cn.ruhu.doctor..",
                      "cn.ruhu.benchmarks..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
          .because("nothing else knows a JSON field name");

  @ArchTest
  static final ArchRule noAmbientClock =
      noClasses()
          .that(DescribedPredicate.not(MACHINE))
          .should()
          .callMethodWhere(
              call(
                  "an ambient clock or id",
                  "java\\.time\\.(Instant|LocalDate|LocalDateTime|LocalTime|ZonedDateTime|OffsetDateTime|Year|YearMonth)\\.now\\(\\)"
                      + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(\\)"
                      + "|java\\.util\\.UUID\\.randomUUID\\(\\)|java\\.time\\.Clock\\.system.*"
                      + "|java\\.time\\.InstantSource\\.system\\(\\)"))
          .because("time moves by the clock that was handed in, in tests and in replays");

  @ArchTest
  static final ArchRule threadsAreMadeInOnePlace =
      noClasses()
          .that(DescribedPredicate.not(MACHINE))
          .should()
          .callMethodWhere(
              call(
                  "threads of its own",
                  "java\\.util\\.concurrent\\.Executors\\..*|java\\.lang\\.Thread\\.(start|startVirtualThread|ofVirtual|ofPlatform)\\(.*"))
          .because("whoever starts a thread must also end it");

  @ArchTest
  static final ArchRule nothingPrints =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAnyPackage("cn.ruhu.doctor..", "cn.ruhu.benchmarks..")
                      .or(nameMatching(".*Main(\\$.*)?"))))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("the log has levels and no personal data; standard output has neither");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
          .because("such names say nothing of the field");

  private static DescribedPredicate<JavaCall<?>> call(String what, String pattern) {
    return new DescribedPredicate<>(what) {
      @Override
      public boolean test(JavaCall<?> call) {
        return call.getTarget().getFullName().matches(pattern);
      }
    };
  }
}
