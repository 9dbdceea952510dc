package dozo.storage.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.storage.volume.Store;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCompletionTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(7);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private TestVolumes volumes;
    private Store store;
    private Path primary;
    private Path mirror;
    private byte[] whole;

    @BeforeEach
    void journalThreeFactsOnBothVolumes() throws Exception {
        volumes = TestVolumes.in(directory).group("primary", "mirror");
        store = volumes.open();
        store.volumes().forEach(Volume::state);
        List<VolumeId> ids = store.volumes().stream()
                .map(volume -> volume.id().orElseThrow())
                .toList();
        try (JournalWriter writer = new JournalWriter(store, EPOCH, CLOCK)) {
            JournalPosition end = writer.append(
                            store.groups().get(0),
                            List.of(
                                    StoredObjects.entry(1, EPOCH, ids),
                                    StoredObjects.entry(2, EPOCH, ids),
                                    StoredObjects.entry(3, EPOCH, ids)))
                    .forced();
            primary = volumes.path("primary").resolve(end.journal());
            mirror = volumes.path("mirror").resolve(end.journal());
        }
        whole = Files.readAllBytes(primary);
    }

    @Test
    void leavesCopiesAloneThatAreLevel() throws Exception {
        assertEquals(List.of(), complete());
        assertEquals(0, volumes.disk("mirror").count("append"));
    }

    /** Wherever the mirror went away, in the middle of a line or not. */
    @Test
    void appendsWhatIsMissingAtEveryByte() throws Exception {
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(mirror, Arrays.copyOf(whole, length));
            assertEquals(1, complete().size());
            assertArrayEquals(whole, Files.readAllBytes(mirror), "length " + length);
        }
    }

    @Test
    void makesTheCopyThatIsNotThere() throws Exception {
        Files.delete(mirror);
        assertEquals(1, complete().size());
        assertArrayEquals(whole, Files.readAllBytes(mirror));
        assertEquals(List.of(), complete());
    }

    /** The mirror may be all that is left soon: what it has been given must outlive a power cut. */
    @ParameterizedTest
    @ValueSource(ints = {0, 300})
    void hasForcedWhatItCompleted(int length) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            if (length == 0) {
                Files.delete(mirror);
            } else {
                Files.write(mirror, Arrays.copyOf(whole, length));
            }
            store = volumes.open();
            store.volumes().forEach(Volume::state);
            assertEquals(1, complete().size());
            volumes.disk("mirror").crash(new Random(seed));
            assertArrayEquals(whole, Files.readAllBytes(mirror), "seed " + seed);
        }
    }

    @Test
    void completesThePrimaryFromTheMirrorToo() throws Exception {
        Files.write(primary, Arrays.copyOf(whole, 300));
        complete();
        assertArrayEquals(whole, Files.readAllBytes(primary));
    }

    /** A journal is never rewritten: a copy that a power cut filled with zeros is left, and a whole one put beside it. */
    @Test
    void putsAWholeCopyBesideOneThatEndsOtherwise() throws Exception {
        byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, 300), 400);
        Files.write(mirror, zeros);
        assertEquals(1, complete().size());
        assertArrayEquals(zeros, Files.readAllBytes(mirror));
        Path beside = mirror.resolveSibling(mirror.getFileName().toString().replace(".jsonl", ".copy1.jsonl"));
        assertArrayEquals(whole, Files.readAllBytes(beside));
        assertEquals(List.of(), complete(), "once is enough");
        Files.delete(primary);
        assertEquals(3, facts());
    }

    @Test
    void carriesNoTornTailOver() throws Exception {
        Files.write(primary, "{\"n\":5,".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
        Files.write(mirror, Arrays.copyOf(whole, 300));
        complete();
        assertArrayEquals(whole, Files.readAllBytes(mirror));
    }

    @Test
    void waitsForAMirrorThatIsStillAway() throws Exception {
        Files.delete(mirror);
        Path identity = volumes.path("mirror").resolve("DOZO-VOLUME");
        byte[] content = Files.readAllBytes(identity);
        Files.delete(identity);
        assertEquals(List.of(), complete());
        Files.write(identity, content);
        assertEquals(1, complete().size());
        assertTrue(Files.exists(mirror));
    }

    private List<JournalName> complete() throws Exception {
        return new JournalCompletion(store).run();
    }

    private int facts() throws Exception {
        int facts = 0;
        for (JournalName name : JournalFiles.list(store)) {
            try (JournalReader reader = JournalReader.open(store, name, 0)) {
                while (reader.next().isPresent()) {
                    facts++;
                }
            }
        }
        return facts;
    }
}
