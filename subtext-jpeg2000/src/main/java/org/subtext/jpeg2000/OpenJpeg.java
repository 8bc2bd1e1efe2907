package org.subtext.jpeg2000;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The few functions of OpenJPEG 2.5's C interface that decode one stream in memory ({@code openjpeg.h}). Used by {@link
 * Worker} alone. Not thread-safe.
 */
final class OpenJpeg {
    private static final int CODE_STREAM = 0;
    private static final int JP2_FILE = 2;
    private static final long CHUNK = 1 << 20;
    private static final int PARAMETERS = 16384; // opj_dparameters_t is half as large

    // Byte offsets in opj_image_t and opj_image_comp_t on 64-bit platforms.
    private static final long IMAGE_COMPONENTS = 16;
    private static final long IMAGE_COMPONENT_TABLE = 24;
    private static final long COMPONENT_SIZE = 64;
    private static final long COMPONENT_WIDTH = 8;
    private static final long COMPONENT_HEIGHT = 12;
    private static final long COMPONENT_BITS = 24;
    private static final long COMPONENT_DATA = 48;

    /** {@code opj_stream_read_fn}. */
    interface Read extends Callback {
        long invoke(Pointer buffer, long bytes, Pointer user);
    }

    /** {@code opj_stream_skip_fn}. */
    interface Skip extends Callback {
        long invoke(long bytes, Pointer user);
    }

    /** {@code opj_stream_seek_fn}. */
    interface Seek extends Callback {
        int invoke(long position, Pointer user);
    }

    /** {@code opj_msg_callback}. */
    interface Message extends Callback {
        void invoke(String text, Pointer user);
    }

    private final NativeLibrary library;

    OpenJpeg(String file) {
        this.library = NativeLibrary.getInstance(file);
    }

    String version() {
        return function("opj_version").invokeString(new Object[0], false);
    }

    Reply decode(byte[] bytes) {
        long[] position = {0};
        StringBuilder said = new StringBuilder();
        // Held in variables until the end: the native side keeps no reference that the collector sees.
        Read read = (buffer, wanted, user) -> {
            if (position[0] >= bytes.length) {
                return -1L;
            }
            int count = (int) Math.min(wanted, bytes.length - position[0]);
            buffer.write(0, bytes, (int) position[0], count);
            position[0] += count;
            return count;
        };
        Skip skip = (wanted, user) -> {
            long count = Math.min(wanted, bytes.length - position[0]);
            position[0] += count;
            return count;
        };
        Seek seek = (to, user) -> {
            if (to < 0 || to > bytes.length) {
                return 0;
            }
            position[0] = to;
            return 1;
        };
        Message message =
                (text, user) -> said.append(said.isEmpty() ? "" : "; ").append(text.strip());

        boolean file = bytes.length > 8 && bytes[4] == 'j' && bytes[5] == 'P';
        Pointer stream = function("opj_stream_create").invokePointer(new Object[] {CHUNK, 1});
        Pointer codec = function("opj_create_decompress").invokePointer(new Object[] {file ? JP2_FILE : CODE_STREAM});
        Pointer image = Pointer.NULL;
        try {
            call("opj_set_error_handler", codec, message, Pointer.NULL);
            call("opj_stream_set_read_function", stream, read);
            call("opj_stream_set_skip_function", stream, skip);
            call("opj_stream_set_seek_function", stream, seek);
            call("opj_stream_set_user_data", stream, Pointer.NULL, Pointer.NULL);
            call("opj_stream_set_user_data_length", stream, (long) bytes.length);
            try (Memory parameters = new Memory(PARAMETERS);
                    Memory result = new Memory(8)) {
                parameters.clear();
                result.clear();
                call("opj_set_default_decoder_parameters", parameters);
                boolean header = succeeds("opj_setup_decoder", codec, parameters)
                        && succeeds("opj_read_header", stream, codec, result);
                image = result.getPointer(0);
                if (!header || image == null) {
                    return Reply.refused("its header cannot be read: " + said);
                }
                if (!succeeds("opj_decode", codec, stream, image) || !succeeds("opj_end_decompress", codec, stream)) {
                    return Reply.refused("damaged or truncated: " + said);
                }
                return samples(image);
            }
        } finally {
            if (image != null) {
                call("opj_image_destroy", image);
            }
            call("opj_destroy_codec", codec);
            call("opj_stream_destroy", stream);
        }
    }

    private static Reply samples(Pointer image) {
        int components = image.getInt(IMAGE_COMPONENTS);
        Pointer table = image.getPointer(IMAGE_COMPONENT_TABLE);
        int width = table.getInt(COMPONENT_WIDTH);
        int height = table.getInt(COMPONENT_HEIGHT);
        int bits = table.getInt(COMPONENT_BITS);
        if (components < 1 || components > 4) {
            return Reply.refused(components + " components");
        }
        int size = Reply.bytes(bits);
        byte[] samples =
                new byte[Math.multiplyExact(Math.multiplyExact(Math.multiplyExact(width, height), components), size)];
        int step = size * components;
        for (int c = 0; c < components; c++) {
            long at = c * COMPONENT_SIZE;
            Pointer data = table.getPointer(at + COMPONENT_DATA);
            if (table.getInt(at + COMPONENT_WIDTH) != width
                    || table.getInt(at + COMPONENT_HEIGHT) != height
                    || table.getInt(at + COMPONENT_BITS) != bits
                    || data == null) {
                return Reply.refused("components of different sizes, which DICOM does not have");
            }
            int to = size * c;
            for (int y = 0; y < height; y++) { // row by row: a plane of its own would double the memory
                for (int sample : data.getIntArray(4L * y * width, width)) {
                    put(samples, to, sample, size);
                    to += step;
                }
            }
        }
        return new Reply(null, width, height, components, bits, samples);
    }

    private static void put(byte[] samples, int to, int sample, int size) {
        for (int i = 0; i < size; i++) {
            samples[to + i] = (byte) (sample >> Byte.SIZE * (size - 1 - i));
        }
    }

    private Function function(String name) {
        return library.getFunction(name);
    }

    private void call(String name, Object... arguments) {
        function(name).invokeVoid(arguments);
    }

    private boolean succeeds(String name, Object... arguments) {
        return function(name).invokeInt(arguments) != 0;
    }
}
