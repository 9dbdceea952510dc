package dozo.admin.control;

/** Whoever asked for the operation has gone away. Thrown through the operation to stop it where it stands. */
public final class OperationAbandoned extends RuntimeException {

    public OperationAbandoned(Throwable cause) {
        super("the command that asked for this operation has ended", cause);
    }
}
