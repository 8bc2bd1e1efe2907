package org.subtext.sources.slices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DicomContent;
import org.subtext.dicom.DicomException;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.Problems;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderWalk;
import org.subtext.sources.dicom.SideTable;
import org.subtext.volumes.DicomSlices;
import org.subtext.volumes.NiftiFile;
import org.subtext.volumes.NiftiVolume;
import org.subtext.volumes.Plane;
import org.subtext.volumes.SeriesOrder;
import org.subtext.volumes.SeriesOrder.Reason;
import org.subtext.volumes.SeriesSorter;
import org.subtext.volumes.SliceRecord;
import org.subtext.volumes.Stack;
import org.subtext.volumes.VolumeException;
import org.subtext.volumes.Window;

/**
 * Lists the slices of DICOM folders and NIfTI files as a cohort table.
 *
 * <p>Only headers of DICOM files are read. Files that are neither, or damaged, are counted. Not thread-safe; use once.
 */
public final class SliceListing {
    private final Path table;
    private final Plane plane;
    private final SliceSelection selection;
    private final @Nullable String window;
    private final @Nullable SideTable side;
    private final List<SliceRow> rows = new ArrayList<>();
    private final Map<String, List<SliceRecord>> series = new TreeMap<>();
    private final Map<String, Path> canonical = new LinkedHashMap<>();
    private int notVolumes;
    private int unreadable;
    private int notHounsfield;
    private int niftis;
    private int films;
    private int filmFrames;
    private int niftiSlices;

    /**
     * A listing that will be written to a table.
     *
     * @param plane in which NIfTI volumes are cut; DICOM slices are as they were reconstructed
     * @param window written behind every slice: a name or CENTRE_WIDTH, of DICOM in Hounsfield units, so that images
     *     that have none are left out; null for the volume's or the file's own
     */
    public SliceListing(Path table, Plane plane, SliceSelection selection, @Nullable String window) {
        this(table, plane, selection, window, null);
    }

    /**
     * A listing with the columns of another table.
     *
     * @param side joined to every slice by patient or study, null for none
     */
    public SliceListing(
            Path table, Plane plane, SliceSelection selection, @Nullable String window, @Nullable SideTable side) {
        this.table = table.toAbsolutePath().normalize();
        this.plane = plane;
        this.selection = selection;
        this.window = window;
        this.side = side;
        requireWindow(window);
    }

    /** Refuses what is neither null nor a window's name or CENTRE_WIDTH. */
    public static void requireWindow(@Nullable String window) {
        if (window != null && Window.of(window).isEmpty()) {
            throw new IllegalArgumentException("unknown window \"" + window
                    + "\"; lung, mediastinum, bone, brain or CENTRE_WIDTH, as in -600_1500, was expected");
        }
    }

    /** Refuses places that are not there, all of them at once. */
    private static void requireThere(List<Path> places) {
        Problems problems = new Problems();
        for (Path place : places) {
            if (!Files.exists(place)) {
                problems.add("There is no " + place + ". Give a folder of DICOM files, or a NIfTI file.");
            }
        }
        problems.throwIfAny();
    }

    /**
     * Reads the files, and all files below the folders; writes the table.
     *
     * @throws org.subtext.problems.InvalidInputException when a file or folder is not there
     */
    public SliceReport write(List<Path> sources, Progress progress) throws IOException {
        requireThere(sources);
        List<Path> files = files(sources);
        progress.begin("Reading headers", files.size(), "files");
        for (Path file : files) {
            add(file);
            progress.advance(1, "");
        }
        progress.end(files.size() + " files");
        Counts counts = new Counts();
        series.values().forEach(images -> order(images, counts));
        JoinCounts join = SliceTable.write(table, rows, side);
        return new SliceReport(
                files.size(),
                notVolumes,
                unreadable,
                series.size() + niftis + films,
                counts.stacks + niftis + films,
                counts.several,
                counts.of(Reason.LOCALISER),
                counts.of(Reason.NO_GEOMETRY),
                notHounsfield,
                counts.of(Reason.DUPLICATE),
                counts.missing,
                counts.withGaps,
                counts.slices + niftiSlices + filmFrames,
                rows.size(),
                join);
    }

    private static final class Counts {
        private final int[] leftOut = new int[Reason.values().length];
        private int stacks;
        private int several;
        private int missing;
        private int withGaps;
        private int slices;

        int of(Reason reason) {
            return leftOut[reason.ordinal()];
        }
    }

    private List<Path> files(List<Path> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            FolderWalk walk = FolderWalk.below(source);
            unreadable += walk.notRead().size();
            walk.files().stream()
                    .filter(file -> canonical.putIfAbsent(key(file), file) == null)
                    .forEach(files::add);
        }
        return files;
    }

    private static String key(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private void add(Path file) throws IOException {
        try {
            if (DicomContent.isDicom(file)) {
                List<SliceRecord> found = DicomSlices.of(file, ImageAddress.ofFile(named(file)));
                notVolumes += found.isEmpty() ? 1 : 0;
                List<SliceRecord> records =
                        found.stream().filter(this::canBeShown).toList();
                notHounsfield += found.size() - records.size();
                if (records.size() > 1 && records.stream().allMatch(frame -> frame.geometry() == null)) {
                    addFrames(records);
                    return;
                }
                for (SliceRecord record : records) {
                    series.computeIfAbsent(
                                    record.patient() + '\n' + record.study() + '\n' + record.series(),
                                    s -> new ArrayList<>())
                            .add(record);
                }
            } else if (isNifti(file)) {
                addNifti(file);
            } else {
                notVolumes++;
            }
        } catch (DicomException | VolumeException e) {
            unreadable++;
        }
    }

    /** A window in Hounsfield units says nothing of other values. */
    private boolean canBeShown(SliceRecord slice) {
        return window == null || slice.hounsfield();
    }

    /** Frames of one object that lie nowhere, such as a film of ultrasound: in the order in which they are stored. */
    private void addFrames(List<SliceRecord> frames) {
        List<Double> relative = evenly(frames.size());
        for (int i : selection.of(relative)) {
            SliceRecord frame = frames.get(i);
            rows.add(new SliceRow(
                    frame.address().under(window).text(),
                    frame.patient(),
                    frame.study(),
                    frame.series(),
                    1,
                    i + 1,
                    frames.size(),
                    null,
                    relative.get(i)));
        }
        films++;
        filmFrames += frames.size();
    }

    private static List<Double> evenly(int count) {
        List<Double> relative = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            relative.add(count == 1 ? 0.5 : i / (double) (count - 1));
        }
        return relative;
    }

    /** The .img of a pair is read with its .hdr. */
    private static boolean isNifti(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT);
        return NiftiFile.isNamedLikeOne(file) && !name.endsWith(".img") && !name.endsWith(".img.gz");
    }

    private void addNifti(Path file) throws IOException {
        NiftiVolume volume = NiftiFile.read(file);
        String id = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.(nii|hdr)(\\.gz)?$", "");
        int count = volume.slicesPerVolume(plane);
        List<Double> relative = evenly(count);
        ImageAddress volumeAddress = ImageAddress.ofFile(named(file)).under(volume.isColour() ? null : window);
        for (int v = 0; v < volume.volumes(); v++) {
            for (int i : selection.of(relative)) {
                int slice = v * count + i + 1;
                rows.add(new SliceRow(
                        volumeAddress.numbered(slice, plane.suffix()).text(),
                        id,
                        id,
                        id,
                        v + 1,
                        i + 1,
                        count,
                        volume.positionMm(plane, slice),
                        relative.get(i)));
            }
        }
        niftis++;
        niftiSlices += volume.slices(plane);
    }

    private void order(List<SliceRecord> images, Counts counts) {
        SeriesOrder order = SeriesSorter.sort(images);
        for (Reason reason : Reason.values()) {
            counts.leftOut[reason.ordinal()] += order.count(reason);
        }
        counts.stacks += order.stacks().size();
        counts.several += order.stacks().size() > 1 ? 1 : 0;
        for (Stack stack : order.stacks()) {
            counts.slices += stack.slices().size();
            counts.missing += stack.missing();
            counts.withGaps += stack.gaps().isEmpty() ? 0 : 1;
            List<Double> relative = new ArrayList<>();
            for (int i = 0; i < stack.slices().size(); i++) {
                relative.add(stack.relativePosition(i));
            }
            for (int i : selection.of(relative)) {
                SliceRecord slice = stack.slices().get(i);
                rows.add(new SliceRow(
                        slice.address().under(window).text(),
                        slice.patient(),
                        slice.study(),
                        slice.series(),
                        stack.number(),
                        i + 1,
                        relative.size(),
                        stack.positionMm(i),
                        relative.get(i)));
            }
        }
    }

    /** Relative to the table's folder where the file lies below it, as cohort tables name images. */
    private Path named(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = table.getParent();
        return folder != null && absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
    }
}
