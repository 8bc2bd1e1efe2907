package org.subtext.learn.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Carries values between a network's tensors, on whatever device, and Java's memory. */
public final class HostValues {
    private HostValues() {}

    /** Type and shape; a network holds float32 and the int64 counters of its batch norms. */
    public static TensorInfo info(Tensor tensor) {
        ScalarType type = tensor.scalar_type().intern();
        List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
        return switch (type) {
            case Float -> new TensorInfo(ElementType.F32, shape);
            case Long -> new TensorInfo(ElementType.I64, shape);
            default -> throw new IllegalArgumentException("a network's tensor of type " + type + " cannot be stored");
        };
    }

    /** A copy of the values in C order, little-endian, whatever the tensor's layout. */
    public static ByteBuffer read(Tensor tensor) {
        int bytes = Math.toIntExact(info(tensor).bytes());
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor host = tensor.detach()
                    .to(new Device(DeviceType.CPU), tensor.scalar_type())
                    .contiguous();
            ByteBuffer copy = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return copy.put(new BytePointer(host.data_ptr()).capacity(bytes).asByteBuffer())
                    .flip();
        }
    }

    /** Overwrites a float32 tensor by values in C order. */
    public static void write(Tensor target, float[] values) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor host = torch.empty(target.shape());
            new FloatPointer(host.data_ptr()).put(values);
            target.copy_(host);
        }
    }

    /** Overwrites a tensor of one element; used for the counters of batch norms. */
    public static void writeScalar(Tensor target, long value) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            target.fill_(new Scalar(value));
        }
    }
}
