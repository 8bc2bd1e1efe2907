package org.subtext.dicom.pixels;

import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.codec.CodeStream;

/** What a transfer syntax says that frames are coded with (PS3.6 annex A). */
public final class SyntaxKind {
    private SyntaxKind() {}

    /** The kind of frames that say nothing of themselves. */
    public static CodeStream.Kind of(TransferSyntax syntax) {
        String uid = syntax.uid();
        if (uid.equals("1.2.840.10008.1.2.5")) {
            return CodeStream.Kind.RLE;
        }
        if (uid.equals("1.2.840.10008.1.2.8.1")) {
            return CodeStream.Kind.DEFLATED;
        }
        if (uid.endsWith(".4.80") || uid.endsWith(".4.81")) {
            return CodeStream.Kind.JPEG_LS;
        }
        return uid.contains(".4.9") || uid.contains(".4.20") ? CodeStream.Kind.JPEG_2000 : CodeStream.Kind.JPEG;
    }
}
