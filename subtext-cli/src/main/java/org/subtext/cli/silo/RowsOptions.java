package org.subtext.cli.silo;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.site.SiteFiles;
import picocli.CommandLine.Option;

/** Where a site's rows are. */
final class RowsOptions {
    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "The predictions that would be counted, as Subtext wrote them.")
    private @Nullable Path predictions;

    @Option(
            names = "--facts",
            paramLabel = "TABLE",
            description = "A row a patient: columns patient, and group or age or both.")
    private @Nullable Path facts;

    @Option(
            names = "--images",
            paramLabel = "TABLE",
            description =
                    "Where the plan asks what images are: a row an image, columns image, and view, photometric and"
                            + " bits as it asks.")
    private @Nullable Path images;

    @Option(
            names = "--left-out",
            paramLabel = "TABLE",
            description = "Where the plan asks how many patients were left out before: columns reason, as the plan"
                    + " words them, and patients; it stays in the house.")
    private @Nullable Path leftOut;

    Optional<SiteFiles> files() {
        if (predictions == null) {
            if (facts != null || images != null || leftOut != null) {
                throw new InvalidInputException(
                        "--facts, --images and --left-out stand beside --predictions, which is not given.");
            }
            return Optional.empty();
        }
        return Optional.of(new SiteFiles(
                predictions, Optional.ofNullable(facts), Optional.ofNullable(images), Optional.ofNullable(leftOut)));
    }
}
