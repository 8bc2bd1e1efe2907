package org.subtext.looks;

import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.KeyedHash;

/**
 * By what patients are known again under other names: ids in another spelling, a plan that takes each row or image for
 * a patient.
 *
 * @param spelt by what stays of their ids whoever wrote them; null without ids
 * @param images by the names of their images and what is recorded of them; null without names
 * @param recorded a salted hash of what is recorded of the rows one after the other
 */
public record OtherNames(
        @Nullable PatientSketch spelt, @Nullable PatientSketch images, String recorded) {
    static OtherNames of(LookedAt who, KeyedHash salt) {
        return new OtherNames(
                sketch(who.spelt(), salt, "spelt"),
                sketch(who.images(), salt, "image"),
                salt.hex("rows", who.recorded(), Look.ROW_DIGITS));
    }

    private static @Nullable PatientSketch sketch(Set<String> texts, KeyedHash salt, String kind) {
        return texts.isEmpty() ? null : PatientSketch.of(texts, salt, kind);
    }

    boolean areSame(OtherNames other) {
        return isSame(spelt, other.spelt) || isSame(images, other.images);
    }

    private static boolean isSame(@Nullable PatientSketch one, @Nullable PatientSketch other) {
        return one != null && other != null && one.isSame(other);
    }

    /** The largest share of these patients that is in the other set by any of the names. */
    double shareIn(OtherNames other) {
        return DoubleStream.of(share(spelt, other.spelt), share(images, other.images))
                .max()
                .orElse(0);
    }

    private static double share(@Nullable PatientSketch one, @Nullable PatientSketch other) {
        return one == null || other == null ? 0 : one.shareIn(other).orElse(0);
    }
}
