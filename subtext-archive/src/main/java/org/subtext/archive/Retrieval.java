package org.subtext.archive;

import org.jspecify.annotations.Nullable;

/**
 * What is retrieved at once: a study, or one series of it.
 *
 * @param studyUid Study Instance UID (0020,000D)
 * @param seriesUid Series Instance UID (0020,000E), null for the whole study
 * @param instances how many instances the archive says there are, −1 when it does not say
 */
record Retrieval(String studyUid, @Nullable String seriesUid, int instances) {
    /** The UID that names it. */
    String uid() {
        return seriesUid == null ? studyUid : seriesUid;
    }

    /** Its address under the archive's base (PS3.18 section 10.4). */
    String resource() {
        return "/studies/" + studyUid + (seriesUid == null ? "" : "/series/" + seriesUid);
    }

    /** The address of one of its instances. */
    String resource(InstanceKey instance) {
        return "/studies/" + studyUid + "/series/" + instance.seriesUid() + "/instances/" + instance.sopInstanceUid();
    }

    /** One instance of a study. */
    record InstanceKey(String seriesUid, String sopInstanceUid) {}
}
