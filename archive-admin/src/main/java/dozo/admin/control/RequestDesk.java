package dozo.admin.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import dozo.admin.control.ControlMessage.Reply;
import dozo.admin.control.ControlMessage.Request;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what requests ask for, so many at once, and answers each whatever comes of it. Thread-safe.
 *
 * @param <C> what the operations work on
 */
final class RequestDesk<C> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

    private final OperationTable<C> operations;
    private final C context;
    private final int maxConcurrent;
    private final Semaphore places;

    RequestDesk(OperationTable<C> operations, C context, int maxConcurrent) {
        this.operations = operations;
        this.context = context;
        this.maxConcurrent = maxConcurrent;
        this.places = new Semaphore(maxConcurrent);
    }

    /**
     * Does it on the calling thread, its progress told to {@code connection}.
     *
     * @throws OperationAbandoned when nobody is there any more to be told
     */
    Reply answer(ControlConnection connection, Request request) {
        if (!places.tryAcquire()) {
            return Reply.of(new OperatingFailure(
                    FailureCode.TOO_BUSY,
                    maxConcurrent + " commands are running in the archive already. Nothing was done."
                            + " Repeat the command when one of them has ended."));
        }
        try {
            return Reply.of(run(operation(request.operation()), connection, request));
        } catch (OperatingFailure e) {
            return Reply.of(e);
        } catch (OperationAbandoned e) {
            throw e;
        } catch (RuntimeException e) {
            String number = "DOZO-" + FailureCode.INTERNAL.number();
            LOG.error("{} command {} failed by a fault of the program", number, request.operation(), e);
            return Reply.of(new OperatingFailure(
                    FailureCode.INTERNAL,
                    "The command failed by a fault of the program; the server's log has the details."));
        } finally {
            places.release();
        }
    }

    private Operation<C, ?, ?> operation(String name) throws OperatingFailure {
        return operations
                .operation(name)
                .orElseThrow(() -> new OperatingFailure(
                        FailureCode.CONFIGURATION_INVALID,
                        "The running archive does not know the operation " + name
                                + ": it is of another version than this command. Restart it after an upgrade."));
    }

    private <Q extends Record, A extends Record> A run(
            Operation<C, Q, A> operation, ControlConnection connection, Request request) throws OperatingFailure {
        Q typed;
        try {
            typed = ControlMessage.JSON.treeToValue(request.request(), operation.requestType());
        } catch (JsonProcessingException e) {
            throw new OperatingFailure(
                    FailureCode.CONFIGURATION_INVALID,
                    "The running archive does not understand the request: it is of another version than this command.",
                    e);
        }
        return operation.run(context, typed, progress -> {
            try {
                connection.write(Reply.of(progress));
            } catch (IOException e) {
                throw new OperationAbandoned(e);
            }
        });
    }
}
