package dozo.admin.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurabilityTest {

    private static final String ANSWER = "7     write(9<TCP:[127.0.0.1:104->127.0.0.1:5000]>, \"\"..., 148) = 148";

    private static Durability of(String... trace) {
        return Durability.of(List.of(trace), 104, Path.of("/peer"));
    }

    @Test
    void countsAForceThatEndedBeforeTheAnswer() {
        Durability seen = of(
                "7     fsync(5</peer/objects/2026/11/22/0001.dcm>) = 0",
                "8     fdatasync(6</peer/journal/0001.jsonl> <unfinished ...>",
                "8     <... fdatasync resumed>)          = 0",
                ANSWER);

        assertEquals(1, seen.answersAfterForce());
        assertEquals(2, seen.forces());
        assertEquals(Set.of("fsync objects/*.dcm", "fdatasync journal/*.jsonl"), seen.what());
    }

    @Test
    void doesNotCountAForceThatHadNotEnded() {
        Durability seen =
                of("8     fsync(6</peer/object> <unfinished ...>", ANSWER, "8     <... fsync resumed>)          = 0");

        assertEquals(0, seen.answersAfterForce());
    }

    @Test
    void countsAWriteToAFileThatWasOpenedForIt() {
        Durability seen = of(
                "7     openat(AT_FDCWD</>, \"\"..., O_WRONLY|O_CREAT|O_DSYNC, 0644) = 5</peer/object>",
                "7     pwrite64(5</peer/object>, \"\"..., 512, 0) = 512",
                ANSWER);

        assertEquals(Set.of("O_SYNC object"), seen.what());
    }

    @Test
    void seesThatSmallPacketsAreNotDelayed() {
        assertTrue(of("7     setsockopt(9<TCP:[127.0.0.1:104->127.0.0.1:5000]>, SOL_TCP, TCP_NODELAY, [1], 4) = 0")
                .noDelay());
    }
}
