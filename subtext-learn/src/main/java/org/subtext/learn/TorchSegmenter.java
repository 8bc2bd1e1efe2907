package org.subtext.learn;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.learn.inference.PixelReader;
import org.subtext.learn.networks.Pass;
import org.subtext.learn.networks.UNet;
import org.subtext.learn.weights.HostValues;
import org.subtext.learn.weights.SafetensorsWriter;
import org.subtext.learn.weights.TensorFile;
import org.subtext.learn.weights.TensorInfo;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.RecogniserInterior.ValueReceiver;
import org.subtext.recognition.Segmenter;
import org.subtext.recognition.TrainingPlan.PixelScaling;

/** A U-Net with the pixels it takes. One image at a time, so that a mask does not depend on its neighbours. */
final class TorchSegmenter implements Segmenter {
    private static final String KIND = "subtext_segmenter";
    private static final String SIDE = "side";
    private static final String CHANNELS = "channels";
    private static final String DESCRIPTION = "description";

    private final UNet network;
    private final PixelLayout layout;
    private final String description;

    TorchSegmenter(UNet network, PixelLayout layout, String description) {
        this.network = network;
        this.layout = layout;
        this.description = description;
    }

    static TorchSegmenter open(Path model) {
        try (TensorFile file = TensorFile.open(model)) {
            Map<String, String> texts = file.metadata();
            if (!texts.containsKey(KIND)) {
                throw new InvalidInputException(Sentence.of(model + " holds "
                                + file.tensors().size() + " tensors but no segmenter of Subtext. Make one: ")
                        .and(Action.TRAIN_SEGMENTER)
                        .and("."));
            }
            int side = Integer.parseInt(Objects.requireNonNull(texts.get(SIDE), SIDE));
            int channels = Integer.parseInt(Objects.requireNonNull(texts.get(CHANNELS), CHANNELS));
            UNet network = UNet.create(channels, new Seed(0));
            load(file, network, model);
            return new TorchSegmenter(
                    network,
                    new PixelLayout(side, channels, Resize.AREA_AVERAGE),
                    texts.getOrDefault(DESCRIPTION, "It does not say what it was trained on."));
        } catch (IOException | NumberFormatException e) {
            throw new InvalidInputException("The segmenter " + model + " cannot be read"
                    + (e instanceof IOException ? ": " + e.getMessage() : "")
                    + ". Check the path and that the file is whole.");
        }
    }

    private static void load(TensorFile file, UNet network, Path model) throws IOException {
        for (Map.Entry<String, Tensor> entry : network.state().entrySet()) {
            TensorInfo expected = HostValues.info(entry.getValue());
            if (!expected.equals(file.tensors().get(entry.getKey()))) {
                network.close();
                throw new InvalidInputException("\"" + entry.getKey() + "\" in " + model + " is "
                        + file.tensors().get(entry.getKey()) + ", expected " + expected
                        + ". The file was changed or belongs to another version; train anew.");
            }
            if (entry.getKey().endsWith("num_batches_tracked")) {
                HostValues.writeScalar(
                        entry.getValue(),
                        file.read(entry.getKey()).asLongBuffer().get());
            } else {
                FloatBuffer values = file.read(entry.getKey()).asFloatBuffer();
                float[] copy = new float[values.remaining()];
                values.get(copy);
                HostValues.write(entry.getValue(), copy);
            }
        }
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    @Override
    public void mark(PixelSource pixels, int[] rows, ValueReceiver receiver, Progress progress) {
        if (pixels.layout().side() != layout.side() || pixels.layout().channels() != layout.channels()) {
            throw new InvalidInputException("This segmenter takes images of " + layout.side() + " x " + layout.side()
                    + " pixels and " + layout.channels() + " channel(s), but was given " + pixels.layout() + ".");
        }
        progress.begin("Marking", rows.length, "images");
        float[] inside = new float[layout.side() * layout.side()];
        torch.set_num_threads(1);
        try (PixelReader reader = new PixelReader(pixels, Normalisation.of(PixelScaling.STANDARDISED_PER_IMAGE), 1)) {
            for (int i = 0; i < rows.length; i++) {
                try (PointerScope scope = new PointerScope();
                        InferenceMode inference = new InferenceMode(true)) {
                    Tensor marked = torch.sigmoid(network.forward(reader.read(rows, i, i + 1), Pass.EVALUATION));
                    marked.contiguous().data_ptr_float().get(inside);
                }
                receiver.accept(i, inside);
                progress.advance(1, "");
            }
        }
        progress.end(String.format(Locale.ROOT, "%,d images marked", rows.length));
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void save(Path model) throws IOException {
        List<SafetensorsWriter.Source> sources = new ArrayList<>();
        network.state()
                .forEach((name, tensor) -> sources.add(
                        new SafetensorsWriter.Source(name, HostValues.info(tensor), () -> HostValues.read(tensor))));
        SafetensorsWriter.write(
                model,
                sources,
                Map.of(
                        KIND,
                        "1",
                        "format",
                        "pt",
                        SIDE,
                        Integer.toString(layout.side()),
                        CHANNELS,
                        Integer.toString(layout.channels()),
                        DESCRIPTION,
                        description));
    }

    @Override
    public void close() {
        network.close();
    }
}
