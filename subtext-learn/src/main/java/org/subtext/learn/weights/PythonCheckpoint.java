package org.subtext.learn.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.subtext.learn.weights.StateDictUnpickler.View;
import org.subtext.memory.HeapShare;
import org.subtext.problems.InvalidInputException;

/**
 * A {@code .pt} or {@code .pth} file as PyTorch has written it since version 1.6: a zip with a pickle of the structure
 * and one entry a storage.
 *
 * <p>Takes the tensors of all dictionaries in it: one that lies under keys is named by them, as in {@code
 * state_dict.conv1.weight}. No code in the file is run.
 */
public final class PythonCheckpoint implements TensorFile {
    private static final String PICKLE = "data.pkl";
    private static final int MAX_PICKLE = 64 << 20;

    /** One byte of a pickle may become an object of some seventy. */
    private static final int SHARE_OF_PICKLE = 256;

    /** Dictionaries may be in a file once and in each other many times. */
    private static final int MAX_ENTRIES = 1_000_000;

    private static final int MAX_STORAGE = Integer.MAX_VALUE - 8; // the longest array
    private static final int MAX_DEPTH = 8; // of dictionaries within dictionaries

    private final Path path;
    private final ZipFile zip;
    private final String folder;
    private final Map<String, View> views;
    private final List<String> classNames;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private PythonCheckpoint(Path path, ZipFile zip, String folder, Map<String, View> views, List<String> classNames) {
        this.path = path;
        this.zip = zip;
        this.folder = folder;
        this.views = views;
        this.classNames = classNames;
        views.forEach((name, view) -> tensors.put(name, info(name, view)));
    }

    /** Reads the structure; the values are read when asked for. */
    public static PythonCheckpoint open(Path path) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw new InvalidInputException(path + " begins like a PyTorch checkpoint, but its zip is damaged ("
                    + e.getMessage() + "). Copy it again.");
        }
        try {
            ZipEntry pickle = pickleEntry(path, zip);
            String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
            requireLittleEndian(path, zip, folder);
            Object root = new StateDictUnpickler(path.toString()).read(bytes(path, zip, pickle, largestPickle()));
            return new PythonCheckpoint(path, zip, folder, stateDict(path, root), ClassNames.inCheckpoint(root));
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            zip.close();
            throw e;
        }
    }

    private static int largestPickle() {
        return (int) Math.min(MAX_PICKLE, HeapShare.ofHeap(SHARE_OF_PICKLE).bytes());
    }

    private static ZipEntry pickleEntry(Path path, ZipFile zip) {
        return zip.stream()
                .filter(entry -> entry.getName().endsWith("/" + PICKLE))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(path
                        + " is a zip file but no PyTorch checkpoint: it has no " + PICKLE + ". Give a .pt or .pth file"
                        + " made by torch.save(model.state_dict(), ...), or safetensors."));
    }

    private static void requireLittleEndian(Path path, ZipFile zip, String folder) throws IOException {
        ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null && !new String(bytes(path, zip, order, 16), StandardCharsets.US_ASCII).equals("little")) {
            throw new InvalidInputException(
                    path + " was written on a big-endian machine. Store it again on a little-endian one.");
        }
    }

    private static Map<String, View> stateDict(Path path, Object root) {
        Map<String, View> views = new LinkedHashMap<>();
        if (root instanceof Map<?, ?> dict) {
            collect(path, dict, "", new int[] {0, 0}, views);
        }
        if (views.isEmpty()) {
            throw new InvalidInputException(path + " holds no state dict: expected tensors by name, at the top level or"
                    + " in dictionaries below it. In Python store torch.save(model.state_dict(), \"new.pt\").");
        }
        return views;
    }

    /** @param depthAndEntries how deep this dictionary lies, and how many entries were seen before */
    private static void collect(
            Path path, Map<?, ?> dict, String prefix, int[] depthAndEntries, Map<String, View> views) {
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            if (++depthAndEntries[1] > MAX_ENTRIES) {
                throw new InvalidInputException(path + " holds dictionaries within dictionaries of more than "
                        + MAX_ENTRIES + " entries in all. In Python store the weights alone:"
                        + " torch.save(model.state_dict(), \"new.pt\").");
            }
            Object key = entry.getKey();
            if (!(key instanceof String) && !(key instanceof Number)) {
                continue;
            }
            if (entry.getValue() instanceof View view) {
                views.put(prefix + key, view);
            } else if (entry.getValue() instanceof Map<?, ?> inner && depthAndEntries[0] < MAX_DEPTH) {
                depthAndEntries[0]++;
                collect(path, inner, prefix + key + ".", depthAndEntries, views);
                depthAndEntries[0]--;
            }
        }
    }

    private TensorInfo info(String name, View view) {
        try {
            TensorInfo info = new TensorInfo(view.storage().type(), view.shape());
            requireInside(info, view);
            return info;
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new InvalidInputException(path + " is damaged: the tensor \"" + name + "\" does not fit its data ("
                    + e.getMessage() + "). Copy it again or store it again.");
        }
    }

    private static void requireInside(TensorInfo info, View view) {
        long last = view.offset();
        for (int axis = 0; axis < view.shape().size(); axis++) {
            long stride = view.strides().get(axis);
            if (stride < 0) {
                throw new IllegalArgumentException("negative stride " + stride);
            }
            long steps = Math.max(0, view.shape().get(axis) - 1);
            last = Math.addExact(last, Math.multiplyExact(steps, stride));
        }
        if (view.offset() < 0 || (info.count() > 0 && last >= view.storage().elements())) {
            throw new IllegalArgumentException(
                    "element " + last + " of " + view.storage().elements());
        }
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public ByteBuffer read(String name) throws IOException {
        View view = Objects.requireNonNull(views.get(name), () -> "no tensor " + name);
        TensorInfo info = Objects.requireNonNull(tensors.get(name), name);
        requireRoom(path, "the tensor \"" + name + "\"", info.bytes());
        ByteBuffer storage = storage(view.storage(), info.type().bytes());
        int length = Math.toIntExact(info.bytes());
        int offset = Math.toIntExact(view.offset() * info.type().bytes());
        if (length == 0 || isContiguous(view)) {
            return storage.slice(length == 0 ? 0 : offset, length).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer gathered = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        gather(view, 0, offset, storage, gathered);
        return gathered.flip();
    }

    /** Copies a view's elements in C order: its axes from {@code axis} on, beginning at byte {@code at}. */
    private static void gather(View view, int axis, int at, ByteBuffer from, ByteBuffer to) {
        int width = view.storage().type().bytes();
        if (axis == view.shape().size()) {
            to.put(from.slice(at, width));
            return;
        }
        int step = Math.toIntExact(view.strides().get(axis)) * width;
        for (int i = 0; i < view.shape().get(axis); i++) {
            gather(view, axis + 1, at + i * step, from, to);
        }
    }

    private static boolean isContiguous(View view) {
        long expected = 1;
        for (int axis = view.shape().size() - 1; axis >= 0; axis--) {
            long length = view.shape().get(axis);
            if (length != 1 && view.strides().get(axis) != expected) {
                return false;
            }
            expected *= length;
        }
        return true;
    }

    private ByteBuffer storage(StateDictUnpickler.Storage storage, int width) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
        if (entry == null || entry.getSize() % width != 0 || entry.getSize() / width != storage.elements()) {
            throw new InvalidInputException(path + " is damaged: its storage " + storage.key() + " should have "
                    + storage.elements() + " elements of " + width + " bytes. Copy it again or store it again.");
        }
        return ByteBuffer.wrap(bytes(path, zip, entry, MAX_STORAGE));
    }

    /** A view may be larger than what it shows, which a stride of 0 repeats. */
    private static void requireRoom(Path path, String what, long bytes) {
        HeapShare share = HeapShare.ofOneFile();
        Optional<String> refusal = bytes > MAX_STORAGE ? Optional.of("more than 2 GiB") : share.refusal(bytes);
        if (refusal.isPresent()) {
            throw new InvalidInputException(path + ": " + what + " takes " + refusal.get()
                    + ". Or store the weights as safetensors, which are not read into memory.");
        }
    }

    private static byte[] bytes(Path path, ZipFile zip, ZipEntry entry, int limit) throws IOException {
        if (entry.getSize() > limit) {
            throw new InvalidInputException(path + " holds \"" + entry.getName() + "\" of " + entry.getSize()
                    + " bytes, more than the " + limit + " that can be read. Store it as safetensors.");
        }
        requireRoom(path, "\"" + entry.getName() + "\"", entry.getSize());
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize());
            if (bytes.length != entry.getSize()) {
                throw new InvalidInputException(
                        path + " is cut off within \"" + entry.getName() + "\". Copy it again.");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new InvalidInputException(
                    path + " is damaged within \"" + entry.getName() + "\" (" + e.getMessage() + "). Copy it again.");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
