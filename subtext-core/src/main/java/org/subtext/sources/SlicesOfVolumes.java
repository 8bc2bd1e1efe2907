package org.subtext.sources;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.sources.dicom.SideTable;
import org.subtext.sources.slices.SliceListing;
import org.subtext.sources.slices.SliceReport;
import org.subtext.sources.slices.SliceSelection;
import org.subtext.tables.ConflictPolicy;
import org.subtext.volumes.Plane;

/**
 * Slices of CT series and NIfTI volumes, in the order in which they lie.
 *
 * @param volumes DICOM folders or files, and NIfTI files; at least one
 * @param plane in which NIfTI volumes are cut
 * @param every every n-th slice is taken, 1 for all
 * @param lowest relative position of the first slice taken, 0 the lowest of the volume
 * @param highest relative position of the last slice taken, 1 the highest
 * @param window a name or CENTRE_WIDTH; null as the file asks
 * @param sideTable a table with what volumes do not hold, joined by patient or study; null for none
 * @param join what a row of the side table is about
 * @param joinColumn its column of ids, null for the one with a usual name
 * @param tables the folder that the table is written into
 */
public record SlicesOfVolumes(
        List<Path> volumes,
        Plane plane,
        int every,
        double lowest,
        double highest,
        @Nullable String window,
        @Nullable Path sideTable,
        SideTable.Key join,
        @Nullable String joinColumn,
        Path tables)
        implements ImageSource {
    public SlicesOfVolumes {
        volumes = List.copyOf(volumes);
        if (volumes.isEmpty()) {
            throw new IllegalArgumentException("volumes must name a folder or a file at least");
        }
        if (join == SideTable.Key.IMAGE) {
            throw new IllegalArgumentException("slices are joined by patient or study, got image");
        }
        SliceListing.requireWindow(window);
        new SliceSelection(every, lowest, highest);
    }

    private SliceSelection selection() {
        return new SliceSelection(every, lowest, highest);
    }

    /** Named like the first place, with a few digits by which other places and other slices of them differ. */
    @Override
    public Path table() {
        String which = volumes + " " + plane + " " + selection() + " " + window;
        return SourceTables.named(tables, volumes.get(0), which);
    }

    /** Paths are absolute where the files lie elsewhere than the table; a single folder is named then. */
    @Override
    public Optional<Path> images() {
        return volumes.size() == 1 ? SourceTables.elsewhere(volumes.get(0), table()) : Optional.empty();
    }

    @Override
    public boolean mayHoldDamagedFiles() {
        return true;
    }

    @Override
    public SlicesOfVolumes from(Path folder) {
        return new SlicesOfVolumes(
                volumes.stream().map(place -> folder.resolve(place).normalize()).toList(),
                plane,
                every,
                lowest,
                highest,
                window,
                sideTable == null ? null : folder.resolve(sideTable).normalize(),
                join,
                joinColumn,
                folder.resolve(tables).normalize());
    }

    @Override
    public MadeTable make(ConflictPolicy conflicts, Progress progress) {
        return MadeTable.by(this, () -> {
            SideTable side = SideTable.read(sideTable, join, joinColumn);
            SliceReport report = new SliceListing(table(), plane, selection(), window, side).write(volumes, progress);
            if (report.rows() == 0) {
                throw new InvalidInputException(
                        "No slice was found in " + volumes + ". CT series (DICOM with position and orientation) or"
                                + " NIfTI volumes were expected; take more of the slices,"
                                + " or give another folder"
                                + (report.notHounsfield() > 0 ? ", or no window for images that are no CT." : "."));
            }
            return new SourceRecord.OfSlices(report);
        });
    }
}
