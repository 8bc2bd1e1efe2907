package org.subtext.cli.silo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which party's folder, and what all commands on it share. */
final class FolderOption {
    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "silo",
            description = "Folder of the site or coordinator; default: ${DEFAULT-VALUE}.")
    Path folder = Path.of("silo");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    Clock clock() {
        return Clock.systemUTC();
    }

    /** Settings of the environment win over those of the folder's file. */
    Map<String, String> environment() {
        return System.getenv();
    }

    SiteHome site() throws IOException {
        return SiteHome.open(folder, clock());
    }

    CoordinatorHome coordinator() throws IOException {
        return CoordinatorHome.open(folder, clock());
    }

    boolean isCoordinator() throws IOException {
        return CoordinatorHome.isIn(folder);
    }

    void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    void print(String line) {
        print(List.of(line));
    }
}
