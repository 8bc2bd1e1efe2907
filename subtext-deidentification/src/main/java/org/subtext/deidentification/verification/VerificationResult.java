package org.subtext.deidentification.verification;

import java.util.List;

/**
 * What a verification came to.
 *
 * @param files files of the output that were read
 * @param images images among them
 * @param bytes bytes that were read
 * @param findings what keeps the output from being proven, in order of files
 * @param proven what was checked of all of them, in sentences with counts
 * @param notProven what no check can tell, or was not asked for
 */
public record VerificationResult(
        long files, long images, long bytes, List<Finding> findings, List<String> proven, List<String> notProven) {
    public VerificationResult {
        findings = findings.stream().distinct().sorted().toList();
        proven = List.copyOf(proven);
        notProven = List.copyOf(notProven);
    }

    /** Whether nothing was found. */
    public boolean isProven() {
        return findings.isEmpty();
    }
}
