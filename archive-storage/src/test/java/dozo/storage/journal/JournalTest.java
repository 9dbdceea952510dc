package dozo.storage.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.TestClock;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.Store;
import dozo.storage.volume.StoreGroup;
import dozo.storage.volume.TestVolumes;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeState;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final WriterEpoch EPOCH = TestVolumes.epoch(7);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private TestVolumes volumes;
    private Store store;
    private List<VolumeId> ids;

    @BeforeEach
    void openAMirroredStore() {
        volumes = TestVolumes.in(directory).group("primary", "mirror");
        store = volumes.open();
        store.volumes().forEach(Volume::state);
        ids = store.volumes().stream().map(volume -> volume.id().orElseThrow()).toList();
    }

    @Test
    void readsBackEveryKindOfFact() throws Exception {
        List<JournalEntry> facts = List.of(
                entry(1),
                new LocationAddedEntry(
                        new Uid("1.2.3.1"),
                        1,
                        new ContentDigest("0".repeat(64)),
                        new ObjectLocation(ids.get(1), ObjectPath.of(EPOCH, NOON, 9)),
                        LocationAddedEntry.Reason.REPAIR,
                        NOON),
                new VolumeEventEntry(ids.get(0), VolumeState.DRAINING, "山田 \"root\"\n", "a new disk", NOON),
                new VolumeGivenUpEntry(ids.get(0), "local", 12, "root", "burnt", NOON));
        JournalPosition end = append(facts);
        assertEquals(facts, readAll(JournalEnd.COMPLETE));
        assertEquals(Files.size(volumes.path("primary").resolve(end.journal())), end.bytes());
    }

    @Test
    void writesTheSameBytesToPrimaryAndMirrorAndForcesBoth() throws Exception {
        try (JournalWriter writer = writer()) {
            writer.append(group(), List.of(entry(1))).forced();
            long primaryForces = volumes.disk("primary").count("force journal/");
            long mirrorForces = volumes.disk("mirror").count("force journal/");
            JournalPosition end = writer.append(group(), List.of(entry(2), entry(3), entry(4)))
                    .forced();
            assertEquals(primaryForces + 1, volumes.disk("primary").count("force journal/"));
            assertEquals(mirrorForces + 1, volumes.disk("mirror").count("force journal/"));
            assertArrayEquals(bytes("primary", end.journal()), bytes("mirror", end.journal()));
        }
    }

    @Test
    void readsOnFromAPosition() throws Exception {
        JournalPosition middle;
        try (JournalWriter writer = writer()) {
            middle = writer.append(group(), List.of(entry(1), entry(2))).forced();
            writer.append(group(), List.of(entry(3))).forced();
        }
        try (JournalReader reader = JournalReader.open(store, name(middle), middle.bytes())) {
            JournalLine line = reader.next().orElseThrow();
            assertEquals(entry(3), line.entry());
            assertEquals(4, line.sequence());
            assertEquals(Optional.empty(), reader.next());
            assertEquals(line.endBytes(), reader.position().bytes());
        }
    }

    /** A power cut may end a journal at any byte: every whole line before it is read, and nothing else. */
    @Test
    void stopsAtATornTailAtEveryByte() throws Exception {
        JournalPosition end = append(List.of(entry(1), entry(2)));
        byte[] whole = bytes("primary", end.journal());
        Files.delete(volumes.path("mirror").resolve(end.journal()));
        Path file = volumes.path("primary").resolve(end.journal());
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(file, torn);
            boolean clean = length == 0 || torn[length - 1] == '\n';
            int lines = (int) new String(torn, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            List<JournalEntry> expected =
                    List.<JournalEntry>of(entry(1), entry(2)).subList(0, Math.max(0, lines - 1));
            assertEquals(expected, readAll(clean ? JournalEnd.COMPLETE : JournalEnd.TORN), "length " + length);
        }
    }

    @Test
    void takesZerosThatAPowerCutLeftForATornTail() throws Exception {
        JournalPosition end = append(List.of(entry(1)));
        Files.delete(volumes.path("mirror").resolve(end.journal()));
        byte[] whole = bytes("primary", end.journal());
        Files.write(volumes.path("primary").resolve(end.journal()), Arrays.copyOf(whole, whole.length + 4096));
        assertEquals(List.of(entry(1)), readAll(JournalEnd.TORN));
    }

    /** Every single flipped byte is seen, and what stands behind it is called corrupt or, in the last line, torn. */
    @Test
    void neverReadsALineWithAFlippedByte() throws Exception {
        JournalPosition end = append(List.of(entry(1), entry(2)));
        byte[] whole = bytes("primary", end.journal());
        Files.delete(volumes.path("mirror").resolve(end.journal()));
        Path file = volumes.path("primary").resolve(end.journal());
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            List<JournalEntry> read = readAll(null);
            assertEquals(List.of(entry(1), entry(2)).subList(0, read.size()), read);
            assertTrue(read.size() < 2, "byte " + at);
        }
    }

    @Test
    void takesEachLineFromTheCopyThatHasItWhole() throws Exception {
        JournalPosition end = append(List.of(entry(1), entry(2), entry(3)));
        byte[] whole = bytes("primary", end.journal());
        List<Integer> starts = lineStarts(whole);
        flip("primary", end, starts.get(1) + 5);
        flip("mirror", end, starts.get(3) + 5);
        assertEquals(List.of(entry(1), entry(2), entry(3)), readAll(JournalEnd.COMPLETE));
    }

    @Test
    void prefersTheLongerValidPrefix() throws Exception {
        JournalPosition end = append(List.of(entry(1), entry(2)));
        byte[] whole = bytes("primary", end.journal());
        Files.write(volumes.path("primary").resolve(end.journal()), Arrays.copyOf(whole, whole.length - 10));
        assertEquals(List.of(entry(1), entry(2)), readAll(JournalEnd.COMPLETE));
    }

    @Test
    void saysWhenWholeLinesLieBehindDamageAndGoesOnWhenTold() throws Exception {
        JournalPosition end = append(List.of(entry(1), entry(2), entry(3)));
        int damaged = lineStarts(bytes("primary", end.journal())).get(2) + 5;
        flip("primary", end, damaged);
        flip("mirror", end, damaged);
        assertEquals(List.of(entry(1)), readAll(JournalEnd.CORRUPT));
        try (JournalReader reader = JournalReader.open(store, name(end), 0)) {
            reader.next();
            reader.next();
            assertTrue(reader.skipDamage() > 0);
            assertEquals(entry(3), reader.next().orElseThrow().entry());
            assertEquals(Optional.empty(), reader.next());
            assertEquals(JournalEnd.COMPLETE, reader.end());
            assertEquals(0, reader.skipDamage());
        }
    }

    @Test
    void readsFromTheMirrorWhileThePrimaryIsAway() throws Exception {
        append(List.of(entry(1)));
        Files.delete(volumes.path("primary").resolve("DOZO-VOLUME"));
        assertEquals(List.of(entry(1)), readAll(JournalEnd.COMPLETE));
    }

    @Test
    void refusesAFactOfANewerVersionByItsName() throws Exception {
        JournalPosition end = append(List.of(entry(1)));
        byte[] line =
                LineSeal.seal("{\"n\":3,\"kind\":\"finalized\",\"study\":\"1.2.3\"}".getBytes(StandardCharsets.UTF_8));
        for (String volume : List.of("primary", "mirror")) {
            Files.write(volumes.path(volume).resolve(end.journal()), line, java.nio.file.StandardOpenOption.APPEND);
        }
        try (JournalReader reader = JournalReader.open(store, name(end), 0)) {
            assertEquals(entry(1), reader.next().orElseThrow().entry());
            OperatingFailure failure = assertThrows(OperatingFailure.class, reader::next);
            assertEquals(FailureCode.JOURNAL_UNUSABLE, failure.code());
            assertTrue(failure.getMessage().contains("finalized"), failure.getMessage());
        }
    }

    @Test
    void refusesAJournalOfANewerFormat() throws Exception {
        JournalPosition end = append(List.of(entry(1)));
        String first = new String(bytes("primary", end.journal()), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        String newer = first.substring(0, first.indexOf(",\"crc\"")).replace("\"format\":1", "\"format\":2") + "}";
        byte[] line = LineSeal.seal(newer.getBytes(StandardCharsets.UTF_8));
        for (String volume : List.of("primary", "mirror")) {
            Files.write(volumes.path(volume).resolve(end.journal()), line);
        }
        OperatingFailure failure = assertThrows(OperatingFailure.class, () -> JournalReader.open(store, name(end), 0));
        assertTrue(failure.getMessage().contains("format 2"), failure.getMessage());
    }

    @Test
    void refusesAJournalThatIsShorterThanWhatWasApplied() throws Exception {
        JournalPosition end = append(List.of(entry(1)));
        OperatingFailure failure =
                assertThrows(OperatingFailure.class, () -> JournalReader.open(store, name(end), end.bytes() + 1));
        assertEquals(FailureCode.JOURNAL_UNUSABLE, failure.code());
    }

    @Test
    void noticesThatLinesWereTakenOut() throws Exception {
        JournalPosition end = append(List.of(entry(1), entry(2), entry(3)));
        byte[] whole = bytes("primary", end.journal());
        List<Integer> starts = lineStarts(whole);
        byte[] cut = new byte[whole.length - (starts.get(3) - starts.get(2))];
        System.arraycopy(whole, 0, cut, 0, starts.get(2));
        System.arraycopy(whole, starts.get(3), cut, starts.get(2), whole.length - starts.get(3));
        for (String volume : List.of("primary", "mirror")) {
            Files.write(volumes.path(volume).resolve(end.journal()), cut);
        }
        assertThrows(OperatingFailure.class, () -> readAll(null));
    }

    @Test
    void opensANewJournalWhenTheUtcDayChanges() throws Exception {
        TestClock clock = new TestClock(Instant.parse("2026-11-22T23:59:59.900Z"));
        try (JournalWriter writer = new JournalWriter(store, EPOCH, clock)) {
            assertEquals(
                    "journal/2026/11/22/7-00000000-0001.jsonl",
                    writer.append(group(), List.of(entry(1))).forced().journal());
            clock.set(Instant.parse("2026-11-23T00:00:00Z"));
            assertEquals(
                    "journal/2026/11/23/7-00000000-0002.jsonl",
                    writer.append(group(), List.of(entry(2))).forced().journal());
            clock.set(Instant.parse("2026-11-22T23:00:00Z"));
            assertEquals(
                    "journal/2026/11/23/7-00000000-0002.jsonl",
                    writer.append(group(), List.of(entry(3))).forced().journal(),
                    "a clock that steps back opens no earlier day");
        }
    }

    /** Behind a failure the end of a journal is unknown: it is left as it is, and the order of the names stays right. */
    @Test
    void leavesAJournalAfterAFailureAndGoesOnInTheNext() throws Exception {
        try (JournalWriter writer = writer()) {
            writer.append(group(), List.of(entry(1))).forced();
            volumes.disk("mirror").bytesLeft(100);
            OperatingFailure failure =
                    assertThrows(OperatingFailure.class, () -> writer.append(group(), List.of(entry(2)))
                            .forced());
            assertEquals(FailureCode.VOLUME_FULL, failure.code());
            volumes.disk("mirror").bytesLeft(Long.MAX_VALUE);
            assertTrue(
                    writer.append(group(), List.of(entry(2))).forced().journal().endsWith("-0002.jsonl"));
        }
        assertEquals(List.of(entry(1), entry(2), entry(2)), readAll(JournalEnd.COMPLETE));
    }

    @Test
    void leavesAJournalThatCouldNotBeForcedAndGoesOnInTheNext() throws Exception {
        try (JournalWriter writer = writer()) {
            JournalPosition first = writer.append(group(), List.of(entry(1))).forced();
            assertTrue(writer.isOpen(name(first)));
            volumes.disk("mirror").failNextForceOf("journal/");
            Appended failing = writer.append(group(), List.of(entry(2)));
            assertEquals(
                    FailureCode.DISK_ERROR,
                    assertThrows(OperatingFailure.class, failing::forced).code());
            assertFalse(writer.isOpen(name(first)), "nothing more is appended to it");
            JournalPosition second = writer.append(group(), List.of(entry(2))).forced();
            assertTrue(second.journal().endsWith("-0002.jsonl"));
            assertEquals(
                    FailureCode.DISK_ERROR,
                    assertThrows(OperatingFailure.class, failing::forced).code(),
                    "and whoever asks again hears the same");
        }
    }

    @Test
    void writesNothingOverAJournalOfAnotherProcess() throws Exception {
        append(List.of(entry(1)));
        assertTrue(append(List.of(entry(2))).journal().endsWith("-0002.jsonl"));
    }

    @Test
    void listsJournalsInTheOrderInWhichTheyWereWritten() throws Exception {
        WriterEpoch late = TestVolumes.epoch(10);
        Clock nextDay = Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);
        try (JournalWriter writer = new JournalWriter(store, late, CLOCK)) {
            writer.append(group(), List.of(StoredObjects.entry(3, late, ids))).forced();
        }
        try (JournalWriter writer = writer()) {
            writer.append(group(), List.of(entry(1))).forced();
        }
        try (JournalWriter writer = new JournalWriter(store, EPOCH, nextDay)) {
            writer.append(group(), List.of(entry(2))).forced();
        }
        assertEquals(
                List.of(
                        "journal/2026/11/22/7-00000000-0001.jsonl",
                        "journal/2026/11/23/7-00000000-0001.jsonl",
                        "journal/2026/11/22/10-00000000-0001.jsonl"),
                JournalFiles.list(store).stream().map(JournalName::relative).toList());
    }

    private JournalEntry entry(int number) {
        return StoredObjects.entry(number, EPOCH, ids);
    }

    private StoreGroup group() {
        return store.groups().get(0);
    }

    private JournalWriter writer() {
        return new JournalWriter(store, EPOCH, CLOCK);
    }

    private JournalPosition append(List<JournalEntry> entries) throws OperatingFailure {
        try (JournalWriter writer = writer()) {
            return writer.append(group(), entries).forced();
        }
    }

    private static JournalName name(JournalPosition position) {
        return JournalName.parse(position.journal()).orElseThrow();
    }

    /** All facts of all journals; the last one's end, unless null, must be as expected. */
    private List<JournalEntry> readAll(JournalEnd expected) throws OperatingFailure {
        List<JournalEntry> entries = new ArrayList<>();
        JournalEnd end = null;
        for (JournalName name : JournalFiles.list(store)) {
            try (JournalReader reader = JournalReader.open(store, name, 0)) {
                for (Optional<JournalLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                    entries.add(line.get().entry());
                }
                end = reader.end();
            }
        }
        assertTrue(expected == null || expected == end, "the end is " + end);
        return entries;
    }

    private byte[] bytes(String volume, String journal) throws IOException {
        return Files.readAllBytes(volumes.path(volume).resolve(journal));
    }

    private void flip(String volume, JournalPosition journal, int at) throws IOException {
        byte[] content = bytes(volume, journal.journal());
        content[at] ^= 1;
        Files.write(volumes.path(volume).resolve(journal.journal()), content);
    }

    private static List<Integer> lineStarts(byte[] content) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                starts.add(i + 1);
            }
        }
        return starts;
    }
}
