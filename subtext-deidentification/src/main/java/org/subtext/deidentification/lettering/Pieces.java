package org.subtext.deidentification.lettering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Connected parts of what stands out, by rows: runs of a row join those of the row above that they touch, corners
 * included. A piece is handed on when no run of a row touches it any more, so memory is for one row's pieces.
 */
final class Pieces {
    private final Consumer<Glyph> finished;
    private List<Run> above = List.of();

    Pieces(Consumer<Glyph> finished) {
        this.finished = finished;
    }

    private record Run(int from, int to, Piece piece) {}

    /** A piece, or what it was joined into. */
    private static final class Piece {
        private Piece into = this;
        private int left;
        private int right;
        private int top;
        private int bottom;
        private int pixels;
        private int peak;
        private boolean done;

        Piece(int left, int right, int row, int peak) {
            this.left = left;
            this.right = right;
            this.top = row;
            this.bottom = row;
            this.pixels = right - left + 1;
            this.peak = peak;
        }

        Piece root() {
            Piece root = this;
            while (root.into != root) {
                root.into = root.into.into;
                root = root.into;
            }
            return root;
        }

        void take(Piece other) {
            if (other == this) {
                return;
            }
            other.into = this;
            left = Math.min(left, other.left);
            right = Math.max(right, other.right);
            top = Math.min(top, other.top);
            bottom = Math.max(bottom, other.bottom);
            pixels += other.pixels;
            peak = Math.max(peak, other.peak);
        }
    }

    /** The next row: what of {@code grey} lies more than {@code contrast} above {@code ground}. */
    void row(int y, int[] grey, int[] ground, int contrast) {
        List<Run> runs = new ArrayList<>();
        int next = 0;
        int x = 0;
        while (x < grey.length) {
            if (grey[x] - ground[x] <= contrast) {
                x++;
                continue;
            }
            int from = x;
            int peak = 0;
            while (x < grey.length && grey[x] - ground[x] > contrast) {
                peak = Math.max(peak, grey[x]);
                x++;
            }
            Piece piece = new Piece(from, x - 1, y, peak);
            while (next < above.size() && above.get(next).to() < from - 1) {
                next++;
            }
            for (int i = next; i < above.size() && above.get(i).from() <= x; i++) {
                Piece touching = above.get(i).piece().root();
                touching.take(piece.root());
                piece = touching;
            }
            runs.add(new Run(from, x - 1, piece));
        }
        handOnAllBut(y);
        above = runs;
    }

    /** A row in which nothing stands out. */
    void nothing(int y) {
        handOnAllBut(y);
        above = List.of();
    }

    void end() {
        handOnAllBut(Integer.MAX_VALUE);
        above = List.of();
    }

    private void handOnAllBut(int row) {
        for (Run run : above) {
            Piece piece = run.piece().root();
            if (piece.bottom < row && !piece.done) {
                piece.done = true;
                finished.accept(new Glyph(piece.left, piece.top, piece.right, piece.bottom, piece.pixels, piece.peak));
            }
        }
    }
}
