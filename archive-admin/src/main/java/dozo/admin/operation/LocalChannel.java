package dozo.admin.operation;

import dozo.admin.archive.Archive;
import dozo.admin.archive.Foundation;
import dozo.admin.control.Operation;
import dozo.admin.control.OperationChannel;
import dozo.admin.network.KnownAes;
import dozo.core.config.DozoConfig;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;

/** Has operations done in this process, which opens the archive for itself while no server runs. Not thread-safe. */
public final class LocalChannel implements OperationChannel<Workplace> {

    private final Archive archive;
    private final Workplace workplace;

    private LocalChannel(Archive archive, Workplace workplace) {
        this.archive = archive;
        this.workplace = workplace;
    }

    /** @throws OperatingFailure when the archive cannot be opened, as by a server that has started meanwhile */
    public static LocalChannel open(DozoConfig config, Foundation foundation, Progress.Listener progress)
            throws OperatingFailure {
        Archive archive = Archive.open(config, foundation, progress);
        try {
            KnownAes known = new KnownAes(config, archive.index().applicationEntities());
            return new LocalChannel(archive, new Workplace(archive, known, Serving.NOBODY));
        } catch (OperatingFailure e) {
            archive.close();
            throw e;
        }
    }

    @Override
    public <Q extends Record, A extends Record> A run(
            Operation<Workplace, Q, A> operation, Q request, Progress.Listener progress) throws OperatingFailure {
        return operation.run(workplace, request, progress);
    }

    @Override
    public boolean isServing() {
        return false;
    }

    @Override
    public void close() throws OperatingFailure {
        archive.stop();
    }
}
