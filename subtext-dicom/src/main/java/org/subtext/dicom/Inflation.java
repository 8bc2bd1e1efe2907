package org.subtext.dicom;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the compression of a deflated data set (PS3.5 section A.5, RFC 1951), up to a bound. */
final class Inflation {
    private static final int CHUNK = 1 << 16;

    private Inflation() {}

    /** The whole data set, which must not be larger than the limit. */
    static byte[] inflate(byte[] deflated, int from, int limit) throws DicomException {
        return inflate(deflated, from, limit, true);
    }

    /** The first bytes of a data set, as many as {@code deflated} gives and {@code limit} allows. */
    static byte[] start(byte[] deflated, int from, int limit) throws DicomException {
        return inflate(deflated, from, limit, false);
    }

    private static byte[] inflate(byte[] deflated, int from, int limit, boolean whole) throws DicomException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated, from, deflated.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (out.size() + (long) length > limit) {
                    if (!whole) {
                        out.write(chunk, 0, limit - out.size());
                        break;
                    }
                    throw DicomException.at(
                            from, "a deflated data set of more than " + limit + " bytes", "less (ReadLimits)");
                }
                out.write(chunk, 0, length);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    if (!whole) {
                        break;
                    }
                    throw DicomException.at(deflated.length, "the end of the file", "the end of the deflated data set");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new DicomException(
                    "at byte " + from + ": found damaged compression; expected a deflated data set"
                            + " (PS3.5 section A.5)",
                    e);
        } finally {
            inflater.end();
        }
    }
}
