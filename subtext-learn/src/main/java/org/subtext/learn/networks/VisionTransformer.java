package org.subtext.learn.networks;

final class VisionTransformer {
    static final int PATCH = 16;

    private VisionTransformer() {}
}
