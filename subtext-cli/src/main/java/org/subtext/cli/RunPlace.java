package org.subtext.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.LocalDoor;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.RecogniserTrainer;

/**
 * A run's folder as the command line names it: the folder of all runs and the name in it.
 *
 * @param runs the folder above
 */
record RunPlace(Path runs, String name) {
    static RunPlace of(Path folder) {
        Path named = folder.endsWith(".") || folder.endsWith("..") || folder.endsWith("")
                ? folder.toAbsolutePath().normalize()
                : folder;
        Path above = named.getParent();
        return new RunPlace(above == null ? Path.of("") : above, String.valueOf(named.getFileName()));
    }

    /**
     * The folder that was named, or that of what is done with a file: {@code runs/survey-patients}.
     *
     * @throws InvalidInputException when it is a file
     */
    static Path folder(@Nullable Path out, String what, Path of) {
        String file = String.valueOf(of.getFileName());
        Path folder = out == null ? Path.of("runs", what + "-" + file.replaceAll("\\..*$", "")) : out;
        if (Files.isRegularFile(folder)) {
            throw new InvalidInputException("--out " + folder + " is a file. Name a folder.");
        }
        return folder;
    }

    /**
     * What anybody may be told of it; no engine is loaded.
     *
     * @throws InvalidInputException when there is no finished run
     */
    Figures figures() {
        Supplier<RecogniserTrainer> none = () -> {
            throw new IllegalStateException("figures need no engine");
        };
        return new LocalDoor(runs, none).figures(name);
    }

    /** The door to it. */
    Door door(Supplier<Device> device) {
        return new LocalDoor(runs, () -> new TorchTrainer(device.get()));
    }
}
