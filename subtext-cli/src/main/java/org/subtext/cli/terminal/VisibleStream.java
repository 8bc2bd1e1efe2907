package org.subtext.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.subtext.wording.VisibleText;

/**
 * The way from the program to a terminal: whatever is written, by commands, libraries, logs and traces alike, comes out
 * as {@link VisibleText}. It is put in the place of the process's own streams before anything else happens, so that
 * nothing goes past it but what {@link #terminal} is asked for by name: the bars of progress.
 */
public final class VisibleStream extends PrintStream {
    private final PrintStream terminal;

    private VisibleStream(PrintStream terminal, Charset charset) {
        super(new Filter(terminal, charset), true, charset);
        this.terminal = terminal;
    }

    /**
     * Before a stream.
     *
     * @param charset in which the stream takes its bytes
     */
    public static VisibleStream before(PrintStream terminal, Charset charset) {
        return new VisibleStream(terminal, charset);
    }

    /** Puts itself before both streams of this process. */
    public static void install() {
        System.setOut(before(System.out, charset("stdout.encoding")));
        System.setErr(before(System.err, charset("stderr.encoding")));
    }

    /** As Java chose it for its own stream; the property is called {@code sun.} something before Java 19. */
    private static Charset charset(String property) {
        String said = System.getProperty(property, System.getProperty("sun." + property));
        return said != null && Charset.isSupported(said) ? Charset.forName(said) : Charset.defaultCharset();
    }

    /** What obeys control characters: for whoever draws, with text that is visible before. */
    static PrintStream terminal(PrintStream stream) {
        return stream instanceof VisibleStream visible ? visible.terminal : stream;
    }

    /** Whether writing failed: the stream behind knows. */
    @Override
    public boolean checkError() {
        return super.checkError() || terminal.checkError();
    }

    /** Bytes to characters and back, since a control character of Unicode is several bytes. */
    private static final class Filter extends OutputStream {
        private final PrintStream out;
        private final Charset charset;
        private final CharsetDecoder decoder;
        private final ByteBuffer bytes = ByteBuffer.allocate(8192);
        private final CharBuffer letters = CharBuffer.allocate(8192);
        private boolean returned;

        Filter(PrintStream out, Charset charset) {
            this.out = out;
            this.charset = charset;
            this.decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }

        @Override
        public synchronized void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) throws IOException {
            for (int from = offset; from < offset + length; ) {
                int count = Math.min(bytes.remaining(), offset + length - from);
                bytes.put(source, from, count);
                from += count;
                decode();
            }
        }

        /** Hands on what is whole; the beginning of a character waits for its end. */
        private void decode() throws IOException {
            bytes.flip();
            decoder.decode(bytes, letters, false);
            bytes.compact();
            letters.flip();
            String text = letters.toString();
            letters.clear();
            // A return before a line feed is a line end of Windows; any other goes back over what was written.
            String whole = returned ? "\r" + text : text;
            returned = whole.endsWith("\r");
            out.write(shown(returned ? whole.substring(0, whole.length() - 1) : whole)
                    .getBytes(charset));
        }

        private static String shown(String text) {
            if (text.indexOf("\r\n") < 0) {
                return VisibleText.of(text);
            }
            String[] lines = text.split("\r\n", -1);
            for (int i = 0; i < lines.length; i++) {
                lines[i] = VisibleText.of(lines[i]);
            }
            return String.join("\r\n", lines);
        }

        @Override
        public synchronized void flush() throws IOException {
            out.flush();
            if (out.checkError()) {
                throw new IOException("the stream takes nothing more");
            }
        }
    }
}
