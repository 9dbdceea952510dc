package dozo.admin.operation;

import dozo.admin.control.Operation;

/** An operation on the archive, named and typed. */
abstract class ArchiveOperation<Q extends Record, A extends Record> implements Operation<Workplace, Q, A> {

    private final String name;
    private final Class<Q> requestType;
    private final Class<A> answerType;

    ArchiveOperation(String name, Class<Q> requestType, Class<A> answerType) {
        this.name = name;
        this.requestType = requestType;
        this.answerType = answerType;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Class<Q> requestType() {
        return requestType;
    }

    @Override
    public final Class<A> answerType() {
        return answerType;
    }
}
