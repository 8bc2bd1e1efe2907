package org.subtext.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Frames whose attributes and headers agree on a size that so short a stream cannot hold. */
class ClaimedFramesTest {
    private static final FrameShape LARGE = new FrameShape(8192, 8192, 1, 8);

    @Test
    void aDeflatedFrameThatIsTooShortIsRefusedBeforeItIsUnpacked() {
        assertThatExceptionOfType(PixelDataException.class)
                .isThrownBy(() -> DeflatedFrame.decode(new byte[65_000], LARGE))
                .withMessageContaining("a deflated frame of 65000 bytes, too few for 8192 x 8192 pixels");
    }

    @Test
    void aDeflatedFrameOfOneValueIsRead() throws PixelDataException {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(new byte[1 << 20]);
        deflater.finish();
        byte[] packed = new byte[1 << 16];
        byte[] stream = Arrays.copyOf(packed, deflater.deflate(packed));

        assertThat(DeflatedFrame.decode(stream, new FrameShape(1024, 1024, 1, 8))
                        .words())
                .containsOnly((short) 0);
    }

    @Test
    void aJpeg2000StreamThatClaimsAllOutOfProportionIsRefused() {
        ByteBuffer stream = ByteBuffer.allocate(1600);
        stream.putInt(0xFF4FFF51).putShort((short) 41).putShort((short) 0);
        stream.putInt(65535).putInt(1024).putLong(0).putInt(65535).putInt(1024).putLong(0);
        stream.putShort((short) 1).put((byte) 7).put((byte) 1).put((byte) 1);

        assertThatExceptionOfType(PixelDataException.class)
                .isThrownBy(() -> Jpeg2000.decode(stream.array(), new FrameShape(65535, 1024, 1, 8)))
                .withMessageContaining("claims 65535 x 1024 pixels, more than it can hold an image of");
    }
}
