package org.subtext.recognition.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.RecogniserInterior;

/** A softmax regression with its classes. */
final class LogisticRecogniser implements InspectableRecogniser {
    private final LogisticModel model;
    private final List<String> classes;
    private @Nullable ModelCard card;

    private LogisticRecogniser(LogisticModel model, List<String> classes, @Nullable ModelCard card) {
        this.model = model;
        this.classes = List.copyOf(classes);
        this.card = card;
    }

    static LogisticRecogniser unsaved(LogisticModel model, List<String> classes) {
        return new LogisticRecogniser(model, classes, null);
    }

    static LogisticRecogniser stored(LogisticModel.Stored stored) {
        return new LogisticRecogniser(stored.model(), stored.card().classes(), stored.card());
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
        progress.begin("Scoring", rows.length, "images");
        for (int i = 0; i < rows.length; i++) {
            receiver.accept(i, model.scores(Tiles.image(pixels, rows[i])));
            progress.advance(1, "");
        }
        progress.end(rows.length + " images scored");
    }

    @Override
    public void save(Path file, ModelCard newCard) throws IOException {
        model.write(file, newCard);
        card = newCard;
    }

    @Override
    public ModelCard card() {
        if (card == null) {
            throw new IllegalStateException("a recogniser has no card before it is saved");
        }
        return card;
    }

    @Override
    public RecogniserInterior interior() {
        return new LogisticInterior(model);
    }

    @Override
    public void close() {}
}
