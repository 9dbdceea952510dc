package dozo.admin.operation;

import dozo.core.config.AeConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;

/** Adds an entry to the AE table, or replaces one that was added before. In force at once. */
public final class AeAdd extends ArchiveOperation<AeRow, AeAdd.Added> {

    public AeAdd() {
        super("ae.add", AeRow.class, Added.class);
    }

    /** The title, and whether there was an entry of it before. */
    public record Added(String title, boolean replaced) {}

    @Override
    public Added run(Workplace workplace, AeRow row, Progress.Listener progress) throws OperatingFailure {
        AeConfig entry = row.toConfig();
        if (workplace.known().isConfigured(entry.title())) {
            throw AeRow.invalid(entry.title() + " stands in the configuration file; change it there and restart.");
        }
        if (entry.tls() && workplace.archive().config().dicom().tls().isEmpty()) {
            throw AeRow.invalid("TLS needs the section dicom.tls in the configuration file.");
        }
        boolean replaced = workplace.archive().index().applicationEntities().put(entry);
        workplace.known().reload();
        return new Added(entry.title().value(), replaced);
    }
}
