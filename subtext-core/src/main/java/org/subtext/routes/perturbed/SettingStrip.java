package org.subtext.routes.perturbed;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/**
 * What the settings of a route look like: the same images under each of them, side by side. Patients are shown only
 * where the audit shows patients; otherwise a phantom film is.
 */
public final class SettingStrip {
    private static final int MOST_EXAMPLES = 3;
    private static final int LARGEST_TILE = 160;
    private static final int SMALLEST_TILE = 64;

    private SettingStrip() {}

    /** Makes a picture when an experiment is run; empty where there is nothing that may be shown. */
    @FunctionalInterface
    public interface Maker {
        Optional<Picture> make(FinishedAudit audit) throws NotRunException;
    }

    /** The experiment with the strip of a whole route added to its evidence: wrap the first experiment of a route. */
    public static Experiment illustrated(Experiment inner, List<? extends Perturbation> settings) {
        return new Illustrated(inner, audit -> Optional.of(of(audit, settings)));
    }

    public static Experiment illustrated(Experiment inner, Maker maker) {
        return new Illustrated(inner, maker);
    }

    /** One test image a class, at most three, or a phantom film, under each setting. */
    public static Picture of(FinishedAudit audit, List<? extends Perturbation> settings) {
        return audit.showsPatients() ? ofPatients(audit, settings, position -> true) : ofPhantom(audit, settings);
    }

    /** @param usable positions that may serve as examples */
    public static Picture ofPatients(FinishedAudit audit, List<? extends Perturbation> settings, IntPredicate usable) {
        Set<Integer> classes = new LinkedHashSet<>();
        List<Integer> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int position : audit.folds().get(0).test()) {
            int label = audit.cohort().images().get(position).label();
            if (rows.size() < MOST_EXAMPLES && usable.test(position) && classes.add(label)) {
                rows.add(audit.rows()[position]);
                names.add(audit.cohort().classNames().get(label));
            }
        }
        String who = "From top to bottom one patient recorded as " + String.join(", ", names) + ".";
        return picture(
                audit.pixels(),
                rows.stream().mapToInt(Integer::intValue).toArray(),
                ready(audit, settings),
                audit,
                who);
    }

    public static Picture ofPhantom(FinishedAudit audit, List<? extends Perturbation> settings) {
        return picture(
                new PhantomPixels(audit.pixels().layout()),
                new int[] {0},
                ready(audit, settings),
                audit,
                "A phantom film, no patient.");
    }

    private static List<Perturbation> ready(FinishedAudit audit, List<? extends Perturbation> settings) {
        int[] training = audit.rowsOf(audit.folds().get(0).preparing());
        List<Perturbation> ready = new ArrayList<>();
        settings.forEach(setting -> ready.add(setting.prepared(audit.pixels(), training)));
        return ready;
    }

    private static Picture picture(
            PixelSource source, int[] rows, List<? extends Perturbation> settings, FinishedAudit audit, String who) {
        int side = source.layout().side();
        int tile = side > LARGEST_TILE
                ? side / ((side + LARGEST_TILE - 1) / LARGEST_TILE)
                : side * Math.max(1, SMALLEST_TILE / side);
        Tiles tiles = new Tiles(Math.max(1, rows.length), settings.size() + 1, tile);
        Set<String> stretched = new LinkedHashSet<>();
        for (int i = 0; i < rows.length; i++) {
            put(tiles, i, 0, source, rows[i]);
            for (int k = 0; k < settings.size(); k++) {
                Perturbation setting = settings.get(k);
                PixelSource changed =
                        new PerturbedPixels(source, setting, audit.seed().child(setting.name()));
                if (put(tiles, i, k + 1, changed, rows[i])) {
                    stretched.add(setting.name());
                }
            }
        }
        String caption = "From left to right: unchanged, "
                + settings.stream().map(Perturbation::name).collect(Collectors.joining(", ")) + ". " + who
                + (tile < side ? " Reduced from " + side + " to " + tile + " pixels a side." : "")
                + (stretched.isEmpty()
                        ? ""
                        : " Values that leave the range from black to white are shown by a linear stretch from the"
                                + " image's least to its greatest value: " + String.join(", ", stretched) + ".");
        return new Picture(caption, tiles.png(), audit.showsPatients());
    }

    private static boolean put(Tiles tiles, int row, int column, PixelSource source, int pixelRow) {
        FloatBuffer values = FloatBuffer.allocate(source.layout().valuesPerImage());
        source.read(pixelRow, values);
        return tiles.put(row, column, values.array(), source.layout().side());
    }

    private record Illustrated(Experiment inner, Maker maker) implements Experiment {
        @Override
        public Setting setting() {
            return inner.setting();
        }

        @Override
        public Work work() {
            return inner.work();
        }

        @Override
        public int information() {
            return inner.information();
        }

        @Override
        public String determinants() {
            return inner.determinants();
        }

        @Override
        public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
            Evidence found = inner.run(audit, progress);
            List<Picture> pictures = new ArrayList<>(found.pictures());
            maker.make(audit).ifPresent(pictures::add);
            return new Evidence(
                    found.predictions(),
                    found.tables(),
                    pictures,
                    found.sentences(),
                    found.warnings(),
                    found.recoveries(),
                    found.sanity());
        }
    }
}
