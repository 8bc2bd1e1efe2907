package org.subtext.archive;

import java.util.HashSet;
import java.util.Set;
import org.subtext.archive.ArchiveException.Kind;

/**
 * What of an answer is still to come. An answer may hold instances that were not asked for, as when the archive got
 * more since it was searched, and may hold one twice; without bound it may not. Used by one thread.
 */
final class Wanted {
    /** What a part of an answer was. */
    enum Part {
        /** An instance that was asked for, for the first time. */
        FIRST,
        /** One that had come. */
        AGAIN,
        /** Another one. */
        UNASKED
    }

    /** Beyond as many as were asked for. */
    private static final int MOST_BESIDE = 100;

    private final String studyUid;
    private final Set<String> wanted;
    private final long bytesBeside;
    private final Set<String> came = new HashSet<>();
    private long beside;
    private long bytes;

    /**
     * Nothing came yet.
     *
     * @param wanted SOP Instance UIDs asked for
     * @param bytesBeside most bytes of instances that are of no use
     */
    Wanted(String studyUid, Set<String> wanted, long bytesBeside) {
        this.studyUid = studyUid;
        this.wanted = wanted;
        this.bytesBeside = bytesBeside;
    }

    Part take(InstanceHeader header, long size) {
        boolean asked = header.studyUid().equals(studyUid) && wanted.contains(header.sopInstanceUid());
        if (asked && came.add(header.sopInstanceUid())) {
            return Part.FIRST;
        }
        beside++;
        bytes += size;
        return asked ? Part.AGAIN : Part.UNASKED;
    }

    /** Asked for and came. */
    int came() {
        return came.size();
    }

    /** Ends an answer that goes on with what nobody asked for. */
    void refuseEndless() throws ArchiveException {
        if (beside > wanted.size() + MOST_BESIDE || bytes > bytesBeside) {
            throw new ArchiveException(
                    Kind.TOO_LARGE, "an answer held " + beside + " instances that were of no use, and would not end");
        }
    }
}
