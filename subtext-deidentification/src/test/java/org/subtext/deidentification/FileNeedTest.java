package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.deidentification.lettering.TextDetector;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

class FileNeedTest {
    @TempDir
    private Path folder;

    @Test
    void whatAFileNeedsGrowsWithItsFrame() throws IOException {
        Path small = Files.write(folder.resolve("small.dcm"), PlantedFiles.file("1"));
        Path text = Files.writeString(folder.resolve("letter.txt"), "no image");

        assertThat(FileNeed.bytes(small)).isEqualTo(Files.size(small) + 64 * 64 * 12 + TextDetector.bytes(64 * 64));
        assertThat(FileNeed.bytes(text)).isEqualTo(8);
    }

    @Test
    void samplesAreNeverCopiedNorMadeText() {
        DataSetCleaner cleaner = new DataSetCleaner(
                AttributeTable.ofBuild(), Set.of(), new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f")));
        Element pixels = Element.of(Tag.of(0x7FE00010), Vr.OW, ByteBuffer.wrap(new byte[8_000_000]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        cleaner.clean(PlantedFiles.dataSet("1"));
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        cleaner.clean(PlantedFiles.dataSet("1").with(pixels));

        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(4_000_000);
    }
}
