package dozo.core.dimse;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A DIMSE command set: the elements of group 0000 (PS3.7 section 6.3 and Annex E). Accessors of numbers give 0 for what is
 * absent; {@link CommandCodec} has tested that what every command needs is there.
 *
 * @param attributes without Command Group Length; not to be changed
 */
public record CommandSet(Attributes attributes) {

    /** Longest Error Comment in characters (PS3.7 section C.4, VR LO). */
    public static final int MAX_ERROR_COMMENT = 64;

    /** Command Data Set Type when no data set follows (PS3.7 section E.1). */
    static final int NO_DATA_SET = 0x0101;

    private static final int DATA_SET_FOLLOWS = 0x0001;

    /** A request with what all have; SOP class as Affected or Requested SOP Class UID as the service has it. */
    public static CommandSet request(CommandField field, int messageId, Uid sopClass, boolean dataSet) {
        Attributes command = new Attributes();
        command.put(sopClassTag(field), sopClass);
        command.put(Tag.CommandField, Vr.US, field.requestCode());
        command.put(Tag.MessageID, Vr.US, messageId);
        return new CommandSet(command).withDataSet(dataSet);
    }

    /** A C-CANCEL for the request with this message ID (PS3.7 section 9.3.2.3). */
    public static CommandSet cancel(int messageId) {
        Attributes command = new Attributes();
        command.put(Tag.CommandField, Vr.US, CommandField.C_CANCEL.requestCode());
        command.put(Tag.MessageIDBeingRespondedTo, Vr.US, messageId);
        return new CommandSet(command).withDataSet(false);
    }

    /** The response to this request with {@code status}: same message ID, SOP class and instance; no data set. */
    public CommandSet response(int status) {
        Attributes command = new Attributes();
        attributes.uid(sopClassTagPresent()).ifPresent(uid -> command.put(Tag.AffectedSOPClassUID, uid));
        command.put(Tag.CommandField, Vr.US, fieldCode() | CommandField.RESPONSE_BIT);
        command.put(Tag.MessageIDBeingRespondedTo, Vr.US, messageId());
        command.put(Tag.Status, Vr.US, status);
        sopInstanceUid().ifPresent(uid -> command.put(Tag.AffectedSOPInstanceUID, uid));
        copyNumber(Tag.ActionTypeID, command);
        copyNumber(Tag.EventTypeID, command);
        return new CommandSet(command).withDataSet(false);
    }

    /** One that says whether a data set follows: this one, if it does. */
    public CommandSet withDataSet(boolean follows) {
        int type = follows ? DATA_SET_FOLLOWS : NO_DATA_SET;
        return attributes.contains(Tag.CommandDataSetType) && number(Tag.CommandDataSetType) == type
                ? this
                : withNumber(Tag.CommandDataSetType, type);
    }

    /** A copy with an Error Comment: fixed text of ours, never a cause's message; cut to {@value #MAX_ERROR_COMMENT} characters. */
    public CommandSet withErrorComment(String comment) {
        String text = comment.length() > MAX_ERROR_COMMENT ? comment.substring(0, MAX_ERROR_COMMENT) : comment;
        CommandSet copy = copy();
        copy.attributes.put(Tag.ErrorComment, Vr.LO, text);
        return copy;
    }

    /** A copy with the counters of sub-operations; Remaining only when {@code pending} (PS3.7 section 9.1.4.1). */
    public CommandSet withSubOperations(SubOperations counts, boolean pending) {
        CommandSet copy = copy();
        if (pending) {
            copy.attributes.put(Tag.NumberOfRemainingSuboperations, Vr.US, counts.remaining());
        }
        copy.attributes.put(Tag.NumberOfCompletedSuboperations, Vr.US, counts.completed());
        copy.attributes.put(Tag.NumberOfFailedSuboperations, Vr.US, counts.failed());
        copy.attributes.put(Tag.NumberOfWarningSuboperations, Vr.US, counts.warning());
        return copy;
    }

    /** A copy with a number of VR US. */
    public CommandSet withNumber(int tag, int number) {
        CommandSet copy = copy();
        copy.attributes.put(tag, Vr.US, number);
        return copy;
    }

    /** A copy with a UID. */
    public CommandSet withUid(int tag, Uid uid) {
        CommandSet copy = copy();
        copy.attributes.put(tag, uid);
        return copy;
    }

    /** A copy with an AE title. */
    public CommandSet withAeTitle(int tag, AeTitle title) {
        CommandSet copy = copy();
        copy.attributes.put(tag, Vr.AE, title.value());
        return copy;
    }

    /** The service, or empty when the standard defines none of this code. */
    public Optional<CommandField> field() {
        return CommandField.of(fieldCode());
    }

    public int fieldCode() {
        return number(Tag.CommandField);
    }

    public boolean isResponse() {
        return (fieldCode() & CommandField.RESPONSE_BIT) != 0;
    }

    public int messageId() {
        return number(Tag.MessageID);
    }

    public int messageIdBeingRespondedTo() {
        return number(Tag.MessageIDBeingRespondedTo);
    }

    public int status() {
        return number(Tag.Status);
    }

    public Priority priority() {
        return Priority.of(number(Tag.Priority));
    }

    public boolean hasDataSet() {
        return number(Tag.CommandDataSetType) != NO_DATA_SET;
    }

    /** Affected or, for services that have it so, Requested SOP Class UID; empty when absent or not valid. */
    public Optional<Uid> sopClassUid() {
        return attributes.uid(sopClassTagPresent());
    }

    /** Affected or, for services that have it so, Requested SOP Instance UID; empty when absent or not valid. */
    public Optional<Uid> sopInstanceUid() {
        return attributes.uid(
                attributes.contains(Tag.RequestedSOPInstanceUID)
                        ? Tag.RequestedSOPInstanceUID
                        : Tag.AffectedSOPInstanceUID);
    }

    /** Of a C-MOVE; empty when absent or not valid. */
    public Optional<AeTitle> moveDestination() {
        return attributes.string(Tag.MoveDestination).flatMap(AeTitle::parse);
    }

    /** Of a C-STORE that a C-MOVE caused; empty when one of its two parts is absent or not valid. */
    public Optional<MoveOriginator> moveOriginator() {
        if (!attributes.hasValue(Tag.MoveOriginatorMessageID)) {
            return Optional.empty();
        }
        return attributes
                .string(Tag.MoveOriginatorApplicationEntityTitle)
                .flatMap(AeTitle::parse)
                .map(title -> new MoveOriginator(title, number(Tag.MoveOriginatorMessageID)));
    }

    public int actionTypeId() {
        return number(Tag.ActionTypeID);
    }

    public int eventTypeId() {
        return number(Tag.EventTypeID);
    }

    /** What a peer says about its failure, for logs; empty when it says nothing. */
    public String errorComment() {
        return attributes
                .bytes(Tag.ErrorComment)
                .map(value -> new String(value, StandardCharsets.US_ASCII).strip())
                .orElse("");
    }

    public SubOperations subOperations() {
        return new SubOperations(
                number(Tag.NumberOfRemainingSuboperations),
                number(Tag.NumberOfCompletedSuboperations),
                number(Tag.NumberOfFailedSuboperations),
                number(Tag.NumberOfWarningSuboperations));
    }

    /** Service, message ID and status: what a log line needs. */
    @Override
    public String toString() {
        String service = field().map(CommandField::toString).orElse(String.format(Locale.ROOT, "%04XH", fieldCode()));
        return isResponse()
                ? service + "-RSP to " + messageIdBeingRespondedTo() + ", status " + DimseStatus.toString(status())
                : service + "-RQ " + messageId();
    }

    private int number(int tag) {
        return attributes.integer(tag).orElse(0);
    }

    private int sopClassTagPresent() {
        return attributes.contains(Tag.RequestedSOPClassUID) ? Tag.RequestedSOPClassUID : Tag.AffectedSOPClassUID;
    }

    private void copyNumber(int tag, Attributes target) {
        attributes.integer(tag).ifPresent(number -> target.put(tag, Vr.US, number));
    }

    private CommandSet copy() {
        Attributes copy = new Attributes();
        attributes.elements().forEach(copy::put);
        return new CommandSet(copy);
    }

    private static int sopClassTag(CommandField field) {
        return switch (field) {
            case N_GET, N_SET, N_ACTION, N_DELETE -> Tag.RequestedSOPClassUID;
            case C_STORE, C_GET, C_FIND, C_MOVE, C_ECHO, N_EVENT_REPORT, N_CREATE, C_CANCEL -> Tag.AffectedSOPClassUID;
        };
    }
}
