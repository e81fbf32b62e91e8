package io.poolwright.worker.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rooms of the worker, and which way one may look from each. */
@AnalyzeClasses(packages = "io.poolwright.worker", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String[] PLAIN = {"java..", "org.jspecify..", "io.poolwright.contracts.."};

  @ArchTest
  static final ArchRule theDomainIsPure =
      classes()
          .that()
          .resideInAPackage("..worker.job..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and("..worker.job.."));

  @ArchTest
  static final ArchRule theEngineKnowsTheDomainAndItsPorts =
      classes()
          .that()
          .resideInAPackage("..worker.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and("..worker.job..", "..worker.engine..", "org.slf4j.."));

  @ArchTest
  static final ArchRule theStepsKnowNoAdapter =
      classes()
          .that()
          .resideInAPackage("..worker.steps..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              and(
                  "..worker.job..",
                  "..worker.engine..",
                  "..worker.steps..",
                  "com.fasterxml.jackson.databind.."));

  @ArchTest
  static final ArchRule theInventoryKnowsNoAdapter =
      classes()
          .that()
          .resideInAPackage("..worker.inventory..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(and("..worker.job..", "..worker.steps..", "..worker.inventory.."));

  @ArchTest
  static final ArchRule theInnerRoomsNeverLookOut =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..worker.job..", "..worker.engine..", "..worker.steps..", "..worker.document..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.azure..", "io.github.resilience4j..", "picocli..");

  @ArchTest
  static final ArchRule adaptersNeverMeet =
      noClasses()
          .that()
          .resideInAPackage("..worker.servicebus..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..worker.blob..", "..worker.arm..", "..worker.resilience..");

  @ArchTest
  static final ArchRule storageAndArmNeverMeet =
      noClasses()
          .that()
          .resideInAPackage("..worker.blob..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..worker.arm..", "..worker.servicebus..", "..worker.resilience..");

  @ArchTest
  static final ArchRule theVaultMeetsNoOther =
      noClasses()
          .that()
          .resideInAPackage("..worker.keyvault..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..worker.arm..",
              "..worker.blob..",
              "..worker.servicebus..",
              "..worker.resilience..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsResilience4j =
      noClasses()
          .that()
          .resideOutsideOfPackage("..worker.resilience..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.resilience4j..");

  @ArchTest
  static final ArchRule onlyTheWiringKnowsTheSettings =
      noClasses()
          .that()
          .resideOutsideOfPackages("..worker.app..", "..worker.cli..", "..worker.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..worker.app..", "..worker.cli..", "..worker.config..");

  @ArchTest
  static final ArchRule roomsFormNoCircle =
      slices().matching("io.poolwright.worker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule timeIsAnArgument =
      noClasses()
          .that()
          .resideOutsideOfPackages("..worker.app..", "..worker.cli..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  private static String[] and(String... more) {
    String[] all = new String[PLAIN.length + more.length];
    System.arraycopy(PLAIN, 0, all, 0, PLAIN.length);
    System.arraycopy(more, 0, all, PLAIN.length, more.length);
    return all;
  }
}
