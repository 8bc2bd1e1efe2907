package org.subtext.routes.embeddings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.encoding.Probe;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.routes.contract.CannotRun;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;

/**
 * What the finished network's embeddings hold of the attribute, against networks that were not trained for it.
 *
 * <p>The study's transfer test (a probe on frozen features) lacked these controls; without them it says that images
 * hold the attribute, not that training put it there.
 */
public final class EncodingRoute implements Route {
    private static final int MATTERS_MOST = 3;
    private static final int CURVE_POINT = 2;

    /**
     * A guess, on 1,000 vectors of width 256 and one processor; probes are cheap beside the passes through the network.
     */
    private static final double SECONDS_PER_THOUSAND = 0.5;

    private final List<Probe> probes;

    /** @param probes the first is the one that sentences are about */
    public EncodingRoute(List<Probe> probes) {
        this.probes = List.copyOf(probes);
    }

    /** A linear probe and a small MLP. */
    public static EncodingRoute ofDefaults() {
        return new EncodingRoute(Probe.standard());
    }

    @Override
    public String name() {
        return "embeddings";
    }

    @Override
    public String family() {
        return "encoding";
    }

    @Override
    public String question() {
        return "Does the network's training put it into its embeddings, or do the images bring it?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        List<String> layers = layers(audit);
        String last = layers.get(layers.size() - 1);
        String weights =
                plan.initialWeights() == null ? audit.training().network().initialWeights() : plan.initialWeights();
        ProbedEmbeddings probed = new ProbedEmbeddings(weights);
        List<ProbedNetwork> networks = new ArrayList<>(List.of(ProbedNetwork.FINISHED, ProbedNetwork.RANDOM));
        if (weights != null) {
            networks.add(ProbedNetwork.IMAGENET);
        }
        List<Experiment> experiments = new ArrayList<>();
        for (Probe probe : probes) {
            for (ProbedNetwork network : networks) {
                experiments.add(new ProbeExperiment(
                        setting(new Subject.Embedding(probe.name(), network.words())),
                        network,
                        last,
                        probe,
                        probed,
                        network == ProbedNetwork.IMAGENET ? String.valueOf(weights) : "",
                        work(audit, network, 1),
                        probe == probes.get(0) ? MATTERS_MOST : CURVE_POINT));
            }
        }
        if (weights == null) {
            experiments.add(withoutWeights(audit));
        }
        experiments.add(new ControlComparison(
                setting(new Subject.Named("finished network against its controls")),
                last,
                probes,
                networks,
                probed,
                String.valueOf(weights),
                controlWork(audit, networks.size()),
                MATTERS_MOST));
        experiments.add(new LayerComparison(
                setting(new Subject.Named(probes.get(0).name() + " layer by layer")),
                layers,
                probes.get(0),
                probed,
                work(audit, ProbedNetwork.FINISHED, layers.size() - 1)
                        .plus(work(audit, ProbedNetwork.RANDOM, layers.size() - 1)),
                CURVE_POINT));
        return experiments;
    }

    private Setting setting(Subject subject) {
        return new Setting(name(), subject, Mode.FROM_EMBEDDINGS);
    }

    private static List<String> layers(FinishedAudit audit) {
        try (Recogniser recogniser = audit.trainer().open(audit.folds().get(0).model())) {
            return InspectableRecogniser.interiorOf(recogniser).layers();
        }
    }

    private static Work work(FinishedAudit audit, ProbedNetwork network, int layers) {
        long ofFolds = audit.folds().stream()
                .mapToLong(fold -> (long) fold.training().length + fold.test().length)
                .sum();
        long passes =
                network == ProbedNetwork.FINISHED ? ofFolds : audit.cohort().size();
        return new Work(passes * layers, 0, SECONDS_PER_THOUSAND * layers * ofFolds / 1_000);
    }

    private static Work controlWork(FinishedAudit audit, int networks) {
        long test = audit.folds().get(0).test().length;
        return new Work(test * networks, 0, 4 * SECONDS_PER_THOUSAND * networks * test / 1_000);
    }

    private Experiment withoutWeights(FinishedAudit audit) {
        return new CannotRun(
                setting(new Subject.Embedding(probes.get(0).name(), ProbedNetwork.IMAGENET.words())),
                "No file of ImageNet weights was named for "
                        + audit.training().network().architecture().id() + ".",
                "Name one (torchvision's .pth or .safetensors of the same architecture) as initial_weights of the"
                        + " plan's routes.");
    }
}
