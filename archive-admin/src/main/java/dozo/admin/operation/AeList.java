package dozo.admin.operation;

import dozo.storage.integrity.Progress;
import java.util.List;

/** The AE table in force. */
public final class AeList extends ArchiveOperation<Nothing, AeList.Table> {

    public AeList() {
        super("ae.list", Nothing.class, Table.class);
    }

    /** All entries, by title. */
    public record Table(List<AeRow> entries) {}

    @Override
    public Table run(Workplace workplace, Nothing request, Progress.Listener progress) {
        return new Table(workplace.known().all().stream()
                .map(ae -> AeRow.of(ae, workplace.known().isConfigured(ae.title())))
                .toList());
    }
}
