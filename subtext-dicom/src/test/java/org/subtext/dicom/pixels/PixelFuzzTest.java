package org.subtext.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.testing.SharedData;

class PixelFuzzTest {
    @Test
    void damagedFilesEndInPixelsOrInOneKindOfException() throws IOException {
        decodeMutants(1_000, 3);
    }

    @Test
    @Tag("slow")
    void aHundredThousandDamagedFilesEndInPixelsOrInOneKindOfException() throws IOException {
        decodeMutants(120_000, 4);
    }

    private static void decodeMutants(int count, long seed) throws IOException {
        PixelMutations mutations = new PixelMutations(SharedData.find("data/dicom"), seed);
        mutations.run(count);

        assertThat(mutations.originals()).isGreaterThan(80);
        assertThat(mutations.decoded() + mutations.refused()).isEqualTo(count);
        assertThat(mutations.refused()).isGreaterThan(count / 10);
        assertThat(mutations.decoded()).isGreaterThan(count / 10);
        assertThat(mutations.slowestSeconds()).isLessThan(10);
    }
}
