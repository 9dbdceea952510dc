package dozo.admin.scu;

import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.ServiceProvider;
import dozo.core.encoding.FileMeta;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes instances that arrive by C-STORE and writes each into a file of its own, named after its SOP Instance UID, the data
 * set byte for byte as received. Never overwrites a file. Thread-safe.
 */
public final class Downloads implements ServiceProvider {

    private final Path directory;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** @param directory that exists */
    public Downloads(Path directory) {
        this.directory = directory;
    }

    /** Instances written so far. */
    public long files() {
        return files.get();
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void serve(Exchange exchange) throws OperatingFailure, IOException {
        Optional<Uid> sopClass = exchange.request().sopClassUid();
        Optional<Uid> sopInstance = exchange.request().sopInstanceUid();
        if (sopClass.isEmpty() || sopInstance.isEmpty()) {
            throw new OperatingFailure(FailureCode.INVALID_UID, "The peer sent an instance without a valid UID.");
        }
        FileMeta meta = new FileMeta(
                sopClass.get(), sopInstance.get(), exchange.context().transferSyntax());
        write(meta, exchange);
        exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
    }

    private void write(FileMeta meta, Exchange exchange) throws OperatingFailure {
        Path file = directory.resolve(meta.sopInstance() + ".dcm");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] header = meta.encode();
            out.write(header);
            bytes.addAndGet(header.length + exchange.dataSet().transferTo(out));
        } catch (FileAlreadyExistsException e) {
            throw new OperatingFailure(
                    FailureCode.DISK_ERROR, file + " exists already and is left as it is. Name an empty directory.", e);
        } catch (IOException e) {
            OperatingFailure failure =
                    new OperatingFailure(FailureCode.DISK_ERROR, "Cannot write " + file + ": " + e.getMessage(), e);
            removePartial(file, failure);
            throw failure;
        }
        files.incrementAndGet();
    }

    private static void removePartial(Path file, OperatingFailure failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
