package org.subtext.learn.inference;

import org.subtext.images.PixelLayout;
import org.subtext.problems.InvalidInputException;

/** Refuses images that a network was not made for. */
public final class ExpectedLayout {
    private ExpectedLayout() {}

    /** Sides and channels must agree; how the size was reached need not. */
    public static void require(PixelLayout expected, PixelLayout found) {
        if (found.channels() != expected.channels() || found.side() != expected.side()) {
            throw new InvalidInputException("This recogniser takes images of " + expected.side() + " x "
                    + expected.side() + " pixels and " + expected.channels() + " channel(s), but was given "
                    + found.side() + " x " + found.side() + " and " + found.channels()
                    + ". Cache the images in the layout of the model's card.");
        }
    }
}
