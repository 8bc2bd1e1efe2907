package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/** Two perturbations, one after the other: "high-pass 100 + remove-tile 3 4". */
public record InTurn(Perturbation first, Perturbation second) implements Perturbation {
    @Override
    public String name() {
        return first.name() + " + " + second.name();
    }

    @Override
    public String description() {
        return first.description() + "; then " + second.description();
    }

    @Override
    public PixelLayout layout(PixelLayout given) {
        return second.layout(first.layout(given));
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return first.isIdentity(given) && second.isIdentity(given);
    }

    @Override
    public String effect(PixelLayout given) {
        return isIdentity(given) ? IDENTITY : first.effect(given) + " + " + second.effect(first.layout(given));
    }

    @Override
    public boolean isRefinement() {
        return first.isRefinement();
    }

    @Override
    public Perturbation trainedForm(int smallestSide) {
        return new InTurn(first.trainedForm(smallestSide), second.trainedForm(smallestSide));
    }

    /** Steps of the code are joined before its clip, which comes last and once. */
    @Override
    public Perturbation studyFaithful() {
        Perturbation one = first.studyFaithful();
        Perturbation other = second.studyFaithful();
        if (one instanceof AsCoded before && other instanceof AsCoded after) {
            return new AsCoded(
                    this,
                    before.defects() + "; " + after.defects(),
                    before.step().then(after.step()),
                    Math.min(before.threshold(), after.threshold()));
        }
        return new InTurn(one, other);
    }

    @Override
    public Perturbation prepared(PixelSource pixels, int[] trainingRows) {
        return new InTurn(first.prepared(pixels, trainingRows), second.prepared(pixels, trainingRows));
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        PixelChange one = first.on(layout);
        PixelChange other = second.on(first.layout(layout));
        return (image, row, seed) -> other.apply(one.apply(image, row, seed.child("first")), row, seed.child("second"));
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }
}
