package org.subtext.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.findings.FindingStatus;
import org.subtext.findings.Findings;

/** What is recorded of the findings that a model would be taught. */
public final class FindingsPrinter {
    private FindingsPrinter() {}

    /**
     * Images and patients of whom one thing is recorded of a finding; a patient may be counted under several.
     *
     * @param status what
     */
    public record Recorded(FindingStatus status, int images, int patients) {}

    /** One finding. */
    public record OfFinding(String finding, List<Recorded> recorded) {
        public OfFinding {
            recorded = List.copyOf(recorded);
        }
    }

    /** Of every finding, what is recorded of the images of a cohort. */
    public static List<OfFinding> count(Findings findings, Cohort cohort) {
        List<OfFinding> counts = new ArrayList<>();
        for (int finding = 0; finding < findings.count(); finding++) {
            List<Recorded> recorded = new ArrayList<>();
            for (FindingStatus status : FindingStatus.values()) {
                int images = 0;
                Set<String> patients = new HashSet<>();
                for (CohortImage image : cohort.images()) {
                    if (findings.status(image, finding) == status) {
                        images++;
                        patients.add(image.patient());
                    }
                }
                recorded.add(new Recorded(status, images, patients.size()));
            }
            counts.add(new OfFinding(findings.names().get(finding), recorded));
        }
        return counts;
    }

    /** A line for each thing that is recorded of any image. */
    public static void print(List<OfFinding> findings, PrintWriter out) {
        for (OfFinding one : findings) {
            out.println("Finding " + one.finding());
            for (Recorded recorded : one.recorded()) {
                if (recorded.images() > 0) {
                    out.printf(
                            Locale.ROOT,
                            "  %-28s %,8d images  %,7d patients%n",
                            words(recorded.status()),
                            recorded.images(),
                            recorded.patients());
                }
            }
        }
    }

    private static String words(FindingStatus status) {
        return switch (status) {
            case PRESENT -> "there";
            case ABSENT -> "not there";
            case UNCERTAIN -> "uncertain";
            case NOT_RECORDED -> "not recorded";
        };
    }
}
