package org.subtext.recognition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;

/** A recogniser that does what another one does; who wraps one overrides only what differs. */
public abstract class ForwardingRecogniser implements Recogniser {
    private final Recogniser recogniser;

    protected ForwardingRecogniser(Recogniser recogniser) {
        this.recogniser = recogniser;
    }

    @Override
    public List<String> classes() {
        return recogniser.classes();
    }

    @Override
    public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
        recogniser.score(pixels, rows, receiver, progress);
    }

    @Override
    public void save(Path model, ModelCard card) throws IOException {
        recogniser.save(model, card);
    }

    @Override
    public ModelCard card() {
        return recogniser.card();
    }

    @Override
    public void close() {
        recogniser.close();
    }
}
