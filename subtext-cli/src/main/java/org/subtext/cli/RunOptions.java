package org.subtext.cli;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.LocalDoor;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.learn.engine.Natives;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import picocli.CommandLine.Option;

/** Where a run lies and whether it is continued. */
final class RunOptions {
    /** Options that a plan does not hold, so that they may stand beside a plan file. */
    static final Set<String> NAMES = Set.of("--runs", "--name", "--resume", "--device", "--json", InternalOption.NAME);

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            defaultValue = "runs",
            description = "Folder of all runs; default: ${DEFAULT-VALUE}.")
    @Turns(argument = Argument.RUNS_FOLDER)
    Path runs = Path.of("runs");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of this run's folder.")
    @Turns(key = PlanKey.NAME, argument = Argument.RUN_NAME)
    @Nullable String name;

    @Option(names = "--resume", description = "Continue this run after it was interrupted; the plan must be the same.")
    @Turns(argument = Argument.RESUME)
    boolean resume;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "cpu, cuda or cuda:N; default: CUDA where it is found.")
    @Turns(argument = Argument.DEVICE)
    @Nullable String device;

    @Option(names = "--json", description = "Print the verdict as JSON on standard output.")
    boolean json;

    /** The door to all runs, with the device asked for, or the best there is. */
    Door door() {
        return new LocalDoor(runs, () -> new TorchTrainer(deviceOf(device)));
    }

    static Device deviceOf(@Nullable String id) {
        if (id != null) {
            return Device.parse(id);
        }
        return Natives.info().cuda() ? Device.cuda(0) : Device.CPU;
    }
}
