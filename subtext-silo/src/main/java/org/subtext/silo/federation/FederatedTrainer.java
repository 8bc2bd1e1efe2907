package org.subtext.silo.federation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.WeightsAddress;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.recognition.local.NetworkValues;

/**
 * Trains one recogniser on the patients of several sites, none of whose images leaves its site. An audit takes it for
 * any other trainer.
 *
 * <p>The sites are objects of this process, each with the images of its own patients; what goes between them and the
 * rounds are models and numbers of patients. The same plan, seed and roster give the same model, however many sites
 * learn at once. A training that was broken off begins anew.
 */
public final class FederatedTrainer implements RecogniserTrainer {
    private final LocalTrainer backend;
    private final SiteRoster roster;
    private final FederationPlan plan;
    private final int atOnce;
    private final UnaryOperator<FederationSite> between;

    /** @param atOnce how many sites learn side by side, at least 1 */
    public FederatedTrainer(LocalTrainer backend, SiteRoster roster, FederationPlan plan, int atOnce) {
        this(backend, roster, plan, atOnce, UnaryOperator.identity());
    }

    private FederatedTrainer(
            LocalTrainer backend,
            SiteRoster roster,
            FederationPlan plan,
            int atOnce,
            UnaryOperator<FederationSite> between) {
        this.backend = backend;
        this.roster = roster;
        this.plan = plan;
        this.atOnce = atOnce;
        this.between = between;
    }

    /** The same with something between the rounds and each site: a transport, or what a broken site would do. */
    public FederatedTrainer between(UnaryOperator<FederationSite> what) {
        return new FederatedTrainer(backend, roster, plan, atOnce, what);
    }

    /**
     * A training across sites, told.
     *
     * @param takenBack rounds of which the model was taken back, since a third of the sites objected
     */
    public record Federated(TrainedRecogniser trained, List<Integer> takenBack) {}

    @Override
    public TrainedRecogniser train(TrainingTask task, Progress progress) {
        return federate(task, progress).trained();
    }

    /** The same as {@link #train}, with what became of the rounds. */
    public Federated federate(TrainingTask task, Progress progress) {
        check(task.plan(), task.classes(), task.training().pixels().layout());
        SortedMap<String, TrainingTask> tasks = tasksOfSites(task);
        PixelLayout layout = task.training().pixels().layout();
        LocalTrainer.Beginning beginning =
                backend.beginning(task.plan(), task.classes(), layout, task.seed(), progress);
        List<LearnerSite> sites = new ArrayList<>();
        try (SitesAtOnce pool = new SitesAtOnce(atOnce)) {
            for (Map.Entry<String, TrainingTask> site : tasks.entrySet()) {
                sites.add(new LearnerSite(site.getKey(), backend, site.getValue(), plan.pull(), beginning.values()));
            }
            List<FederationSite> asked =
                    sites.stream().<FederationSite>map(between::apply).toList();
            FederatedRounds.Outcome outcome = new FederatedRounds(plan, asked, pool)
                    .run(
                            SharedModel.of(beginning.values()),
                            task.plan().passes().epochs() / plan.passesOfRound(),
                            progress);
            return told(task, beginning, outcome);
        } finally {
            sites.forEach(LearnerSite::close);
        }
    }

    private Federated told(TrainingTask task, LocalTrainer.Beginning beginning, FederatedRounds.Outcome outcome) {
        NetworkValues values = outcome.model().values(beginning.values());
        Recogniser recogniser = backend.recogniser(
                task.plan(), task.classes(), task.training().pixels().layout(), task.activation(), values);
        List<LearningCurve.Epoch> curve = outcome.rounds().stream()
                .map(round ->
                        new LearningCurve.Epoch(round.round(), round.loss(), Double.NaN, Double.NaN, round.rate()))
                .toList();
        List<Integer> takenBack = outcome.rounds().stream()
                .filter(FederatedRounds.Round::takenBack)
                .map(FederatedRounds.Round::round)
                .toList();
        return new Federated(
                new TrainedRecogniser(recogniser, new LearningCurve(curve, curve.size()), beginning.weights()),
                takenBack);
    }

    /** Each site's own task: its images, and a seed of its name. */
    private SortedMap<String, TrainingTask> tasksOfSites(TrainingTask task) {
        SortedMap<String, TrainingTask> tasks = new TreeMap<>();
        roster.places(task.training()).forEach((site, places) -> {
            Seed seed = task.seed().child("site " + site);
            HeldOut own =
                    HeldOut.of(task.training().only(places), plan.combining().votes(), seed);
            Path checkpoint = task.checkpoint().resolveSibling(task.checkpoint().getFileName() + "-" + site);
            tasks.put(site, new TrainingTask(task.plan(), task.classes(), own.learnt(), own.held(), seed, checkpoint));
        });
        SitesCheck.requireTrainable(task, tasks, plan);
        return tasks;
    }

    @Override
    public void check(TrainingPlan training, List<String> classes, PixelLayout layout) {
        SitesCheck.requireSharable(training, plan);
        backend.check(training, classes, layout);
    }

    @Override
    public ComputeDevice device() {
        return backend.device();
    }

    @Override
    public Recogniser open(Path model) {
        return backend.open(model);
    }

    @Override
    public Recogniser open(WeightsAddress model, ForeignModel said, ForeignModel.Use use) {
        return backend.open(model, said, use);
    }

    @Override
    public Recogniser untrained(TrainingPlan training, List<String> classes, PixelLayout layout, Seed seed) {
        return backend.untrained(training, classes, layout, seed);
    }

    /** A site's images in two: what it learns from, and on whose patients it tries models. */
    private record HeldOut(LabelledImages learnt, LabelledImages held) {
        private static final int ONE_OF = 5;

        static HeldOut of(LabelledImages own, boolean votes, Seed seed) {
            int[] patients = IntStream.range(0, own.size())
                    .map(own::patient)
                    .distinct()
                    .sorted()
                    .toArray();
            int[] shuffled = seed.child("held out").shuffled(patients);
            int count = votes ? (patients.length + ONE_OF - 1) / ONE_OF : 0;
            Set<Integer> held = Arrays.stream(shuffled).limit(count).boxed().collect(Collectors.toSet());
            return new HeldOut(part(own, held, false), part(own, held, true));
        }

        private static LabelledImages part(LabelledImages own, Set<Integer> held, boolean isHeld) {
            return own.only(IntStream.range(0, own.size())
                    .filter(place -> held.contains(own.patient(place)) == isHeld)
                    .toArray());
        }
    }
}
