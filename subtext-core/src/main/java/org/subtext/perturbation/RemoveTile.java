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
 * Makes one tile mid-grey, the same grey in every image, and keeps the rest.
 *
 * @param tile what is taken away
 */
public record RemoveTile(Tile tile) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "remove-tile",
                    PerturbationFamily.PATCHES,
                    "tiles in a row, and the number of the tile taken away, from 0, row by row",
                    2,
                    Tile.studyGrid("remove-tile"),
                    numbers -> new RemoveTile(Tile.of(numbers)))
            .trainedFor();

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
        return new Role.Removes(tile);
    }

    @Override
    public String description() {
        return "hides " + tile.words() + " behind mid-grey, keeps the rest";
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        int side = image.side();
        image.changeChannels(offset -> {
            int from = tile.edge(tile.column(), side);
            int to = tile.edge(tile.column() + 1, side);
            for (int y = tile.edge(tile.row(), side); y < tile.edge(tile.row() + 1, side); y++) {
                int line = offset + y * side;
                Arrays.fill(image.values(), line + from, line + to, KeepTile.FILL);
            }
        });
        return image;
    }

    @Override
    public Perturbation studyFaithful() {
        return new AsCoded(
                this,
                "the tile becomes 0 in normalised units, ImageNet's mean grey, which differs by channel; tiles are"
                        + " ⌊side/n⌋ pixels wide, so that the last rows and columns belong to none",
                side -> planes -> {
                    for (double[] plane : planes) {
                        StudyTile.zero(plane, side, tile);
                    }
                    return planes;
                });
    }
}
