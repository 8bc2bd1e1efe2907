package org.subtext.hostile;

/**
 * A number in a file that sizes, counts, places or tells something.
 *
 * @param what the field is; fields of one name in one file are sometimes changed together, so that claims agree
 * @param bytes 1, 2, 4 or 8
 */
record Field(String what, int at, int bytes, boolean bigEndian) {
    static Field big(String what, int at, int bytes) {
        return new Field(what, at, bytes, true);
    }

    static Field little(String what, int at, int bytes) {
        return new Field(what, at, bytes, false);
    }

    boolean isWithin(byte[] file) {
        return at >= 0 && at <= file.length - bytes;
    }

    long get(byte[] file) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | file[at + (bigEndian ? i : bytes - 1 - i)] & 0xFF;
        }
        return value;
    }

    void put(byte[] file, long value) {
        for (int i = 0; i < bytes; i++) {
            file[at + (bigEndian ? bytes - 1 - i : i)] = (byte) (value >>> 8 * i);
        }
    }
}
