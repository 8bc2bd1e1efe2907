package org.subtext.perturbation;

import java.util.Arrays;
import java.util.List;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.contract.Tile;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Keeps one tile in its place and makes the rest {@linkplain #FILL mid-grey}, the same in every image: the image's own
 * mean would tell what was hidden.
 *
 * @param tile what is kept
 */
public record KeepTile(Tile tile) implements PlannedPerturbation {
    /** Neither black nor white. */
    static final float FILL = 0.5f;

    static final PerturbationKind KIND = new PerturbationKind(
            "keep-tile",
            PerturbationFamily.PATCHES,
            "tiles in a row, and the number of the tile kept, from 0, row by row",
            2,
            Tile.studyGrid("keep-tile"),
            numbers -> new KeepTile(Tile.of(numbers)));

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of((double) tile.grid(), (double) tile.index());
    }

    @Override
    public Role role() {
        return new Role.Keeps(tile);
    }

    @Override
    public String description() {
        return "keeps " + tile.words() + ", the rest mid-grey";
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        int side = image.side();
        int from = tile.edge(tile.column(), side);
        int to = tile.edge(tile.column() + 1, side);
        image.changeChannels(offset -> {
            for (int y = 0; y < side; y++) {
                int line = offset + y * side;
                boolean kept = y >= tile.edge(tile.row(), side) && y < tile.edge(tile.row() + 1, side);
                Arrays.fill(image.values(), line, line + (kept ? from : side), FILL);
                Arrays.fill(image.values(), line + (kept ? to : side), line + side, FILL);
            }
        });
        return image;
    }

    @Override
    public Perturbation studyFaithful() {
        return new AsCoded(
                this,
                "the tile is enlarged to the whole image (bilinear); tiles are ⌊side/n⌋ pixels wide, so that the last"
                        + " rows and columns belong to none",
                side -> planes -> {
                    for (int channel = 0; channel < planes.length; channel++) {
                        planes[channel] = StudyTile.enlarged(planes[channel], side, tile);
                    }
                    return planes;
                });
    }
}
