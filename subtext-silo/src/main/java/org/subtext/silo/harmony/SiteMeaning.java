package org.subtext.silo.harmony;

import java.util.Arrays;
import java.util.Map;

/**
 * What a site's table holds, as its own look at it found. Stays at the site.
 *
 * @param classes patients by the source's wording of the class
 * @param views images by wording of the view; none where the table has none
 * @param photometric images by photometric interpretation
 * @param bits images by stored bits
 * @param ages as numbers of {@code ageUnit}, one a patient who has one
 * @param ageUnit that the site says its ages are in
 * @param patientUnit that the site says its ids of patients are of
 * @param images of all patients
 * @param patients with an image
 */
public record SiteMeaning(
        Map<String, Long> classes,
        Map<String, Long> views,
        Map<String, Long> photometric,
        Map<Integer, Long> bits,
        double[] ages,
        AgeUnit ageUnit,
        PatientUnit patientUnit,
        long images,
        long patients) {
    public SiteMeaning {
        classes = Map.copyOf(classes);
        views = Map.copyOf(views);
        photometric = Map.copyOf(photometric);
        bits = Map.copyOf(bits);
        ages = ages.clone();
    }

    @Override
    public double[] ages() {
        return ages.clone();
    }

    /** Ages in years. */
    double[] years() {
        return Arrays.stream(ages).map(ageUnit::years).toArray();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof SiteMeaning other
                && classes.equals(other.classes)
                && views.equals(other.views)
                && photometric.equals(other.photometric)
                && bits.equals(other.bits)
                && Arrays.equals(ages, other.ages)
                && ageUnit == other.ageUnit
                && patientUnit == other.patientUnit
                && images == other.images
                && patients == other.patients;
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.hashCode(ages);
    }

    @Override
    public String toString() {
        return "what the table of a site means";
    }
}
