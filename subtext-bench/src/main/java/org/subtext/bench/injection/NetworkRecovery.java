package org.subtext.bench.injection;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.injection.FaintSignal;
import org.subtext.routes.injection.InjectedAudit;
import org.subtext.routes.injection.InjectionRoute;
import org.subtext.routes.injection.NetworkRung;

/**
 * Asks how often the network finds a texture of the strength that was stated for the linear reader, in halves not seen
 * before. A half costs the networks of an audit.
 *
 * <p>Arguments: a table of square grey images, the column by which its folds are balanced, a folder for {@code
 * network.csv} (what stands there is not tried again), the strength in percent, the number of halves and a seed.
 */
public final class NetworkRecovery {
    private NetworkRecovery() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, NotRunException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[2]);
        double strength = Double.parseDouble(arguments[3]);
        int halves = Integer.parseInt(arguments[4]);
        long number = Long.parseLong(arguments[5]);
        FinishedAudit audit = FolderAudit.of(Path.of(arguments[0]), arguments[1], number, folder.resolve("audit"));
        NetworkRung network = new NetworkRung(audit, new InjectedAudit(audit), audit.training());
        FaintSignal texture = InjectionRoute.signals(audit).get(0);
        RecoveryRows rows = new RecoveryRows(folder.resolve("network.csv"));
        Seed seed = new Seed(number).child("network recovery");
        for (int half = 0; half < halves; half++) {
            if (!rows.holds(texture.name(), half)) {
                boolean isFound =
                        network.finds(texture, strength, half, seed.child(texture.name(), half), Progress.SILENT);
                rows.add(new RecoveryRows.Row(texture.name(), strength, half, isFound));
            }
            out.printf(
                    Locale.ROOT,
                    "%s at %s %%: found in %d of %d halves%n",
                    texture.name(),
                    strength,
                    rows.found(texture.name()),
                    rows.count(texture.name()));
        }
    }
}
