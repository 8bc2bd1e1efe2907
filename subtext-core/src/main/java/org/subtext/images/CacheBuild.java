package org.subtext.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.images.CacheJournal.Entry;
import org.subtext.progress.InTurn;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileStamp;

/**
 * One run over a list of files that fills the slots which the journal does not vouch for.
 *
 * <p>Threads take files in turn. A slot is never written twice: a changed file gets a new one, so that an old journal
 * line never speaks of new pixels. Finished images are committed in batches: force the pixels, then append to the
 * journal and force it.
 */
final class CacheBuild {
    private static final int IMAGES_PER_COMMIT = 256;
    /** Of a file that could not be read at all; such an entry is not journalled, so it is tried again next time. */
    private static final FileStamp UNKNOWN = FileStamp.UNKNOWN;

    private final PixelSlots slots;
    private final CacheJournal journal;
    private final PixelLayout layout;
    private final Progress progress;
    private final ImageDecoder decoder = new ImageDecoder();
    private final AtomicInteger nextSlot;
    private final Map<ContentHash, Entry> byContent = new ConcurrentHashMap<>();
    private final List<Entry> uncommitted = new ArrayList<>();

    /** What the journal says of files whose content is to be compared with what it was. */
    private final Map<String, Entry> known = new HashMap<>();

    private final Set<Integer> spoiled;
    private final AtomicInteger compared = new AtomicInteger();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** What was written to a slot, which files of the same content share. */
    private record Kept(int slot, @Nullable ContentHash written) {}

    CacheBuild(PixelSlots slots, CacheJournal journal, PixelLayout layout, Progress progress) throws IOException {
        this.slots = slots;
        this.journal = journal;
        this.layout = layout;
        this.progress = progress;
        long onDisk = slots.slotsOnDisk();
        int used = 0;
        for (Entry entry : journal.entries().values()) {
            if (entry.outcome() instanceof Outcome.Decoded image && entry.slot() < onDisk) {
                byContent.put(image.content(), entry);
                used = Math.max(used, entry.slot() + 1);
            }
        }
        nextSlot = new AtomicInteger(used);
        spoiled = spoiled(used);
        byContent.values().removeIf(entry -> spoiled.contains(entry.slot()));
    }

    /** Slots that do not hold what was written to them: somebody, or a disk, changed them since. */
    private Set<Integer> spoiled(int used) throws IOException {
        slots.map(used);
        return journal.entries().values().stream()
                .filter(entry -> entry.written() != null && entry.slot() < used)
                .map(entry -> new Kept(entry.slot(), entry.written()))
                .distinct()
                .parallel()
                .filter(kept -> !slots.hash(kept.slot()).equals(kept.written()))
                .map(Kept::slot)
                .collect(Collectors.toSet());
    }

    private boolean holds(Entry known, long onDisk) {
        return known.slot() < onDisk && !spoiled.contains(known.slot());
    }

    /** Slots in use after the run, committed or not. */
    int slotsUsed() {
        return nextSlot.get();
    }

    /** Every file's entry; a file named twice has one. */
    Map<String, Entry> run(List<ImageAddress> files, int threads) throws IOException {
        Map<String, Entry> finished = new ConcurrentHashMap<>();
        Map<String, ImageAddress> todo = new LinkedHashMap<>();
        long onDisk = slots.slotsOnDisk();
        for (ImageAddress file : files) {
            String name = file.toString();
            Entry known = journal.entries().get(name);
            if (known != null
                    && holds(known, onDisk)
                    && known.stamp().provesContent()
                    && known.stamp().equals(FileStamp.of(file.file()))) {
                finished.put(name, known);
            } else {
                todo.put(name, file);
            }
        }
        progress.begin("Caching images", todo.size(), "images");
        noteWhatIsKnown(todo.keySet(), onDisk);
        InTurn.each(List.copyOf(todo.values()), Math.max(1, threads), () -> decoder(finished), "caching images");
        commit();
        if (!spoiled.isEmpty()) {
            progress.line(spoiled.size() + " of the images kept were not as they were written, and are read again.");
        }
        long unreadable = finished.values().stream()
                .filter(entry -> entry.outcome() instanceof Outcome.Unreadable)
                .count();
        long read = todo.size() - compared.get();
        progress.end(read + " images read, " + (finished.size() - read) + " taken from the cache, " + unreadable
                + " unreadable");
        return new HashMap<>(finished);
    }

    private InTurn.Worker<ImageAddress> decoder(Map<String, Entry> finished) {
        Resampler resampler = Resampler.of(layout.resize());
        short[] pixels = new short[layout.valuesPerImage()];
        ByteBuffer buffer = slots.newBuffer();
        return (index, file) -> {
            Entry entry = decodeOne(file, resampler, pixels, buffer);
            finished.put(file.toString(), entry);
            compare(entry);
            if (!entry.stamp().equals(UNKNOWN)) {
                remember(entry);
            }
            progress.advance(1, "");
        };
    }

    private Entry decodeOne(ImageAddress file, Resampler resampler, short[] pixels, ByteBuffer buffer)
            throws IOException {
        FileStamp stamp =
                FileStamp.of(file.file()); // before the bytes: a file changed in between is read again next time
        String name = file.toString();
        try {
            return decoder.alone(() -> decodeOne(file, name, stamp, resampler, pixels, buffer));
        } catch (UnreadableImageException e) {
            return Entry.without(name, stamp, new Outcome.Unreadable(e.reason()));
        }
    }

    private Entry decodeOne(
            ImageAddress file, String name, FileStamp stamp, Resampler resampler, short[] pixels, ByteBuffer buffer)
            throws IOException {
        EncodedImage read;
        try {
            read = decoder.read(file);
        } catch (IOException e) {
            String said = e instanceof UnreadableImageException known ? known.reason() : "cannot be read: " + kind(e);
            return Entry.without(name, UNKNOWN, new Outcome.Unreadable(said));
        }
        try (EncodedImage encoded = read) {
            ContentHash content = encoded.content();
            Entry twin = byContent.get(content);
            if (twin != null) {
                return twin.of(name, stamp);
            }
            DecodedImage image = encoded.decode();
            resampler.resample(image, layout, pixels);
            int slot = nextSlot.getAndIncrement();
            ContentHash written = slots.write(slot, pixels, buffer);
            Outcome outcome =
                    new Outcome.Decoded(content, PixelHash.of(image), image.width(), image.height(), image.bits());
            Entry entry = new Entry(name, stamp, slot, outcome, written);
            byContent.putIfAbsent(content, entry);
            return entry;
        }
    }

    private void noteWhatIsKnown(Set<String> names, long onDisk) {
        for (String name : names) {
            Entry entry = journal.entries().get(name);
            if (entry != null && entry.slot() < onDisk) {
                known.put(name, entry);
            }
        }
    }

    /** A file that was read before has the content that it had, or has changed. */
    private void compare(Entry now) {
        Entry then = known.get(now.file());
        if (then != null && then.outcome() instanceof Outcome.Decoded before) {
            if (now.outcome() instanceof Outcome.Decoded image
                    && image.content().equals(before.content())) {
                compared.incrementAndGet();
            } else {
                changed.add(now.file());
            }
        }
    }

    /** Names of files that are in the cache with another content. */
    Set<String> changed() {
        return changed;
    }

    private synchronized void remember(Entry entry) throws IOException {
        if (entry.equals(known.get(entry.file())) || changed.contains(entry.file())) {
            return; // the journal keeps what was read first, until somebody takes the new content for the right one
        }
        uncommitted.add(entry);
        if (uncommitted.size() >= IMAGES_PER_COMMIT) {
            commit();
        }
    }

    private synchronized void commit() throws IOException {
        slots.force();
        journal.append(uncommitted);
        uncommitted.clear();
    }

    /** The exception's kind without its message, which names the folder. */
    private static String kind(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }
}
