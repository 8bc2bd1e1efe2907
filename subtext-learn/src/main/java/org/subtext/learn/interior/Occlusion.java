package org.subtext.learn.interior;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.learn.inference.Scoring;

/**
 * Occlusion: how far the class's probability falls when a tile of an eighth of the side is hidden, the tile moved by
 * half of itself; a pixel has the mean fall over the tiles that hide it, none below zero.
 *
 * <p>A hidden tile has the mean of the frame of half a tile round it, channel by channel: one grey for the whole image
 * would stand out of a dark lung as a bright square, and what falls would be due to its edges. The rest of the image
 * stays on the scale of the whole one. Source: Zeiler and Fergus (2014), doi:10.1007/978-3-319-10590-1_53.
 */
final class Occlusion {
    private static final int TILES_ACROSS = 8;
    private static final long[] PLACES = {2, 3};

    private final Scoring scoring;

    Occlusion(Scoring scoring) {
        this.scoring = scoring;
    }

    /** Length of a tile's edge for images of that side. */
    static int tile(int side) {
        return Math.max(1, side / TILES_ACROSS);
    }

    /** First pixels of the tiles along one edge: half a tile apart, the last one flush with the edge. */
    static int[] starts(int side) {
        int tile = tile(side);
        int step = Math.max(1, tile / 2);
        int last = side - tile;
        int steps = (last + step - 1) / step;
        return IntStream.rangeClosed(0, steps)
                .map(i -> Math.min(i * step, last))
                .toArray();
    }

    /** Scaled images {@code (batch, channel, height, width)} and a class each to {@code (batch, height, width)}. */
    Tensor of(Tensor images, Tensor classes) {
        int side = (int) images.size(2);
        int tile = tile(side);
        int[] starts = starts(side);
        Tensor unhidden = own(images, classes);
        Tensor falls = torch.zeros(images.size(0), side, side).to(images.device(), images.scalar_type());
        Tensor count = torch.zeros_like(falls.narrow(0, 0, 1));
        for (int top : starts) {
            for (int left : starts) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor hidden = images.clone();
                    hidden.narrow(2, top, tile).narrow(3, left, tile).copy_(frame(images, top, left, tile));
                    Tensor fall =
                            unhidden.sub(own(hidden, classes)).unsqueeze(1).unsqueeze(2);
                    falls.narrow(1, top, tile).narrow(2, left, tile).add_(fall);
                    count.narrow(1, top, tile).narrow(2, left, tile).add_(new Scalar(1));
                }
            }
        }
        return falls.div(count).clamp_min(new Scalar(0));
    }

    /** Mean over the places round a tile that lie in the image, {@code (batch, channel, 1, 1)}. */
    private static Tensor frame(Tensor images, int top, int left, int tile) {
        int width = Math.max(1, tile / 2);
        int side = (int) images.size(2);
        int firstRow = Math.max(0, top - width);
        int firstColumn = Math.max(0, left - width);
        int rows = Math.min(side, top + tile + width) - firstRow;
        int columns = Math.min(side, left + tile + width) - firstColumn;
        Tensor all = sum(images.narrow(2, firstRow, rows).narrow(3, firstColumn, columns));
        Tensor inside = sum(images.narrow(2, top, tile).narrow(3, left, tile));
        return all.sub(inside).div(new Scalar((double) rows * columns - tile * tile));
    }

    private static Tensor sum(Tensor part) {
        return part.sum(PLACES, true, new ScalarTypeOptional());
    }

    private Tensor own(Tensor images, Tensor classes) {
        return scoring.probabilities(images).gather(1, classes.unsqueeze(1)).squeeze(1);
    }
}
