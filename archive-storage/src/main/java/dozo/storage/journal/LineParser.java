package dozo.storage.journal;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.VolumeState;
import dozo.storage.volume.WriterEpoch;
import java.io.IOException;
import java.util.UUID;

/** From lines, whose seal was tested, to facts. */
final class LineParser {

    private LineParser() {}

    /** @throws OperatingFailure when the line is no header, or that of a format newer than this program */
    static JournalHeader header(String journal, byte[] line) throws OperatingFailure {
        try {
            LineMembers members = LineMembers.parse(line);
            int format = members.smallNumber("format");
            if (format > JournalHeader.FORMAT) {
                throw newer(journal, "is of format " + format);
            }
            if (!members.text("kind").equals(JournalHeader.KIND)) {
                throw new IOException("the first line is not a header");
            }
            WriterEpoch epoch = LineMembers.checked(
                    "incarnation",
                    () -> new WriterEpoch(members.number("epoch"), UUID.fromString(members.text("incarnation"))));
            return new JournalHeader(
                    format, epoch, members.smallNumber("part"), members.volumes("volumes"), members.instant("at"));
        } catch (IOException e) {
            throw unusable(journal, e);
        }
    }

    /** @throws OperatingFailure when the line has no members */
    static LineMembers members(String journal, byte[] line) throws OperatingFailure {
        try {
            return LineMembers.parse(line);
        } catch (IOException e) {
            throw unusable(journal, e);
        }
    }

    static long sequence(String journal, LineMembers members) throws OperatingFailure {
        try {
            return members.number("n");
        } catch (IOException e) {
            throw unusable(journal, e);
        }
    }

    /** @throws OperatingFailure when the fact is of a kind that this program does not know */
    static JournalEntry entry(String journal, JournalHeader header, LineMembers members) throws OperatingFailure {
        try {
            String kind = members.text("kind");
            return switch (kind) {
                case StoredEntry.KIND -> LineMembers.checked("stored", () -> stored(header, members));
                case LocationAddedEntry.KIND -> locationAdded(members);
                case VolumeEventEntry.KIND -> volumeEvent(members);
                case VolumeGivenUpEntry.KIND -> LineMembers.checked("images", () -> volumeGivenUp(members));
                default -> throw newer(journal, "holds a fact of kind \"" + kind + "\"");
            };
        } catch (IOException e) {
            throw unusable(journal, e);
        }
    }

    private static StoredEntry stored(JournalHeader header, LineMembers members) throws IOException {
        return new StoredEntry(new StoredObject(
                members.uid("class"),
                members.uid("instance"),
                members.uid("study"),
                members.uid("series"),
                members.uid("syntax"),
                members.digest("sha256"),
                members.number("size"),
                members.path("path"),
                members.volumes("volumes"),
                members.smallNumber("version"),
                members.instant("received"),
                members.text("calling"),
                members.text("called"),
                members.text("peer"),
                header.epoch()));
    }

    private static LocationAddedEntry locationAdded(LineMembers members) throws IOException {
        return new LocationAddedEntry(
                members.uid("instance"),
                members.smallNumber("version"),
                members.digest("sha256"),
                new ObjectLocation(members.volume("volume"), members.path("path")),
                members.constant("reason", LocationAddedEntry.Reason.class),
                members.instant("at"));
    }

    private static VolumeEventEntry volumeEvent(LineMembers members) throws IOException {
        return new VolumeEventEntry(
                members.volume("volume"),
                members.constant("state", VolumeState.class),
                members.text("actor"),
                members.text("reason"),
                members.instant("at"));
    }

    private static VolumeGivenUpEntry volumeGivenUp(LineMembers members) throws IOException {
        return new VolumeGivenUpEntry(
                members.volume("volume"),
                members.text("name"),
                members.number("images"),
                members.text("actor"),
                members.text("reason"),
                members.instant("at"));
    }

    private static OperatingFailure newer(String journal, String what) {
        return new OperatingFailure(
                FailureCode.JOURNAL_UNUSABLE,
                "The journal " + journal + " " + what + ", which this version of Dozo does not know. Skipping it would"
                        + " show images wrongly, so nothing is read behind it. Use the version that wrote it, or a newer"
                        + " one.");
    }

    private static OperatingFailure unusable(String journal, IOException cause) {
        return new OperatingFailure(
                FailureCode.JOURNAL_UNUSABLE,
                "The journal " + journal + " has a whole line that cannot be understood (" + cause.getMessage()
                        + "). The images it names are untouched. Keep the file as it is and ask for support.",
                cause);
    }
}
