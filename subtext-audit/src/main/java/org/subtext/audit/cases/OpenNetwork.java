package org.subtext.audit.cases;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelSource;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.routes.maps.CaseMap;

/** The network that was looked into last, kept open: one at a time, and one image at a time. */
final class OpenNetwork implements AutoCloseable {
    private final RecogniserTrainer trainer;
    private @Nullable Path file;
    private @Nullable Recogniser open;

    OpenNetwork(RecogniserTrainer trainer) {
        this.trainer = trainer;
    }

    synchronized CaseMap map(Path model, PixelSource pixels, int row) {
        Recogniser network = open;
        if (network == null || !model.equals(file)) {
            close();
            network = trainer.open(model);
            open = network;
            file = model;
        }
        return CaseMap.of(network, pixels, row);
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
