package org.subtext.learn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;

class DeviceTest {
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda:0", "cuda:7"})
    void idIsReadAsItIsWritten(String id) {
        assertThat(Device.parse(id).id()).isEqualTo(id);
    }

    @Test
    void cudaAloneIsTheFirstDevice() {
        assertThat(Device.parse("cuda")).isEqualTo(Device.cuda(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:-1", "CPU", "cpu:1", ""})
    void unknownDeviceIsRefusedWithTheChoices(String id) {
        assertThatThrownBy(() -> Device.parse(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Use cpu, cuda or cuda:N");
    }

    @Test
    void processorHasNoSecondIndex() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Device(Device.Kind.CPU, 1));
    }

    @Test
    void absentCudaDeviceIsSaidWithTheMend() {
        assumeFalse(Natives.info().cuda(), "this machine has a CUDA device");
        assertThatThrownBy(() -> Device.cuda(0).requireAvailable())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("device: cpu");
    }
}
