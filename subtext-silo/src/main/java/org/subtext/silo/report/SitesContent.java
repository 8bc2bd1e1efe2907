package org.subtext.silo.report;

import java.util.List;
import java.util.Optional;
import org.subtext.silo.sums.Layout;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.silo.sums.Terms;
import org.subtext.statistics.Estimate;

/**
 * What a finished audit across sites has to say.
 *
 * @param question as the plan asks it
 * @param asker who asks
 * @param plan the plan's hash
 * @param software version of all parties
 * @param sites names of the sites of the plan, those who did not answer too
 * @param audit what the sums and the sites told
 * @param left what left each house
 * @param pooled what the same rows in one place would have said, where somebody may know: a demonstration
 */
public record SitesContent(
        String question,
        String asker,
        String plan,
        String software,
        List<String> sites,
        SummedAudit audit,
        List<Left> left,
        Optional<PooledRows> pooled) {
    public SitesContent {
        sites = List.copyOf(sites);
        left = List.copyOf(left);
    }

    /**
     * What left one house for one operation.
     *
     * @param site whose house
     * @param operation that was answered
     * @param numbers whole numbers of 64 bits
     * @param isMasked whether only the sum over sites could be opened
     */
    public record Left(String site, String operation, int numbers, boolean isMasked) {
        /** As the plan has it. */
        public static Left of(String site, String operation, Terms terms) {
            Operation installed = Operations.named(operation);
            Layout layout = installed.layout(terms);
            return new Left(site, operation, layout.size(), !installed.isOfOneSite());
        }

        /** Bytes of the numbers themselves, without envelopes. */
        public long bytes() {
            return (long) numbers * Long.BYTES;
        }
    }

    /**
     * What rows in one place would have said.
     *
     * @param auc of all images, with its interval
     * @param within of pairs of one site, with its interval
     * @param positives images of the class
     * @param negatives images of another class
     */
    public record PooledRows(Estimate auc, Estimate within, long positives, long negatives) {}
}
