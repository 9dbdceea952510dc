package dozo.core.association;

import java.util.Optional;

/** The protocol machine of one association: where it stands in the {@link StateTable}. Thread-safe. */
final class StateMachine {

    private final boolean requestor;
    private State state = State.STA1;

    StateMachine(boolean requestor) {
        this.requestor = requestor;
    }

    boolean isRequestor() {
        return requestor;
    }

    synchronized State state() {
        return state;
    }

    /**
     * Takes the action of the table: moves to its next state and hands it over to be carried out. Empty, with nothing changed, when
     * the event cannot occur in this state: a local call that came too late, such as data after an abort.
     */
    synchronized Optional<Action> on(Event event) {
        Optional<Action> action = StateTable.action(event, state);
        action.ifPresent(a -> state = a.next(requestor));
        return action;
    }
}
