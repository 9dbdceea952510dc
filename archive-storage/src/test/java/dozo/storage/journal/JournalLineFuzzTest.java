package dozo.storage.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.VolumeState;
import dozo.storage.volume.WriterEpoch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of a journal's line are a fact, or JOURNAL_UNUSABLE; a fact that is written reads as it was. */
class JournalLineFuzzTest {

    private static final String JOURNAL = "journal/2026/11/22/1-00000000-0001.jsonl";
    private static final VolumeId VOLUME = new VolumeId(new UUID(1, 2));
    private static final WriterEpoch EPOCH = new WriterEpoch(7, new UUID(3, 4));
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final JournalHeader HEADER = new JournalHeader(JournalHeader.FORMAT, EPOCH, 1, List.of(VOLUME), AT);

    static Stream<JournalEntry> entries() {
        StoredObject object = StoredObjects.object(1, EPOCH, List.of(VOLUME, new VolumeId(new UUID(5, 6))));
        return Stream.of(
                new StoredEntry(object),
                new LocationAddedEntry(
                        object.sopInstanceUid(),
                        1,
                        object.digest(),
                        new ObjectLocation(VOLUME, object.path()),
                        LocationAddedEntry.Reason.REPAIR,
                        AT),
                new VolumeEventEntry(VOLUME, VolumeState.DRAINING, "土蔵 \"x\"", "moved", AT),
                new VolumeGivenUpEntry(VOLUME, "local", 12, "root", "burnt", AT));
    }

    static Stream<byte[]> lines() {
        return Stream.concat(
                Stream.of(sealed(LineWriter.header(HEADER))),
                entries().map(entry -> sealed(LineWriter.entry(2, entry))));
    }

    @MethodSource("lines")
    @FuzzTest
    void readsWhatItWroteAndRefusesTheRest(byte[] line) {
        LineSeal.holds(line);
        tolerate(() -> readHeader(line));
        tolerate(() -> readEntry(line));
        if (line.length > 0) {
            assertEquals('\n', LineSeal.seal(line)[LineSeal.seal(line).length - 1]);
        }
    }

    /** Else what is lost in reading or writing would be lost unnoticed. */
    @ParameterizedTest
    @MethodSource("entries")
    void readsItsSeedsWhole(JournalEntry entry) throws OperatingFailure {
        LineMembers members = LineParser.members(JOURNAL, sealed(LineWriter.entry(2, entry)));
        assertEquals(2, LineParser.sequence(JOURNAL, members));
        assertEquals(entry, LineParser.entry(JOURNAL, HEADER, members));
    }

    @Test
    void readsTheHeaderWhole() throws OperatingFailure {
        assertEquals(HEADER, LineParser.header(JOURNAL, sealed(LineWriter.header(HEADER))));
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(lines(), this::readsWhatItWroteAndRefusesTheRest);
    }

    private static void tolerate(InputBudget.Action<OperatingFailure> action) {
        try {
            InputBudget.spend(action);
        } catch (OperatingFailure e) {
            assertEquals(FailureCode.JOURNAL_UNUSABLE, e.code());
        }
    }

    private static void readHeader(byte[] line) throws OperatingFailure {
        JournalHeader header = LineParser.header(JOURNAL, line);
        byte[] written = sealed(LineWriter.header(header));
        assertEquals(header, assertDoesNotThrow(() -> LineParser.header(JOURNAL, written)));
    }

    private static void readEntry(byte[] line) throws OperatingFailure {
        LineMembers members = LineParser.members(JOURNAL, line);
        long sequence = LineParser.sequence(JOURNAL, members);
        JournalEntry entry = LineParser.entry(JOURNAL, HEADER, members);
        if (!isUnicode(entry)) {
            return;
        }
        byte[] written = sealed(LineWriter.entry(sequence, entry));
        LineMembers again = assertDoesNotThrow(() -> LineParser.members(JOURNAL, written));
        assertEquals(sequence, assertDoesNotThrow(() -> LineParser.sequence(JOURNAL, again)));
        assertEquals(entry, assertDoesNotThrow(() -> LineParser.entry(JOURNAL, HEADER, again)));
        byte[] damaged = written.clone();
        damaged[damaged.length / 2] ^= 1;
        assertFalse(LineSeal.holds(damaged), "a flipped bit is noticed");
        assertArrayEquals(written, sealed(LineWriter.entry(sequence, LineParser.entry(JOURNAL, HEADER, again))));
    }

    /** Half a surrogate pair, which JSON can spell, is no text that this program ever gets to write. */
    private static boolean isUnicode(JournalEntry entry) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(entry.toString());
    }

    /** A line as it is read: its seal holds, its newline is gone. */
    private static byte[] sealed(byte[] line) {
        byte[] read = Arrays.copyOf(line, line.length - 1);
        assertEquals(true, LineSeal.holds(read));
        return read;
    }
}
