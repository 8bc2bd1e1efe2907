package org.subtext.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.LocalDoor;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;

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

    /** The door to it. */
    Door door(Supplier<Device> device) {
        return new LocalDoor(runs, () -> new TorchTrainer(device.get()));
    }
}
