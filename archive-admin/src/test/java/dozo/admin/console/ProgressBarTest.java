package dozo.admin.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.testing.TestClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final StringWriter err = new StringWriter();
    private final TestClock clock = new TestClock();

    @Test
    void printsAPlainLineNowAndThenWithoutATerminal() {
        try (ProgressBar bar = console(false).progress()) {
            for (int second = 1; second <= 20; second++) {
                clock.advance(Duration.ofSeconds(1));
                bar.update("objects", second, 40, second * 1024L);
            }
        }
        assertEquals(
                """
                [#######.......................]  25% objects 10 of 40, 10 KiB, 1 KiB/s
                [###############...............]  50% objects 20 of 40, 20 KiB, 1 KiB/s
                """,
                err.toString());
    }

    @Test
    void rewritesOneLineOnATerminalAndClearsItAtTheEnd() {
        try (ProgressBar bar = console(true).progress()) {
            clock.advance(Duration.ofSeconds(1));
            bar.update("objects", 5, -1, 0);
            bar.update("too soon", 6, -1, 0);
        }
        String line = "objects 5, 0 B, 0 B/s";
        assertEquals("\r" + line + "\r" + " ".repeat(line.length()) + "\r", err.toString());
    }

    @Test
    void saysNothingAboutWorkThatIsSoonDone() {
        try (ProgressBar bar = console(false).progress()) {
            bar.update("objects", 1, 1, 1);
        }
        assertEquals("", err.toString());
    }

    private Console console(boolean interactive) {
        return new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), interactive, clock);
    }
}
