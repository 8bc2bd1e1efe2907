package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.CohortImage;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/**
 * The finished network's scores along a stack of images: where in the study it is seen.
 *
 * <p>An image's place is (number − lowest) / (highest − lowest) within its study, in [0, 1]; places are cut into five
 * parts.
 */
public final class SliceRoute implements Route {
    private static final int CURVE_POINT = 2;
    private static final int PARTS = 5;

    @Override
    public String name() {
        return "slice-position";
    }

    @Override
    public String family() {
        return "studies";
    }

    @Override
    public String question() {
        return "Where in a stack of images is it seen?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.of("place in the study, 0 the lowest and 1 the highest number");
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        ImageColumn column = ImageColumn.ofSlices(audit.cohort())
                .orElseThrow(() -> new NotRunException(
                        "The table has no column of the image's place in a stack.",
                        "Add one, named instance_number or slice_index."));
        Map<Integer, Set<String>> parts = parts(audit.cohort().images(), column.cells());
        if (parts.isEmpty()) {
            throw new NotRunException(
                    "No study has two images of different " + column.name() + ".",
                    "The route needs stacks: name the study column, and number the images within each.");
        }
        List<Experiment> experiments = new ArrayList<>();
        parts.forEach((part, images) -> experiments.add(new StoredSubset(
                new Setting(name(), new Subject.Slices(part, PARTS), Mode.SUBSET), images, CURVE_POINT)));
        return experiments;
    }

    /** Image ids by part, 0 the lowest; images of studies without a stack are in none. */
    static Map<Integer, Set<String>> parts(List<CohortImage> images, List<@Nullable String> cells) {
        Map<String, double[]> range = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            OptionalDouble place = number(cells.get(i));
            if (place.isPresent()) {
                double[] known = range.computeIfAbsent(
                        study(images.get(i)), s -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
                known[0] = Math.min(known[0], place.getAsDouble());
                known[1] = Math.max(known[1], place.getAsDouble());
            }
        }
        Map<Integer, Set<String>> parts = new TreeMap<>();
        for (int i = 0; i < images.size(); i++) {
            OptionalDouble place = number(cells.get(i));
            double[] known = range.getOrDefault(study(images.get(i)), new double[2]);
            if (place.isPresent() && known[1] > known[0]) {
                double share = (place.getAsDouble() - known[0]) / (known[1] - known[0]);
                parts.computeIfAbsent(Math.min(PARTS - 1, (int) (share * PARTS)), p -> new TreeSet<>())
                        .add(images.get(i).id());
            }
        }
        return parts;
    }

    private static String study(CohortImage image) {
        return image.patient() + "\n" + image.study();
    }

    private static OptionalDouble number(@Nullable String cell) {
        if (cell == null) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(cell);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
