package dozo.qr.model;

import dozo.core.value.Uid;
import java.util.Optional;

/**
 * The Service-class-application-information of the query/retrieve SOP classes (PS3.4 sections C.5.1.1, C.5.2.1 and C.5.3.1):
 * what a requestor asks for and what this archive grants. Granted are relational queries and retrievals and combined
 * date-time matching; fuzzy names, time zone adjustment, conversion of enhanced multi-frame images and whatever came later are
 * not. Immutable.
 *
 * @param relational whether keys of the levels above may be left out
 * @param combinedDateTime whether a date and its time are matched as one moment
 */
public record ExtendedNegotiation(boolean relational, boolean combinedDateTime) {

    /** What holds where nothing was negotiated. */
    public static final ExtendedNegotiation NONE = new ExtendedNegotiation(false, false);

    private static final int RELATIONAL = 0;
    private static final int COMBINED_DATE_TIME = 1;

    /**
     * The answer to {@code requested}: of the same length, each byte 1 where the option is asked for and granted, else 0.
     * Empty when {@code sopClass} is none of the query/retrieve SOP classes: it has no such negotiation here.
     */
    public static Optional<byte[]> answer(Uid sopClass, byte[] requested) {
        return InformationModel.of(sopClass).map(model -> {
            byte[] granted = new byte[requested.length];
            grant(requested, granted, RELATIONAL);
            if (model.find().equals(sopClass)) {
                grant(requested, granted, COMBINED_DATE_TIME);
            }
            return granted;
        });
    }

    /** What {@code granted}, an {@link #answer}, allows on {@code sopClass}; empty or null bytes grant nothing. */
    public static ExtendedNegotiation of(Uid sopClass, byte[] granted) {
        boolean find = InformationModel.of(sopClass)
                .filter(model -> model.find().equals(sopClass))
                .isPresent();
        return new ExtendedNegotiation(isSet(granted, RELATIONAL), find && isSet(granted, COMBINED_DATE_TIME));
    }

    private static void grant(byte[] requested, byte[] granted, int index) {
        if (isSet(requested, index)) {
            granted[index] = 1;
        }
    }

    private static boolean isSet(byte[] information, int index) {
        return information != null && information.length > index && information[index] == 1;
    }
}
