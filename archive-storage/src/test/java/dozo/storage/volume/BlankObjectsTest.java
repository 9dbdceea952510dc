package dozo.storage.volume;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlankObjectsTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(7);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path directory;

    private TestVolumes volumes;
    private Store store;

    @BeforeEach
    void open() {
        volumes = TestVolumes.in(directory).group("primary", "mirror");
        store = volumes.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void makesOneFileForEachObjectThatComesAlone() throws Exception {
        for (int i = 0; i < 30; i++) {
            store(NOON.plus(Duration.ofSeconds(2L * i)));
            assertEquals(i + 1, files("primary").size());
        }
    }

    /** INV-1: with the name still unforced, a power cut could take an object that was answered for. */
    @Test
    void handsOutNoFileWhoseNameIsNotDurable() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
                for (String volume : List.of("primary", "mirror")) {
                    List<String> log = volumes.disk(volume).log();
                    int created = log.indexOf("create " + draft.path());
                    int forced =
                            log.lastIndexOf("force directory " + draft.path().directory());
                    assertTrue(created >= 0 && created < forced, () -> draft.path() + ": " + log);
                }
                complete(draft);
            }
        }
    }

    @Test
    void forcesADirectoryOnceForManyObjectsThatComeQuickly() throws Exception {
        for (int i = 0; i < 200; i++) {
            store(NOON);
        }
        assertTrue(volumes.disk("primary").count("force directory objects") < 50);
    }

    /** Receivers that wait for each other come to their files in another order than their objects came in. */
    @Test
    void forcesADirectoryOnceForManyObjectsThatComeQuicklyAndOutOfOrder() throws Exception {
        for (int i = 0; i < 200; i++) {
            store(NOON.plusMillis(i % 2 == 0 ? i : i - 5));
        }
        assertTrue(volumes.disk("primary").count("force directory objects") < 50);
    }

    @Test
    void makesOneFileForEachObjectThatComesAloneAfterTheClockWasSetBack() throws Exception {
        for (int i = 0; i < 30; i++) {
            store(NOON.minus(Duration.ofSeconds(2L * i)));
            assertEquals(i + 1, files("primary").size());
        }
    }

    @Test
    void hasMoreMadeByAnIdleThreadBeforeTheyAreNeeded() throws Exception {
        reopenWithAnIdleHand();
        storeUntilSomeWereMadeAhead();
    }

    /** Whoever needs a file that could not be made ahead makes it, and is the one to be told when that fails. */
    @Test
    void nobodyIsToldOfAFileThatCouldNotBeMadeAhead() throws Exception {
        reopenWithAnIdleHand();
        storeUntilSomeWereMadeAhead();
        volumes.disk("mirror").failNextForceOf("directory objects");
        for (int i = 0; i < 60; i++) {
            store(NOON);
        }
        store.close();
        assertEquals(List.of(), blanks("primary"));
        assertEquals(List.of(), blanks("mirror"));
    }

    @Test
    void removesWhatIsLeftOverWhenTheStoreIsClosed() throws Exception {
        for (int i = 0; i < 40; i++) {
            store(NOON);
        }
        store.close();
        assertEquals(40, files("primary").size());
        assertEquals(40, files("mirror").size());
    }

    @Test
    void usesNoFileOfAnotherDay() throws Exception {
        makeMany();
        try (ObjectDraft draft = store.begin(EPOCH, NOON.plus(Duration.ofDays(1)))) {
            assertTrue(draft.path().relative().startsWith("objects/2026/11/23/"), draft.path()::relative);
        }
        assertEquals(List.of(), blanks("primary"));
    }

    @Test
    void usesNoFileOfAnotherEpoch() throws Exception {
        makeMany();
        WriterEpoch later = TestVolumes.epoch(8);
        try (ObjectDraft draft = store.begin(later, NOON)) {
            assertTrue(draft.path().relative().contains("/" + later.mark() + "/"), draft.path()::relative);
        }
    }

    /** The open file may be one of a disk that is no longer mounted there. */
    @Test
    void usesNoFileThatWasMadeBeforeAVolumeWasAway() throws Exception {
        makeMany();
        List<Path> before = blanks("primary");
        Path identity = volumes.path("mirror").resolve(VolumeIdentity.FILE);
        Path aside = directory.resolve("aside");
        Files.move(identity, aside);
        assertThrows(OperatingFailure.class, () -> store.begin(EPOCH, NOON));
        Files.move(aside, identity);
        try (ObjectDraft draft = store.begin(EPOCH, NOON)) {
            assertFalse(
                    before.contains(volumes.path("primary").resolve(draft.path().relative())));
        }
        assertTrue(before.stream().noneMatch(Files::exists), "removed where the volume is there again");
    }

    @Test
    void refusesAnObjectWhoseNameCannotBeForcedAndLeavesNoFile() throws Exception {
        store(NOON);
        volumes.disk("mirror").failNextForceOf("directory objects");
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> store.begin(EPOCH, NOON));
        assertEquals(FailureCode.DISK_ERROR, failure.code());
        assertEquals(1, files("primary").size());
        store(NOON);
        assertEquals(2, files("mirror").size());
    }

    private void reopenWithAnIdleHand() {
        store = volumes.withIdleHands(1).open();
    }

    /** The hand makes them when half are used, and nobody takes one while this waits. */
    private void storeUntilSomeWereMadeAhead() throws Exception {
        for (int i = 0; i < 60; i++) {
            store(NOON);
        }
        await().atMost(Patience.LONG).until(() -> blanks("mirror").size() > 8);
    }

    private void makeMany() throws Exception {
        do {
            store(NOON);
        } while (blanks("mirror").isEmpty());
    }

    private void store(Instant at) throws Exception {
        try (ObjectDraft draft = store.begin(EPOCH, at)) {
            complete(draft);
        }
    }

    private static void complete(ObjectDraft draft) throws OperatingFailure {
        draft.write(CONTENT, 0, CONTENT.length);
        draft.seal();
        draft.keep();
    }

    private List<Path> files(String volume) throws IOException {
        try (var files = Files.walk(volumes.path(volume).resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<Path> blanks(String volume) throws IOException {
        return files(volume).stream()
                .filter(file -> file.toFile().length() == 0)
                .toList();
    }
}
