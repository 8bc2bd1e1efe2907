package org.subtext.dicom.codec;

/**
 * A JPEG's frame header (ITU-T T.81 B.2.2).
 *
 * @param process n of SOFn: 0 baseline, 1 extended sequential, 2 progressive, 3 lossless, 55 JPEG-LS
 * @param ids identifier of each component, by which scans name them
 * @param horizontal horizontal sampling factors, 1 to 4
 * @param vertical vertical sampling factors, 1 to 4
 * @param quantisation number of each component's quantisation table
 */
@SuppressWarnings("ArrayRecordComponent") // private to the decoder, never compared
record JpegFrame(
        int process, int bits, int width, int height, int[] ids, int[] horizontal, int[] vertical, int[] quantisation) {

    static final int JPEG_LS = 55;

    static JpegFrame of(JpegSegment segment) throws PixelDataException {
        int process = segment.marker() == 0xF7 ? JPEG_LS : segment.marker() - 0xC0;
        int bits = segment.u8();
        int height = segment.u16();
        int width = segment.u16();
        int count = segment.u8();
        if (count < 1 || count > 4 || width < 1 || height < 1 || bits < 2 || bits > 16) {
            throw segment.damaged(
                    "a frame of " + width + " x " + height + ", " + count + " components of " + bits + " bits");
        }
        int[] ids = new int[count];
        int[] horizontal = new int[count];
        int[] vertical = new int[count];
        int[] quantisation = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = segment.u8();
            int factors = segment.u8();
            horizontal[i] = factors >> 4;
            vertical[i] = factors & 15;
            quantisation[i] = segment.u8();
            if (horizontal[i] < 1 || horizontal[i] > 4 || vertical[i] < 1 || vertical[i] > 4) {
                throw segment.damaged("sampling factors " + horizontal[i] + " x " + vertical[i]);
            }
        }
        return new JpegFrame(process, bits, width, height, ids, horizontal, vertical, quantisation);
    }

    int components() {
        return ids.length;
    }

    String kind() {
        return switch (process) {
            case 0 -> "JPEG baseline";
            case 1 -> "JPEG extended";
            case 2 -> "JPEG progressive";
            case 3 -> "JPEG lossless";
            case JPEG_LS -> "JPEG-LS";
            default -> "JPEG process SOF" + process;
        };
    }

    /** Index of the component that a scan names. */
    int indexOf(int id, JpegSegment segment) throws PixelDataException {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw segment.damaged("a scan of component " + id + ", which the frame header does not name");
    }

    int maxHorizontal() {
        return maximum(horizontal);
    }

    int maxVertical() {
        return maximum(vertical);
    }

    private static int maximum(int[] values) {
        int max = 1;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
