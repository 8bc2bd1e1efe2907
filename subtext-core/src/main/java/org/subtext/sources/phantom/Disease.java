package org.subtext.sources.phantom;

/** A finding that is drawn in every image of the patient. */
enum Disease {
    NONE("none"),
    /** Fluid that blunts one costophrenic angle. */
    EFFUSION("effusion"),
    /** An enlarged heart. */
    CARDIOMEGALY("cardiomegaly");

    final String label;

    Disease(String label) {
        this.label = label;
    }
}
