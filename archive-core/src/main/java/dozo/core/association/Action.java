package dozo.core.association;

import static dozo.core.association.Effect.CLOSE_TRANSPORT;
import static dozo.core.association.Effect.CONFIRM_ASSOCIATE;
import static dozo.core.association.Effect.CONFIRM_RELEASE;
import static dozo.core.association.Effect.INDICATE_ABORT;
import static dozo.core.association.Effect.INDICATE_ASSOCIATE;
import static dozo.core.association.Effect.INDICATE_DATA;
import static dozo.core.association.Effect.INDICATE_PROVIDER_ABORT;
import static dozo.core.association.Effect.INDICATE_RELEASE;
import static dozo.core.association.Effect.OPEN_TRANSPORT;
import static dozo.core.association.Effect.SEND_ABORT;
import static dozo.core.association.Effect.SEND_ASSOCIATE_AC;
import static dozo.core.association.Effect.SEND_ASSOCIATE_RJ;
import static dozo.core.association.Effect.SEND_ASSOCIATE_RQ;
import static dozo.core.association.Effect.SEND_DATA;
import static dozo.core.association.Effect.SEND_RELEASE_RP;
import static dozo.core.association.Effect.SEND_RELEASE_RQ;
import static dozo.core.association.Effect.START_ARTIM;
import static dozo.core.association.Effect.STOP_ARTIM;

import java.util.List;

/** The actions of the upper layer protocol machine: what is done, and the state after it (PS3.8 tables 9-6 to 9-9). */
enum Action {
    AE_1(State.STA4, OPEN_TRANSPORT),
    AE_2(State.STA5, SEND_ASSOCIATE_RQ),
    AE_3(State.STA6, CONFIRM_ASSOCIATE),
    AE_4(State.STA1, CONFIRM_ASSOCIATE, CLOSE_TRANSPORT),
    AE_5(State.STA2, START_ARTIM),
    /** Its other branch, an unsupported protocol version, is taken by raising ASSOCIATE_REJECTED next: same PDU, same state. */
    AE_6(State.STA3, STOP_ARTIM, INDICATE_ASSOCIATE),
    AE_7(State.STA6, SEND_ASSOCIATE_AC),
    AE_8(State.STA13, SEND_ASSOCIATE_RJ, START_ARTIM),

    DT_1(State.STA6, SEND_DATA),
    DT_2(State.STA6, INDICATE_DATA),

    AR_1(State.STA7, SEND_RELEASE_RQ),
    AR_2(State.STA8, INDICATE_RELEASE),
    AR_3(State.STA1, CONFIRM_RELEASE, CLOSE_TRANSPORT),
    AR_4(State.STA13, SEND_RELEASE_RP, START_ARTIM),
    AR_5(State.STA1, STOP_ARTIM),
    AR_6(State.STA7, INDICATE_DATA),
    AR_7(State.STA8, SEND_DATA),
    /** Next state 9 for the requestor, 10 for the acceptor. */
    AR_8(State.STA9, INDICATE_RELEASE),
    AR_9(State.STA11, SEND_RELEASE_RP),
    AR_10(State.STA12, CONFIRM_RELEASE),

    AA_1(State.STA13, SEND_ABORT, START_ARTIM),
    AA_2(State.STA1, STOP_ARTIM, CLOSE_TRANSPORT),
    AA_3(State.STA1, INDICATE_ABORT, CLOSE_TRANSPORT),
    AA_4(State.STA1, INDICATE_PROVIDER_ABORT),
    AA_5(State.STA1, STOP_ARTIM),
    /** The PDU is ignored. */
    AA_6(State.STA13),
    AA_7(State.STA13, SEND_ABORT),
    AA_8(State.STA13, SEND_ABORT, INDICATE_PROVIDER_ABORT, START_ARTIM);

    private final State next;
    private final List<Effect> effects;

    Action(State next, Effect... effects) {
        this.next = next;
        this.effects = List.of(effects);
    }

    /** The state after this action for one who asked for the association, or for one who was asked. */
    State next(boolean requestor) {
        return this == AR_8 && !requestor ? State.STA10 : next;
    }

    /** What is done, in this order. */
    List<Effect> effects() {
        return effects;
    }
}
