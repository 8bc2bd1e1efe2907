package org.subtext.split;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A part of a split. */
public enum Part {
    TRAINING,
    VALIDATION,
    TEST;

    private static final Map<String, Part> WORDINGS = Map.ofEntries(
            Map.entry("training", TRAINING),
            Map.entry("train", TRAINING),
            Map.entry("fit", TRAINING),
            Map.entry("validation", VALIDATION),
            Map.entry("validate", VALIDATION),
            Map.entry("valid", VALIDATION),
            Map.entry("val", VALIDATION),
            Map.entry("dev", VALIDATION),
            Map.entry("tune", VALIDATION),
            Map.entry("test", TEST),
            Map.entry("testing", TEST),
            Map.entry("holdout", TEST));

    /** "training", "validation", "test". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part that a table's wording means: train, valid, val, validate, dev, test and the like, in any case. */
    public static Optional<Part> of(String wording) {
        return Optional.ofNullable(WORDINGS.get(wording.strip().toLowerCase(Locale.ROOT)));
    }
}
