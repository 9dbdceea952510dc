package dozo.admin.operation;

import dozo.admin.control.OperationTable;
import java.util.List;

/** Every operation there is. */
public final class Operations {

    private Operations() {}

    /** All operations by name. */
    public static OperationTable<Workplace> table() {
        return new OperationTable<>(List.of(
                new StatusShow(),
                new VolumeList(),
                new VolumeSet(),
                new VolumeReplace(),
                new VolumeGiveUp(),
                new AeList(),
                new AeAdd(),
                new AeRemove(),
                new StudyList(),
                new StudyShow(),
                new ConflictList(),
                new QuarantineList(),
                new QuarantineShow(),
                new QuarantineRetry(),
                new VerifyRun(),
                new ReindexRun()));
    }
}
