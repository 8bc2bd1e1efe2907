package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.VerdictRule;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.StepdownMaxT.Alternative;
import org.subtext.statistics.StepdownMaxT.Hypothesis;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/**
 * The fall of the finished network's macro AUC when a tile of every image is hidden behind the mean image, for each
 * place of a grid: all places on the same draws of patients, p-values corrected over the places by the step-down
 * procedure of Romano and Wolf. Falls are compared in units of AUC, not in units of their error: all are of one kind,
 * and where a single patient decides a place its error is so small that it would drown the others.
 *
 * <p>A quarter of the side moves by half of itself; smaller tiles lie side by side. An AUC that does not fall says that
 * the place is not needed, not that nothing is there.
 *
 * @param tilesAcross how many tiles fit along the side
 * @param patients one image each
 */
record SlidingOcclusion(Setting setting, int tilesAcross, int patients, Work work) implements Experiment {
    private static final int MOST_PATIENTS = 300;
    private static final int LARGE = 4;
    private static final int MOST_NAMED = 8;
    private static final int FEWEST_DRAWS = 200;

    static SlidingOcclusion of(String route, int tilesAcross, FinishedAudit audit) {
        int patients = PatientSample.of(audit, MOST_PATIENTS).size();
        int side = audit.pixels().layout().side();
        int starts = starts(side, tilesAcross).length;
        return new SlidingOcclusion(
                new Setting(route, new Subject.HiddenTile(tilesAcross), Mode.TESTED_UNDER),
                tilesAcross,
                patients,
                Work.forward((1L + (long) starts * starts) * patients));
    }

    /** A place that is hidden: pixels {@code left ≤ x < left + tile}, and so along y. */
    private record Place(int left, int top) {}

    /** A place with what hiding it costs. */
    private record Fall(Place place, Estimate fall, double adjustedP) {}

    private static int tile(int side, int tilesAcross) {
        return Math.max(1, (side + tilesAcross - 1) / tilesAcross);
    }

    private static int[] starts(int side, int tilesAcross) {
        int tile = tile(side, tilesAcross);
        int step = tilesAcross <= LARGE ? Math.max(1, tile / 2) : tile;
        int last = side - tile;
        return IntStream.rangeClosed(0, (last + step - 1) / step)
                .map(i -> Math.min(i * step, last))
                .toArray();
    }

    @Override
    public int information() {
        return tilesAcross <= LARGE ? 3 : 2;
    }

    @Override
    public String determinants() {
        return patients + " patients";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PatientSample sample = PatientSample.of(audit, MOST_PATIENTS).require(audit);
        int side = audit.pixels().layout().side();
        float[] typical = HiddenPlaces.typical(audit.pixels(), audit.rowsOf(sample.positions()));
        List<Place> places = places(side);
        List<BinaryScores> columns =
                new ArrayList<>(RemovalCurves.columns(audit, sample, sample.scores(audit, audit.pixels(), progress)));
        for (Place place : places) {
            boolean[] marks = marks(place, side);
            float[][] scores = sample.scores(audit, new HiddenPlaces(audit.pixels(), typical, row -> marks), progress);
            columns.addAll(RemovalCurves.columns(audit, sample, scores));
        }
        BootstrapSample draws = PlannedAuc.bootstrap(audit.assessment()).aucs(columns);
        int classes = audit.cohort().classNames().size();
        Estimate unchanged = PlannedAuc.interval(RemovalCurves.macro(draws, 0, classes), audit.assessment());
        List<Fall> falls = falls(audit, places, draws, classes);
        List<Fall> proven = falls.stream()
                .filter(fall -> fall.adjustedP() < audit.assessment().alpha())
                .sorted(Comparator.comparingDouble(fall -> -fall.fall().valueOr(0)))
                .toList();
        return new Evidence(
                null,
                List.of(table(falls, unchanged, sample, side)),
                List.of(picture(audit, falls, sample, typical)),
                List.of(sentence(proven, falls.size(), unchanged, side)));
    }

    private List<Place> places(int side) {
        List<Place> places = new ArrayList<>();
        for (int top : starts(side, tilesAcross)) {
            for (int left : starts(side, tilesAcross)) {
                places.add(new Place(left, top));
            }
        }
        return places;
    }

    private boolean[] marks(Place place, int side) {
        boolean[] marks = new boolean[side * side];
        int tile = tile(side, tilesAcross);
        for (int y = place.top(); y < place.top() + tile; y++) {
            Arrays.fill(marks, y * side + place.left(), y * side + place.left() + tile, true);
        }
        return marks;
    }

    private static List<Fall> falls(FinishedAudit audit, List<Place> places, BootstrapSample draws, int classes) {
        List<Estimate> estimates = new ArrayList<>();
        List<Hypothesis> hypotheses = new ArrayList<>();
        boolean coarse = audit.assessment().replicates() < FEWEST_DRAWS;
        for (int p = 0; p < places.size(); p++) {
            double[] weights = new double[draws.size()];
            Arrays.fill(weights, 0, classes, 1.0 / classes);
            Arrays.fill(weights, (p + 1) * classes, (p + 2) * classes, -1.0 / classes);
            BootstrapDistribution fall = draws.combination(weights);
            estimates.add(PlannedAuc.interval(fall, audit.assessment()));
            double observed = fall.observed().valueOr(0);
            hypotheses.add(
                    coarse
                            ? Hypothesis.ofDraws(observed, fall.replicates(), 0, smallestError(audit))
                            : new Hypothesis(
                                    observed,
                                    Arrays.stream(fall.replicates())
                                            .map(draw -> draw - observed)
                                            .toArray()));
        }
        StepdownMaxT.Result tested = coarse
                ? StepdownMaxT.holm(hypotheses, Alternative.GREATER)
                : StepdownMaxT.of(hypotheses, Alternative.GREATER);
        List<Fall> falls = new ArrayList<>();
        for (int p = 0; p < places.size(); p++) {
            falls.add(
                    new Fall(places.get(p), estimates.get(p), tested.adjustedP().get(p)));
        }
        return falls;
    }

    /** Where no draw differs an AUC is known no better than to one patient in all. */
    private static double smallestError(FinishedAudit audit) {
        return 1.0 / Math.max(1, audit.predictions().size());
    }

    private String where(Place place, int side) {
        double half = tile(side, tilesAcross) / 2.0;
        return Percent.fixed((place.left() + half) / side, 0) + " % from the left, "
                + Percent.fixed((place.top() + half) / side, 0) + " % from the top";
    }

    private EvidenceTable table(List<Fall> falls, Estimate unchanged, PatientSample sample, int side) {
        return new EvidenceTable(
                "Places that cost the most when hidden, tile of 1/" + tilesAcross + " of the side",
                List.of("Centre of the tile", "Fall of the macro AUC", "Corrected p"),
                falls.stream()
                        .sorted(Comparator.comparingDouble(fall -> -fall.fall().valueOr(0)))
                        .limit(MOST_NAMED)
                        .map(fall -> List.of(
                                where(fall.place(), side),
                                PlannedAuc.words(fall.fall()),
                                PlannedAuc.probability(new Estimate.Point(fall.adjustedP()))))
                        .toList(),
                "Finished network, one test image of each of " + sample.size() + " patients; unchanged AUC "
                        + PlannedAuc.words(unchanged) + ". " + falls.size()
                        + " places, each with the mean of these patients' images instead; one-sided p corrected over"
                        + " all places by step-down maxima on shared draws of patients. Intervals are not corrected.");
    }

    private String sentence(List<Fall> proven, int places, Estimate unchanged, int side) {
        String size = "1/" + tilesAcross + " of the side";
        if (!PlannedAuc.above(unchanged, VerdictRule.CHANCE)) {
            return "Hiding places (tile of " + size + ") can show nothing: on these images the network itself has AUC "
                    + PlannedAuc.words(unchanged) + ".";
        }
        if (proven.isEmpty()) {
            return "Hiding any one of " + places + " places (tile of " + size
                    + ") lowers the AUC by no amount that can be shown: what the network reads is not bound to one"
                    + " place of that size, or these patients are too few to tell.";
        }
        Fall most = proven.get(0);
        return "Hiding a tile of " + size + " costs the most " + where(most.place(), side) + ": the macro AUC falls by "
                + PlannedAuc.words(most.fall()) + ", corrected p "
                + PlannedAuc.probability(new Estimate.Point(most.adjustedP())) + "; " + proven.size() + " of " + places
                + (proven.size() == 1 ? " places lowers" : " places lower") + " it.";
    }

    /** Over the mean image each pixel's mean fall over the places that hide it, none below zero. */
    private Picture picture(FinishedAudit audit, List<Fall> falls, PatientSample sample, float[] typical) {
        int side = audit.pixels().layout().side();
        float[] heat = new float[side * side];
        int[] count = new int[side * side];
        for (Fall fall : falls) {
            boolean[] marks = marks(fall.place(), side);
            for (int i = 0; i < heat.length; i++) {
                if (marks[i]) {
                    heat[i] += (float) fall.fall().valueOr(0);
                    count[i]++;
                }
            }
        }
        for (int i = 0; i < heat.length; i++) {
            heat[i] = Math.max(0, heat[i] / count[i]);
        }
        return new Picture(
                "Above the mean of " + sample.size()
                        + " patients' images, below the fall of the macro AUC when a tile of 1/"
                        + tilesAcross + " of the side is hidden there; from clear over red to yellow, up to "
                        + Digits.fixed(
                                IntStream.range(0, heat.length)
                                        .mapToDouble(i -> heat[i])
                                        .max()
                                        .orElse(0),
                                3)
                        + ".",
                HeatPicture.png(List.of(Arrays.copyOf(typical, side * side)), List.of(heat), side),
                false);
    }
}
