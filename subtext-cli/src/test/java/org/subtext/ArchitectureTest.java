package org.subtext;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of all modules below the faces, and what none of them does. */
class ArchitectureTest {
    /** The faces and the backends, whose arrows tests of their own hold, and what tests share. */
    private static final Set<String> OUTSIDE = Set.of("cli", "web", "mcp", "learn", "jpeg2000", "onnx", "testing");

    /** What comes with Java, and annotations that leave nothing behind. */
    private static final Pattern OF_EVERYBODY = Pattern.compile(
            "(java|javax|jdk|org\\.subtext|org\\.w3c|org\\.xml|org\\.jspecify)\\.|com\\.sun\\.(net|management)\\.");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar")) // of another module
            .importPackages("org.subtext");

    private static final JavaClasses CORE = ALL.that(DescribedPredicate.describe(
            "are neither of a face, of a backend nor of tests", one -> !OUTSIDE.contains(area(one))));

    private static final Set<String> LEAVES =
            Set.of("problems", "progress", "provenance", "statistics", "dicom", "wording", "address", "memory");

    /** What each package imports of ours, and who uses a library: whoever adds or takes an arrow does it there, too. */
    private static final Arrows ARROWS = Arrows.written("arrows.txt");

    private static final Arrows LIBRARIES = Arrows.written("libraries.txt");

    /** Records of more than twelve components, with how many: the list may only shrink (ADR 33). */
    private static final Map<String, Long> LARGE_RECORDS = Map.ofEntries(
            // what a file format puts one after the other
            entry("org.subtext.volumes.NiftiHeader", 13L),
            entry("org.subtext.images.TiffBlocks", 13L),
            // sections of a file that programs read, which keeps its layout
            entry("org.subtext.assessment.ClassAssessment", 22L),
            entry("org.subtext.assessment.LevelAssessment", 14L),
            entry("org.subtext.routes.contract.SettingResult", 14L),
            entry("org.subtext.routes.reading.Measured", 13L),
            entry("org.subtext.report.ReportContent", 14L),
            entry("org.subtext.sources.dataset.DatasetRecord", 14L),
            entry("org.subtext.sources.dicom.DicomImport$Summary", 13L),
            entry("org.subtext.sources.slices.SliceReport", 15L),
            entry("org.subtext.deidentification.summary.SummaryFacts", 13L),
            // one drawing of a phantom
            entry("org.subtext.sources.phantom.Anatomy", 14L));

    @Test
    void nearlyAllClassesThatExistAreSeen() {
        long seen = ALL.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .count();

        assertThat(seen).isGreaterThan(SourceFiles.written().size() * 95L / 100);
    }

    @Test
    void everyPackageImportsExactlyWhatTheTableSays() {
        assertThat(ARROWS.differences(Arrows.between(ALL))).isEmpty();
    }

    @Test
    void everyLibraryIsUsedByExactlyThePackagesThatTheTableSays() {
        assertThat(LIBRARIES.differences(
                        Arrows.ofLibraries(ALL, LIBRARIES.targets().keySet())))
                .isEmpty();
    }

    /** So that whoever brings a library has to say who may use it. */
    @Test
    void everyLibraryHasALine() {
        Set<String> foreign = ALL.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getPackageName())
                .filter(name ->
                        !name.isEmpty() && !OF_EVERYBODY.matcher(name + ".").lookingAt())
                .collect(Collectors.toSet());

        assertThat(foreign)
                .isNotEmpty()
                .allMatch(name -> LIBRARIES.targets().keySet().stream()
                        .anyMatch(library -> (name + ".").startsWith(library + ".")));
    }

    @Test
    void anAllowanceThatNobodyUsesIsFound() {
        Arrows found = Arrows.between(ALL);
        assertThat(found.and("statistics", "audit").differences(found))
                .containsExactly("statistics has no use for audit");
        assertThat(found.and("attic", "audit").differences(found)).containsExactly("there is no attic: its line goes");
    }

    @Test
    void anArrowThatNobodyAllowedIsFound() {
        Arrows found = Arrows.between(ALL);
        assertThat(found.differences(found.and("dicom.pixels", "images")))
                .containsExactly("dicom.pixels is not allowed images");
        assertThat(found.differences(found.and("attic", "audit"))).containsExactly("new: attic: audit");
    }

    @Test
    void leavesKnowNothingOfOurs() {
        ARROWS.targets().forEach((from, to) -> {
            String area = from.split("\\.")[0];
            if (LEAVES.contains(area)) {
                assertThat(to).as(from).allMatch(name -> name.split("\\.")[0].equals(area));
            }
        });
        assertThat(ARROWS.targets().keySet()).containsAll(LEAVES);
    }

    @Test
    void nobodyImportsTheCommandLine() {
        ARROWS.targets().forEach((from, to) -> {
            if (!from.startsWith("cli")) {
                assertThat(to).as(from).noneMatch(name -> name.startsWith("cli"));
            }
        });
    }

    @Test
    void roomsBelowPackagesHaveNoCyclesEither() {
        slices().matching("org.subtext.(**)").should().beFreeOfCycles().check(ALL);
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

    /** What a reader cannot hold in mind is several things; each of these goes when it is taken apart. */
    @Test
    void noRecordHasMoreThanTwelveComponents() {
        Map<String, Long> large = CORE.stream()
                .filter(JavaClass::isRecord)
                .collect(Collectors.toMap(
                        JavaClass::getName,
                        one -> one.getFields().stream()
                                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                .count()));
        assertThat(large).hasSizeGreaterThan(300);
        large.values().removeIf(count -> count <= 12);

        assertThat(large).isEqualTo(LARGE_RECORDS);
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
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "draw what can be foretold", one -> one.isAssignableTo(Random.class) && !isForKeys(one)))
                .check(CORE);
        noClasses().should().callMethod(Math.class, "random").check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .check(CORE);
        noClasses().should().callConstructor(java.util.SplittableRandom.class).check(CORE);
    }

    /** Keys of a masked round are the one thing that nobody may be able to draw again. */
    private static boolean isForKeys(JavaClass random) {
        return random.isEquivalentTo(SecureRandom.class);
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

    /** Neither pages that read, nor what answers questions or serves an assistant, can reach what starts runs. */
    @Test
    void onlyTheCommandThatAllowsItReachesRunsFromPages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.subtext.web.runs")
                .and()
                .doNotHaveFullyQualifiedName("org.subtext.cli.ExploreCommand")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.subtext.web.runs")
                .check(ALL);
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
