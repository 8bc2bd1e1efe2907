package org.subtext.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.subtext.learn.engine.EngineInfo;
import org.subtext.learn.engine.Natives;
import org.subtext.onnx.OnnxModels;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.Software;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what was found on this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what was found here: versions, memory, the engine and its devices.",
        footer = {"", "Example:", "  subtext doctor"})
final class DoctorCommand implements Callable<Integer> {
    private static final int NO_ENGINE = 2;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Software.facts().forEach((name, value) -> line(out, name, value));
        line(out, "Heap limit", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        line(
                out,
                "Foreign nets",
                "ONNX graphs and TorchScript in a process of their own, "
                        + (OnnxModels.runWithoutNetwork()
                                ? "without a network"
                                : "whose network cannot be taken away here (no unshare for users)"));
        try {
            EngineInfo engine = Natives.info();
            line(out, "libtorch", engine.libtorch() + " (bridge: JavaCPP " + engine.javacpp() + ")");
            line(
                    out,
                    "Kernels",
                    engine.cpuCapability() + ", bfloat16 " + (engine.bfloat16() ? "in hardware" : "emulated"));
            line(
                    out,
                    "Devices",
                    String.join(", ", engine.devices().stream().map(d -> d.id()).toList()));
            line(out, "CUDA", engine.cuda() ? String.join(", ", engine.cudaDevices()) : "none found");
            line(out, "Native cache", engine.nativeCache());
            out.println("All is well: audits can train here.");
            out.flush();
            return 0;
        } catch (UnavailableException e) {
            line(out, "libtorch", "not available");
            out.println(e.getMessage());
            out.flush();
            return NO_ENGINE;
        }
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-18s %s%n", name, value);
    }
}
