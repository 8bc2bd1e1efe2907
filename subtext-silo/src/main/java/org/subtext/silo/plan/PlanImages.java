package org.subtext.silo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What images of all sites have in common, so that scores of one hospital mean what those of another mean.
 *
 * @param views that are counted, with the wordings of the sources; none where views are not asked about
 * @param photometric interpretations that are read alike (DICOM PS3.3 C.7.6.3.1.2), for instance {@code MONOCHROME2};
 *     none where they are not asked about
 * @param fewestBits stored a sample, from 1; with {@code mostBits} 0 where bits are not asked about
 * @param mostBits stored a sample, at most 64
 */
public record PlanImages(List<PlanClass> views, List<String> photometric, int fewestBits, int mostBits) {
    /** Nothing is asked about. */
    public static final PlanImages ANY = new PlanImages(List.of(), List.of(), 0, 0);

    private static final int MOST_BITS = 64;

    public PlanImages {
        views = List.copyOf(views);
        photometric = List.copyOf(photometric);
        photometric.forEach(SiloPlan::requireText);
        photometric.forEach(name -> {
            if (!name.equals(name.strip().toUpperCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "Photometric interpretations are written in capitals, for example MONOCHROME2, got \"" + name
                                + "\"");
            }
        });
        boolean isUnasked = fewestBits == 0 && mostBits == 0;
        if (!isUnasked && (fewestBits < 1 || fewestBits > mostBits || mostBits > MOST_BITS)) {
            throw new IllegalArgumentException("Bits run from at least 1 to at most " + MOST_BITS
                    + ", or are 0 and 0 where they are not asked about; got " + fewestBits + " to " + mostBits);
        }
    }

    /** Whether the plan asks for bits. */
    public boolean asksBits() {
        return mostBits > 0;
    }

    /** Whether nothing is asked about, so that a site needs no table of images. */
    public boolean asksNothing() {
        return asked().isEmpty();
    }

    /** Columns that a site's table of images has to have, beside that of images. */
    public List<String> asked() {
        List<String> columns = new ArrayList<>();
        if (!views.isEmpty()) {
            columns.add("view");
        }
        if (!photometric.isEmpty()) {
            columns.add("photometric");
        }
        if (asksBits()) {
            columns.add("bits");
        }
        return columns;
    }

    /** What is asked about, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        views.forEach(view -> lines.add("view " + view.named()));
        if (!photometric.isEmpty()) {
            lines.add("photometric interpretation " + String.join(" or ", photometric));
        }
        if (asksBits()) {
            lines.add(fewestBits + " to " + mostBits + " bits a sample");
        }
        return lines;
    }
}
