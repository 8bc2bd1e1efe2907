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
import tools.jackson.databind.JacksonModule;

/** The arrows between the packages of core, and what core never does. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.subtext");

    private static final Set<String> LEAVES = Set.of("problems", "progress", "provenance", "statistics");

    /** What each package may import; the leaves import nothing of ours. Whoever adds an arrow adds it here. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("problems", Set.of()),
            Map.entry("progress", Set.of()),
            Map.entry("provenance", Set.of()),
            Map.entry("statistics", Set.of()),
            Map.entry("tables", Set.of("problems")),
            Map.entry("archive", Set.of("problems", "progress", "provenance", "tables")),
