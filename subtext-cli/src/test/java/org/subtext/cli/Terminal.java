package org.subtext.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs a command as a person would and keeps what they would see. */
record Terminal(int exit, String out, String err) {
    static Terminal run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        try {
            CommandLine command =
                    Subtext.commandLine(words).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            int exit = command.execute(words);
            return new Terminal(exit, out.toString(), err + console.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    String all() {
        return out + err;
    }
}
