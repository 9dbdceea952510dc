package dozo.core.association;

import java.util.Optional;

/**
 * The state transition table of the upper layer (PS3.8 table 9-10): rows are events in the order of {@link Event}, columns the
 * states 1 to 13, a dot where the event cannot occur in that state.
 */
final class StateTable {

    private static final String TABLE =
            """
            AE-1 .    .    .    .    .    .    .    .    .     .    .    .
            .    .    .    AE-2 .    .    .    .    .    .     .    .    .
            .    AA-1 AA-8 .    AE-3 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
            .    AA-1 AA-8 .    AE-4 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
            AE-5 .    .    .    .    .    .    .    .    .     .    .    .
            .    AE-6 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-7
            .    .    AE-7 .    .    .    .    .    .    .     .    .    .
            .    .    AE-8 .    .    .    .    .    .    .     .    .    .
            .    .    .    .    .    DT-1 .    AR-7 .    .     .    .    .
            .    AA-1 AA-8 .    AA-8 DT-2 AR-6 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
            .    .    .    .    .    AR-1 .    .    .    .     .    .    .
            .    AA-1 AA-8 .    AA-8 AR-2 AR-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
            .    AA-1 AA-8 .    AA-8 AA-8 AR-3 AA-8 AA-8 AR-10 AR-3 AA-8 AA-6
            .    .    .    .    .    .    .    AR-4 AR-9 .     .    AR-4 .
            .    .    AA-1 AA-2 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1  AA-1 AA-1 .
            .    AA-2 AA-3 .    AA-3 AA-3 AA-3 AA-3 AA-3 AA-3  AA-3 AA-3 AA-2
            .    AA-5 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4  AA-4 AA-4 AR-5
            .    AA-2 .    .    .    .    .    .    .    .     .    .    AA-2
            .    AA-1 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-7
            """;

    private static final Action[][] CELLS = parse();

    private StateTable() {}

    /** The action for this event in this state, or empty when the event cannot occur there. */
    static Optional<Action> action(Event event, State state) {
        return Optional.ofNullable(CELLS[event.ordinal()][state.ordinal()]);
    }

    private static Action[][] parse() {
        String[] rows = TABLE.strip().split("\n");
        Action[][] cells = new Action[Event.values().length][State.values().length];
        for (int row = 0; row < cells.length; row++) {
            String[] names = rows[row].strip().split(" +");
            for (int column = 0; column < names.length; column++) {
                if (!names[column].equals(".")) {
                    cells[row][column] = Action.valueOf(names[column].replace('-', '_'));
                }
            }
        }
        return cells;
    }
}
