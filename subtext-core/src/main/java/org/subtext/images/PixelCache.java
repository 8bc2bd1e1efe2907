package org.subtext.images;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.subtext.address.ImageAddress;
import org.subtext.images.CacheJournal.Entry;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileStamp;
import org.subtext.provenance.OwnerOnly;

/**
 * Decoded, resized images in one memory-mapped file, read as often as training likes.
 *
 * <p>Row i is the i-th file given to {@link #build}. Values are kept as unsigned 16-bit integers after {@link
 * Resize#AREA_AVERAGE} and 8-bit after {@link Resize#ANTIALIASED_BILINEAR}; {@link #read} divides by 65,535 or 255. A
 * folder may hold caches of several layouts, and a cache may hold more files than this list names. Reading is
 * thread-safe. Heap holds a few images a thread while building, and some 600 bytes a file (name, hashes) at any time.
 */
public final class PixelCache implements PixelSource, AutoCloseable {
    private final PixelLayout layout;
    private final PixelSlots slots;
    private final FileChannel file;
    private final Entry[] rows;
    private final List<Integer> changed;

    /** Stamps of files whose content was found to be as it was. */
    private final Map<Integer, FileStamp> vouched = new ConcurrentHashMap<>();

    private PixelCache(PixelLayout layout, PixelSlots slots, FileChannel file, Entry[] rows, Set<String> changedFiles) {
        this.layout = layout;
        this.slots = slots;
        this.file = file;
        this.rows = rows;
        this.changed = IntStream.range(0, rows.length)
                .filter(row -> changedFiles.contains(rows[row].file()))
                .boxed()
                .toList();
    }

    /**
     * Decodes what the folder's cache does not hold yet and opens it.
     *
     * <p>A file is held while its content (SHA-256) is as it was, which is looked at unless the file system itself
     * vouches that nothing of the file changed; a moved or copied file is known again. Files that hold no image become
     * {@link Outcome.Unreadable} rows. A killed build loses at most the last few hundred images and goes on from there.
     *
     * @param folder created when missing
     * @param threads decoding threads, usually the number of cores; the result does not depend on it
     * @throws UnavailableException when another process builds this cache or the disk has no room for it
     */
    public static PixelCache build(
            Path folder, List<ImageAddress> files, PixelLayout layout, int threads, Progress progress)
            throws IOException {
        return build(folder, files, layout, threads, progress, PixelSlots.DEFAULT_CHUNK_BYTES);
    }

    @SuppressWarnings("try") // the lock is held, not used
    static PixelCache build(
            Path folder, List<ImageAddress> files, PixelLayout layout, int threads, Progress progress, long chunkBytes)
            throws IOException {
        OwnerOnly.folderWithin(folder);
        String name = name(layout);
        FileChannel pixels = FileChannel.open(
                folder.resolve(name + ".pixels"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OwnerOnly.of(folder));
        try (FileLock lock = lock(pixels, name);
                CacheJournal journal = CacheJournal.open(folder.resolve(name + ".journal"), title(layout))) {
            int bytesPerValue = Resampler.of(layout.resize()).maximum() > 255 ? 2 : 1;
            PixelSlots slots = new PixelSlots(pixels, layout.valuesPerImage(), bytesPerValue, chunkBytes);
            List<ImageAddress> absolute = files.stream()
                    .map(address -> address.in(address.file().toAbsolutePath().normalize()))
                    .toList();
            checkRoom(folder, absolute, journal, slots);
            CacheBuild build = new CacheBuild(slots, journal, layout, progress);
            Map<String, Entry> entries = build.run(absolute, threads);
            slots.map(build.slotsUsed());
            Entry[] rows =
                    absolute.stream().map(file -> entries.get(file.toString())).toArray(Entry[]::new);
            return new PixelCache(layout, slots, pixels, rows, build.changed());
        } catch (IOException | RuntimeException | Error e) {
            pixels.close();
            throw e;
        }
    }

    /**
     * Opens what a folder holds, to look at: nothing is locked, decoded or written, and no file is read but the cache.
     *
     * @throws InvalidInputException when the cache is gone, or does not hold all of these files
     */
    public static PixelCache stored(Path folder, List<ImageAddress> files, PixelLayout layout) throws IOException {
        String name = name(layout);
        Path kept = folder.resolve(name + ".pixels");
        if (!Files.isRegularFile(kept) || !Files.isRegularFile(folder.resolve(name + ".journal"))) {
            throw new InvalidInputException(
                    "The images as the network saw them are not kept any more: the pixel cache " + name + " is gone.");
        }
        FileChannel pixels = FileChannel.open(kept, StandardOpenOption.READ);
        try {
            Map<String, Entry> entries = CacheJournal.stored(folder.resolve(name + ".journal"), title(layout));
            int bytesPerValue = Resampler.of(layout.resize()).maximum() > 255 ? 2 : 1;
            PixelSlots slots =
                    new PixelSlots(pixels, layout.valuesPerImage(), bytesPerValue, PixelSlots.DEFAULT_CHUNK_BYTES);
            long onDisk = slots.slotsOnDisk();
            Entry[] rows = new Entry[files.size()];
            int missing = 0;
            int used = 0;
            for (int row = 0; row < rows.length; row++) {
                ImageAddress address = files.get(row);
                rows[row] = entries.get(
                        address.in(address.file().toAbsolutePath().normalize()).toString());
                missing += rows[row] == null || rows[row].slot() >= onDisk ? 1 : 0;
                used = rows[row] == null ? used : Math.max(used, rows[row].slot() + 1);
            }
            if (missing > 0) {
                throw new InvalidInputException("The pixel cache " + name + " does not hold " + missing + " of the "
                        + rows.length + " images as the network saw them.");
            }
            slots.map(used);
            return new PixelCache(layout, slots, pixels, rows, Set.of());
        } catch (IOException | RuntimeException | Error e) {
            pixels.close();
            throw e;
        }
    }

    /** What the file of a row is now, beside what it was when its pixels were taken. */
    public enum FileNow {
        UNCHANGED,
        CHANGED,
        /** It cannot be read, so that nothing can be compared. */
        GONE
    }

    /** Compares the file of a row with what was read; the file is read unless the file system vouches for it. */
    public FileNow fileNow(int row) {
        Entry entry = rows[row];
        ImageAddress address = ImageAddress.parse(Path.of(entry.file()));
        FileStamp stamp = FileStamp.of(address.file());
        if (stamp.equals(FileStamp.UNKNOWN)) {
            return FileNow.GONE;
        }
        if (stamp.provesContent() && (stamp.equals(entry.stamp()) || stamp.equals(vouched.get(row)))) {
            return FileNow.UNCHANGED;
        }
        try (EncodedImage read = new ImageDecoder().read(address)) {
            boolean isSame = entry.outcome() instanceof Outcome.Decoded image
                    && read.content().equals(image.content());
            if (isSame) {
                vouched.put(row, stamp);
            }
            return isSame ? FileNow.UNCHANGED : FileNow.CHANGED;
        } catch (UnreadableImageException e) {
            return FileNow.CHANGED;
        } catch (IOException e) {
            return FileNow.GONE;
        }
    }

    /** What the pixels of a row are now, beside what they were when they were written. */
    public enum PixelsNow {
        UNCHANGED,
        CHANGED,
        /** An earlier version wrote them, without a hash. */
        NOT_KNOWN
    }

    /** Compares the pixels of a row with the hash that was noted when they were written; reads them once. */
    public PixelsNow pixelsNow(int row) {
        ContentHash written = rows[row].written();
        if (written == null) {
            return PixelsNow.NOT_KNOWN;
        }
        return slots.hash(rows[row].slot()).equals(written) ? PixelsNow.UNCHANGED : PixelsNow.CHANGED;
    }

    /** SHA-256 of the pixels of a row as they were written; empty where an earlier version wrote them. */
    public Optional<ContentHash> written(int row) {
        return Optional.ofNullable(rows[row].written());
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return rows.length;
    }

    /** What became of the file of {@code row}. */
    public Outcome outcome(int row) {
        return rows[row].outcome();
    }

    /** Content of all images that a folder's cache of a layout holds; none where there is no such cache. */
    public static Set<ContentHash> contents(Path folder, PixelLayout layout) throws IOException {
        return CacheJournal.contents(folder.resolve(name(layout) + ".journal"));
    }

    /**
     * Rows whose files are held with another content, in ascending order; their pixels here are of what they have now.
     */
    public List<Integer> changed() {
        return changed;
    }

    /** Refuses a row whose {@link #outcome} is {@link Outcome.Unreadable}: leave it out beforehand. */
    @Override
    public void read(int row, FloatBuffer target) {
        Entry entry = rows[row];
        if (entry.outcome() instanceof Outcome.Unreadable unreadable) {
            throw new IllegalArgumentException("row " + row + " has no pixels: " + unreadable.reason());
        }
        slots.read(entry.slot(), target);
    }

    /** Groups of two or more rows whose full-size pixels are equal, each in ascending order, by first row. */
    public List<List<Integer>> duplicatePixels() {
        Map<PixelHash, List<Integer>> byPixels = new LinkedHashMap<>();
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].outcome() instanceof Outcome.Decoded image) {
                byPixels.computeIfAbsent(image.pixels(), hash -> new ArrayList<>(1))
                        .add(row);
            }
        }
        return byPixels.values().stream()
                .filter(group -> group.size() > 1)
                .map(List::copyOf)
                .toList();
    }

    /** Closes the file. The maps live until the collector finds them, so a reader that is late does no harm. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    static String name(PixelLayout layout) {
        String resize = switch (layout.resize()) {
            case AREA_AVERAGE -> "area";
            case ANTIALIASED_BILINEAR -> "bilinear";
        };
        return layout.side() + "x" + layout.channels() + "-" + resize;
    }

    private static String title(PixelLayout layout) {
        return "subtext pixel cache 1, side " + layout.side() + ", channels " + layout.channels() + ", "
                + layout.resize();
    }

    private static FileLock lock(FileChannel pixels, String name) throws IOException {
        FileLock lock = null;
        try {
            lock = pixels.tryLock();
        } catch (OverlappingFileLockException e) {
            // held within this process; the message below fits
        }
        if (lock == null) {
            throw new UnavailableException("The pixel cache " + name
                    + " is being built by another run. Wait for it to end, or give this run another folder.");
        }
        return lock;
    }

    private static void checkRoom(Path folder, List<ImageAddress> files, CacheJournal journal, PixelSlots slots)
            throws IOException {
        long missing = files.stream()
                .filter(file -> !journal.entries().containsKey(file.toString()))
                .distinct()
                .count();
        long needed = missing * slots.slotBytes();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw new UnavailableException("The pixel cache needs " + (needed >> 20) + " MiB for " + missing
                    + " images, " + (free >> 20) + " MiB are free. Make room, choose a smaller image size, or put the"
                    + " run on another disk.");
        }
    }
}
