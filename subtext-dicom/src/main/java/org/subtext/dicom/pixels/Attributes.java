package org.subtext.dicom.pixels;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The elements of a data set that pixels need, by group and element in one number, as 0x00280010. */
interface Attributes {
    /** Empty where absent, empty or no whole number. */
    OptionalInt integer(int tag);

    /** Trimmed, the first of several values; empty where absent or blank. */
    Optional<String> string(int tag);

    /** All values of a decimal string or a number; empty where absent. */
    double[] decimals(int tag);

    /** Values of 16 bits, unsigned, whatever VR says; empty where absent. */
    int[] words(int tag);

    /** Whether its representation says that words of it are signed. */
    boolean signed(int tag);

    /** Bytes as stored; empty where absent. */
    byte[] bytes(int tag);

    /** Items of a sequence; empty where absent. */
    List<Attributes> items(int tag);
}
