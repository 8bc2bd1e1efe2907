package org.subtext.silo.federation;

import java.util.Arrays;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalLearner;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.recognition.local.NetworkValues;
import org.subtext.silo.training.ModelVote;

/** A site that learns: it alone holds its images, and what its update rule remembers. */
final class LearnerSite implements FederationSite, AutoCloseable {
    /** By how much the mean loss on a site's own held-out patients may rise in a round before it objects. */
    private static final double TOLERANCE = 0.02;

    private final String name;
    private final NetworkValues like;
    private final long patients;
    private final LocalLearner learner;

    /**
     * Opens a site.
     *
     * @param task of this site alone
     * @param like a network of the arrays that are shared
     */
    LearnerSite(String name, LocalTrainer backend, TrainingTask task, double pull, NetworkValues like) {
        this.name = name;
        this.like = like;
        this.patients = patients(task.training());
        this.learner = backend.learner(task, pull);
    }

    private static long patients(LabelledImages images) {
        int[] ordinals = new int[images.size()];
        Arrays.setAll(ordinals, images::patient);
        return Arrays.stream(ordinals).distinct().count();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer answer(Call call) {
        LocalLearner.Turn turn = learner.turn(call.model().values(like), call.firstPass(), call.lastPass());
        return new Answer(SharedModel.of(turn.values()), patients, turn.loss(), turn.rate());
    }

    @Override
    public boolean objects(SharedModel before, SharedModel after) {
        return ModelVote.objects(learner.loss(before.values(like)), learner.loss(after.values(like)), TOLERANCE);
    }

    @Override
    public void close() {
        learner.close();
    }
}
