package org.subtext;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of all modules below the faces, and what none of them does. */
class ArchitectureTest {
    /** The command line and the backends, whose arrows tests of their own hold, and what tests share. */
    private static final Set<String> OUTSIDE = Set.of("cli", "learn", "jpeg2000", "testing");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.subtext")
            .that(DescribedPredicate.describe(
                    "are neither of a face, of a backend nor of tests", one -> !OUTSIDE.contains(area(one))));

    private static final Set<String> LEAVES =
            Set.of("problems", "progress", "provenance", "statistics", "dicom", "wording", "address", "memory");

    /** What each package may import; the leaves import nothing of ours. Whoever adds an arrow adds it here. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("problems", Set.of()),
            Map.entry("progress", Set.of()),
            Map.entry("provenance", Set.of()),
            Map.entry("statistics", Set.of()),
            Map.entry("wording", Set.of()),
            Map.entry("address", Set.of()),
            Map.entry("memory", Set.of()),
            Map.entry("tables", Set.of("problems", "memory")),
            Map.entry("joins", Set.of("problems", "wording", "identities")),
            Map.entry("identities", Set.of("problems", "provenance", "tables")),
            Map.entry(
                    "archive",
                    Set.of("problems", "progress", "provenance", "statistics", "tables", "dicom", "wording")),
            Map.entry(
                    "deidentification",
                    Set.of(
                            "problems",
                            "progress",
                            "provenance",
                            "tables",
                            "dicom",
                            "address",
                            "joins",
                            "identities",
                            "memory",
                            "deidentification.identifiers",
                            "deidentification.lettering",
                            "deidentification.streams",
                            "deidentification.summary")),
            Map.entry("deidentification.identifiers", Set.of()),
            Map.entry("deidentification.lettering", Set.of("dicom")),
            Map.entry("deidentification.streams", Set.of("dicom")),
            Map.entry("deidentification.summary", Set.of()),
            Map.entry("deidentification.verification", Set.of("problems", "progress", "provenance", "dicom")),
            Map.entry(
                    "cohort",
                    Set.of("problems", "progress", "provenance", "tables", "address", "sources", "identities")),
            Map.entry("dicom", Set.of()),
            Map.entry(
                    "sources",
                    Set.of(
                            "problems",
                            "progress",
                            "provenance",
                            "tables",
                            "joins",
                            "identities",
                            "dicom",
                            "volumes",
                            "wording",
                            "address")),
            Map.entry("split", Set.of("problems", "provenance", "tables", "cohort", "wording", "identities")),
            Map.entry("volumes", Set.of("dicom", "address", "memory")),
            Map.entry(
                    "images",
                    Set.of("problems", "progress", "provenance", "wording", "dicom", "volumes", "address", "memory")),
            Map.entry(
                    "rendering",
                    Set.of("problems", "progress", "provenance", "tables", "cohort", "images", "volumes", "address")),
            Map.entry("recognition", Set.of("problems", "progress", "provenance", "images", "cohort", "predictions")),
            Map.entry(
                    "predictions",
                    Set.of("problems", "progress", "provenance", "tables", "joins", "cohort", "identities")),
            Map.entry("looks", Set.of("problems", "provenance", "identities", "assessment", "wording")),
            Map.entry(
                    "assessment",
                    Set.of(
                            "problems",
                            "progress",
                            "provenance",
                            "statistics",
                            "predictions",
                            "wording",
                            "cohort",
                            "folds")),
            Map.entry("perturbation", Set.of("problems", "provenance", "images", "wording")),
            Map.entry("confounding", Set.of("provenance", "statistics", "wording", "tables")),
            Map.entry(
                    "encoding",
                    Set.of("problems", "provenance", "statistics", "tables", "cohort", "confounding", "identities")),
            Map.entry("folds", Set.of("progress", "provenance", "statistics", "images", "encoding")),
            Map.entry(
                    "routes",
                    Set.of(
                            "problems",
                            "progress",
                            "provenance",
                            "statistics",
                            "tables",
                            "cohort",
                            "images",
                            "perturbation",
                            "recognition",
                            "predictions",
                            "assessment",
                            "confounding",
                            "encoding",
                            "sources",
                            "wording",
                            "address")),
            Map.entry(
                    "report",
                    Set.of(
                            "problems",
                            "provenance",
                            "statistics",
                            "cohort",
                            "images",
                            "perturbation",
                            "predictions",
                            "recognition",
                            "assessment",
                            "looks",
                            "folds",
                            "routes",
                            "wording")),
            Map.entry(
                    "audit",
                    Set.of(
                            "problems",
                            "progress",
                            "provenance",
                            "statistics",
                            "tables",
                            "cohort",
                            "sources",
                            "volumes",
                            "split",
                            "images",
                            "recognition",
                            "predictions",
                            "assessment",
                            "folds",
                            "encoding",
                            "looks",
                            "routes",
                            "report",
                            "wording",
                            "address")));

    @Test
    void theImportIsNotEmpty() {
        assertThat(CORE).hasSizeGreaterThan(200);
        assertThat(CORE.stream().map(ArchitectureTest::area).filter(name -> !name.isEmpty()))
                .contains("statistics", "audit", "report", "cohort");
    }

    @Test
    void everyPackageImportsOnlyWhatTheMapAllows() {
        Map<String, Set<String>> found = CORE.stream()
                .filter(one -> !area(one).isEmpty())
                .collect(Collectors.groupingBy(
                        ArchitectureTest::area,
                        Collectors.flatMapping(
                                one -> one.getDirectDependenciesFromSelf().stream()
                                        .map(dependency -> area(dependency.getTargetClass()))
                                        .filter(target -> !target.isEmpty() && !target.equals(area(one))),
                                Collectors.toSet())));

        assertThat(found.keySet()).isEqualTo(MAY_IMPORT.keySet());
        found.forEach((from, to) ->
                assertThat(MAY_IMPORT.get(from)).as(from + " imports").containsAll(to));
    }

    @Test
    void leavesKnowNothingOfOurs() {
        LEAVES.forEach(leaf -> assertThat(MAY_IMPORT.get(leaf)).as(leaf).isEmpty());
    }

    @Test
    void roomsBelowPackagesHaveNoCyclesEither() {
        slices().matching("org.subtext.(**)").should().beFreeOfCycles().check(CORE);
    }

    /** A package that outgrows a page of names holds two ideas; classes are counted, not what is nested in them. */
    @Test
    void noPackageIsAHall() {
        Map<String, Long> sizes = CORE.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(42));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.subtext.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void coreWritesToNoTerminal() {
        noClasses().should().accessField(System.class, "out").check(CORE);
        noClasses().should().accessField(System.class, "err").check(CORE);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CORE);
    }

    @Test
    void allRandomnessHasASeedOfThePlan() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(CORE);
        noClasses().should().callMethod(Math.class, "random").check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .check(CORE);
        noClasses().should().callConstructor(java.util.SplittableRandom.class).check(CORE);
    }

    @Test
    void nothingIsSerialisedTheJavaWay() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are neither exceptions nor enums nor what Jackson hands out to be extended",
                        one -> !one.isAssignableTo(Throwable.class)
                                && !extendsJackson(one)
                                && !one.isEnum()
                                && !enumBody(one)))
                .should()
                .beAssignableTo(Serializable.class)
                .check(CORE);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that()
                .areStatic()
                .and(DescribedPredicate.describe(
                        "are written by a person",
                        field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .check(CORE);
    }

    @Test
    void coreKnowsNoEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(CORE);
        noClasses().should().dependOnClassesThat().resideInAPackage("picocli..").check(CORE);
    }

    private static boolean extendsJackson(JavaClass one) {
        return one.getAllRawSuperclasses().stream()
                .anyMatch(parent -> parent.getPackageName().startsWith("tools.jackson"));
    }

    private static boolean enumBody(JavaClass one) {
        return one.getAllRawSuperclasses().stream().anyMatch(JavaClass::isEnum);
    }

    private static String area(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith("org.subtext.") ? name.split("\\.")[2] : "";
    }
}
