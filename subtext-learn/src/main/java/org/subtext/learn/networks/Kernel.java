package org.subtext.learn.networks;

/**
 * The geometry of a square convolution.
 *
 * @param size height and width in pixels
 * @param groups 1, or the number of channels for a depthwise convolution
 */
record Kernel(int size, int stride, int padding, int groups) {
    /** Of odd size, padded so that stride 1 keeps the image's size. */
    static Kernel same(int size, int stride) {
        return new Kernel(size, stride, size / 2, 1);
    }

    /** 1×1, a linear map of each pixel's channels. */
    static Kernel pointwise() {
        return same(1, 1);
    }

    /** One filter a channel. */
    static Kernel depthwise(int size, int stride, int channels) {
        return new Kernel(size, stride, size / 2, channels);
    }

    /** Patches side by side, none overlapping. */
    static Kernel patches(int size) {
        return new Kernel(size, size, 0, 1);
    }

    /** Shape of the weight: (output channel, input channel within the group, height, width). */
    long[] shape(int in, int out) {
        return new long[] {out, in / groups, size, size};
    }
}
