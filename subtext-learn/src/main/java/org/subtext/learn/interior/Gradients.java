package org.subtext.learn.interior;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.learn.engine.Device;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.Pass;

/**
 * Passes of the float32 network through which a gradient flows back to the input; the gradients of the weights are
 * neither computed nor stored, so that several threads may share the network.
 */
final class Gradients {
    private final Network network;
    private final boolean mirrored;

    /** @param mirrored whether {@link #logProbabilities} are of the mean over the image and its mirror image */
    Gradients(Network network, boolean mirrored) {
        this.network = network;
        this.mirrored = mirrored;
    }

    Network network() {
        return network;
    }

    /** Scaled images {@code (batch, channel, height, width)} to logits {@code (batch, class)}. */
    Tensor logits(Tensor images, Pass pass) {
        return network.forward(network.isChannelsLast() ? images.contiguous(MemoryFormat.ChannelsLast) : images, pass);
    }

    /** Logarithms of what scoring gives for scaled images, {@code (batch, class)}. */
    Tensor logProbabilities(Tensor images) {
        Tensor one = torch.log_softmax(logits(images, Pass.EVALUATION), 1);
        if (!mirrored) {
            return one;
        }
        Tensor other = torch.log_softmax(logits(images.flip(3), Pass.EVALUATION), 1);
        return torch.logaddexp(one, other).sub(new Scalar(Math.log(2)));
    }

    /** Sum over the batch of each image's value of its own class: its gradient keeps images apart. */
    static Tensor sumOfOwn(Tensor byClass, Tensor classes) {
        return byClass.gather(1, classes.unsqueeze(1)).sum();
    }

    /** Gradient of a number with respect to a leaf, in the leaf's shape. */
    static Tensor of(Tensor number, Tensor leaf) {
        return torch.grad(new TensorVector(number), new TensorVector(leaf)).get(0);
    }

    /** The same values, where a gradient can end. */
    static Tensor leaf(Tensor values) {
        return values.detach().requires_grad_(true);
    }

    /** {@code classes[from]} to {@code classes[to - 1]} as indices {@code (batch)}. */
    static Tensor indices(int[] classes, int from, int to, Device device) {
        Tensor indices = torch.zeros(new long[] {to - from}, new TensorOptions(ScalarType.Long));
        for (int i = from; i < to; i++) {
            indices.data_ptr_long().put(i - from, classes[i]);
        }
        return indices.to(device.toTorch(), ScalarType.Long);
    }
}
