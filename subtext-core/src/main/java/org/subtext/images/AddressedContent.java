package org.subtext.images;

import org.subtext.address.ImageAddress;
import org.subtext.provenance.ContentHash;
import org.subtext.volumes.Window;

/**
 * What tells an image from others: its file's content and, where they matter, which frame or page of it, under which
 * window, turned how.
 */
final class AddressedContent {
    private AddressedContent() {}

    /**
     * The file's hash; of another frame than the first, under a window and of an image that is turned also of these.
     * Two names of one window are one.
     *
     * @param whole of the file
     */
    static ContentHash of(ContentHash whole, ImageAddress address, Orientation orientation) {
        int frame = frame(address);
        String window = address.window();
        if (frame == 1 && window == null && orientation == Orientation.UPRIGHT) {
            return whole;
        }
        String turned = orientation == Orientation.UPRIGHT ? "" : "^" + orientation.tag();
        String part = (frame == 1 ? "" : "#" + frame) + turned;
        return ContentHash.ofText(whole.hex() + part + (window == null ? "" : "@" + numbers(window)));
    }

    /** Counted from 1; the first where none is named. */
    static int frame(ImageAddress address) {
        Integer named = address.number();
        return named == null ? 1 : named;
    }

    private static String numbers(String window) {
        return Window.of(window)
                .map(known -> known.centre() + "_" + known.width())
                .orElse(window);
    }
}
