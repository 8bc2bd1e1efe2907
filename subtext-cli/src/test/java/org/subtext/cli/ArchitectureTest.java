package org.subtext.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.subtext.audit.Audit;
import org.subtext.audit.Explanation;
import org.subtext.audit.ScoresAudit;
import org.subtext.audit.door.Door;

/** The command line is the one place that chooses a backend. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar")) // of another module
            .importPackages("org.subtext");

    @Test
    void onlyCommandsConstructATrainer() {
        assertThat(ALL).hasSizeGreaterThan(300);
        assertThat(ALL.stream()
                        .filter(one -> one.getConstructorCallsFromSelf().stream()
                                .anyMatch(call ->
                                        call.getTargetOwner().getSimpleName().equals("TorchTrainer")))
                        .map(one -> one.getPackageName()))
                .isNotEmpty()
                .allMatch(name -> name.equals("org.subtext.cli"));
    }

    @Test
    void commandsStartAuditsBatteriesAndScoresAtTheDoor() {
        noClasses()
                .that()
                .resideInAPackage("org.subtext.cli..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Audit.class, Explanation.class, ScoresAudit.class)
                .because("what a command can do, a page and an assistant must be able to do")
                .check(ALL);
        assertThat(ALL.get(AuditCommand.class).getDirectDependenciesFromSelf())
                .anyMatch(one -> one.getTargetClass().isEquivalentTo(Door.class));
    }
}
