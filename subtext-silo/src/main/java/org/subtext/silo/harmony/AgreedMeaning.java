package org.subtext.silo.harmony;

import java.util.List;

/**
 * What a plan takes values of a site to mean.
 *
 * @param classes with the sources' wordings
 * @param views that are counted, with their wordings; no values where all are
 * @param photometric interpretations that are read alike, for instance MONOCHROME1 (shown inverted) and MONOCHROME2;
 *     none where all are
 * @param fewestBits stored a sample
 * @param mostBits stored a sample
 */
public record AgreedMeaning(ValueMap classes, ValueMap views, List<String> photometric, int fewestBits, int mostBits) {
    public AgreedMeaning {
        photometric = List.copyOf(photometric);
        if (fewestBits < 1 || fewestBits > mostBits) {
            throw new IllegalArgumentException("bits run from at least 1 upwards");
        }
    }
}
