package org.subtext.volumes;

import java.util.List;

/**
 * What tells reconstructions of one scan apart.
 *
 * @param kernel Convolution Kernel (0018,1210) as recorded
 * @param thicknessMm Slice Thickness (0018,0050); empty where absent
 * @param spacingMm Pixel Spacing (0028,0030), rows and columns; empty where absent
 */
public record Reconstruction(List<String> kernel, List<Double> thicknessMm, List<Double> spacingMm) {
    /**
     * Lengths that differ by less than this share of themselves are one. Writers round some images of a series and not
     * others (0.703125 and 0.70313); over 512 pixels this is half a pixel. Reconstructions differ by a hundredth and
     * more.
     */
    static final double SAME_LENGTH = 0.001;

    public Reconstruction {
        kernel = List.copyOf(kernel);
        thicknessMm = List.copyOf(thicknessMm);
        spacingMm = List.copyOf(spacingMm);
    }

    boolean isLike(Reconstruction other) {
        return kernel.equals(other.kernel)
                && alike(thicknessMm, other.thicknessMm)
                && alike(spacingMm, other.spacingMm);
    }

    private static boolean alike(List<Double> some, List<Double> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            double one = some.get(i);
            double other = others.get(i);
            boolean same = Double.compare(one, other) == 0
                    || Math.abs(one - other) < SAME_LENGTH * Math.max(Math.abs(one), Math.abs(other));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
