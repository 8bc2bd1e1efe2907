package org.subtext.predictions;

import java.util.Locale;

/** What one row of a prediction table stands for. */
public enum Unit {
    IMAGE,
    STUDY,
    PATIENT;

    /** Singular noun in lower case. */
    public String noun() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Plural noun in lower case. */
    public String plural() {
        return switch (this) {
            case IMAGE -> "images";
            case STUDY -> "studies";
            case PATIENT -> "patients";
        };
    }
}
