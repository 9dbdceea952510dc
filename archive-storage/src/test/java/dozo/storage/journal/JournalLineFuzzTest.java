package dozo.storage.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.InputBudget;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of a journal's line are a fact, or JOURNAL_UNUSABLE; a fact that is written reads as it was. */
class JournalLineFuzzTest {

    private static final String JOURNAL = "journal/2026/11/22/1-00000000-0001.jsonl";
    private static final VolumeId VOLUME = new VolumeId(new UUID(1, 2));
    private static final WriterEpoch EPOCH = new WriterEpoch(7, new UUID(3, 4));
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final JournalHeader HEADER = new JournalHeader(JournalHeader.FORMAT, EPOCH, 1, List.of(VOLUME), AT);

    static Stream<byte[]> lines() {
        StoredObject object = StoredObjects.object(1, EPOCH, List.of(VOLUME, new VolumeId(new UUID(5, 6))));
        LocationAddedEntry added = new LocationAddedEntry(
                object.sopInstanceUid(),
                1,
                object.digest(),
                new ObjectLocation(VOLUME, object.path()),
                LocationAddedEntry.Reason.REPAIR,
                AT);
        return Stream.of(
                        LineWriter.header(HEADER),
                        LineWriter.entry(2, new StoredEntry(object)),
                        LineWriter.entry(3, added),
                        LineWriter.entry(
                                4, new VolumeEventEntry(VOLUME, VolumeState.DRAINING, "土蔵 \"x\"", "moved", AT)),
                        LineWriter.entry(5, new VolumeGivenUpEntry(VOLUME, "local", 12, "root", "burnt", AT)))
                .map(line -> Arrays.copyOf(line, line.length - 1));
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

    private static void tolerate(InputBudget.Action<OperatingFailure> action) {
        try {
            InputBudget.spend(action);
        } catch (OperatingFailure e) {
            assertEquals(FailureCode.JOURNAL_UNUSABLE, e.code());
        }
    }

    private static void readHeader(byte[] line) throws OperatingFailure {
        JournalHeader header = LineParser.header(JOURNAL, line);
        assertEquals(header, LineParser.header(JOURNAL, sealed(LineWriter.header(header))));
    }

    private static void readEntry(byte[] line) throws OperatingFailure {
        LineMembers members = LineParser.members(JOURNAL, line);
        long sequence = LineParser.sequence(JOURNAL, members);
        JournalEntry entry = LineParser.entry(JOURNAL, HEADER, members);
        if (!isUnicode(entry)) {
            return;
        }
        byte[] written = sealed(LineWriter.entry(sequence, entry));
        LineMembers again = LineParser.members(JOURNAL, written);
        assertEquals(sequence, LineParser.sequence(JOURNAL, again));
        assertEquals(entry, LineParser.entry(JOURNAL, HEADER, again));
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
