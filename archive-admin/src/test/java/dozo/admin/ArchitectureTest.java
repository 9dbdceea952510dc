package dozo.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** The rules of the house that a compiler does not keep. */
@AnalyzeClasses(
        packages = "dozo",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    /** After packaging, the fixtures of the lower rooms come as jars and no longer as folders. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule roomsDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dozo..")
            .layer("core")
            .definedBy("dozo.core..")
            .layer("storage")
            .definedBy("dozo.storage..")
            .layer("qr")
            .definedBy("dozo.qr..")
            .layer("admin")
            .definedBy("dozo.admin..")
            .whereLayer("admin")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("qr")
            .mayOnlyBeAccessedByLayers("admin")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("qr", "admin")
            .whereLayer("core")
            .mayOnlyBeAccessedByLayers("storage", "qr", "admin");

    @ArchTest
    static final ArchRule persistenceStaysInsideTheIndex = noClasses()
            .that()
            .resideOutsideOfPackage("dozo.storage.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "java.sql..",
                    "javax.sql..",
                    "org.flywaydb..",
                    "com.zaxxer..");

    @ArchTest
    static final ArchRule packagesOfARoomHaveNoCycles =
            slices().matching("dozo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandsKnowThatTheyAreCommands = noClasses()
            .that()
            .resideOutsideOfPackage("dozo.admin.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("a wait has a condition and a time-out");

    /** Results go through {@code dozo.admin.console.Console}, the rest to the log. */
    @ArchTest
    static final ArchRule nobodyPrintsToStandardOutput =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule theClockIsInjected = noClasses()
            .that()
            .resideOutsideOfPackage("dozo.admin.command..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule packagesAreTopics =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..", "..helper..");

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);
}
