package org.subtext.dicom.pixels;

import java.util.List;

/**
 * Attributes of one frame: at the top of the data set, or in the functional groups of this frame or of all (PS3.3
 * C.7.6.16).
 *
 * @param frame counted from 0
 */
record FrameAttributes(Attributes top, int frame) {
    private static final int SHARED_GROUPS = 0x52009229;
    private static final int PER_FRAME_GROUPS = 0x52009230;

    /** The item of a functional group that holds {@code tag}, or else the top of the data set. */
    Attributes holder(int group, int tag) {
        List<Attributes> perFrame = top.items(PER_FRAME_GROUPS);
        if (frame < perFrame.size()) {
            for (Attributes item : perFrame.get(frame).items(group)) {
                if (item.decimals(tag).length > 0) {
                    return item;
                }
            }
        }
        for (Attributes shared : top.items(SHARED_GROUPS)) {
            for (Attributes item : shared.items(group)) {
                if (item.decimals(tag).length > 0) {
                    return item;
                }
            }
        }
        return top;
    }
}
