package io.poolwright.localazure.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The services never meet; all but the broker may use the HTTP room. */
@AnalyzeClasses(packages = "io.poolwright.localazure", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule theBrokerStandsAlone = apart("servicebus", "arm", "storage", "keyvault");

  @ArchTest
  static final ArchRule armStandsAlone = apart("arm", "servicebus", "storage", "keyvault");

  @ArchTest
  static final ArchRule storageStandsAlone = apart("storage", "servicebus", "arm", "keyvault");

  @ArchTest
  static final ArchRule theVaultStandsAlone = apart("keyvault", "servicebus", "arm", "storage");

  @ArchTest
  static final ArchRule httpKnowsNoService =
      apart("http", "servicebus", "arm", "storage", "keyvault");

  @ArchTest
  static final ArchRule nothingHereKnowsTheWorker =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.poolwright.worker..", "io.poolwright.contracts..");

  private static ArchRule apart(String room, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "io.poolwright.localazure." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("io.poolwright.localazure." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
