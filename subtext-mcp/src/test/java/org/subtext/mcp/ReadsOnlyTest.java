package org.subtext.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That nothing which begins, changes or writes a run can be reached from here, and that two streams need no socket. */
class ReadsOnlyTest {
    /** Of ours: what is told, and names and words for it. */
    private static final Set<String> ALLOWED = Set.of(
            "org.subtext.audit.answers",
            "org.subtext.audit.answers.questions",
            "org.subtext.audit.compare",
            "org.subtext.audit.door",
            "org.subtext.mcp",
            "org.subtext.mcp.tools",
            "org.subtext.problems",
            "org.subtext.provenance");

    /** Of the door: that which only tells. */
    private static final Set<String> DOOR = Set.of("ReadingDoor", "RunSummary", "RunSummary$Kind", "RunSummary$State");

    private static final JavaClasses ALL = new ClassFileImporter().importClasses(written());

    /** By hand, since tests lie in the same packages. */
    private static List<Class<?>> written() {
        return new ClassFileImporter()
                .importPackages("org.subtext.mcp").stream()
                        .filter(one -> one.getSource()
                                .map(source -> source.getUri().toString())
                                .filter(uri -> !uri.matches(".*/(test|test-classes)/org/subtext/.*"))
                                .isPresent())
                        .map(JavaClass::reflect)
                        .collect(Collectors.toList());
    }

    @Test
    void theModuleIsSeen() {
        assertThat(ALL.size()).isGreaterThan(20);
    }

    @Test
    void noPortThatWritesIsReachable() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours and no part of what is told",
                        one -> one.getPackageName().startsWith("org.subtext")
                                && !ALLOWED.contains(one.getPackageName())))
                .check(ALL);
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to a door that begins work",
                        one -> one.getPackageName().equals("org.subtext.audit.door")
                                && !DOOR.contains(one.getName().substring("org.subtext.audit.door.".length()))))
                .check(ALL);
    }

    @Test
    void noFileIsTouchedAndNoProcessBegun() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.nio\\.file\\..*|java\\.nio\\.channels\\..*|java\\.io\\.(File|FileOutputStream"
                                + "|FileWriter|RandomAccessFile)|java\\.lang\\.Process(Builder)?|org\\.subtext\\.provenance\\.(?!Software|Secret).*")
                .check(ALL);
    }

    @Test
    void overTwoStreamsNoSocketIsOpened() {
        noClasses()
                .that()
                .haveNameMatching(
                        "org\\.subtext\\.mcp\\.(tools\\..*|StdioServer|Wire.*|ClassicFront|ModernFront.*|Handlers)")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(?!URLDecoder).*|org\\.eclipse\\.jetty.*|jakarta\\.servlet.*")
                .check(ALL);
    }

    @Test
    void theToolsKnowNoProtocol() {
        noClasses()
                .that()
                .resideInAPackage("org.subtext.mcp.tools")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "reactor..", "tools.jackson..")
                .check(ALL);
    }
}
