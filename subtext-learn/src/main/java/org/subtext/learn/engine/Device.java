package org.subtext.learn.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.problems.UnavailableException;

/**
 * Where tensors live and are computed: the processor, or one CUDA device.
 *
 * @param kind processor or CUDA
 * @param index number of the CUDA device, from 0; always 0 for the processor
 */
public record Device(Kind kind, int index) {
    /** The kinds of device that a recogniser runs on. */
    public enum Kind {
        CPU,
        CUDA
    }

    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern CUDA_ID = Pattern.compile("cuda(?::(\\d{1,3}))?");

    public Device {
        if (index < 0 || (kind == Kind.CPU && index != 0)) {
            throw new IllegalArgumentException("no device " + kind + " with index " + index);
        }
    }

    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /** Reads {@code cpu}, {@code cuda} (its first device) or {@code cuda:N}; does not ask whether it is there. */
    public static Device parse(String id) {
        if (id.equals("cpu")) {
            return CPU;
        }
        Matcher cuda = CUDA_ID.matcher(id);
        if (!cuda.matches()) {
            throw new InvalidInputException("Unknown device \"" + id + "\". Use cpu, cuda or cuda:N.");
        }
        return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    /** {@code cpu} or {@code cuda:N}. */
    public String id() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }

    /** Throws {@link UnavailableException} where this machine or this build has no such device. */
    public void requireAvailable() {
        if (kind == Kind.CPU) {
            return;
        }
        Natives.load();
        if (!torch.cuda_is_available()) {
            throw new UnavailableException(
                    Sentence.of("Device " + id() + " was asked for, but libtorch sees no CUDA device here. Use ")
                            .set(Argument.DEVICE, "cpu")
                            .and(", or build with -Pcuda on a machine with an NVIDIA driver, CUDA 13 and cuDNN 9."));
        }
        int count = torch.cuda_device_count();
        if (index >= count) {
            throw new UnavailableException("Device " + id() + " was asked for, but this machine has " + count
                    + " CUDA device(s): use cuda:0" + (count > 1 ? " to cuda:" + (count - 1) : "") + ".");
        }
    }

    /** libtorch's own name of this device; the caller's scope owns it. */
    public org.bytedeco.pytorch.Device toTorch() {
        Natives.load();
        return new org.bytedeco.pytorch.Device(
                kind == Kind.CPU ? DeviceType.CPU : DeviceType.CUDA, (byte) (kind == Kind.CPU ? -1 : index));
    }
}
