package org.subtext.learn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promise that libtorch stays inside this module. Its arrows stand in the table of all modules. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.subtext.learn");

    @Test
    void enoughClassesAreCheckedForTheRulesToMeanSomething() {
        assertThat(CLASSES).hasSizeGreaterThan(30);
    }

    /**
     * The face of the module is the package {@code org.subtext.learn}; the packages below it hand tensors to each
     * other, which Java lets them do through public methods only. That no other module looks behind the face is checked
     * in the command line.
     */
    @Test
    void theFaceOfTheModuleShowsNoLibtorch() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.subtext.learn")
                .should(showLibtorch())
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> showLibtorch() {
        return new ArchCondition<>("show org.bytedeco") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean shows = Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .anyMatch(type -> type.getPackageName().startsWith("org.bytedeco"));
                boolean synthetic = method.getModifiers().contains(JavaModifier.SYNTHETIC);
                events.add(new SimpleConditionEvent(method, shows && !synthetic, method.getFullName()));
            }
        };
    }
}
