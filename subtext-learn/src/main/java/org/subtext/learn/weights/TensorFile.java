package org.subtext.learn.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.subtext.memory.FileByFile;
import org.subtext.memory.MemoryExhaustedException;
import org.subtext.problems.InvalidInputException;

/** A file of named tensors, opened for reading; values are read when they are asked for. Not thread-safe. */
public interface TensorFile extends AutoCloseable {
    /** Opens safetensors or a Python checkpoint, whichever the first bytes say it is. */
    static TensorFile open(Path path) throws IOException {
        try {
            return opened(path);
        } catch (OutOfMemoryError e) {
            throw unreadable(path, FileByFile.exhausted(e));
        } catch (StackOverflowError e) {
            throw unreadable(path, FileByFile.nested(e));
        }
    }

    private static InvalidInputException unreadable(Path path, MemoryExhaustedException why) {
        return new InvalidInputException("The weights in " + path + " cannot be read: " + why.getMessage() + ".");
    }

    private static TensorFile opened(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new InvalidInputException("There is no file of weights at " + path + ". Check the path.");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(2);
        }
        if (Arrays.equals(start, new byte[] {'P', 'K'})) {
            return PythonCheckpoint.open(path);
        }
        if (isPickle(start) && !SafetensorsFile.looksLikeOne(path)) {
            throw new InvalidInputException(path + " is a checkpoint in PyTorch's format from before version 1.6."
                    + " In Python load it and store it again: torch.save(torch.load(\"old.pt\"), \"new.pt\"), or better"
                    + " safetensors.torch.save_file(state_dict, \"new.safetensors\").");
        }
        return SafetensorsFile.open(path);
    }

    /** A pickle opens with PROTO and its version; a safetensors header may have a length of the same two bytes. */
    private static boolean isPickle(byte[] start) {
        return start.length == 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
    }

    /** Type and shape of each tensor by name; by position in safetensors, in no certain order in a checkpoint. */
    Map<String, TensorInfo> tensors();

    /** The free text that the file carries beside its tensors; empty for a Python checkpoint. */
    Map<String, String> metadata();

    /**
     * The class names that the file carries beside its tensors, in the order of the outputs; empty where it has none.
     */
    List<String> classNames();

    /** The values of a tensor of this file, in C order, little-endian, from position to limit. */
    ByteBuffer read(String name) throws IOException;

    @Override
    void close() throws IOException;
}
