package org.subtext.routes.controls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.provenance.ContentHash;
import org.subtext.routes.contract.FinishedAudit;

/**
 * A column that no image can hold: whether the SHA-256 of a number and the patient's id is even. All images of a
 * patient have the same value, as they have of what is recorded.
 */
final class ImplausibleColumn {
    /** As a reader knows it. */
    static final String NAME = "parity of a hashed patient id";

    private static final List<String> CLASSES = List.of("even", "odd");

    private ImplausibleColumn() {}

    /** One of any number of them. */
    static LinearScores of(FinishedAudit audit, int number) {
        Map<String, Integer> parities = new HashMap<>();
        int[] labels = audit.cohort().images().stream()
                .mapToInt(image -> parities.computeIfAbsent(
                        image.patient(),
                        patient -> parity(
                                ContentHash.ofText(number + " " + patient).hex())))
                .toArray();
        return new LinearScores(CLASSES, labels);
    }

    private static int parity(String hex) {
        return Character.digit(hex.charAt(hex.length() - 1), 16) % 2;
    }
}
