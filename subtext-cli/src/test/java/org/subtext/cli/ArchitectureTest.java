package org.subtext.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command line is the one place that chooses a backend. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.subtext");

    @Test
    void only_commands_construct_a_trainer() {
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
    void nobody_imports_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.subtext.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.subtext.cli..")
                .check(ALL);
    }

    @Test
    void commands_use_no_engine_types() {
        noClasses()
                .that()
                .resideInAPackage("org.subtext.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(ALL);
    }
}
