package org.subtext.rendering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.subtext.images.Picture;
import org.subtext.images.Pictures;
import org.subtext.images.UnreadableImageException;
import org.subtext.progress.InTurn;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;

/**
 * Writes images as pictures into a folder, with a table of them beside ({@link RenderRecord}).
 *
 * <p>One image that cannot be rendered does not end the rest. What is there already, made of the same content in the
 * same form, is kept, so that an interrupted command goes on; what this did not make, or what was changed since, is
 * never touched. The pictures do not depend on the number of threads.
 */
public final class Rendering {
    private final RenderPlan plan;
    private final RenderRecord record;
    private final Pictures pictures = new Pictures();
    private final AtomicInteger rendered = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final ConcurrentSkipListMap<Integer, String> failed = new ConcurrentSkipListMap<>();

    private Rendering(RenderPlan plan, RenderRecord record) {
        this.plan = plan;
        this.record = record;
    }

    /**
     * What became of the images.
     *
     * @param rendered now
     * @param kept as they were
     * @param failed name and reason of each that could not be rendered, in the order of the sources
     */
    public record Result(int rendered, int kept, List<String> failed) {
        public Result {
            failed = List.copyOf(failed);
        }
    }

    /**
     * Renders all images of a plan.
     *
     * @param threads at least 1
     * @throws org.subtext.problems.InvalidInputException for sources that are none, all at once, before anything is
     *     written
     */
    public static Result run(RenderPlan plan, int threads, Progress progress) throws IOException {
        List<RenderList.Task> tasks = RenderList.of(plan, progress);
        try (RenderRecord record = RenderRecord.open(plan.out())) {
            Rendering rendering = new Rendering(plan, record);
            progress.begin("Rendering", tasks.size(), "images");
            InTurn.each(
                    tasks,
                    threads,
                    () -> (index, task) -> {
                        rendering.one(index, task);
                        progress.advance(1, "");
                    },
                    "rendering");
            record.finish(tasks.stream().map(RenderList.Task::picture).toList());
            Result result =
                    new Result(rendering.rendered.get(), rendering.kept.get(), List.copyOf(rendering.failed.values()));
            progress.end(result.rendered() + " rendered, " + result.kept() + " there already, "
                    + result.failed().size() + " not rendered");
            return result;
        }
    }

    private void one(int index, RenderList.Task task) throws IOException {
        String content;
        Picture picture;
        Path target = plan.out().resolve(task.picture());
        try {
            Optional<RenderRecord.Line> made = madeBefore(task, target);
            try (Pictures.Read read = pictures.read(task.address())) {
                content = read.content().hex();
                if (made.isPresent()
                        && made.get().content().equals(content)
                        && made.get().form().equals(plan.form().words())) {
                    kept.incrementAndGet();
                    return;
                }
                picture = read.as(plan.form());
            }
        } catch (UnreadableImageException e) {
            failed.put(index, task.source() + ": " + e.reason());
            return;
        } catch (NoSuchFileException e) {
            failed.put(index, task.source() + ": no such file");
            return;
        } catch (IOException e) {
            failed.put(
                    index,
                    task.source() + ": cannot be read: "
                            + e.getClass().getSimpleName().replace("Exception", ""));
            return;
        }
        write(task, target, content, picture);
        rendered.incrementAndGet();
    }

    /** The line of the picture that is there; nothing where none is; refused where it is not ours. */
    private Optional<RenderRecord.Line> madeBefore(RenderList.Task task, Path target) throws IOException {
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        Optional<RenderRecord.Line> line = record.of(task.picture());
        if (line.isEmpty()) {
            throw new UnreadableImageException("its picture " + task.picture()
                    + " is there and was not made by this command, so it was left as it is; take it away, or name"
                    + " another folder for the pictures");
        }
        if (!ContentHash.ofFile(target).hex().equals(line.get().file())) {
            throw new UnreadableImageException("its picture " + task.picture()
                    + " was changed since it was made, so it was left as it is; take it away, or name another folder"
                    + " for the pictures");
        }
        return line;
    }

    private void write(RenderList.Task task, Path target, String content, Picture picture) throws IOException {
        AtomicFiles.write(target, out -> {
            out.write(picture.file());
            record.add(new RenderRecord.Line(
                    task.source(),
                    task.picture(),
                    plan.form().words(),
                    picture.width(),
                    picture.height(),
                    picture.channels(),
                    picture.bits(),
                    content,
                    picture.pixels().hex(),
                    ContentHash.ofBytes(picture.file()).hex()));
        });
    }
}
