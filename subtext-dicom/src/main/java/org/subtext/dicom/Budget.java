package org.subtext.dicom;

/** Counts what one file has cost so far. Not thread-safe. */
final class Budget {
    private final ReadLimits limits;
    private int elements;

    Budget(ReadLimits limits) {
        this.limits = limits;
    }

    /** One element, item or fragment more. */
    void take(int at) throws DicomException {
        if (++elements > limits.elements()) {
            throw DicomException.at(at, "more than " + limits.elements() + " elements and items", "fewer (ReadLimits)");
        }
    }

    void enter(int at, Tag tag, int depth) throws DicomException {
        if (depth > limits.depth()) {
            throw DicomException.at(at, tag, "a sequence " + depth + " deep", limits.depth() + " at most (ReadLimits)");
        }
    }
}
