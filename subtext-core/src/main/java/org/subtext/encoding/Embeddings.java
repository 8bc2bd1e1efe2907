package org.subtext.encoding;

import java.util.HashSet;
import java.util.List;

/**
 * One vector an image, with the image and its patient.
 *
 * <p>{@code vectors[i]} belongs to {@code ids[i]} of {@code patients[i]}; all are of one length and finite. The array
 * is handed over, not copied: do not change it afterwards.
 */
public final class Embeddings {
    private final List<String> ids;
    private final List<String> patients;
    private final float[][] vectors;

    /** @param ids of images, no two alike */
    public Embeddings(List<String> ids, List<String> patients, float[][] vectors) {
        if (ids.size() != vectors.length || patients.size() != vectors.length) {
            throw new IllegalArgumentException("ids, patients and vectors must be of one length, got " + ids.size()
                    + ", " + patients.size() + ", " + vectors.length);
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new IllegalArgumentException("an image has one embedding; an id occurs twice");
        }
        for (float[] vector : vectors) {
            if (vector.length != vectors[0].length) {
                throw new IllegalArgumentException("embeddings must be of one length");
            }
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("embeddings must be finite, got " + value);
                }
            }
        }
        this.ids = List.copyOf(ids);
        this.patients = List.copyOf(patients);
        this.vectors = vectors;
    }

    public int size() {
        return vectors.length;
    }

    /** Length of every vector; 0 where there is none. */
    public int width() {
        return vectors.length == 0 ? 0 : vectors[0].length;
    }

    public List<String> ids() {
        return ids;
    }

    public List<String> patients() {
        return patients;
    }

    /** All vectors; not a copy. */
    public float[][] vectors() {
        return vectors;
    }
}
