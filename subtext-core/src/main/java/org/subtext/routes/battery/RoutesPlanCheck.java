package org.subtext.routes.battery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.subtext.perturbation.Perturbations;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.recognition.WeightsAddress;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;

/** Refuses what a plan asks of the routes and cannot have: all of it at once, before anything is trained or scored. */
public final class RoutesPlanCheck {
    /** The control that every battery can have. */
    private static final String CONTROL = "shuffled-attribute";

    private RoutesPlanCheck() {}

    /**
     * Checks everything that can be known before an audit.
     *
     * @param routes all there are
     * @param columns of the table
     * @throws InvalidInputException with every problem
     */
    public static void require(RoutesPlan plan, List<Route> routes, List<String> columns) {
        Problems problems = new Problems();
        names(plan, routes, problems);
        settings(plan, problems);
        String budget = plan.budget();
        if (budget != null) {
            collect(problems, () -> Schedule.seconds(budget));
        }
        columns(plan, columns, problems);
        files(plan, problems);
        problems.throwIfAny();
    }

    private static void names(RoutesPlan plan, List<Route> routes, Problems problems) {
        List<String> known = Stream.concat(
                        Stream.of(RoutesPlan.ALL), routes.stream().flatMap(r -> Stream.of(r.family(), r.name())))
                .distinct()
                .toList();
        plan.routes().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(Sentence.of("There is no route \"" + name + "\"."
                                + NearestName.hint(name, known) + " Known are " + String.join(", ", known) + "; see: ")
                        .and(Action.LIST_ROUTES)));
    }

    /** Settings are asked for one by one where they are perturbations; whatever else is run belongs to a route. */
    private static void settings(RoutesPlan plan, Problems problems) {
        for (String setting : plan.settings()) {
            try {
                Perturbations.parse(setting);
            } catch (InvalidInputException e) {
                boolean isKnown = Perturbations.names().contains(Perturbations.kindOf(setting));
                Sentence otherwise = Sentence.of(
                                "Controls and what else is no perturbation are asked for as a route, such as ")
                        .set(PlanKey.ROUTES_ROUTES, CONTROL)
                        .and("; see: ")
                        .and(Action.LIST_ROUTES);
                e.problems().forEach(problem -> problems.add(isKnown ? problem : problem.mendedBy(otherwise)));
            }
        }
    }

    private static void columns(RoutesPlan plan, List<String> columns, Problems problems) {
        plan.columns().stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> problems.add("There is no column \"" + column + "\" to look at as a confounder."
                        + NearestName.hint(column, columns) + " Columns: " + String.join(", ", columns) + "."));
    }

    private static void files(RoutesPlan plan, Problems problems) {
        plan.masks().forEach((name, folder) -> {
            if (!Files.isDirectory(Path.of(folder))) {
                problems.add(Sentence.of("The folder " + folder + " of the mask \"" + name
                                + "\" is not there. Name a folder of mask images with the file names of the images: ")
                        .set(PlanKey.ROUTES_MASKS, Map.of(name, "FOLDER"))
                        .and("."));
            }
        });
        String weights = plan.initialWeights();
        if (weights != null
                && !Files.isRegularFile(WeightsAddress.parse(weights).file())) {
            problems.add(Sentence.of("The initial weights " + weights
                            + " are not there. Name a .safetensors, .pt or .pth file with ")
                    .and(PlanKey.ROUTES_INITIAL_WEIGHTS)
                    .and(", or leave it out."));
        }
    }

    private static void collect(Problems problems, Runnable check) {
        try {
            check.run();
        } catch (InvalidInputException e) {
            e.problems().forEach(problems::add);
        }
    }
}
