package dozo.core.association;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every cell of the table against the standard, written down a second time in another form: for each action of PS3.8 tables
 * 9-6 to 9-9 the cells of table 9-10 that name it, as event number : state numbers.
 */
class StateTableTest {

    private static final Map<Action, String> CELLS = new EnumMap<>(Action.class);

    static {
        CELLS.put(Action.AE_1, "1:1");
        CELLS.put(Action.AE_2, "2:4");
        CELLS.put(Action.AE_3, "3:5");
        CELLS.put(Action.AE_4, "4:5");
        CELLS.put(Action.AE_5, "5:1");
        CELLS.put(Action.AE_6, "6:2");
        CELLS.put(Action.AE_7, "7:3");
        CELLS.put(Action.AE_8, "8:3");
        CELLS.put(Action.DT_1, "9:6");
        CELLS.put(Action.DT_2, "10:6");
        CELLS.put(Action.AR_1, "11:6");
        CELLS.put(Action.AR_2, "12:6");
        CELLS.put(Action.AR_3, "13:7,11");
        CELLS.put(Action.AR_4, "14:8,12");
        CELLS.put(Action.AR_5, "17:13");
        CELLS.put(Action.AR_6, "10:7");
        CELLS.put(Action.AR_7, "9:8");
        CELLS.put(Action.AR_8, "12:7");
        CELLS.put(Action.AR_9, "14:9");
        CELLS.put(Action.AR_10, "13:10");
        CELLS.put(Action.AA_1, "3:2 4:2 10:2 12:2 13:2 15:3,5,6,7,8,9,10,11,12 19:2");
        CELLS.put(Action.AA_2, "15:4 16:2,13 18:2,13");
        CELLS.put(Action.AA_3, "16:3,5,6,7,8,9,10,11,12");
        CELLS.put(Action.AA_4, "17:3,4,5,6,7,8,9,10,11,12");
        CELLS.put(Action.AA_5, "17:2");
        CELLS.put(Action.AA_6, "3:13 4:13 10:13 12:13 13:13");
        CELLS.put(Action.AA_7, "6:13 19:13");
        CELLS.put(
                Action.AA_8,
                "3:3,6,7,8,9,10,11,12 4:3,6,7,8,9,10,11,12 6:3,5,6,7,8,9,10,11,12 10:3,5,8,9,10,11,12 "
                        + "12:3,5,8,9,10,11,12 13:3,5,6,8,9,12 19:3,5,6,7,8,9,10,11,12");
    }

    private static final Map<Action, Integer> NEXT_STATES = new EnumMap<>(Map.ofEntries(
            Map.entry(Action.AE_1, 4),
            Map.entry(Action.AE_2, 5),
            Map.entry(Action.AE_3, 6),
            Map.entry(Action.AE_4, 1),
            Map.entry(Action.AE_5, 2),
            Map.entry(Action.AE_6, 3),
            Map.entry(Action.AE_7, 6),
            Map.entry(Action.AE_8, 13),
            Map.entry(Action.DT_1, 6),
            Map.entry(Action.DT_2, 6),
            Map.entry(Action.AR_1, 7),
            Map.entry(Action.AR_2, 8),
            Map.entry(Action.AR_3, 1),
            Map.entry(Action.AR_4, 13),
            Map.entry(Action.AR_5, 1),
            Map.entry(Action.AR_6, 7),
            Map.entry(Action.AR_7, 8),
            Map.entry(Action.AR_8, 9),
            Map.entry(Action.AR_9, 11),
            Map.entry(Action.AR_10, 12),
            Map.entry(Action.AA_1, 13),
            Map.entry(Action.AA_2, 1),
            Map.entry(Action.AA_3, 1),
            Map.entry(Action.AA_4, 1),
            Map.entry(Action.AA_5, 1),
            Map.entry(Action.AA_6, 13),
            Map.entry(Action.AA_7, 13),
            Map.entry(Action.AA_8, 13)));

    private static Map<String, Action> expected() {
        Map<String, Action> cells = new HashMap<>();
        CELLS.forEach((action, text) -> {
            for (String part : text.split(" ")) {
                String event = part.substring(0, part.indexOf(':'));
                for (String state : part.substring(part.indexOf(':') + 1).split(",")) {
                    Action other = cells.put(event + "/" + state, action);
                    assertEquals(null, other, "cell written down twice: " + event + "/" + state);
                }
            }
        });
        return cells;
    }

    @TestFactory
    Stream<DynamicTest> eachCellIsThatOfTheStandard() {
        Map<String, Action> expected = expected();
        List<DynamicTest> tests = new ArrayList<>();
        for (Event event : Event.values()) {
            for (State state : State.values()) {
                Action action = expected.get((event.ordinal() + 1) + "/" + (state.ordinal() + 1));
                tests.add(DynamicTest.dynamicTest(
                        event + " in " + state,
                        () -> assertEquals(Optional.ofNullable(action), StateTable.action(event, state))));
            }
        }
        assertEquals(19 * 13, tests.size());
        return tests.stream();
    }

    @Test
    void eachActionLeadsToTheStateOfTheStandard() {
        assertEquals(Action.values().length, NEXT_STATES.size());
        NEXT_STATES.forEach(
                (action, state) -> assertEquals(state - 1, action.next(true).ordinal(), action.name()));
    }

    @Test
    void aReleaseCollisionLeadsTheAcceptorToState10() {
        assertEquals(State.STA9, Action.AR_8.next(true));
        assertEquals(State.STA10, Action.AR_8.next(false));
    }

    @Test
    void whatArrivesInEachOpenStateHasAnAnswer() {
        List<Event> fromOutside = List.of(
                Event.ASSOCIATE_AC_RECEIVED,
                Event.ASSOCIATE_RJ_RECEIVED,
                Event.ASSOCIATE_RQ_RECEIVED,
                Event.DATA_RECEIVED,
                Event.RELEASE_RQ_RECEIVED,
                Event.RELEASE_RP_RECEIVED,
                Event.ABORT_RECEIVED,
                Event.TRANSPORT_CLOSED,
                Event.INVALID_PDU_RECEIVED);
        for (State state : State.values()) {
            if (state == State.STA1 || state == State.STA4) {
                continue; // no transport connection: nothing can arrive
            }
            fromOutside.forEach(
                    event -> assertEquals(true, StateTable.action(event, state).isPresent(), event + " in " + state));
        }
    }

    @Test
    void anEventThatCannotOccurChangesNothing() {
        StateMachine machine = new StateMachine(true);
        assertEquals(Optional.empty(), machine.on(Event.DATA_REQUESTED));
        assertEquals(State.STA1, machine.state());
    }
}
