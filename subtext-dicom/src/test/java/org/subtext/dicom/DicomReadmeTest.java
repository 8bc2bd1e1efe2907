package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.subtext.testing.ReadmeExample;

/** The module's page for strangers says what its example does, on a class path of this module and what it needs. */
class DicomReadmeTest {
    @Test
    void printsPartOfTheExampleAndAllOfItsOutput() throws Exception {
        ReadmeExample example = ReadmeExample.named("WriteAndRead");

        assertThat(example.source()).containsSequence(example.printedSource());
        assertThat(example.output(DicomFile.class)).isEqualTo(example.printedOutput());
    }
}
