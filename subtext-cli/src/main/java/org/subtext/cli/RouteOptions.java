package org.subtext.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import picocli.CommandLine.Option;

/** The options that say which routes are looked at; shared by {@code audit} and {@code explain}. */
final class RouteOptions {
    /** How a setting is run, as a person says it. */
    enum Modes {
        TESTED(Mode.TESTED_UNDER),
        TRAINED(Mode.NEWLY_TRAINED),
        BOTH(Mode.TESTED_UNDER, Mode.NEWLY_TRAINED);

        private final List<Mode> modes;

        Modes(Mode... modes) {
            this.modes = List.of(modes);
        }
    }

    @Option(
            names = {"--routes", "--route"},
            split = ",",
            paramLabel = "NAME",
            description = "Routes or families of routes to look at, or all; see: subtext explain --list")
    @Turns(key = PlanKey.ROUTES_ROUTES)
    List<String> routes = new ArrayList<>();

    @Option(
            names = "--setting",
            paramLabel = "SETTING",
            description = "One more setting, in quotes: \"low-pass 12\"; may be repeated.")
    @Turns(key = PlanKey.ROUTES_SETTINGS)
    List<String> settings = new ArrayList<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "The finished network tested under a setting, one newly trained for it, or both:"
                    + " ${COMPLETION-CANDIDATES}; default both.")
    @Turns(key = PlanKey.ROUTES_MODES)
    @Nullable Modes mode;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description = "Longest time for the routes: 2h, 45m. What tells the most is run first; the rest is listed.")
    @Turns(key = PlanKey.ROUTES_BUDGET)
    @Nullable String budget;

    @Option(
            names = "--study-faithful",
            description = "Make images as the study's code made them, with its defects, instead of as the words say.")
    @Turns(key = PlanKey.ROUTES_STUDY_FAITHFUL)
    boolean studyFaithful;

    @Option(
            names = "--warm-start",
            description = "Begin new trainings with the finished network's weights; results are labelled so.")
    @Turns(key = PlanKey.ROUTES_WARM_START)
    boolean warmStart;

    @Option(
            names = {"--columns", "--confounders"},
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns to look at as confounders; default: all that may serve.")
    @Turns(key = PlanKey.ROUTES_COLUMNS)
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--mask",
            paramLabel = "NAME=FOLDER",
            description = "A folder of mask images with the file names of the images; may be repeated.")
    @Turns(key = PlanKey.ROUTES_MASKS)
    Map<String, Path> masks = new LinkedHashMap<>();

    /** What is asked for. */
    RoutesPlan plan() {
        Map<String, String> folders = new LinkedHashMap<>();
        masks.forEach((name, folder) ->
                folders.put(name, folder.toAbsolutePath().normalize().toString()));
        RoutesPlan plan = RoutesPlan.NONE
                .withRoutes(routes)
                .withSettings(settings)
                .withBudget(budget)
                .withStudyFaithful(studyFaithful)
                .withTraining(training -> training.withWarmStart(warmStart))
                .withColumns(columns)
                .withMasks(folders);
        return mode == null ? plan : plan.withModes(mode.modes);
    }
}
