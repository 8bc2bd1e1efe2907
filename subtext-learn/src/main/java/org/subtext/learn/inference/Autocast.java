package org.subtext.learn.inference;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.learn.engine.Device;
import org.subtext.recognition.TrainingPlan.Precision;

/**
 * While open, convolutions and products on this thread run in the plan's precision; weights stay float32.
 *
 * <p>Closing the outermost one clears libtorch's cache of converted weights, without which a later pass would see the
 * weights of before the update. Belongs to the thread that opened it.
 */
public final class Autocast implements AutoCloseable {
    private final DeviceType device;
    private final boolean on;

    private Autocast(DeviceType device, boolean on) {
        this.device = device;
        this.on = on;
    }

    /**
     * Opens one; with FLOAT32 nothing changes.
     *
     * @throws IllegalArgumentException of a precision that was not settled, since a network computes in one
     */
    public static Autocast open(Precision precision, Device device) {
        if (precision == Precision.AUTOMATIC) {
            throw new IllegalArgumentException("the plan's precision must be settled before a network computes");
        }
        DeviceType type = device.kind() == Device.Kind.CPU ? DeviceType.CPU : DeviceType.CUDA;
        boolean on = precision == Precision.BFLOAT16;
        if (on) {
            torch.set_autocast_enabled(type, true);
            torch.set_autocast_dtype(type, ScalarType.BFloat16);
            torch.increment_nesting();
        }
        return new Autocast(type, on);
    }

    @Override
    public void close() {
        if (!on) {
            return;
        }
        if (torch.decrement_nesting() == 0) {
            torch.clear_cache();
        }
        torch.set_autocast_enabled(device, false);
    }
}
