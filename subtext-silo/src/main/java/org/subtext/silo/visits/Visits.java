package org.subtext.silo.visits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.progress.Progress;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.silo.federation.FederatedTrainer;
import org.subtext.silo.federation.FederationPlan;
import org.subtext.silo.federation.SiteRoster;
import org.subtext.silo.visits.VisitMatrix.LeftOut;
import org.subtext.silo.visits.VisitMatrix.Visit;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;

/**
 * Sends recognisers round: each site's own to all sites, and of all but one to the one that was left out.
 *
 * <p>A recogniser goes to a site, and an AUC comes back: scores of single patients stay where the patients are.
 */
public final class Visits {
    /** An AUC of fewer patients with the class or without it is not given out by their site. */
    public static final int FEWEST_PATIENTS = 10;

    private static final int FEWEST_TO_LEAVE_ONE_OUT = 3;
    private static final double LEVEL = 0.95;

    private final LocalTrainer backend;
    private final FederationPlan federation;
    private final int atOnce;

    /** @param atOnce how many sites learn side by side where several learn together */
    public Visits(LocalTrainer backend, FederationPlan federation, int atOnce) {
        this.backend = backend;
        this.federation = federation;
        this.atOnce = atOnce;
    }

    /**
     * Who learns and who is visited.
     *
     * @param task of all sites' images to learn from
     * @param learning whose patients these are
     * @param assessed images of other patients of the same sites
     * @param visited whose patients those are
     * @param positive index of the class whose AUC is told
     */
    public record Request(
            TrainingTask task, SiteRoster learning, LabelledImages assessed, SiteRoster visited, int positive) {
        public Request {
            if (positive < 0 || positive >= task.classes().size()) {
                throw new IllegalArgumentException("class " + positive + " of " + task.classes());
            }
        }
    }

    public VisitMatrix matrix(Request request, Progress progress) {
        SortedMap<String, int[]> learning =
                request.learning().places(request.task().training());
        SortedMap<String, int[]> visited = request.visited().places(request.assessed());
        SortedSet<String> sites = new TreeSet<>(learning.keySet());
        sites.addAll(visited.keySet());
        List<Visit> visits = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String site : sites) {
            visits.addAll(ofSite(site, sites, request, learning, visited, progress));
            leftOut.add(new LeftOut(site, without(site, request, learning, visited, progress)));
        }
        return new VisitMatrix(request.task().classes().get(request.positive()), List.copyOf(sites), visits, leftOut);
    }

    private List<Visit> ofSite(
            String from,
            SortedSet<String> sites,
            Request request,
            SortedMap<String, int[]> learning,
            SortedMap<String, int[]> visited,
            Progress progress) {
        LabelledImages own = request.task().training().only(learning.getOrDefault(from, new int[0]));
        String missing = missingClass(own, request.task().classes());
        if (missing != null) {
            String reason = from + " has no image of class " + missing + " to learn from";
            return sites.stream()
                    .map(at -> new Visit(from, at, Estimate.undefined(reason)))
                    .toList();
        }
        List<Visit> visits = new ArrayList<>();
        TrainingTask task = task(request.task(), own, "alone " + from);
        try (Recogniser recogniser = backend.train(task, progress).recogniser()) {
            for (String at : sites) {
                visits.add(new Visit(from, at, auc(recogniser, at, request, visited, progress)));
            }
        }
        return visits;
    }

    private Estimate without(
            String site,
            Request request,
            SortedMap<String, int[]> learning,
            SortedMap<String, int[]> visited,
            Progress progress) {
        if (learning.size() < FEWEST_TO_LEAVE_ONE_OUT) {
            return Estimate.undefined("leaving one out takes three sites that learn");
        }
        int[] others = learning.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(site))
                .map(Map.Entry::getValue)
                .flatMapToInt(IntStream::of)
                .toArray();
        LabelledImages rest = request.task().training().only(others);
        String missing = missingClass(rest, request.task().classes());
        if (missing != null) {
            return Estimate.undefined("no site but " + site + " has images of class " + missing + " to learn from");
        }
        RecogniserTrainer together = new FederatedTrainer(backend, request.learning(), federation, atOnce);
        TrainingTask task = task(request.task(), rest, "without " + site);
        try (Recogniser recogniser = together.train(task, progress).recogniser()) {
            return auc(recogniser, site, request, visited, progress);
        }
    }

    private static @Nullable String missingClass(LabelledImages images, List<String> classes) {
        return IntStream.range(0, classes.size())
                .filter(label -> IntStream.range(0, images.size()).noneMatch(place -> images.label(place) == label))
                .mapToObj(classes::get)
                .findFirst()
                .orElse(null);
    }

    private static TrainingTask task(TrainingTask whole, LabelledImages images, String name) {
        return new TrainingTask(
                whole.plan(),
                whole.classes(),
                images,
                images.only(new int[0]),
                whole.seed().child(name),
                whole.checkpoint().resolveSibling(whole.checkpoint().getFileName() + "-" + name.replace(' ', '-')));
    }

    /** What a site answers to a recogniser. */
    private static Estimate auc(
            Recogniser recogniser, String at, Request request, SortedMap<String, int[]> visited, Progress progress) {
        LabelledImages own = request.assessed().only(visited.getOrDefault(at, new int[0]));
        double[] scores = new double[own.size()];
        boolean[] labels = new boolean[own.size()];
        int[] patients = new int[own.size()];
        for (int place = 0; place < own.size(); place++) {
            labels[place] = own.label(place) == request.positive();
            patients[place] = own.patient(place);
        }
        if (of(patients, labels, true) < FEWEST_PATIENTS || of(patients, labels, false) < FEWEST_PATIENTS) {
            return Estimate.undefined(at + " has fewer than " + FEWEST_PATIENTS
                    + " patients of the class, or of another, to be assessed on");
        }
        recogniser.score(
                own.pixels(), own.rows(), (place, values) -> scores[place] = values[request.positive()], progress);
        return ClusteredAuc.logit(BinaryScores.of(scores, labels, Clusters.dense(patients)), LEVEL);
    }

    private static long of(int[] patients, boolean[] labels, boolean positive) {
        return IntStream.range(0, labels.length)
                .filter(place -> labels[place] == positive)
                .map(place -> patients[place])
                .distinct()
                .count();
    }
}
