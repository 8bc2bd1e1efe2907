package org.subtext.learn.networks;

import org.bytedeco.javacpp.PointerScope;
import org.subtext.learn.engine.Natives;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;

/** Makes networks, filled as torchvision fills them before training. */
public final class Networks {
    private Networks() {}

    /** For images of the published size of 224 pixels, which matters to ViT-B/16 only. */
    public static Network create(Architecture architecture, int inputChannels, int classes, long seed) {
        return create(
                new NetworkSpec(architecture, inputChannels, classes, NetworkSpec.PUBLISHED_IMAGE_SIZE),
                new Seed(seed));
    }

    /** A new network on the processor, in float32; equal seeds give equal values. */
    public static Network create(NetworkSpec spec, Seed seed) {
        Natives.load();
        try (PointerScope scope = new PointerScope()) {
            return of(new Layers(spec, seed.child("initialisation")));
        }
    }

    /** The entries of a network with their shapes, made in no time: it has no values and computes nothing. */
    public static Network outline(NetworkSpec spec) {
        Natives.load();
        try (PointerScope scope = new PointerScope()) {
            return of(Layers.outline(spec));
        }
    }

    private static Network of(Layers layers) {
        return switch (layers.spec().architecture()) {
            case RESNET18 -> new ResNet(layers, ResNet.Depth.RESNET18, ResNet.Stem.PUBLISHED);
            case RESNET34 -> new ResNet(layers, ResNet.Depth.RESNET34, ResNet.Stem.PUBLISHED);
            case RESNET50 -> new ResNet(layers, ResNet.Depth.RESNET50, ResNet.Stem.PUBLISHED);
            case RESNET18_SMALL -> new ResNet(layers, ResNet.Depth.RESNET18, ResNet.Stem.SMALL_IMAGES);
            case DENSENET121 -> new DenseNet(layers);
            case EFFICIENTNET_B0 -> new EfficientNet(layers, EfficientNet.Scale.B0);
            case EFFICIENTNET_B2 -> new EfficientNet(layers, EfficientNet.Scale.B2);
            case MOBILENET_V3_SMALL -> new MobileNetV3(layers);
            case CONVNEXT_TINY -> new ConvNeXt(layers);
            case VIT_B_16 -> new VisionTransformer(layers);
        };
    }
}
